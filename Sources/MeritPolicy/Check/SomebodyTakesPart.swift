import MeritModel

/// P374: what is given out among people goes to those whose plan binds it; to be named is not enough.
struct SomebodyTakesPart {
  let policy: CompiledPolicy
  let findings: FindingCollector

  func run() {
    for rule in policy.rules {
      guard let slot = slot(rule.body, rule.scope), !isBound(rule, slot) else { continue }
      let plans = policy.plans.filter { $0.reached.contains(rule.id) }
      guard let plan = plans.first else { continue }
      report(rule, slot, plan)
    }
  }

  /// The slot by which a plan lets its people take part.
  private func slot(_ body: RuleBody, _ scope: Scope) -> Slot? {
    switch body {
    case .allocation: .bonus
    case .prize where scope == .employee: .bonus
    case .grade(let grade):
      if case .quota = grade.method, scope == .employee { .grade } else { nil }
    default: nil
    }
  }

  /// Whether a plan binds the definition in any of its grains.
  private func isBound(_ rule: Rule, _ slot: Slot) -> Bool {
    policy.plans.flatMap { $0.bindings.values.flatMap { $0.rules(slot) } }
      .contains { policy[$0].name == rule.name }
  }

  private func report(_ rule: Rule, _ slot: Slot, _ plan: Plan) {
    let isMoney = slot == .bonus
    let others = isMoney ? plan.bindings[rule.grain]?.bonuses.map { policy[$0].name } ?? [] : []
    let names = (others + [rule.name]).map { "\"\($0)\"" }.joined(separator: ", ")
    findings.report(
      .nobodyTakesPart, place: rule.place,
      "nobody takes part in `\(rule.name)`: it is named, and no plan binds it as its \(slot.rawValue)",
      notes: isMoney ? ["the slot `bonus` of a person is the sum of all that the plan binds"] : [],
      help: "bind it in a plan, as in `\(plan.id)`, under `\"\(rule.grain.rawValue)\"`: "
        + "`\"\(slot.rawValue)\": \(isMoney && !others.isEmpty ? "[\(names)]" : names)`")
  }
}
