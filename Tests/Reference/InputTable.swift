/// A row that counts: its cells by column, derived ones included, and the days that it covers.
struct InputRow {
  var cells: [String: Value]
  var owner: String?
  var span: ClosedRange<Day>?
}

/// The good rows of one input.
struct InputTable {
  let rows: [InputRow]
  let dated: Bool
  let owned: Bool

  init(contract: JSON, rows texts: [[String: String]], policy: PolicyText) throws {
    let columns = try (contract["columns"]?.members ?? []).map {
      try Column(name: $0.key, contract: $0.value)
    }
    let reader = RowReader(contract: contract, columns: columns, policy: policy)
    let read = try texts.compactMap { try reader.row($0) }
    rows = InputTable.withoutDuplicates(
      read, key: contract["key"]?.texts ?? [], columns: columns.map(\.name))
    dated = contract["date"] != nil
    owned = contract["owner"] != nil
  }

  /// Equal rows count once; rows with one key and different contents do not count.
  private static func withoutDuplicates(
    _ rows: [InputRow], key: [String], columns: [String]
  ) -> [InputRow] {
    guard !key.isEmpty else { return rows }
    var groups: [[Value]: [InputRow]] = [:]
    var order: [[Value]] = []
    for row in rows {
      let cells = key.map { row.cells[$0] ?? .missing }
      if groups[cells] == nil { order.append(cells) }
      groups[cells, default: []].append(row)
    }
    return order.compactMap { cells in
      let group = groups[cells] ?? []
      let contents = Set(group.map { row in columns.map { row.cells[$0] ?? .missing } })
      return contents.count == 1 ? group.first : nil
    }
  }
}

/// Reads one row by its contract.
struct RowReader {
  let contract: JSON
  let columns: [Column]
  let policy: PolicyText

  /// Nil for a bad row.
  func row(_ texts: [String: String]) throws -> InputRow? {
    var cells: [String: Value] = [:]
    for column in columns {
      let text = texts[column.name] ?? ""
      guard let value = column.read(text, timeZone: policy.timeZone) else { return nil }
      cells[column.name] = value
    }
    let scene = RowScene(cells: cells, derived: contract["derived"], policy: policy)
    for derived in contract["derived"]?.members ?? [] {
      cells[derived.key] = try scene.value(of: [derived.key])
    }
    if let check = contract["rowCheck"]?.text {
      let full = RowScene(cells: cells, derived: nil, policy: policy)
      if try full.value(of: try Expression.read(check)) == .flag(false) { return nil }
    }
    return InputRow(cells: cells, owner: owner(of: cells), span: span(of: cells))
  }

  private func owner(of cells: [String: Value]) -> String? {
    guard let column = contract["owner"]?.text, let value = cells[column], value.isPresent else {
      return nil
    }
    return value.text
  }

  private func span(of cells: [String: Value]) -> ClosedRange<Day>? {
    guard let column = contract["date"]?.text, let value = cells[column] else { return nil }
    switch value {
    case .day(let day), .moment(let day, _): return day...day
    case .text(let name): return Period(name).map { $0.start...$0.end }
    default: return nil
    }
  }
}

/// An expression over the columns of one row.
struct RowScene: Scene {
  let cells: [String: Value]
  let derived: JSON?
  let policy: PolicyText

  var calendars: JSON? { policy.json["calendars"] }

  func value(of path: [String]) throws -> Value {
    let name = path.joined(separator: ".")
    if let value = cells[name] { return value }
    guard let definition = derived?[name] else { throw ReferenceStop("unknown column \(name)") }
    do {
      return try value(of: try Expression.read(try definition.needText("is")))
    } catch is DivisionByZero {
      throw ReferenceStop("division by zero in the column \(name)")
    }
  }

  func collected(_ name: String, _ arguments: [Expression]) throws -> Value? { nil }
}
