internal import Foundation
internal import GRDB
import MeritModel

/// Writes one seal inside a transaction.
struct SealWriter {
  let hashing: Ledger.Hashing
  /// The hash of the last seal when the ledger was opened.
  let known: String

  func write(
    _ entry: SealEntry, parts: [String: [UInt8]],
    keep: (SealedSource, ([UInt8]) throws -> Void) throws -> Void, in db: Database
  ) throws -> Seal {
    let seals = try SealRows.all(db)
    if let closed = seals.first(where: { $0.entry.period.name == entry.period.name }) {
      throw LedgerError.closedAlready(closed)
    }
    let (number, previous) = (seals.count + 1, seals.last?.hash ?? "")
    // What is sealed was computed from the seals that were known; others came in between.
    guard previous == known else { throw LedgerError.busy }
    let page = Seal.page(entry, number: number, previous: previous)
    let seal = Seal(
      number: number, entry: entry, previous: previous, hash: hashing(Array(page.utf8)))
    try writeHead(seal, db)
    try writeLists(seal, db)
    try writeParts(seal, parts, db)
    for source in entry.sources where source.isKept && SealedBefore(seals).part(source) == nil {
      try write(source, keep, db)
    }
    return seal
  }

  private func writeHead(_ seal: Seal, _ db: Database) throws {
    let (entry, period) = (seal.entry, seal.entry.period)
    try db.execute(
      sql: "INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        seal.number, period.name, period.grain.rawValue, period.start.description,
        period.end.description, entry.closedBy, entry.closedOn.description, entry.program,
        entry.policyID, entry.policyVersion, entry.people, entry.total, seal.previous, seal.hash,
      ])
  }

  private func writeLists(_ seal: Seal, _ db: Database) throws {
    for (place, source) in seal.entry.sources.enumerated() {
      try db.execute(
        sql: "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          seal.number, place, source.role, source.path, source.hash, source.byteCount,
          source.isKept,
        ])
    }
    for (place, fact) in seal.entry.acknowledgements.enumerated() {
      try db.execute(
        sql: "INSERT INTO acknowledgement VALUES (?, ?, ?, ?, ?)",
        arguments: [seal.number, place, fact.code, fact.count, fact.reason])
    }
    for (place, revision) in seal.entry.revisions.enumerated() {
      try db.execute(
        sql: "INSERT INTO revision VALUES (?, ?, ?, ?)",
        arguments: [seal.number, place, revision.period, revision.number])
    }
  }

  private func writeParts(_ seal: Seal, _ parts: [String: [UInt8]], _ db: Database) throws {
    for (place, part) in seal.entry.parts.enumerated() {
      guard let bytes = parts[part.name], hashing(bytes) == part.hash else {
        throw LedgerError.contentAltered(name: part.name, period: seal.entry.period.name)
      }
      try db.execute(
        sql: "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          seal.number, place, part.name, part.hash, part.byteCount,
          Data(try Packing.packedTable(bytes)),
        ])
    }
  }

  /// Keeps a file's pieces; those that an earlier seal kept are not kept twice.
  private func write(
    _ source: SealedSource, _ keep: (SealedSource, ([UInt8]) throws -> Void) throws -> Void,
    _ db: Database
  ) throws {
    let count = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM file_piece WHERE file = ?", arguments: [source.hash])
    guard count == 0 else { return }
    var place = 0
    try keep(source) { bytes in
      let hash = hashing(bytes)
      let known = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM piece WHERE hash = ?)", arguments: [hash])
      if known != true {
        try db.execute(
          sql: "INSERT INTO piece VALUES (?, ?, ?)",
          arguments: [hash, bytes.count, Data(try Packing.packed(bytes))])
      }
      try db.execute(
        sql: "INSERT INTO file_piece VALUES (?, ?, ?)", arguments: [source.hash, place, hash])
      place += 1
    }
  }
}
