import MeritModel

/// P205: a divisor in an expression must be provably other than zero.
struct DivisorNotZero {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      let context = facts.context(rule)
      for expression in rule.expressions { check(expression, context) }
      if case .measure(let measure) = rule.body, case .rows(let rows) = measure.shape,
        let condition = rows.condition
      {
        check(condition, of: facts.policy.inputs[rows.table])
      }
    }
    for table in facts.policy.inputs {
      for expression in table.derived.flatMap(\.source.expressions) {
        check(expression, of: table)
      }
      if let rowCheck = table.rowCheck { check(rowCheck, of: table) }
    }
  }

  private func check(_ expression: CompiledExpression, of table: InputTable) {
    check(expression, FactContext(grain: .month, plans: [], table: table))
  }

  private func check(_ expression: CompiledExpression, _ context: FactContext) {
    guard mayDivideByZero(expression.root, context) else { return }
    findings.report(
      .divisorMayBeZero, in: expression, at: nil, "the divisor can be 0",
      help: "declare a range without 0 where it comes from, as in `\"range\": \"1..\"`, "
        + "or use the shape `ratio`")
  }

  private func mayDivideByZero(_ expression: Expression, _ context: FactContext) -> Bool {
    var inner = context
    switch expression {
    case .arithmetic(.dividedBy, _, let divisor):
      if facts.range(divisor, context).contains(.zero) { return true }
    case .collected(_, .parts(let grain), _), .collected(_, .last(_, let grain), _):
      inner.grain = grain
    case .collected(_, .members, _): inner.scope = .employee
    default: break
    }
    return expression.parts.contains { mayDivideByZero($0, inner) }
  }
}
