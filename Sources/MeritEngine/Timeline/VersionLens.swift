import MeritModel
import MeritPolicy

/// Translates the names of one policy version into those of another.
///
/// What a collector asks of an earlier period is answered by that period's own version.
final class VersionLens: Sendable {
  /// For each rule of the one the rule of the same name, grain and scope of the other.
  let rules: [RuleID?]
  let constants: [Int?]
  let calendars: [Int?]
  /// For each roster column of the one the column of the other.
  let rosterColumns: [Int?]

  init(from one: CompiledPolicy, to other: CompiledPolicy) {
    var byName: [RuleName: RuleID] = [:]
    for rule in other.rules { byName[RuleName(rule)] = rule.id }
    rules = one.rules.map { byName[RuleName($0)] }
    constants = one.constants.map { constant in
      other.constants.firstIndex { $0.name == constant.name }
    }
    calendars = one.calendars.map { calendar in
      other.calendars.firstIndex { $0.name == calendar.name }
    }
    let columns = other.roster?.columns.map(\.name) ?? []
    rosterColumns = (one.roster?.columns ?? []).map { columns.firstIndex(of: $0.name) }
  }

  /// What tells rules of one policy apart.
  private struct RuleName: Hashable {
    let name: String
    let grain: Grain
    let scope: Scope

    init(_ rule: Rule) {
      name = rule.name
      grain = rule.grain
      scope = rule.scope
    }
  }
}
