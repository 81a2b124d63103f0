import MeritModel
import MeritPolicy

/// Finds which values a rule read for one subject, in its own period and in others.
struct UseWalk {
  private(set) var uses: [Explanation.Use] = []
  private var seen: Set<Key> = []

  private struct Key: Hashable {
    let rule: RuleID
    let period: Period
    let subject: Int
  }

  /// Adds what an expression names; members of a group are left out, since they are many.
  mutating func add(_ expression: Expression, _ at: ExpressionEvaluation) {
    switch expression {
    case .figure(let name), .part(let name, _): add(name, at)
    case .slot(let slot):
      guard at.scene.scope == .employee, let plan = at.work.planOfPerson[at.subject] else { return }
      for rule in at.work.bindings[plan]?.rules(slot) ?? [] {
        add(Key(rule: rule, period: at.work.cohort.period, subject: at.subject), at.work)
      }
    case .collected(_, .parts(let grain), let inner):
      for part in at.work.parts(grain) { add(inner, moved: at, to: part) }
    case .collected(_, .last(let count, let grain), let inner):
      for period in at.work.last(count, grain) { add(inner, moved: at, to: period) }
    case .previous(let inner): add(inner, moved: at, to: at.work.before)
    case .streak(let inner), .firstTime(let inner): add(inner, at)
    case .collected(_, .members, _), .collected(_, .memberParts, _), .collected(_, .rows, _),
      .collected(_, .customers, _), .collected(_, .customerParts, _), .companyTotal:
      return
    default: for part in expression.parts { add(part, at) }
    }
  }

  private mutating func add(
    _ expression: Expression, moved from: ExpressionEvaluation, to period: Workspace?
  ) {
    guard let period, let there = from.moved(to: period) else { return }
    add(expression, there)
  }

  private mutating func add(_ name: RuleID, _ at: ExpressionEvaluation) {
    guard let (rule, subject) = at.subjectOfFigure(name) else { return }
    add(Key(rule: rule, period: at.work.cohort.period, subject: subject), at.work)
  }

  private mutating func add(_ key: Key, _ work: Workspace) {
    guard seen.insert(key).inserted else { return }
    let value = work.columns[key.rule.index]?[key.subject] ?? .missing
    uses.append(
      Explanation.Use(
        rule: work.policy[key.rule], period: key.period, subject: key.subject, value: value))
  }
}
