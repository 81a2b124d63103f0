import Foundation
import GRDB
import MeritLedger
import MeritModel
import TestSupport
import Testing

@Suite("A ledger that somebody or something altered")
struct AlteredLedgerTests {
  /// A closed ledger with three months.
  private func folder() throws -> LedgerFolder {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    for month in 1...3 {
      try LedgerFolder.seal(month, in: ledger, file: Array("rows of \(month)\n".utf8))
    }
    try ledger.close()
    return folder
  }

  @Test(
    "a fact of a seal that was changed names the seal",
    arguments: [
      ("seal", "UPDATE seal SET closed_on = '2026-03-04' WHERE number = 2"),
      ("seal", "UPDATE seal SET total = '1601' WHERE number = 2"),
      ("seal", "UPDATE seal SET people = 3 WHERE number = 2"),
      ("source", "UPDATE source SET hash = 'ab' WHERE seal = 2"),
      ("source", "DELETE FROM source WHERE seal = 2"),
      ("part", "UPDATE part SET byte_count = 1 WHERE seal = 2 AND place = 0"),
      ("acknowledgement", "UPDATE acknowledgement SET reason = 'none' WHERE seal = 2"),
      ("acknowledgement", "DELETE FROM acknowledgement WHERE seal = 2"),
    ])
  func fact(table: String, statement: String) throws {
    let folder = try folder()
    try folder.tamper(table, statement)
    #expect(throws: LedgerError.chainBroken(number: 2, period: "2026-02")) {
      try folder.openChecked()
    }
  }

  @Test("a seal that was made fit again breaks the chain at the next")
  func refitted() throws {
    let folder = try folder()
    let entry = LedgerFolder.entry(2)
    let changed = SealEntry(
      period: entry.period, closedBy: "Ben", closedOn: entry.closedOn, program: entry.program,
      policyID: entry.policyID, policyVersion: entry.policyVersion, people: entry.people,
      total: entry.total,
      sources: LedgerFolder.entry(2, file: Array("rows of 2\n".utf8)).sources, parts: entry.parts,
      acknowledgements: entry.acknowledgements)
    let first = try folder.openChecked().seals[0]
    let page = Seal.page(changed, number: 2, previous: first.hash)
    let hash = LedgerFolder.hash(Array(page.utf8))
    try folder.tamper(
      "seal", "UPDATE seal SET closed_by = 'Ben', hash = '\(hash)' WHERE number = 2")
    #expect(throws: LedgerError.chainBroken(number: 3, period: "2026-03")) {
      try folder.openChecked()
    }
  }

  @Test("a sealed document or kept file that was changed or removed is named")
  func contents() throws {
    let folder = try folder()
    try folder.tamper("part", "UPDATE part SET content = x'00' WHERE seal = 2 AND place = 0")
    try folder.tamper("piece", "UPDATE piece SET content = x'00'")
    let ledger = try folder.openChecked()
    let altered = LedgerError.contentAltered(name: "figures.csv", period: "2026-02")
    #expect(try ledger.faults() == [altered])
    #expect(throws: altered) { try ledger.part("figures.csv", of: ledger.seals[1]) }
    let seal = ledger.seals[2]
    #expect(throws: LedgerError.contentAltered(name: "data/sales.csv", period: "2026-03")) {
      try ledger.kept(seal.entry.sources[0], of: seal) { _ in }
    }
    #expect(throws: LedgerError.contentAbsent(name: "nothing.csv", period: "2026-03")) {
      try ledger.part("nothing.csv", of: seal)
    }
  }

  @Test("a kept file without its pieces is told as absent")
  func absent() throws {
    let folder = try folder()
    try folder.tamper("file_piece", "DELETE FROM file_piece")
    let ledger = try folder.openChecked()
    #expect(throws: LedgerError.contentAbsent(name: "data/sales.csv", period: "2026-01")) {
      try ledger.kept(ledger.seals[0].entry.sources[0], of: ledger.seals[0]) { _ in }
    }
  }

  @Test(
    "rules and tables that are not as the program makes them are told",
    arguments: [
      ("DROP TRIGGER seal_no_update", "trigger seal_no_update", 1),
      ("CREATE TABLE more (name TEXT)", "table more", 1),
      (
        "PRAGMA writable_schema = ON; "
          + "UPDATE sqlite_master SET sql = replace(sql, 'added to', 'added at') WHERE type = 'trigger'",
        "trigger acknowledgement_no_delete", 14
      ),
    ])
  func rules(statement: String, name: String, count: Int) throws {
    let folder = try folder()
    try folder.tamper(statement)
    let fault = LedgerError.rulesChanged(name: name, count: count)
    #expect(try folder.openChecked().faults() == [fault])
  }

  @Test("a file that is no database, of another program, or of a newer one is not touched")
  func kinds() throws {
    let folder = try folder()
    try Data("no database, but long enough to be one by its length alone".utf8)
      .write(to: URL(fileURLWithPath: folder.path))
    #expect(throws: LedgerError.notADatabase) { try folder.openChecked() }
    #expect(throws: LedgerError.notADatabase) { try folder.open() }

    let foreign = try LedgerFolder()
    try foreign.tamper("CREATE TABLE customer (name TEXT)")
    #expect(throws: LedgerError.foreign) { try foreign.open() }
    try foreign.tamper("CREATE TABLE more (name TEXT)")
    #expect(throws: LedgerError.foreign) { try foreign.openChecked() }

    let newer = try self.folder()
    try newer.tamper("PRAGMA user_version = 3")
    #expect(throws: LedgerError.newer(format: 3)) { try newer.openChecked() }
    #expect(throws: LedgerError.newer(format: 3)) { try newer.open() }

    let further = try self.folder()
    try further.tamper("INSERT INTO grdb_migrations VALUES ('9 later')")
    #expect(throws: LedgerError.newer(format: 2)) { try further.openChecked() }
  }

  @Test("cut at any length, the ledger is refused and never read in part")
  func truncated() throws {
    let folder = try folder()
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path))
    for length in [1, 15, 16, 50, 99, 100, 511, 4095, 4096, 8192, 20_000, whole.count - 1] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: folder.path))
      #expect(throws: LedgerError.self, "\(length)") { try folder.openChecked() }
      let isKnown: Bool
      do {
        _ = try folder.openChecked()
        isKnown = false
      } catch {
        if case .truncated = error { isKnown = true } else { isKnown = length < 16 }
      }
      #expect(isKnown, "\(length)")
    }
  }

  @Test("a flipped bit anywhere is refused, or changes nothing that is read")
  func flipped() throws {
    let folder = try folder()
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path))
    let seals = try folder.openChecked().seals
    var refused = 0
    for place in stride(from: 3, to: whole.count, by: 397) {
      var flipped = whole
      flipped[place] ^= 1 << UInt8(place % 8)
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.path + suffix)
      }
      try flipped.write(to: URL(fileURLWithPath: folder.path))
      do {
        let ledger = try folder.openChecked()
        let faults = try ledger.faults()
        let files = ledger.seals.flatMap { seal in
          seal.entry.sources.compactMap { source -> (any Error)? in
            do { try ledger.kept(source, of: seal) { _ in } } catch { return error }
            return nil
          }
        }
        if faults.isEmpty, files.isEmpty { #expect(ledger.seals == seals) } else { refused += 1 }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 10)
  }

  @Test("nothing is sealed on top of a damaged page, also where no close reads it")
  func sealedOnDamage() throws {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    // Bytes that look random are kept as they are.
    var random = SplitMix64(seed: 1)
    let file = (0..<40_000).map { _ in UInt8(random.below(256)) }
    try LedgerFolder.seal(1, in: ledger, file: file)
    try ledger.close()
    let path = URL(fileURLWithPath: folder.path)
    var pages = try Data(contentsOf: path)
    // The kept file is longer than a page; a page in the midst of it begins with the next one's number.
    let middle = try #require(pages.range(of: Data(file[20_000..<20_016]))).lowerBound
    pages[middle / 4096 * 4096] ^= 0x7F
    try pages.write(to: path)
    let damaged = try folder.openChecked()
    #expect(damaged.seals.count == 1)
    do {
      try LedgerFolder.seal(2, in: damaged)
      Issue.record("the close was not refused")
    } catch LedgerError.damaged {
      #expect(try folder.openChecked().seals.count == 1)
    }
  }
}
