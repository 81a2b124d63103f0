extension Evaluation {
  /// The amount of an operand such as `{ "tiers": "commission", "on": "net_sales" }`.
  ///
  /// With `each` what it gives is counted, and each of it is worth so much.
  func tierAmount(_ operand: JSON, _ use: Use) throws -> Value {
    let count = try tierNumber(operand, use)
    guard operand["each"] != nil else { return count }
    let price = try value(try operand.needExpression("each"), in: use)
    if let number = count.number, let worth = price.number { return .number(number * worth) }
    return count == .missing || price == .missing ? .missing : .notApplicable
  }

  private func tierNumber(_ operand: JSON, _ use: Use) throws -> Value {
    let name = try operand.needText("tiers")
    let tiers = try policy(in: use.period).need("tiers", name)
    let expression = try operand.needExpression("on")
    if let refunds = operand["reversing"]?.text {
      return try reversedAmount(name, expression, refunds, use)
    }
    let on = try value(expression, in: use)
    guard on.isPresent else { return on }
    let ladder = TierLadder(json: tiers)
    switch tiers["basis"]?.text ?? "period" {
    case "period": return .number(try ladder.amount(on: try on.needNumber()))
    case "year-to-date":
      let before = try sumBefore(expression, use)
      let through = before + (try on.needNumber())
      return .number(try ladder.amount(on: through) - ladder.amount(on: before))
    case "row":
      let rows = try tierRows(expression, use)
      return .number(try rows.reduce(.zero) { $0 + (try ladder.amount(on: $1.amount)) })
    case let basis: throw ReferenceStop("the basis \(basis) is not computed here")
    }
  }

  /// The sum over the year's earlier periods of the same grain; absent ones add nothing.
  private func sumBefore(_ expression: String, _ use: Use) throws -> Fraction {
    let year = calendar.period("year", holding: use.period.start)
    let scene = try DefinitionScene(evaluation: self, use: use)
    let parsed = try read(expression)
    var sum = Fraction.zero
    var part = calendar.previous(use.period)
    while part.start >= year.start {
      if let earlier = try scene.moved(to: part, as: .history),
        case .number(let number) = try value(of: parsed, in: earlier)
      {
        sum = sum + number
      }
      part = calendar.previous(part)
    }
    return sum
  }

  /// The rows of a `sum` measure with what each adds to it.
  func tierRows(
    _ name: String, _ use: Use
  ) throws -> [(row: InputRow, amount: Fraction)] {
    let scene = try DefinitionScene(evaluation: self, use: use)
    let path = NamePath(name.split(separator: ".").map(String.init))
    let definition = try scene.policy.need("measures", path.name)
    guard definition["sum"] != nil, let shape = RowShape(definition), let column = shape.column
    else { throw ReferenceStop("the basis row needs a sum") }
    guard let owner = try scene.subject(of: definition, path.scope) else { return [] }
    let own = Use(section: "measures", name: path.name, subject: owner, period: use.period)
    let counted = try rows(
      of: own, definition, table: shape.table, where: definition["where"]?.text
    ).compactMap { counted -> (row: InputRow, amount: Fraction)? in
      guard let amount = counted.row.cells[column]?.number else { return nil }
      return (counted.row, amount * counted.weight)
    }
    // Too few rows count as none, as they do for the measure itself.
    let needed = try definition.amount("needsRows") ?? .one
    return Fraction(counted.count) < needed ? [] : counted
  }
}
