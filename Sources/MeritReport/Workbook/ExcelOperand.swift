import MeritModel
import MeritPolicy

/// Prints tables and scales as formulas over the sheet of rates, and works out what they come to.
struct ExcelOperand {
  let rates: RatesSheet
  let expression: ExcelExpression
  let reader: FigureReader

  private static let longest = 4000

  /// The amount of a table for a person; nil of what only the engine works out.
  func value(_ operand: Operand, of person: Int) -> Exact? {
    switch operand {
    case .expression(let value): return reader.value(value.root, of: person)?.number
    case .table(let table):
      let inputs = table.inputs.map { reader.value($0.of.root, of: person) }
      let row = table.rows.first { row in
        zip(row.cells, inputs).allSatisfy { cell, value in
          guard case .present(let scalar)? = value else { return false }
          return cell.accepts(scalar)
        }
      }
      guard case .number(let number)? = row?.value else { return nil }
      return number
    case .tiers, .takenBack, .each: return nil
    }
  }

  /// The formula of a table or scale, without `=`; nil where the sheet does not hold what it needs.
  func formula(_ operand: Operand) -> String? {
    let text: String? =
      switch operand {
      case .expression(let value): expression.formula(value.root)
      case .table(let table): RatesSheet.isList(table) ? list(table) : tests(table)
      case .tiers(let scale, let on, _):
        scale.basis == .period ? expression.formula(on.root).flatMap { tiers(scale, $0) } : nil
      case .takenBack: nil
      case .each(let inner, let price):
        formula(inner).flatMap { count in
          expression.formula(price.root).map { "(\(count))*(\($0))" }
        }
      }
    return text.flatMap { $0.utf8.count <= ExcelOperand.longest ? $0 : nil }
  }

  // Exactly one row fits, so the sum over all rows is its value; EXACT tells A from a and A*.
  private func list(_ table: LookupTable) -> String? {
    guard let place = rates.table(table.name),
      let input = table.inputs.first.flatMap({ expression.formula($0.of.root) })
    else { return nil }
    return "SUMPRODUCT(--EXACT(\(place.keys),\(input)),\(place.values))"
  }

  private func tests(_ table: LookupTable) -> String? {
    let inputs = table.inputs.compactMap { expression.formula($0.of.root) }
    guard inputs.count == table.inputs.count else { return nil }
    let rows = table.rows.enumerated().map { index, row -> String? in
      let tests = zip(inputs, row.cells).map(test)
      guard let value = rates.tableCell(table.name, row: index), !tests.contains(nil) else {
        return nil
      }
      let all = tests.compactMap(\.self).filter { $0 != "TRUE" }
      return all.isEmpty ? value : "IF(AND(\(all.joined(separator: ","))),\(value),0)"
    }
    let found = rows.compactMap(\.self)
    return found.count == rows.count ? found.joined(separator: "+") : nil
  }

  private func test(_ input: String, _ cell: LookupCell) -> String? {
    switch cell {
    case .any: return "TRUE"
    case .oneOf(let values):
      let tests = values.compactMap { ExcelExpression.equals(input, $0) }
      return tests.count == values.count ? "OR(\(tests.joined(separator: ",")))" : nil
    case .interval(let range):
      let ends = [
        (">=", range.from), (">", range.above), ("<", range.below), ("<=", range.upTo),
      ]
      return ends.compactMap { sign, end in
        end.map { "\(input)\(sign)\(ExcelExpression.literal($0))" }
      }.joined(separator: ",")
    }
  }

  private func tiers(_ scale: TierScale, _ amount: String) -> String? {
    switch scale.method {
    case .marginal: marginal(scale, amount)
    case .whole: whole(scale, amount)
    case .interpolated: interpolated(scale, amount)
    }
  }

  private func marginal(_ scale: TierScale, _ amount: String) -> String? {
    guard let place = rates.scale(scale.name), scale.rows.allSatisfy({ $0.edge != nil }) else {
      return nil
    }
    return "MAX(0,SUMPRODUCT((\(amount)>\(place.edges))*(\(amount)-\(place.edges))*\(place.steps)))"
  }

  // From the lowest row inwards, so that the highest row that is reached stands outermost.
  private func whole(_ scale: TierScale, _ amount: String) -> String? {
    var text = "0"
    for (index, row) in scale.rows.enumerated() {
      guard let edge = rates.scaleCell(scale.name, row: index, column: 1),
        let rate = rates.scaleCell(scale.name, row: index, column: 2)
      else { return nil }
      let pays = if case .sum = row.payment { rate } else { "\(rate)*\(amount)" }
      guard row.edge != nil else {
        text = pays
        continue
      }
      text = "IF(\(amount)\(row.isInclusive ? ">=" : ">")\(edge),\(pays),\(text))"
    }
    return scale.rows.count <= 60 ? text : nil
  }

  private func interpolated(_ scale: TierScale, _ amount: String) -> String? {
    var text = "0"
    for index in scale.rows.indices {
      guard let edge = rates.scaleCell(scale.name, row: index, column: 1),
        let rate = rates.scaleCell(scale.name, row: index, column: 2)
      else { return nil }
      var at = rate
      if index + 1 < scale.rows.count,
        let nextEdge = rates.scaleCell(scale.name, row: index + 1, column: 1),
        let nextRate = rates.scaleCell(scale.name, row: index + 1, column: 2)
      {
        at = "(\(rate)+(\(nextRate)-\(rate))*(\(amount)-\(edge))/(\(nextEdge)-\(edge)))"
      }
      text = "IF(\(amount)>=\(edge),\(at)*\(amount),\(text))"
    }
    return scale.rows.count <= 20 ? text : nil
  }
}
