import Foundation
import GRDB
import TestSupport
import Testing

/// A review compares with the figures of the month before; the ledger has them from that month's seal.
@Suite("the figures of the month before")
struct KeptFiguresTests {
  private func closed(_ body: (URL) async throws -> Void) async throws {
    let example = ShippedFiles.project.appendingPathComponent("Examples/quarter-and-year")
    try await BookRunner.withCopy(of: example) { book in
      for (month, day) in [("2026-01", "2026-02-05"), ("2026-02", "2026-03-05")] {
        let close = ["close", month, "--by", "Ann", "--on", day, "--confirm", month]
        for command in [["run", month], close] {
          let done = try await BookRunner.run(command, in: book)
          try #require(done.status == 0, "\(done)")
        }
      }
      try await body(book)
    }
  }

  private func ledger<Answer>(_ book: URL, _ ask: (Database) throws -> Answer) throws -> Answer {
    let queue = try DatabaseQueue(path: book.appendingPathComponent("ledger.sqlite").path)
    defer { try? queue.close() }
    return try queue.write(ask)
  }

  @Test("they are among the files of a close, and in the ledger once")
  func once() async throws {
    try await closed { book in
      let (read, twice) = try ledger(book) { db in
        (
          try String.fetchAll(
            db, sql: "SELECT path FROM source JOIN part USING (hash) WHERE source.seal = 2"),
          try Int.fetchOne(
            db, sql: "SELECT count(*) FROM file_piece WHERE file IN (SELECT hash FROM part)")
        )
      }
      #expect(read == ["out/2026-01/figures.csv"])
      #expect(twice == 0)
      // The review of February is compared byte by byte, and it shows January.
      try FileManager.default.removeItem(at: book.appendingPathComponent("out/2026-01"))
      let verified = try await BookRunner.run(["verify"], in: book)
      #expect(verified.status == 0, "\(verified)")
    }
  }

  @Test("altered in their seal, that seal is named and not the one that reads them")
  func altered() async throws {
    try await closed { book in
      try ledger(book) { db in
        try db.execute(sql: "DROP TRIGGER part_no_update")
        try db.execute(
          sql: "UPDATE part SET content = x'00' WHERE seal = 1 AND name = 'figures.csv'")
      }
      for command in [["verify"], ["verify", "2026-02"]] {
        let verified = try await BookRunner.run(command, in: book)
        #expect(verified.status == 2, "\(verified)")
        #expect(
          verified.standardError.contains("`figures.csv`, sealed with 2026-01, was altered"),
          "\(verified)")
        #expect(!verified.standardError.contains("sealed with 2026-02"), "\(verified)")
      }
    }
  }
}
