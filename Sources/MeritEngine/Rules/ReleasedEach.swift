import MeritModel
import MeritPolicy

/// What a period added to a balance and what is not paid out yet.
struct WaitingAddition {
  let period: Period
  let amount: Exact
}

/// Additions that are paid out once a condition holds for the period that made each.
///
/// The condition is asked of that period as it is known in the present one: its rows are those of its
/// own days, and `period.end` is the present period's last day. Where it has no value the addition waits.
extension Balances {
  /// What is paid out, the oldest addition first, and no more than the balance holds; and what waits.
  func releasedEach(
    of balance: Exact, _ added: Exact
  ) throws(EvaluationFault) -> (parts: [Release], waiting: [WaitingAddition]) {
    var waiting = try waitingBefore()
    if !added.isZero {
      waiting.append(WaitingAddition(period: work.cohort.period, amount: added))
    }
    var left = max(balance, .zero)
    var (parts, stay): ([Release], [WaitingAddition]) = ([], [])
    for addition in waiting {
      guard try holds(for: addition, in: work, rule.id, subject) else {
        stay.append(addition)
        continue
      }
      let amount = addition.amount < .zero ? addition.amount : min(addition.amount, left)
      left = try exactly { [left] () throws(ExactError) in try left - amount }
      parts.append(
        Release(period: addition.period, added: addition.amount, amount: amount))
    }
    return (parts, stay)
  }

  /// What waits from earlier periods; of closed ones it is found out anew.
  private func waitingBefore() throws(EvaluationFault) -> [WaitingAddition] {
    var lines: [(period: Workspace, id: RuleID, subject: Int, added: Exact)] = []
    var waiting: [WaitingAddition] = []
    for period in earlier {
      guard let (id, there) = entry(in: period), let added = addition(id, there, in: period)
      else { continue }
      if let known = period.waiting[id]?[there] {
        waiting = known
        break
      }
      lines.append((period, id, there, added))
    }
    for line in lines.reversed() {
      if !line.added.isZero {
        waiting.append(
          WaitingAddition(period: line.period.cohort.period, amount: line.added))
      }
      var stay: [WaitingAddition] = []
      for addition in waiting
      where try !holds(for: addition, in: line.period, line.id, line.subject) {
        stay.append(addition)
      }
      waiting = stay
    }
    return waiting
  }

  /// Whether the condition of a period's balance holds for an addition, as it is known there.
  private func holds(
    for addition: WaitingAddition, in period: Workspace, _ id: RuleID, _ subject: Int
  ) throws(EvaluationFault) -> Bool {
    let rule = period.policy[id]
    guard case .balance(let balance) = rule.body, let condition = balance.each else { return false }
    let isOfVersion = id == self.rule.id && period.version == work.version
    let scene = isOfVersion ? evaluation.scene : RuleScene(rule, of: period.policy)
    let here = ExpressionEvaluation(work: period, scene: scene, subject: subject)
    let isOwn = addition.period == period.cohort.period && period.stage.sealed == nil
    let there =
      isOwn
      ? here
      : period.timeline.view(of: addition.period, in: period.cohort.period).flatMap(here.moved)
    guard let there else { return false }
    return try there.value(condition.root).isTrue
  }
}
