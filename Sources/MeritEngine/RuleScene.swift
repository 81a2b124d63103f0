import MeritModel
import MeritPolicy

/// One rule as every subject's evaluation sees it; shared, because a rule is large to copy.
final class RuleScene: Sendable {
  let rule: Rule
  let scope: Scope
  let range: ValueRange?
  /// The condition of the whole, kept apart because most rules have none.
  let appliesWhen: CompiledExpression?
  let hasCondition: Bool
  let shape: RuleShape
  /// The expressions that the shape asks of each person, which may be evaluated for many at once.
  let operands: [CompiledExpression]
  /// Whether the rule is computed for everybody, not only where a plan reaches it.
  let isForEverybody: Bool
  /// For each plan whether it reaches the rule.
  let reach: [Bool]
  private let policy: CompiledPolicy
  private let member: RuleScene?
  private let groups: [Scope: RuleScene]

  /// Shows a rule; `depth` says how far it will be asked as somebody else sees it: a pool is asked by
  /// a group, and that by its members.
  init(_ rule: Rule, of policy: CompiledPolicy, depth: Int = 2) {
    self.rule = rule
    self.scope = rule.scope
    self.range = rule.measure?.range
    self.appliesWhen = rule.appliesWhen
    self.hasCondition = rule.appliesWhen != nil
    self.shape = rule.body.shape
    self.operands =
      rule.scope == .employee ? rule.body.askedOfEach + [rule.appliesWhen].compactMap(\.self) : []
    self.isForEverybody = rule.isForEverybody
    self.policy = policy
    self.reach = policy.plans.map { $0.reached.contains(rule.id) }
    var asking: [Scope] = policy.customers == nil ? [] : [.customer]
    if case .allocation(let allocation) = rule.body { asking.append(allocation.within) }
    groups =
      depth < 2
      ? [:]
      : Dictionary(
        asking.map { ($0, RuleScene(rule.seen(by: $0), of: policy, depth: 1)) },
        uniquingKeysWith: { one, _ in one })
    member =
      depth < 1 || rule.scope == .employee
      ? nil : RuleScene(rule.seen(by: .employee), of: policy, depth: 0)
  }

  /// The rule as one member of its group sees it.
  var asMember: RuleScene {
    member ?? RuleScene(rule.seen(by: .employee), of: policy, depth: 0)
  }

  /// The rule as a group sees it: what is said of a whole group of people at once.
  func asGroup(_ scope: Scope) -> RuleScene {
    groups[scope] ?? RuleScene(rule.seen(by: scope), of: policy, depth: 1)
  }
}

/// A group whose members' values are being collected.
struct HomeGroup {
  let scope: Scope
  let group: Int
}

extension Rule {
  /// The rule's names as a subject of another scope reads them.
  fileprivate func seen(by scope: Scope) -> Rule {
    Rule(
      id: id, name: name, label: label, note: nil, source: nil, grain: grain, scope: scope,
      kind: kind, rounding: nil, handlers: .none, place: place, body: body)
  }
}

extension RuleBody {
  /// The expressions that are asked of one person after another; what is decided for a whole group at
  /// once has asked before.
  fileprivate var askedOfEach: [CompiledExpression] {
    switch self {
    case .measure, .indicator, .score, .grade, .bonus, .outcome: expressions
    case .balance(let balance): balance.passing
    case .allocation, .prize, .ranking: []
    }
  }
}
