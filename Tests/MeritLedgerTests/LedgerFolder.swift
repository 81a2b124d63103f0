import Crypto
import Foundation
import GRDB
import MeritLedger
import MeritModel

/// A folder of its own with a ledger, removed after the test.
final class LedgerFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("merit-ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.appendingPathComponent("ledger.sqlite").path }

  static func hash(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
  }

  func open() throws(LedgerError) -> Ledger { try Ledger(path: path, hashing: Self.hash) }

  /// What the header check and the opening say of the file as it lies there.
  func openChecked() throws(LedgerError) -> Ledger {
    let bytes = (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data()
    try LedgerHeader(Array(bytes.prefix(LedgerHeader.length)), fileSize: bytes.count).check()
    return try open()
  }

  /// Changes the database behind the ledger's back.
  func tamper(_ statements: String...) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      for statement in statements { try db.execute(sql: statement) }
    }
    try queue.close()
  }

  /// Changes a row although the ledger forbids it, and leaves its rules as they were.
  func tamper(_ table: String, _ statement: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      let rules = try String.fetchAll(
        db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table])
      for act in ["update", "delete"] { try db.execute(sql: "DROP TRIGGER \(table)_no_\(act)") }
      try db.execute(sql: statement)
      for rule in rules { try db.execute(sql: rule) }
    }
    try queue.close()
  }

  /// A month with two parts and one kept file of the given bytes.
  static func entry(_ month: Int, file: [UInt8] = Array("a,b\n".utf8)) -> SealEntry {
    let period = PeriodCalendar.civil.period(named: "2026-0\(month)")
    return SealEntry(
      period: period
        ?? Period(
          grain: .month, name: "", start: CalendarDay(number: 0), end: CalendarDay(number: 0)),
      closedBy: "Ann",
      closedOn: CalendarDay(year: 2026, month: month + 1, day: 5) ?? CalendarDay(number: 0),
      program: "0.1.0", policyID: "base", policyVersion: "2026.1", people: 2, total: "1600",
      sources: [
        SealedSource(
          role: "input", path: "data/sales.csv", hash: hash(file), byteCount: file.count,
          isKept: true)
      ],
      parts: parts(month).sorted { $0.key < $1.key }.map {
        SealedPart(name: $0.key, hash: hash($0.value), byteCount: $0.value.count)
      },
      acknowledgements: [Acknowledgement(code: "D103", count: 2, reason: "left\tlong ago\n")])
  }

  static func parts(_ month: Int) -> [String: [UInt8]] {
    [
      "figures.csv": Array("figures of month \(month)\n".utf8),
      "people.csv": Array(String(repeating: "E1,specialist\n", count: 100).utf8),
    ]
  }

  /// Seals a month.
  @discardableResult
  static func seal(
    _ month: Int, in ledger: Ledger, file: [UInt8] = Array("a,b\n".utf8)
  ) throws -> Seal {
    try ledger.seal(entry(month, file: file), parts: parts(month)) { _, take in try take(file) }
  }
}
