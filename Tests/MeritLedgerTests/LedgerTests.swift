import Foundation
import GRDB
import MeritLedger
import MeritModel
import Testing

@Suite("The ledger")
struct LedgerTests {
  @Test("what was sealed is read back, in order, by a later opening")
  func roundTrip() throws {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    let first = try LedgerFolder.seal(1, in: ledger)
    let second = try LedgerFolder.seal(2, in: ledger)
    try ledger.close()
    let again = try folder.openChecked()
    #expect(again.seals == [first, second])
    #expect(again.seals.map(\.entry) == [LedgerFolder.entry(1), LedgerFolder.entry(2)])
    #expect(first.number == 1 && first.previous == "")
    #expect(second.number == 2 && second.previous == first.hash)
    #expect(try again.part("figures.csv", of: first) == Array("figures of month 1\n".utf8))
    #expect(try again.part("people.csv", of: second) == LedgerFolder.parts(2)["people.csv"])
    #expect(try again.faults() == [])
  }

  @Test("a kept file comes back byte by byte, and a piece that is known is kept once")
  func kept() throws {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    let old = (0..<1000).map { UInt8($0 % 251) }
    let grown = old + [1, 2, 3]
    let pieces = { (bytes: [UInt8]) in
      stride(from: 0, to: bytes.count, by: 500).map {
        Array(bytes[$0..<min($0 + 500, bytes.count)])
      }
    }
    var seals: [Seal] = []
    for (month, bytes) in [(1, old), (2, grown), (3, grown)] {
      seals.append(
        try ledger.seal(
          LedgerFolder.entry(month, file: bytes), parts: LedgerFolder.parts(month)
        ) { _, take in for piece in pieces(bytes) { try take(piece) } })
    }
    for (seal, bytes) in zip(seals, [old, grown, grown]) {
      var read: [UInt8] = []
      try ledger.kept(seal.entry.sources[0], of: seal) { read += $0 }
      #expect(read == bytes)
    }
    try ledger.close()
    let queue = try DatabaseQueue(path: folder.path)
    // 500 + 500 of the first, 3 more of the second, none of the third.
    #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM piece") } == 3)
  }

  @Test("a period is sealed once")
  func once() throws {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    let seal = try LedgerFolder.seal(1, in: ledger)
    #expect(throws: LedgerError.closedAlready(seal)) { try LedgerFolder.seal(1, in: ledger) }
    #expect(ledger.seals == [seal])
  }

  @Test("who was getting ready while another sealed is told, and seals nothing")
  func twoAtOnce() throws {
    let folder = try LedgerFolder()
    let (one, other) = (try folder.open(), try folder.open())
    try LedgerFolder.seal(1, in: one)
    #expect(throws: LedgerError.busy) { try LedgerFolder.seal(2, in: other) }
    #expect(try folder.open().seals.count == 1)
  }

  @Test("where a file cannot be kept, or is another one, nothing at all is sealed")
  func allOrNothing() throws {
    struct Gone: Error {}
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    #expect(throws: Gone.self) {
      try ledger.seal(LedgerFolder.entry(1), parts: LedgerFolder.parts(1)) { _, take in
        try take([1])
        throw Gone()
      }
    }
    #expect(
      throws: LedgerError.contentAltered(name: "people.csv", period: "2026-01")
    ) {
      var parts = LedgerFolder.parts(1)
      parts["people.csv"]?.append(0)
      _ = try ledger.seal(LedgerFolder.entry(1), parts: parts) { _, _ in }
    }
    #expect(ledger.seals == [])
    #expect(try folder.open().seals == [])
    let queue = try DatabaseQueue(path: folder.path)
    for table in ["seal", "source", "part", "piece", "file_piece", "acknowledgement"] {
      let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
      #expect(count == 0, "\(table)")
    }
  }

  @Test(
    "history is only added to",
    arguments: [
      "UPDATE seal SET people = 3", "DELETE FROM seal", "UPDATE part SET content = x'00'",
      "DELETE FROM source", "UPDATE acknowledgement SET reason = ''", "DELETE FROM piece",
      "UPDATE file_piece SET place = 7",
    ])
  func onlyAddedTo(statement: String) throws {
    let folder = try LedgerFolder()
    let ledger = try folder.open()
    try LedgerFolder.seal(1, in: ledger)
    try ledger.close()
    #expect(throws: DatabaseError.self) { try folder.tamper(statement) }
    #expect(try folder.open().seals.count == 1)
  }

  @Test("tables are strict, so a text cannot stand where a number belongs")
  func strict() throws {
    let folder = try LedgerFolder()
    try folder.open().close()
    #expect(throws: DatabaseError.self) {
      try folder.tamper("INSERT INTO piece VALUES ('h', 'many', x'00')")
    }
  }
}
