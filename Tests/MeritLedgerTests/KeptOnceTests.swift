import Foundation
import GRDB
import MeritModel
import Testing

@testable import MeritLedger

/// A close reads the figures of the period before; their own seal holds them.
@Suite("files that an earlier seal holds")
struct KeptOnceTests {
  private static let figures = LedgerFolder.parts(1)["figures.csv"] ?? []

  private func count(_ table: String, in folder: LedgerFolder) throws -> Int? {
    let queue = try DatabaseQueue(path: folder.path)
    defer { try? queue.close() }
    return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
  }

  /// Three months, of which the later two were closed with the figures of the first.
  private func folder() throws -> LedgerFolder {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    try LedgerFolder.seal(1, in: ledger)
    for month in [2, 3] { try LedgerFolder.seal(month, in: ledger, file: Self.figures) }
    try ledger.close()
    return folder
  }

  @Test("a document of an earlier seal is not kept a second time, and comes back from there")
  func once() throws {
    let folder = try folder()
    // The one piece is the file of the first month.
    #expect(try count("piece", in: folder) == 1)
    #expect(try count("file_piece", in: folder) == 1)
    let ledger = try folder.openChecked()
    for seal in ledger.seals.dropFirst() {
      var read: [UInt8] = []
      try ledger.kept(seal.entry.sources[0], of: seal) { read += $0 }
      #expect(read == Self.figures)
    }
  }

  @Test("a document of the same seal, or of a later one, stands in for no file")
  func earlierOnly() throws {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    try LedgerFolder.seal(1, in: ledger, file: Self.figures)
    try ledger.close()
    #expect(try count("piece", in: folder) == 1)
  }

  @Test("where the earlier seal was altered, it is named and not the one that reads it")
  func altered() throws {
    let folder = try folder()
    try folder.tamper("part", "UPDATE part SET content = x'00' WHERE seal = 1 AND place = 0")
    let ledger = try folder.openChecked()
    let altered = LedgerError.contentAltered(name: "figures.csv", period: "2026-01")
    #expect(try ledger.faults() == [altered])
    let seal = ledger.seals[2]
    #expect(throws: altered) { try ledger.kept(seal.entry.sources[0], of: seal) { _ in } }
  }

  @Test("a ledger of the first format, with its copies and packed as then, is read and added to")
  func firstFormat() throws {
    let folder = try LedgerFolder()
    try writeFirstFormat(in: folder)
    let ledger = try folder.openChecked()
    #expect(ledger.seals.count == 2)
    #expect(try ledger.faults() == [])
    for seal in ledger.seals {
      #expect(try ledger.part("figures.csv", of: seal) == Self.parts(seal)["figures.csv"])
      var read: [UInt8] = []
      try ledger.kept(seal.entry.sources[0], of: seal) { read += $0 }
      #expect(read == Self.figures)
    }
    try LedgerFolder.seal(3, in: ledger, file: Self.figures)
    try ledger.close()
    #expect(try folder.openChecked().seals.count == 3)
    #expect(try count("piece", in: folder) == 1)
  }

  private static func parts(_ seal: Seal) -> [String: [UInt8]] { LedgerFolder.parts(seal.number) }

  /// Two months as the first format wrote them: documents line by line, the figures of the first
  /// month among the pieces too.
  private func writeFirstFormat(in folder: LedgerFolder) throws {
    let queue = try DatabaseQueue(path: folder.path)
    try queue.write { try $0.execute(sql: "PRAGMA application_id = \(LedgerHeader.applicationID)") }
    try LedgerMigrations.all.migrate(queue, upTo: "1 seals")
    let hashing: Ledger.Hashing = { LedgerFolder.hash($0) }
    try queue.write { db in
      var known = ""
      for month in [1, 2] {
        let writer = SealWriter(hashing: hashing, known: known)
        let seal = try writer.write(
          LedgerFolder.entry(month, file: Self.figures), parts: LedgerFolder.parts(month),
          keep: { _, take in try take(Self.figures) }, in: db)
        known = seal.hash
        let rule = try String.fetchOne(
          db, sql: "SELECT sql FROM sqlite_master WHERE name = 'part_no_update'")
        try db.execute(sql: "DROP TRIGGER part_no_update")
        for part in seal.entry.parts {
          let bytes = LedgerFolder.parts(month)[part.name] ?? []
          try db.execute(
            sql: "UPDATE part SET content = ? WHERE seal = ? AND name = ?",
            arguments: [Data(try Packing.packed(bytes)), month, part.name])
        }
        try db.execute(sql: rule ?? "")
      }
    }
    #expect(try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
    try queue.close()
  }
}
