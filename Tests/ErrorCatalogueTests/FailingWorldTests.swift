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

  #if os(Linux)
    // The kernel tells when the program listens to Ctrl-C and has the big file open, so the test
    // neither guesses nor sleeps for a fixed time.
    @Test("Ctrl-C while a large file is read", .timeLimit(.minutes(2)))
    func interrupted() async throws {
      try await withBook { book in
        try OutputFolder.fill(book)
        try writeLargeSales(book.appendingPathComponent("data/sales.csv"))
        let command = try BookRunner.start(["run", "2026-03", "--book", book.path], in: book)
        while !isReading(command.processIdentifier) {
          try #require(
            isAlive(command.processIdentifier), "the run ended before it was interrupted")
          await Task.yield()
        }
        #expect(kill(command.processIdentifier, SIGINT) == 0)
        let result = try await command.finish()
        #expect(result.status == 130 && !result.wasKilled, "\(result)")
        try OutputFolder.expectUntouched(book)
      }
    }

    private func writeLargeSales(_ file: URL) throws {
      let start = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      try Data(start.utf8).write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      for block in 0..<120 {
        let rows = (0..<10_000).map { "L\(block)-\($0),E1,2026-03-05,1.25,won\n" }.joined()
        try handle.write(contentsOf: Data(rows.utf8))
      }
      try handle.close()
    }

    private func isReading(_ process: Int32) -> Bool {
      let folder = "/proc/\(process)"
      guard let status = try? String(contentsOfFile: "\(folder)/status", encoding: .utf8) else {
        return false
      }
      let masks = status.split(separator: "\n").filter {
        $0.hasPrefix("SigCgt:") || $0.hasPrefix("SigIgn:")
      }.compactMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) }
      let listens = masks.contains { $0 & (1 << UInt64(SIGINT - 1)) != 0 }
      guard listens else { return false }
      let maps = (try? String(contentsOfFile: "\(folder)/maps", encoding: .utf8)) ?? ""
      let open = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")) ?? []
      let files = open.compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)")
      }
      return maps.contains("data/sales.csv") || files.contains { $0.hasSuffix("data/sales.csv") }
    }

    private func isAlive(_ process: Int32) -> Bool {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      else { return false }
      return !status.contains("State:\tZ")
    }
  #endif
}
