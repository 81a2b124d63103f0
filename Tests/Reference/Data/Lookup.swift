/// A column that is looked up in another table.
struct Lookup {
  let name: String
  private let table: InputTable
  private let match: [String]
  private let gives: String
  private let on: String?
  private let orElse: String?

  init(name: String, json: JSON, table: InputTable) throws {
    self.name = name
    self.table = table
    match = try json.need("match").texts
    gives = try json.needText("gives")
    on = json["on"]?.text
    orElse = json["orElse"]?.text
  }

  /// Whether the day for which a row is sought is the end of the period that is computed.
  var isAtPeriodEnd: Bool { on == "period.end" }

  /// The columns that it names.
  var needs: [String] { match + (orElse.map { [$0] } ?? []) }

  /// The value for a row; where nothing is found the other column's, or missing.
  func value(for cells: [String: Value], periodEnd: Day? = nil) throws -> Value {
    let found = try found(for: cells, periodEnd: periodEnd)
    if found.isPresent { return found }
    return orElse.flatMap { cells[$0] } ?? .missing
  }

  private func found(for cells: [String: Value], periodEnd: Day?) throws -> Value {
    let wanted = match.compactMap { cells[$0] }.filter(\.isPresent)
    guard wanted.count == match.count, let key = table.contract["key"]?.texts.prefix(match.count)
    else { return .missing }
    var day = periodEnd
    if let on, !isAtPeriodEnd {
      guard let cell = cells[on], cell.isPresent else { return .missing }
      day = try cell.needDay()
    }
    let hits = try table.rows.filter { row in
      guard key.compactMap({ row.cells[$0] }) == wanted else { return false }
      return try on == nil || day.map { try Lookup.holds(row.cells, on: $0) } ?? false
    }
    return hits.first?.cells[gives] ?? .missing
  }

  private static func holds(_ cells: [String: Value], on day: Day) throws -> Bool {
    guard let from = cells["valid_from"], from.isPresent, try from.needDay() <= day else {
      return false
    }
    guard let to = cells["valid_to"], to.isPresent else { return true }
    return try day <= to.needDay()
  }
}

/// Builds the tables of a policy, each after those that its lookups need.
final class TableBuilder {
  private let policy: PolicyText
  private let data: [String: [[String: String]]]
  private(set) var tables: [String: InputTable] = [:]
  /// The lookups that wait for the period that is computed, each after those that it names.
  private(set) var lookups: [String: [Lookup]] = [:]

  init(policy: PolicyText, data: [String: [[String: String]]]) throws {
    self.policy = policy
    self.data = data
    for (name, _) in policy.members("inputs") { _ = try table(name) }
  }

  private func table(_ name: String) throws -> InputTable {
    if let known = tables[name] { return known }
    let contract = try policy.json.need("inputs").need(name)
    let found = try TableBuilder.ordered(
      (contract["lookups"]?.members ?? []).map { member in
        try Lookup(
          name: member.key, json: member.value,
          table: try self.table(try member.value.needText("table")))
      })
    let late = found.reduce(into: [String]()) { late, lookup in
      if lookup.isAtPeriodEnd || lookup.needs.contains(where: late.contains) {
        late.append(lookup.name)
      }
    }
    let reader = try RowReader(contract: contract, policy: policy)
    let rows = try (data[name] ?? []).compactMap { texts -> InputRow? in
      guard var cells = try reader.cells(texts) else { return nil }
      for lookup in found where !late.contains(lookup.name) {
        cells[lookup.name] = try lookup.value(for: cells)
      }
      return try reader.row(cells)
    }
    let good = InputTable.withoutDuplicates(
      rows, key: contract["key"]?.texts ?? [], columns: reader.columns.map(\.name))
    let built = InputTable(name: name, rows: good, contract: contract)
    tables[name] = built
    lookups[name] = found.filter { late.contains($0.name) }
    return built
  }

  private static func ordered(_ lookups: [Lookup]) throws -> [Lookup] {
    var (waiting, ordered): ([Lookup], [Lookup]) = (lookups, [])
    while !waiting.isEmpty {
      let next = waiting.firstIndex { lookup in
        !waiting.contains { lookup.needs.contains($0.name) }
      }
      guard let next else { throw ReferenceStop("lookups in a ring") }
      ordered.append(waiting.remove(at: next))
    }
    return ordered
  }
}
