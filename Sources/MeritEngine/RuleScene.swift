import MeritModel
import MeritPolicy

/// One rule as every subject's evaluation sees it; shared, because a rule is large to copy.
final class RuleScene {
  let rule: Rule
  let scope: Scope
  let range: ValueRange?
  /// The condition of the whole, kept apart because most rules have none.
  let appliesWhen: CompiledExpression?
  let hasCondition: Bool
  let shape: RuleShape
  /// Whether the rule is computed for everybody, not only where a plan reaches it.
  let isForEverybody: Bool
  /// For each plan whether it reaches the rule.
  let reach: [Bool]
  private let policy: CompiledPolicy
  /// The rule as one member of its group sees it.
  private(set) lazy var asMember = RuleScene(rule.seen(by: .employee), of: policy)

  private var groupScenes: [Scope: RuleScene] = [:]

  /// The rule as a group sees it: what is said of a whole group of people at once.
  func asGroup(_ scope: Scope) -> RuleScene {
    if let known = groupScenes[scope] { return known }
    let scene = RuleScene(rule.seen(by: scope), of: policy)
    groupScenes[scope] = scene
    return scene
  }

  init(_ rule: Rule, of policy: CompiledPolicy) {
    self.rule = rule
    self.scope = rule.scope
    self.range = rule.measure?.range
    self.appliesWhen = rule.appliesWhen
    self.hasCondition = rule.appliesWhen != nil
    self.shape = rule.body.shape
    self.isForEverybody = rule.isForEverybody
    self.policy = policy
    self.reach = policy.plans.map { $0.reached.contains(rule.id) }
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
