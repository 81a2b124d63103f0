import Foundation
import TestSupport
import Testing

@Suite("a close on a full disk: the period is closed or it is not, and the ledger is whole")
struct FullDiskCloseTests {
  private static let shell = URL(fileURLWithPath: "/bin/bash")
  private static let closing = [
    "close", "2026-03", "--by", "Ann", "--on", "2026-04-05", "--confirm", "2026-03",
  ]

  // Limits on the size of a file, in blocks of 1,024 bytes: each stops another write of a close, from
  // the first file of the results to the last page of the ledger.
  @Test("no room", arguments: [0, 1, 2, 4, 8, 12, 16, 20, 24, 32, 40, 48, 56, 64, 72, 80, 96])
  func noRoom(blocks: Int) async throws {
    try await BookRunner.withCopy(of: ErrorCase.base) { book in
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      try #require(run.status == 0)
      let script = """
        trap '' XFSZ
        (ulimit -f \(blocks); exec "$0" "$@") 2>&1 | cat
        exit ${PIPESTATUS[0]}
        """
      let program = try BookRunner.executable()
      let result = try await BookRunner.run(
        ["-c", script, program.path] + Self.closing, in: book, program: Self.shell)
      #expect(!result.wasKilled && (result.status == 0 || result.status == 2), "\(result)")
      let listed = try await BookRunner.run(["ledger"], in: book)
      #expect(listed.status == 0, "\(blocks): \(listed)")
      let again = try await BookRunner.run(Self.closing, in: book)
      // A close that failed after its transaction is closed and says so.
      #expect(again.status == 0 || again.standardError.contains("[L101]"), "\(blocks): \(again)")
      #expect(result.status == 2 || again.standardError.contains("[L101]"), "\(blocks)")
      let verified = try await BookRunner.run(["verify"], in: book)
      #expect(verified.status == 0, "\(blocks): \(verified)")
    }
  }
}
