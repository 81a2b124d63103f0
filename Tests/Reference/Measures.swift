internal import BigInt

extension Evaluation {
  func measure(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    let kind = definition["kind"]?.text ?? "choice"
    let value = try unrounded(use, definition)
    let rounded = try policy.rounded(value, of: definition, kind: kind)
    if let text = definition["range"]?.text, case .number(let number) = rounded,
      !(try AmountRange.read(text).contains(number))
    {
      // A value that no plan reaches stays as it is.
      _ = try fault("\(number) is outside its range \(text)", at: use)
    }
    return rounded
  }

  private func unrounded(_ use: Use, _ definition: JSON) throws -> Value {
    if let formula = definition["formula"]?.text {
      return try handled(try value(formula, in: use), by: definition, at: use)
    }
    if let ratio = definition["ratio"] { return try self.ratio(ratio, definition, use) }
    if let name = definition["total"]?.text { return try total(of: name, definition, use) }
    return try overRows(use, definition)
  }

  private func ratio(_ ratio: JSON, _ definition: JSON, _ use: Use) throws -> Value {
    let of = try value(try ratio.needExpression("of"), in: use)
    let to = try value(try ratio.needExpression("to"), in: use)
    if let absence = Value.absence(of: [of, to]) {
      return try handled(absence, by: definition, at: use)
    }
    let (top, bottom) = (try of.needNumber(), try to.needNumber())
    guard bottom.isZero else { return .number(top / bottom) }
    return try result(of: try ratio.need("whenZero"), instead: .missing, at: use)
  }

  private func total(of name: String, _ definition: JSON, _ use: Use) throws -> Value {
    let expression = try Expression.read(name)
    let members = try people(in: use.period).members(of: use.subject, for: definition)
    var values: [Value] = []
    for id in members {
      let scene = DefinitionScene(evaluation: self, use: use, subject: .employee(id))
      values.append(try handled(try scene.value(of: expression), by: definition, at: use))
    }
    let sum = try Collector.value("total", of: values)
    return sum == .notApplicable ? try handled(sum, by: definition, at: use) : sum
  }

  /// The rows of the subject and its period or window that pass `where`.
  func rows(of use: Use, table name: String) throws -> [InputRow] {
    let definition = try definition(of: use)
    guard let table = tables[name] else { throw ReferenceStop("no input \(name)") }
    let members = Set(try people(in: use.period).members(of: use.subject, for: definition))
    let start = try definition["window"]?.text.map(use.period.windowStart) ?? use.period.start
    let condition = try definition["where"]?.text.map(Expression.read)
    return try table.rows.filter { row in
      if table.owned, !(row.owner.map(members.contains) ?? false) { return false }
      if table.dated {
        guard let span = row.span, start <= span.lowerBound, span.upperBound <= use.period.end
        else { return false }
      }
      guard let condition else { return true }
      let scene = RowScene(cells: row.cells, derived: nil, policy: policy)
      return try scene.value(of: condition) == .flag(true)
    }
  }

  /// The aggregated column of a measure over rows, as `table.column`.
  static func column(of definition: JSON) -> (shape: String, table: String, column: String?)? {
    let shapes = ["sum", "average", "min", "max", "only", "distinct", "median", "count"]
    if definition["percentile"] != nil, let text = definition["of"]?.text {
      let parts = text.components(around: ".")
      return ("percentile", parts[0], parts.last)
    }
    guard let shape = shapes.first(where: { definition[$0] != nil }),
      let text = definition[shape]?.text
    else { return nil }
    let parts = text.components(around: ".")
    return (shape, parts[0], parts.count > 1 ? parts[1] : nil)
  }

  private func overRows(_ use: Use, _ definition: JSON) throws -> Value {
    guard let (shape, table, column) = Evaluation.column(of: definition) else {
      throw ReferenceStop("\(use.name) has a shape that is not computed here")
    }
    let rows = try rows(of: use, table: table)
    var cells: [Value] = rows.map { _ in .flag(true) }
    if let column { cells = rows.compactMap { $0.cells[column] }.filter(\.isPresent) }
    let needed = try definition.amount("needsRows") ?? .one
    if cells.isEmpty || Fraction(cells.count) < needed {
      return try result(of: try definition.need("whenNoRows"), instead: .missing, at: use)
    }
    return try aggregate(shape, cells, definition, use)
  }

  private func aggregate(
    _ shape: String, _ cells: [Value], _ definition: JSON, _ use: Use
  ) throws -> Value {
    switch shape {
    case "count": return .number(Fraction(cells.count))
    case "sum": return try Collector.value("total", of: cells)
    case "average", "min", "max": return try Collector.value(shape, of: cells)
    case "only":
      return cells.count == 1 ? cells[0] : try fault("\(cells.count) rows for one", at: use)
    case "distinct":
      let least = try definition.amount("havingRows") ?? .one
      let groups = Dictionary(grouping: cells) { $0 }
      return .number(Fraction(groups.values.filter { Fraction($0.count) >= least }.count))
    default:
      let sorted = try cells.map { try $0.needNumber() }.sorted()
      return .number(
        shape == "median"
          ? median(sorted)
          : percentile(try definition.needAmount("percentile"), of: sorted))
    }
  }

  private func median(_ sorted: [Fraction]) -> Fraction {
    let middle = sorted.count / 2
    if sorted.count % 2 == 1 { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle]) / Fraction(2)
  }

  /// The value at the nearest rank: the smallest rank that is not below the share of the rows.
  private func percentile(_ percent: Fraction, of sorted: [Fraction]) -> Fraction {
    var rank = 1
    while rank < sorted.count, Fraction(rank * 100) < percent * Fraction(sorted.count) { rank += 1 }
    return sorted[rank - 1]
  }
}
