import MeritModel

/// P601: a value that can be absent needs a word on what happens then.
struct AbsentValueHandled {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      let context = facts.context(rule)
      for use in facts.uses(rule) { check(use, context) }
      if case .measure(let measure) = rule.body { check(measure, rule, context) }
      for substitute in rule.substitutes { checkPresent(substitute, context) }
    }
    for plan in facts.policy.plans {
      if let when = plan.when { checkRow(when) }
    }
    for table in facts.policy.inputs {
      if let condition = table.rowCheck { checkRows(condition, table) }
    }
  }

  private func check(_ use: ValueUse, _ context: FactContext) {
    let absence = facts.absence(use, context)
    for state in Absence.states {
      guard let reason = absence[state], !reason.isRemote, !use.passesOn.contains(state),
        use.covers.allSatisfy({ $0.handlers[state] == nil })
      else { continue }
      report(use.expression, state, reason, help: help(state, use.words[state] ?? []))
    }
  }

  /// The handler to paste; words in quotes are values of their own, others say what may stand there.
  private func help(_ state: DataState, _ words: [String]) -> String {
    guard let first = words.first else { return "add `\"\(state.handlerKey)\"`" }
    let others = words.dropFirst().map { $0.hasPrefix("\"") ? "`\($0)`" : $0 }
    guard first.hasPrefix("\"") else {
      return "add `\"\(state.handlerKey)\"`: " + ([first] + others).joined(separator: " or ")
    }
    return (["add `\"\(state.handlerKey)\": \(first)`"] + others).joined(separator: " or ")
  }

  /// What stands for an absent value must be there itself.
  private func checkPresent(_ substitute: CompiledExpression, _ context: FactContext) {
    let absence = facts.absence(substitute, context)
    for state in Absence.states {
      guard let reason = absence[state], !reason.isRemote else { continue }
      report(
        substitute, state, reason,
        help:
          "write `\"error\"`\(amount(substitute.kind)) in its place, or name in `use` what is always "
          + "there")
    }
  }

  private func amount(_ kind: Kind) -> String {
    kind.isNumeric ? " or an amount, as `\(kind.json(.zero))`," : ""
  }

  private func checkRow(_ when: CompiledExpression) {
    let context = FactContext(grain: .month, plans: [])
    guard let reason = facts.absence(when, context).missing else { return }
    let name = reason.subject ?? when.text
    report(when, .missing, reason, help: "test it first: `\(name) is present and` before the rest")
  }

  private func check(_ measure: MeasureRule, _ rule: Rule, _ context: FactContext) {
    switch measure.shape {
    case .rows(let rows):
      guard let condition = rows.condition else { return }
      checkRows(condition, facts.policy.inputs[rows.table])
    case .total(let member):
      guard let reason = facts[member].absence.missing, rule.handlers.whenMissing == nil else {
        return
      }
      let name = facts.policy[member].name
      findings.report(
        .absentUnhandled, place: rule.place,
        "`\(name)` of a member can be missing (\(reason.why)), and nothing says what then",
        help: "add `\"whenMissing\": \"error\"`, or `0` for a member who adds nothing")
    case .rating(let rating):
      for condition in [rating.condition].compactMap(\.self) + rating.conditions {
        checkRows(condition, facts.policy.inputs[rating.table])
      }
    case .ratio, .formula, .lookup: return
    }
  }

  private func checkRows(_ condition: CompiledExpression, _ table: InputTable) {
    let context = FactContext(grain: .month, plans: [], table: table)
    guard let reason = facts.absence(condition, context).missing else { return }
    let name = reason.subject ?? condition.text
    report(
      condition, .missing, reason,
      help: "test it first: `\(name) is present and` before the rest")
  }

  private func report(
    _ expression: CompiledExpression, _ state: DataState, _ reason: Absence.Reason, help: String
  ) {
    findings.report(
      .absentUnhandled, in: expression, at: reason.subject,
      "`\(reason.subject ?? expression.text)` can be \(state.words) (\(reason.why)), "
        + "and nothing says what then", help: help)
  }
}

extension DataState {
  /// The state in words.
  var words: String {
    switch self {
    case .present: "present"
    case .missing: "missing"
    case .notApplicable: "not applicable"
    }
  }

  /// The key that says what becomes of it.
  var handlerKey: String { self == .missing ? "whenMissing" : "whenNotApplicable" }
}
