import MeritModel

/// Runs the checks of a compiled policy that need no data.
struct PolicyChecks {
  let policy: CompiledPolicy
  let names: NameTable
  let findings: FindingCollector
  let root: JSONNode
  /// Whether every definition could be read; else only what stands alone is checked.
  let isWhole: Bool
  /// Whether the author is told what may well be meant.
  let givesAdvice: Bool

  /// Gives what was found of each claim; nothing where the policy could not be read as a whole.
  func run() -> [ClaimVerdict] {
    let isRead = !findings.diagnostics.hasErrors
    StepsAtPeriodStarts(policy: policy, root: root, findings: findings).run()
    NamesInOneScript(findings: findings).run(root)
    guard isWhole else { return [] }
    UnusedDefinitions(policy: policy, names: names, findings: findings).run()
    SlotsBound(policy: policy, findings: findings).run()
    GroupHasColumn(policy: policy, findings: findings).run()
    SomebodyTakesPart(policy: policy, findings: findings).run()
    let facts = PolicyFacts(policy: policy)
    AbsentValueHandled(facts: facts, findings: findings).run()
    BandsCoverRange(facts: facts, findings: findings).run()
    DivisorNotZero(facts: facts, findings: findings).run()
    ReweightingKeepsEnough(facts: facts, findings: findings).run()
    TableCoversInputs(facts: facts, findings: findings).run()
    LimitIsReached(facts: facts, root: root, findings: findings).run()
    TiersFitTheirUse(policy: policy, findings: findings).run()
    EachIsLookedAtAgain(policy: policy, findings: findings).run()
    SpreadFitsItsRows(facts: facts, findings: findings).run()
    // A state that nobody handles goes no further, so the handlers behind it only seem idle.
    if !findings.diagnostics.hasErrors {
      HandlerActs(facts: facts, names: names, findings: findings).run()
    }
    // What follows looks at the whole; a part that was left out would make it tell what is not so.
    return isRead ? wholeChecks(facts) : []
  }

  private func wholeChecks(_ facts: PolicyFacts) -> [ClaimVerdict] {
    UnusedNames(root: root, findings: findings).run()
    BandsAreReached(facts: facts, findings: findings).run()
    TiersNeverFall(facts: facts, findings: findings).run()
    let question = ClaimQuestion(facts: facts)
    if givesAdvice { advise(question) }
    return ClaimsHold(question: question, findings: findings).run()
  }

  private func advise(_ question: ClaimQuestion) {
    DeductionsHaveFloor(facts: question.facts, findings: findings).run()
    ComparedUnrounded(facts: question.facts, findings: findings).run()
    QuotaHasSeats(policy: policy, names: names, findings: findings).run()
    ShiftsAddUp(facts: question.facts, findings: findings).run()
    ReweightingHides(question: question, findings: findings).run()
    AlongClaims(question: question, findings: findings).run()
  }
}

/// A definition that no plan, check or ranking reaches is nearly always a slip.
struct UnusedDefinitions {
  let policy: CompiledPolicy
  let names: NameTable
  let findings: FindingCollector

  func run() {
    var used = Set(policy.plans.flatMap(\.reached))
    for check in policy.checks {
      switch check.body {
      case .reconcile(let measure, _, _): used.insert(measure)
      case .assert(let expression): add(expression.root, &used)
      }
    }
    for rule in policy.rules {
      guard case .ranking(let ranking) = rule.body else { continue }
      for key in ranking.keys { add(key.of.root, &used) }
    }
    for watch in policy.guards {
      for limit in watch.limits.expressions { add(limit.root, &used) }
    }
    let usedNames = Set(used.map { policy[$0].name })
    var told: Set<String> = []
    for rule in policy.rules
    where !rule.isForEverybody && !usedNames.contains(rule.name) && told.insert(rule.name).inserted
    {
      findings.report(
        .unusedDefinition, place: rule.place, "no plan reaches `\(rule.name)`",
        help: "name `\(rule.name)` in a plan, or delete it")
    }
    unusedTables()
    unusedConstants()
  }

  private func add(_ expression: Expression, _ used: inout Set<RuleID>) {
    var uses = RuleUses(grain: .month)
    uses.add(expression)
    used.formUnion(uses.rules)
  }

  private func unusedConstants() {
    var uses = RuleUses(grain: .month)
    for rule in policy.rules { uses.add(rule) }
    for check in policy.checks {
      if case .assert(let expression) = check.body { uses.add(expression.root) }
    }
    for plan in policy.plans {
      if let when = plan.when { uses.add(when.root) }
    }
    for watch in policy.guards {
      for limit in watch.limits.expressions { uses.add(limit.root) }
    }
    for table in policy.inputs {
      for expression in table.derived.flatMap(\.source.expressions) { uses.add(expression.root) }
      if let rowCheck = table.rowCheck { uses.add(rowCheck.root) }
    }
    for rule in policy.rules {
      if case .rows(let rows)? = rule.measure?.shape, let condition = rows.condition {
        uses.add(condition.root)
      }
    }
    for (index, constant) in policy.constants.enumerated() where !uses.constants.contains(index) {
      findings.report(
        .unusedDefinition, place: constant.place, "nothing uses the constant `\(constant.name)`",
        help: "use it, or delete `\"\(constant.name)\"` with \(findings.quoted(at: constant.place))"
      )
    }
  }

  private func unusedTables() {
    var used = Set(policy.rules.flatMap { $0.body.used }.map(\.name))
    used.formUnion(policy.inputs.flatMap(\.derivedTables).map(\.name))
    for (name, scale) in names.tiers.sorted(by: { $0.key < $1.key }) where !used.contains(name) {
      findings.report(
        .unusedDefinition, place: scale.place, "nothing uses the tiers `\(name)`",
        help: "use `\(name)` in a step, or delete them")
    }
    for (name, node) in names.tables.sorted(by: { $0.key < $1.key }) where !used.contains(name) {
      findings.report(
        .unusedDefinition, "nothing uses the table `\(name)`", at: node,
        help: "use `\(name)` in a step or an outcome, or delete it")
    }
  }
}

extension RuleBody {
  /// The tables and scales that the rule uses.
  fileprivate var used: [(name: String, isTable: Bool)] {
    switch self {
    case .outcome(.table(let table)): [(table.name, true)]
    case .measure(let measure):
      measure.tables.map { ($0.name, true) }
    default: operands.compactMap(\.used)
    }
  }
}

extension Operand {
  fileprivate var used: (name: String, isTable: Bool)? {
    switch self {
    case .expression: nil
    case .table(let table): (table.name, true)
    case .tiers(let scale, _, _): (scale.name, false)
    case .takenBack(let back): (back.scale.name, false)
    case .each(let inner, _): inner.used
    }
  }
}

/// A slot that a rule reads must be bound by every plan that reaches the rule.
struct SlotsBound {
  let policy: CompiledPolicy
  let findings: FindingCollector

  /// The binding to paste, where a definition would fit.
  private func example(_ use: RuleGraph.SlotUse) -> String {
    let fitting = policy.rules.first { rule in
      guard rule.grain == use.grain, rule.scope == .employee else { return false }
      switch (use.slot, rule.body) {
      case (.score, .score), (.grade, .grade), (.bonus, .bonus): return true
      default: return false
      }
    }
    return fitting.map { ": `\"\(use.slot.rawValue)\": \"\($0.name)\"`" } ?? ""
  }

  func run() {
    let graph = RuleGraph(rules: policy.rules)
    for plan in policy.plans {
      for rule in plan.reached.sorted() {
        for use in graph.slots[rule.index] {
          guard let binding = plan.bindings[use.grain] else { continue }
          guard binding.rules(use.slot).isEmpty else { continue }
          let slot = "\(use.grain.rawValue).\(use.slot.rawValue)"
          findings.report(
            .slotNotBound, place: policy[rule].place,
            "`\(policy[rule].name)` reads `\(slot)`, which the plan `\(plan.id)` does not bind",
            help: "bind `\(use.slot.rawValue)` in the plan\(example(use))")
        }
      }
    }
  }
}
