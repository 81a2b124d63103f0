/// A column that is looked up in another table.
struct Lookup {
  let name: String
  private let table: InputTable
  private let match: String
  private let gives: String
  private let on: String?

  init(name: String, json: JSON, table: InputTable) throws {
    self.name = name
    self.table = table
    match = try json.needText("match")
    gives = try json.needText("gives")
    on = json["on"]?.text
  }

  /// Whether the value depends on the period that is computed.
  var isAtPeriodEnd: Bool { on == "period.end" }

  /// The value for a row; missing where nothing is found.
  func value(for cells: [String: Value], periodEnd: Day? = nil) throws -> Value {
    guard let wanted = cells[match], wanted.isPresent,
      let key = table.contract["key"]?.texts.first
    else { return .missing }
    var day = periodEnd
    if let on, !isAtPeriodEnd {
      guard let cell = cells[on], cell.isPresent else { return .missing }
      day = try cell.needDay()
    }
    let hits = try table.rows.filter { row in
      guard row.cells[key] == wanted else { return false }
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
  private(set) var lookups: [String: [Lookup]] = [:]

  init(policy: PolicyText, data: [String: [[String: String]]]) throws {
    self.policy = policy
    self.data = data
    for (name, _) in policy.members("inputs") { _ = try table(name) }
  }

  private func table(_ name: String) throws -> InputTable {
    if let known = tables[name] { return known }
    let contract = try policy.json.need("inputs").need(name)
    let found = try (contract["lookups"]?.members ?? []).map { member in
      try Lookup(
        name: member.key, json: member.value,
        table: try self.table(try member.value.needText("table")))
    }
    let reader = try RowReader(contract: contract, policy: policy)
    let rows = try (data[name] ?? []).compactMap { texts -> InputRow? in
      guard var cells = try reader.cells(texts) else { return nil }
      for lookup in found where !lookup.isAtPeriodEnd {
        cells[lookup.name] = try lookup.value(for: cells)
      }
      return try reader.row(cells)
    }
    let good = InputTable.withoutDuplicates(
      rows, key: contract["key"]?.texts ?? [], columns: reader.columns.map(\.name))
    let built = InputTable(name: name, rows: good, contract: contract)
    tables[name] = built
    lookups[name] = found.filter(\.isAtPeriodEnd)
    return built
  }
}
