import Foundation
import TestSupport
import Testing

@Suite("two commands at the ledger at once")
struct LedgerBusyTests {
  private static let closing = [
    "close", "2026-03", "--by", "Ann", "--on", "2026-04-05", "--confirm", "2026-03",
  ]

  private func withRunBook(_ body: (URL) async throws -> Void) async throws {
    try await BookRunner.withCopy(of: ErrorCase.base) { book in
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      try #require(run.status == 0)
      try await body(book)
    }
  }

  @Test(
    "while one has the lock, another is told and changes nothing", arguments: ["close", "verify"])
  func told(command: String) async throws {
    try await withRunBook { book in
      if command == "verify" { _ = try await BookRunner.run(Self.closing, in: book) }
      let lock = unsafe open(
        book.appendingPathComponent("ledger.sqlite.lock").path, O_RDWR | O_CREAT, 0o600)
      defer { close(lock) }
      #expect(flock(lock, LOCK_EX) == 0)
      let result = try await BookRunner.run(
        command == "close" ? Self.closing : ["verify"], in: book)
      #expect(result.status == 2 && result.standardError.contains("[L012]"), "\(result)")
    }
  }

  @Test("of many closes at once one closes, and the others say why they did not")
  func many() async throws {
    try await withRunBook { book in
      let results = try await withThrowingTaskGroup(of: CommandResult.self) { group in
        for _ in 0..<6 { group.addTask { try await BookRunner.run(Self.closing, in: book) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results.count { $0.status == 0 } == 1, "\(results)")
      for result in results where result.status != 0 {
        let isTold =
          result.status == 2 && result.standardError.contains("[L012]")
          || result.status == 1 && result.standardError.contains("[L101]")
        #expect(isTold, "\(result)")
      }
      let verified = try await BookRunner.run(["verify"], in: book)
      #expect(verified.status == 0, "\(verified)")
    }
  }
}
