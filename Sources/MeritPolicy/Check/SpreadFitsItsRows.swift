import MeritModel

/// Balances whose additions are no rows that a number of periods can be read of.
struct SpreadFitsItsRows {
  let facts: PolicyFacts
  let findings: FindingCollector

  private var policy: CompiledPolicy { facts.policy }

  func run() {
    for rule in policy.rules {
      guard case .balance(let balance) = rule.body, let spread = balance.spread,
        let add = balance.add
      else { continue }
      check(spread, add)
      check(spread, rule)
    }
  }

  private func check(_ spread: SpreadRelease, _ add: CompiledExpression) {
    let table = policy.inputs[spread.table]
    if case .rows(let rows)? = policy[spread.measure].measure?.shape, rows.function == .sum,
      rows.table == spread.table, !rows.isReversing, rows.window == nil
    {
      return
    }
    findings.report(
      .kindMismatch, in: add, at: nil,
      "`\(add.text)` sums no rows of `\(table.name)` of its period, which `spread` pays out",
      help: "name a measure with `sum` over `\(table.name)`, without `window` and `reversing`")
  }

  private func check(_ spread: SpreadRelease, _ rule: Rule) {
    let table = policy.inputs[spread.table]
    let name = "\(table.name).\(table.columnName(spread.over))"
    if !facts.absence(spread.over, of: table, "").isNever {
      findings.report(
        .absentUnhandled, place: rule.place,
        "`\(name)` can be missing, and nothing says over how many periods such a row is paid out",
        help: "declare the column without `?`")
    }
    let range = facts.range(spread.over, of: table)
    guard range.least.map({ $0 >= .one }) != true else { return }
    findings.report(
      .divisorMayBeZero, place: rule.place,
      "a row is divided by `\(name)`, which may be less than 1",
      help: "declare its range from 1 on, as in `\"count 1..\"`")
  }
}
