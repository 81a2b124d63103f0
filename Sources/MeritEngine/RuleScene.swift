import MeritModel
import MeritPolicy

/// One rule as every subject's evaluation sees it; shared, because a rule is large to copy.
final class RuleScene {
  let rule: Rule
  let scope: Scope
  let range: ValueRange?
  let shape: RuleShape
  /// Whether the rule is computed for everybody, not only where a plan reaches it.
  let isForEverybody: Bool
  /// For each plan whether it reaches the rule.
  let reach: [Bool]

  init(_ rule: Rule, of policy: CompiledPolicy) {
    self.rule = rule
    self.scope = rule.scope
    self.range = rule.measure?.range
    self.shape = rule.body.shape
    self.isForEverybody = rule.measure != nil
    self.reach = policy.plans.map { $0.reached.contains(rule.id) }
  }
}

/// A group whose members' values are being collected.
struct HomeGroup {
  let scope: Scope
  let group: Int
}
