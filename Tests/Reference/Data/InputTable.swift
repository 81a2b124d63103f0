/// A share of a row that somebody is credited with.
struct Credit {
  let owner: String
  let share: Fraction
}

/// A row that counts: its cells by column, derived ones included, and the days that it covers.
struct InputRow {
  var cells: [String: Value]
  var credits: [Credit]
  var span: ClosedRange<Day>?

  /// The cell of the column that a row lies in time by, with its second where it has one.
  var moment: Value?
}

/// The good rows of one input.
struct InputTable {
  let name: String
  var rows: [InputRow]
  let contract: JSON

  var dated: Bool { contract["date"] != nil }
  var owned: Bool { contract["owner"] != nil || contract["credits"] != nil }

  /// The row with a single-column key.
  func row(withKey key: Value) -> InputRow? {
    guard let column = contract["key"]?.texts.first else { return nil }
    return rows.first { $0.cells[column] == key }
  }

  /// Equal rows count once; rows with one key and different contents do not count.
  static func withoutDuplicates(
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
  private let derived: [String: Expression]
  private let check: Expression?

  init(contract: JSON, policy: PolicyText) throws {
    self.contract = contract
    self.policy = policy
    columns = try (contract["columns"]?.members ?? []).map {
      try Column(name: $0.key, contract: $0.value)
    }
    var derived: [String: Expression] = [:]
    for (name, definition) in contract["derived"]?.members ?? [] {
      derived[name] = try Expression.read(try definition.needText("is"))
    }
    self.derived = derived
    check = try contract["rowCheck"]?.text.map(Expression.read)
  }

  /// The cells of the mapped columns; nil for a bad row.
  func cells(_ texts: [String: String]) throws -> [String: Value]? {
    var cells: [String: Value] = [:]
    for column in columns {
      let text = texts[column.name] ?? ""
      guard let value = column.read(text, in: policy) else { return nil }
      cells[column.name] = value
    }
    return cells
  }

  /// The row that these cells make, looked-up ones included; nil for a bad row.
  func row(_ mapped: [String: Value]) throws -> InputRow? {
    var cells = mapped
    let scene = RowScene(cells: cells, derived: derived, policy: policy)
    for name in derived.keys { cells[name] = try scene.value(of: [name]) }
    if let check {
      let full = RowScene(cells: cells, policy: policy)
      if try full.value(of: check) == .flag(false) { return nil }
    }
    let moment = contract["date"]?.text.flatMap { cells[$0] }
    return InputRow(
      cells: cells, credits: try credits(of: cells), span: span(of: moment), moment: moment)
  }

  private func span(of moment: Value?) -> ClosedRange<Day>? {
    switch moment {
    case .day(let day), .moment(let day, _): return day...day
    case .text(let name): return policy.calendar.period(named: name).map { $0.start...$0.end }
    default: return nil
    }
  }
}

/// An expression over the columns of one row.
struct RowScene: Scene {
  let cells: [String: Value]
  var derived: [String: Expression] = [:]
  let policy: PolicyText
  /// The period that is computed, for `period.start` and `period.end`.
  var period: Period?
  /// The last day of which something is known, where it is later.
  var knownUntil: Day?

  func value(of path: [String]) throws -> Value {
    let name = path.joined(separator: ".")
    if let value = cells[name] { return value }
    if let period, name == "period.start" { return .day(period.start) }
    if let period, name == "period.end" { return .day(knownUntil ?? period.end) }
    guard let definition = derived[name] else { throw ReferenceStop("unknown column \(name)") }
    do {
      return try value(of: definition)
    } catch is DivisionByZero {
      throw ReferenceStop("division by zero in the column \(name)")
    }
  }

  func collected(_ name: String, _ arguments: [Expression]) throws -> Value? { nil }
}
