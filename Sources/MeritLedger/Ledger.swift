internal import GRDB
internal import Synchronization
package import MeritModel

/// The history of closed periods: read, and added to, never changed.
///
/// One SQLite file. A seal is one transaction, so after a crash a period is closed or it is not.
package final class Ledger: Sendable {
  /// The SHA-256 of bytes in hexadecimal; taken from outside, so that this module needs no library
  /// for it.
  package typealias Hashing = @Sendable ([UInt8]) -> String

  let queue: DatabaseQueue
  let hashing: Hashing
  private let known = Mutex<[Seal]>([])

  /// The seals in order.
  package var seals: [Seal] { known.withLock { $0 } }

  /// Opens the ledger of a path, or begins one in an empty file: brings its tables up to date, checks
  /// its structure and its chain.
  ///
  /// What the file's first bytes say is for ``LedgerHeader`` to check before.
  package init(path: String, hashing: @escaping Hashing) throws(LedgerError) {
    self.hashing = hashing
    queue = try guarded { try DatabaseQueue(path: path, configuration: Self.configuration) }
    try guarded { [queue] in
      try queue.write(Self.checkKind)
      try LedgerMigrations.all.migrate(queue)
      try queue.read(Self.checkStructure)
    }
    let read = try guarded { [queue] in try queue.read(SealRows.all) }
    try ChainCheck(hashing: hashing).check(read)
    known.withLock { $0 = read }
  }

  /// Gives up the file; the write-ahead log is put into it.
  package func close() throws(LedgerError) {
    try guarded { [queue] in try queue.close() }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
    }
    return configuration
  }

  /// A database with tables must be marked as ours, and be of a format that is known here.
  private static func checkKind(_ db: Database) throws {
    guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0 else {
      // The mark comes before the first table, so that a crash leaves no database without it.
      try db.execute(sql: "PRAGMA application_id = \(LedgerHeader.applicationID)")
      return
    }
    let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard mark == LedgerHeader.applicationID else { throw LedgerError.foreign }
    let format = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let isNewer = try LedgerMigrations.all.hasBeenSuperseded(db)
    guard format <= LedgerHeader.format, !isNewer else { throw LedgerError.newer(format: format) }
  }

  /// The tables that are checked at every opening: those without contents.
  ///
  /// Documents and kept files grow by megabytes a month; each is compared with its hash when it is
  /// read, and ``faults()`` looks at all of them.
  private static let checkedTables = [
    "seal", "source", "acknowledgement", "revision", "file_piece",
  ]

  private static func checkStructure(_ db: Database) throws {
    for table in checkedTables { try check(db, "PRAGMA quick_check('\(table)')") }
  }

  private static func check(_ db: Database, _ pragma: String) throws {
    let answer = try String.fetchOne(db, sql: pragma) ?? ""
    guard answer == "ok" else { throw LedgerError.damaged(reason: words(answer)) }
  }

  /// What the library says is wrong, without the line that names the database.
  private static func words(_ answer: String) -> String {
    answer.split(separator: "\n").filter { !$0.hasPrefix("***") }.joined(separator: "; ")
  }

  /// Closes a period: everything in one transaction, or nothing.
  ///
  /// `parts` are the sealed documents by name. `keep` hands over the bytes of a source that is kept,
  /// in pieces, and throws where they are not those that were hashed; then nothing is sealed.
  package func seal(
    _ entry: SealEntry, parts: [String: [UInt8]],
    keep: @escaping (SealedSource, ([UInt8]) throws -> Void) throws -> Void
  ) throws -> Seal {
    let writer = SealWriter(hashing: hashing, known: seals.last?.hash ?? "")
    let seal = try mapped { [queue] in
      // Nothing is sealed on top of pages that are damaged, also where a close does not read them.
      try queue.read { try Self.check($0, "PRAGMA quick_check(1)") }
      return try queue.write { db in try writer.write(entry, parts: parts, keep: keep, in: db) }
    }
    known.withLock { $0.append(seal) }
    return seal
  }

  /// The bytes of a sealed document; they have been compared with their hash.
  package func part(_ name: String, of seal: Seal) throws(LedgerError) -> [UInt8] {
    guard let part = seal.entry.parts.first(where: { $0.name == name }) else {
      throw .contentAbsent(name: name, period: seal.entry.period.name)
    }
    let packed = try guarded { [queue] in
      try queue.read { db in
        try Row.fetchOne(
          db, sql: "SELECT content FROM part WHERE seal = ? AND name = ?",
          arguments: [seal.number, name]
        ).map { try RowFields(row: $0).bytes("content") }
      }
    }
    guard let packed else { throw .contentAbsent(name: name, period: seal.entry.period.name) }
    guard let bytes = Packing.unpackedTable(packed, count: part.byteCount),
      hashing(bytes) == part.hash
    else { throw .contentAltered(name: name, period: seal.entry.period.name) }
    return bytes
  }

  /// Hands over the bytes of a kept file in pieces, each compared with its hash; in one where they
  /// are a document of an earlier seal.
  package func kept(
    _ source: SealedSource, of seal: Seal, take: ([UInt8]) throws -> Void
  ) throws {
    let hashes = try guarded { [queue] in
      try queue.read { db in
        try String.fetchAll(
          db, sql: "SELECT piece FROM file_piece WHERE file = ? ORDER BY place",
          arguments: [source.hash])
      }
    }
    if hashes.isEmpty, source.byteCount > 0 {
      let before = SealedBefore(seals.filter { $0.number < seal.number })
      if let (holder, part) = before.part(source) { return try take(self.part(part, of: holder)) }
      throw LedgerError.contentAbsent(name: source.path, period: seal.entry.period.name)
    }
    var count = 0
    for hash in hashes {
      guard let bytes = try piece(hash) else {
        throw LedgerError.contentAltered(name: source.path, period: seal.entry.period.name)
      }
      count += bytes.count
      try take(bytes)
    }
    guard count == source.byteCount else {
      throw LedgerError.contentAltered(name: source.path, period: seal.entry.period.name)
    }
  }

  private func piece(_ hash: String) throws(LedgerError) -> [UInt8]? {
    let fields = try guarded { [queue] in
      try queue.read { db in
        try Row.fetchOne(
          db, sql: "SELECT byte_count, content FROM piece WHERE hash = ?", arguments: [hash]
        ).map(RowFields.init)
      }
    }
    guard let fields,
      let bytes = Packing.unpacked(
        try fields.bytes("content"), count: try fields.number("byte_count")),
      hashing(bytes) == hash
    else { return nil }
    return bytes
  }

  /// Everything that is wrong with the file as a whole: the structure, its rules, references, every
  /// document.
  package func faults() throws(LedgerError) -> [LedgerError] {
    var faults = try guarded { [queue] in
      try queue.read { db -> [LedgerError] in
        let answers = try String.fetchAll(db, sql: "PRAGMA integrity_check(10)")
        let loose = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
        return answers.filter { $0 != "ok" }.map { .damaged(reason: Self.words($0)) }
          + (loose.isEmpty ? [] : [.damaged(reason: "\(loose.count) references lead nowhere")])
          + [try LedgerSchema.fault(db)].compactMap(\.self)
      }
    }
    for seal in seals {
      for part in seal.entry.parts {
        do throws(LedgerError) { _ = try self.part(part.name, of: seal) } catch {
          faults.append(error)
        }
      }
    }
    return faults
  }
}

/// Runs what a database may refuse, and says so in this module's words.
func guarded<Result>(_ act: () throws -> Result) throws(LedgerError) -> Result {
  do { return try mapped(act) } catch let error as LedgerError {
    throw error
  } catch {
    throw .failed(reason: "\(type(of: error))")
  }
}

/// The same where errors of others pass through as they are.
func mapped<Result>(_ act: () throws -> Result) throws -> Result {
  do { return try act() } catch let error as DatabaseError {
    switch error.resultCode {
    case .SQLITE_NOTADB: throw LedgerError.notADatabase
    case .SQLITE_CORRUPT: throw LedgerError.damaged(reason: error.message ?? "it is malformed")
    case .SQLITE_BUSY, .SQLITE_LOCKED: throw LedgerError.busy
    default: throw LedgerError.failed(reason: error.message ?? "\(error.resultCode)")
    }
  }
}
