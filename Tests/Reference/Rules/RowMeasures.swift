/// A row as one measure counts it for one subject.
struct CountedRow {
  let row: InputRow
  /// How much of the row belongs to the subject.
  let weight: Fraction
}

/// What a measure over rows does with them.
struct RowShape {
  let shape: String
  let table: String
  let column: String?

  private static let shapes = [
    "sum", "average", "min", "max", "only", "distinct", "median", "count", "share",
  ]

  init?(_ definition: JSON) {
    let isPercentile = definition["percentile"] != nil
    guard
      let shape = isPercentile
        ? "percentile" : RowShape.shapes.first(where: { definition[$0] != nil }),
      let text = definition[isPercentile ? "of" : shape]?.text
    else { return nil }
    let parts = text.components(around: ".")
    self.shape = shape
    table = parts[0]
    column = parts.count > 1 ? parts[1] : nil
  }
}

extension Evaluation {
  /// The rows of a measure for its subject in its period, or in its window.
  func rows(
    of use: Use, _ definition: JSON, table name: String, where condition: String?
  ) throws -> [CountedRow] {
    let version = try needVersion(of: use.period)
    guard let table = version.tables[name] else { throw ReferenceStop("no input \(name)") }
    let members = Set(try people(in: use.period).members(of: use.subject, for: definition))
    let start =
      try definition["window"]?.text.map {
        try calendar.windowStart($0, of: use.period)
      } ?? use.period.start
    return try version.rows(
      of: name, where: condition, in: use.period, knownUntil: knownUntil
    ).compactMap { row in
      if table.dated {
        guard let span = row.span, start <= span.lowerBound, span.upperBound <= use.period.end
        else { return nil }
      }
      guard isCounted(row, definition, table) else { return nil }
      let weight = try self.weight(of: row, table, use.subject, members, definition)
      return weight.isZero ? nil : CountedRow(row: row, weight: weight)
    }
  }

  /// Rows that reverse others are counted only by the measures that are for them.
  private func isCounted(_ row: InputRow, _ definition: JSON, _ table: InputTable) -> Bool {
    guard let column = table.contract["reverses"]?["key"]?.text else { return true }
    return (row.cells[column]?.isPresent ?? false) == definition.isTrue("reversing")
  }

  private func weight(
    of row: InputRow, _ table: InputTable, _ subject: Subject, _ members: Set<String>,
    _ definition: JSON
  ) throws -> Fraction {
    if case .customer(let id) = subject {
      return try customerColumn(of: table.name).flatMap { row.cells[$0] } == .text(id)
        ? .one : .zero
    }
    if let column = definition["ownedBy"]?.text {
      guard let owner = row.cells[column], owner.isPresent else { return .zero }
      return members.contains(owner.text) ? .one : .zero
    }
    guard table.owned else { return .one }
    return row.credits.filter { members.contains($0.owner) }
      .reduce(Fraction.zero) { $0 + $1.share }
  }

  func overRows(_ use: Use, _ definition: JSON) throws -> Value {
    guard let shape = RowShape(definition) else {
      throw ReferenceStop("\(use.name) has a shape that is not computed here")
    }
    if shape.shape == "share" { return try share(shape, use, definition) }
    var rows = try rows(of: use, definition, table: shape.table, where: definition["where"]?.text)
    if let column = shape.column { rows.removeAll { !($0.row.cells[column]?.isPresent ?? false) } }
    let needed = try definition.amount("needsRows") ?? .one
    if rows.isEmpty || Fraction(rows.count) < needed {
      return try result(of: try definition.need("whenNoRows"), instead: .missing, at: use)
    }
    return try aggregate(shape, rows, definition, use)
  }

  /// The rows that pass both conditions over those that pass `among`.
  private func share(_ shape: RowShape, _ use: Use, _ definition: JSON) throws -> Value {
    let among = definition["among"]?.text
    let all = try rows(of: use, definition, table: shape.table, where: among)
    let needed = try definition.amount("needsRows") ?? .one
    if all.isEmpty || Fraction(all.count) < needed {
      return try result(of: try definition.need("whenNoRows"), instead: .missing, at: use)
    }
    let condition = try read(try definition.needText("where"))
    let policy = try policy(in: use.period)
    let hits = try all.filter {
      let scene = RowScene(
        cells: $0.row.cells, policy: policy, period: use.period, knownUntil: knownUntil)
      return try scene.value(of: condition) == .flag(true)
    }
    return .number(Fraction(hits.count) / Fraction(all.count))
  }

  private func aggregate(
    _ shape: RowShape, _ rows: [CountedRow], _ definition: JSON, _ use: Use
  ) throws -> Value {
    let cells = rows.map { row in shape.column.flatMap { row.row.cells[$0] } ?? .missing }
    switch shape.shape {
    case "count": return .number(rows.reduce(Fraction.zero) { $0 + $1.weight })
    case "sum":
      return .number(
        try zip(rows, cells).reduce(Fraction.zero) { $0 + $1.0.weight * (try $1.1.needNumber()) })
    case "average", "min", "max": return try Collector.value(shape.shape, of: cells)
    case "only":
      return cells.count == 1 ? cells[0] : try fault("\(cells.count) rows for one", at: use)
    case "distinct":
      let least = try definition.amount("havingRows") ?? .one
      let groups = Dictionary(grouping: cells) { $0 }
      return .number(Fraction(groups.values.filter { Fraction($0.count) >= least }.count))
    default:
      let sorted = try cells.map { try $0.needNumber() }.sorted()
      return .number(
        shape.shape == "median"
          ? OrderedNumbers.median(sorted)
          : OrderedNumbers.percentile(try definition.needAmount("percentile"), of: sorted))
    }
  }
}

/// Numbers in ascending order.
enum OrderedNumbers {
  static func median(_ sorted: [Fraction]) -> Fraction {
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle]) / Fraction(2)
  }

  /// The value at the nearest rank: the smallest rank that is not below the share of the rows.
  static func percentile(_ percent: Fraction, of sorted: [Fraction]) -> Fraction {
    var rank = 1
    while rank < sorted.count, Fraction(rank * 100) < percent * Fraction(sorted.count) { rank += 1 }
    return sorted[rank - 1]
  }
}
