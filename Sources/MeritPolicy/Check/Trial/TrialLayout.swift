import MeritModel

/// What of a policy one person's period decides, and what has to be given from outside.
struct TrialLayout {
  /// Where a figure of a made-up person comes from.
  enum Source: Hashable {
    case given
    /// A group's total: what others add, and the person's own value of a rule.
    case withOthers(own: RuleID)
    case computed
  }

  let policy: CompiledPolicy
  /// The bounds of measures that a person's data must keep: declared ones, and those of shares.
  let possible: [RuleID: ValueRange]
  private let sources: [Source]
  /// For each rule those that it names, and the slots that it reads.
  private let named: [[RuleID]]
  private let slots: [[RuleGraph.SlotUse]]
  /// For each rule those that it reads, slots as any plan binds them.
  private let everyRead: [[RuleID]]

  init(facts: PolicyFacts) {
    let policy = facts.policy
    self.policy = policy
    self.possible = Self.possible(facts)
    let graph = RuleGraph(rules: policy.rules)
    var sources: [Source] = []
    var named: [[RuleID]] = []
    for rule in policy.rules {
      sources.append(Self.source(of: rule, in: policy))
      let own = Self.own(of: rule, in: policy).map { [$0] } ?? []
      named.append(graph.named[rule.id.index] + own)
    }
    self.sources = sources
    self.named = named
    self.slots = graph.slots
    self.everyRead = policy.rules.map { rule in
      named[rule.id.index]
        + graph.slots[rule.id.index].flatMap { use in
          policy.plans.flatMap { $0.bindings[use.grain]?.rules(use.slot) ?? [] }
        }
    }
  }

  /// The rules that one reads directly, its slots as a plan binds them, or as any does.
  func reads(_ rule: RuleID, plan: Int? = nil) -> [RuleID] {
    guard let plan else { return everyRead[rule.index] }
    let bound = slots[rule.index].flatMap { use in
      policy.plans[plan].bindings[use.grain]?.rules(use.slot) ?? []
    }
    return named[rule.index] + bound
  }

  func source(of rule: RuleID) -> Source { sources[rule.index] }

  /// For each rule whether it reads one of the given ones, directly or through others.
  func dependents(of inputs: [RuleID]) -> [Bool] {
    var marks = policy.rules.map { _ in false }
    for input in inputs { marks[input.index] = true }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for id in policy.order where !marks[id.index] {
        guard everyRead[id.index].contains(where: { marks[$0.index] }) else { continue }
        marks[id.index] = true
        hasGrown = true
      }
    }
    return marks
  }

  /// Everything that a rule reads, directly or through others, itself first.
  func reach(of start: RuleID, plan: Int? = nil) -> Set<RuleID> {
    var reached: Set<RuleID> = []
    var waiting = [start]
    while let rule = waiting.popLast() {
      if reached.insert(rule).inserted { waiting += reads(rule, plan: plan) }
    }
    return reached
  }

  private static func possible(_ facts: PolicyFacts) -> [RuleID: ValueRange] {
    var bounds: [RuleID: ValueRange] = [:]
    for rule in facts.policy.rules {
      guard let measure = rule.measure else { continue }
      if let range = measure.range { bounds[rule.id] = range }
      if case .ratio(let of, let to, _) = measure.shape, facts.isShare(of, to) {
        bounds[rule.id] = facts[rule.id].range
      }
    }
    return bounds
  }

  private static func source(of rule: Rule, in policy: CompiledPolicy) -> Source {
    // What another value stands for is left to the tests with data.
    guard rule.substitutes.isEmpty else { return .given }
    switch rule.body {
    case .measure(let measure):
      switch measure.shape {
      case .rows(let rows):
        guard rows.function == .sum || rows.function == .count, let own = own(of: rule, in: policy)
        else { return .given }
        return .withOthers(own: own)
      case .rating: return .given
      case .total(let member): return .withOthers(own: member)
      case .ratio, .formula, .lookup: return computed(rule)
      }
    case .indicator, .score: return computed(rule)
    case .grade(let grade):
      if case .quota = grade.method { return .given }
      if grade.limits != nil { return .given }
      return computed(rule)
    case .bonus(let bonus):
      return bonus.steps.contains { $0.action.operand?.needsOtherPeriods ?? false }
        ? .given : computed(rule)
    case .outcome(.table): return computed(rule)
    case .allocation, .prize, .balance, .ranking, .outcome: return .given
    }
  }

  private static func computed(_ rule: Rule) -> Source {
    rule.expressions.allSatisfy { $0.root.isOfOnePersonsPeriod } ? .computed : .given
  }

  /// The person's own value of a measure that is also counted for a group.
  private static func own(of rule: Rule, in policy: CompiledPolicy) -> RuleID? {
    guard case .rows? = rule.measure?.shape, rule.scope != .employee else { return nil }
    return policy.rule(named: rule.name, grain: rule.grain)?.id
  }
}

/// The way along which people are tried: the input that moves, and all that moves with it.
struct TrialTrack {
  let layout: TrialLayout
  /// The figure that is set from outside; nil where nothing moves.
  let input: RuleID?
  /// For each rule whether it moves with the input.
  let moves: [Bool]

  init(_ layout: TrialLayout, along input: RuleID? = nil) {
    self.layout = layout
    self.input = input
    self.moves = layout.dependents(of: input.map { [$0] } ?? [])
  }
}

extension Operand {
  /// Whether more than the amount of the period decides.
  fileprivate var needsOtherPeriods: Bool {
    switch self {
    case .tiers(let scale, _, _): scale.basis != .period
    case .takenBack: true
    case .expression, .table: false
    case .each(let inner, _): inner.needsOtherPeriods
    }
  }
}

extension Expression {
  /// Whether one person's figures, roster row and constants decide the value.
  fileprivate var isOfOnePersonsPeriod: Bool {
    switch self {
    case .monthsBetween, .daysBetween, .minutesBetween, .isWithinHours, .isWorkday, .memberCount,
      .previous, .streak, .firstTime, .part, .companyTotal, .column, .collected(_, .members, _),
      .collected(_, .last, _), .collected(_, .memberParts, _), .collected(_, .rows, _),
      .collected(_, .customers, _), .collected(_, .customerParts, _):
      false
    default: parts.allSatisfy(\.isOfOnePersonsPeriod)
    }
  }
}
