internal import GRDB
import MeritModel

/// Reads seals back from their rows.
enum SealRows {
  static func all(_ db: Database) throws -> [Seal] {
    let sources = try sources(db)
    let parts = try parts(db)
    let acknowledgements = try acknowledgements(db)
    let revisions = try revisions(db)
    return try rows(db, "seal", "number").map { row in
      let number = try row.number("number")
      let entry = SealEntry(
        period: try period(row), closedBy: try row.text("closed_by"),
        closedOn: try day(row, "closed_on"), program: try row.text("program"),
        policyID: try row.text("policy_id"), policyVersion: try row.text("policy_version"),
        people: try row.number("people"), total: try row.text("total"),
        sources: sources[number] ?? [], parts: parts[number] ?? [],
        acknowledgements: acknowledgements[number] ?? [], revisions: revisions[number] ?? [])
      return Seal(
        number: number, entry: entry, previous: try row.text("previous"),
        hash: try row.text("hash"))
    }
  }

  private static func rows(
    _ db: Database, _ table: String, _ order: String, columns: String = "*"
  ) throws -> [RowFields] {
    try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table) ORDER BY \(order)")
      .map(RowFields.init)
  }

  private static func period(_ row: RowFields) throws -> Period {
    let name = try row.text("period")
    guard let grain = Grain(rawValue: try row.text("grain")) else {
      throw LedgerError.chainBroken(number: try row.number("number"), period: name)
    }
    return Period(
      grain: grain, name: name, start: try day(row, "starts_on"), end: try day(row, "ends_on"))
  }

  private static func day(_ row: RowFields, _ column: String) throws -> CalendarDay {
    guard let day = CalendarDay(iso: try row.text(column)) else {
      throw LedgerError.chainBroken(
        number: try row.number("number"), period: try row.text("period"))
    }
    return day
  }

  private static func sources(_ db: Database) throws -> [Int: [SealedSource]] {
    try grouped(db, "source") { row in
      SealedSource(
        role: try row.text("role"), path: try row.text("path"), hash: try row.text("hash"),
        byteCount: try row.number("byte_count"), isKept: try row.flag("is_kept"))
    }
  }

  private static func parts(_ db: Database) throws -> [Int: [SealedPart]] {
    try grouped(db, "part", "seal, place, name, hash, byte_count") { row in
      SealedPart(
        name: try row.text("name"), hash: try row.text("hash"),
        byteCount: try row.number("byte_count"))
    }
  }

  private static func acknowledgements(_ db: Database) throws -> [Int: [Acknowledgement]] {
    try grouped(db, "acknowledgement") { row in
      Acknowledgement(
        code: try row.text("code"), count: try row.number("count"),
        reason: try row.text("reason"))
    }
  }

  private static func revisions(_ db: Database) throws -> [Int: [Revision]] {
    try grouped(db, "revision") { row in
      Revision(period: try row.text("period"), number: try row.number("number"))
    }
  }

  private static func grouped<Fact>(
    _ db: Database, _ table: String, _ columns: String = "*",
    _ fact: (RowFields) throws -> Fact
  ) throws -> [Int: [Fact]] {
    var facts: [Int: [Fact]] = [:]
    for row in try rows(db, table, "seal, place", columns: columns) {
      facts[try row.number("seal"), default: []].append(try fact(row))
    }
    return facts
  }
}
