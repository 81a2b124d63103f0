import Foundation
import TestSupport
import Testing

@Suite("a failing world: exit status 2 or 130, the earlier results stay")
struct FailingWorldTests {
  private static let shell = URL(fileURLWithPath: "/bin/bash")

  private func withBook(_ body: (URL) async throws -> Void) async throws {
    try await BookRunner.withCopy(of: ErrorCase.base, body)
  }

  @Test("the output folder is a file")
  func outputIsAFile() async throws {
    try await withBook { book in
      let output = book.appendingPathComponent("out")
      try OutputFolder.earlier.write(to: output)
      let result = try await BookRunner.run(["run", "2026-03", "--book", book.path], in: book)
      #expect(result.status == 2 && !result.wasKilled, "\(result.standardError)")
      #expect(result.standardError.contains("out"), "\(result.standardError)")
      #expect(try Data(contentsOf: output) == OutputFolder.earlier)
    }
  }

  @Test("the output folder lies below a file")
  func outputBelowAFile() async throws {
    try await withBook { book in
      let config = book.appendingPathComponent("merit.json")
      let text = String(decoding: try Data(contentsOf: config), as: UTF8.self)
      try Data(text.replacingOccurrences(of: "\"out\"", with: "\"merit.json/out\"").utf8)
        .write(to: config)
      let result = try await BookRunner.run(["run", "2026-03", "--book", book.path], in: book)
      #expect(result.status == 2 && !result.wasKilled, "\(result.standardError)")
      #expect(result.standardError.contains("merit.json/out"), "\(result.standardError)")
    }
  }

  // A limit on the size of a file refuses a write in the middle just as a full disk does, and needs
  // no disk of its own. Limits in blocks of 1,024 bytes: none at all, and one that stops the
  // workbook but not the small files before it.
  @Test("no room to write", arguments: [0, 1, 4])
  func noRoom(blocks: Int) async throws {
    try await withBook { book in
      try OutputFolder.fill(book)
      // What it says goes through a pipe: the limit is on files.
      let script = """
        trap '' XFSZ
        (ulimit -f \(blocks); exec "$0" run 2026-03 --book "$1") 2>&1 | cat
        exit ${PIPESTATUS[0]}
        """
      let program = try BookRunner.executable()
      let result = try await BookRunner.run(
        ["-c", script, program.path, book.path], in: book, program: Self.shell)
      #expect(result.status == 2, "\(result)")
      #expect(result.standardOutput.contains("2026-03"), "it names what it could not write")
      try OutputFolder.expectUntouched(book)
    }
  }
}
