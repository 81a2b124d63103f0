import MeritModel

/// What is known of a value before any data: its bounds and its possible absent states.
struct Fact {
  var range = ValueRange.any
  var absence = Absence.never

  /// What holds of either of two values.
  func union(_ other: Fact) -> Fact {
    Fact(range: range.union(other.range), absence: absence.union(other.absence))
  }
}

/// Where an expression stands: what its names mean and what its guards have shown.
struct FactContext {
  var grain: Grain
  var scope: Scope = .employee
  /// The plans whose slots the expression can read.
  var plans: [Plan]
  /// The table whose row is at hand.
  var table: InputTable?
  /// Whether the value is computed for people of every plan and of none, as measures are.
  var isForEverybody = false
  /// The absent states that guards have excluded, by the name of the value.
  var excluded: [String: Set<DataState>] = [:]
  /// The bounds that `appliesWhen` gives, by the name of the value.
  var bounds: [String: ValueRange] = [:]
}

/// The facts of every rule, gathered in the order in which the rules depend on each other.
struct PolicyFacts {
  let policy: CompiledPolicy
  /// The periods to which the facts are limited; nil for all that the version governs.
  let stretch: ConstantStretch?
  private(set) var rules: [Fact]
  /// The facts of all periods, for what a rule reads of earlier ones; empty where they are the same.
  private let ofAllPeriods: [Fact]

  init(policy: CompiledPolicy, in stretch: ConstantStretch? = nil, of whole: PolicyFacts? = nil) {
    self.policy = policy
    self.stretch = stretch
    self.ofAllPeriods = whole?.rules ?? []
    self.rules = Array(repeating: Fact(), count: policy.rules.count)
    for id in policy.order {
      let rule = policy[id]
      let range = range(of: rule).rounded(rule.rounding)
      rules[id.index] = Fact(range: range, absence: absence(of: rule))
    }
  }

  private init(policy: CompiledPolicy, rules: [Fact]) {
    self.policy = policy
    self.stretch = nil
    self.ofAllPeriods = []
    self.rules = rules
  }

  /// The same facts without the limit to a stretch.
  var everywhere: PolicyFacts {
    ofAllPeriods.isEmpty ? self : PolicyFacts(policy: policy, rules: ofAllPeriods)
  }

  subscript(rule: RuleID) -> Fact { rules[rule.index] }

  /// The context of a rule's own expressions.
  func context(_ rule: Rule) -> FactContext {
    let reaching = policy.plans.filter { $0.reached.contains(rule.id) }
    var context = FactContext(
      grain: rule.grain, scope: rule.scope, plans: reaching.isEmpty ? policy.plans : reaching,
      isForEverybody: rule.isForEverybody)
    if let condition = rule.appliesWhen {
      exclude(condition.root, true, &context)
      bound(condition.root, &context)
    }
    return context
  }

  func range(_ expression: CompiledExpression, _ context: FactContext) -> ValueRange {
    range(expression.root, context)
  }

  func absence(_ expression: CompiledExpression, _ context: FactContext) -> Absence {
    absence(expression.root, context)
  }
}
