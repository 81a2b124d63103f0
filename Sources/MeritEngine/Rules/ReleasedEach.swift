import MeritModel
import MeritPolicy

/// What a period added to a balance and what is not paid out yet.
struct WaitingAddition {
  let period: Period
  let amount: Exact
}

/// What is released of what one period added.
struct ReleasedAddition {
  let period: Period
  let added: Exact
  let amount: Exact
}

/// Additions that are paid out once a condition holds for the period that made each.
///
/// The condition is asked of that period as it is known in the present one: its rows are those of its
/// own days, and `period.end` is the present period's last day. Where it has no value the addition waits.
extension BalanceFacts {
  /// Says whether an addition's condition holds as it is known in a period over which the balance was
  /// carried, the latest first, or in the present one.
  typealias Holds = (WaitingAddition, _ knownIn: Int?) throws(EvaluationFault) -> Bool

  /// What is paid out, the oldest addition first, and no more than the balance holds; and what waits.
  func releasedEach(
    of ledger: BalanceLedger, _ subject: Int, in period: Period, where holds: Holds
  ) throws(EvaluationFault) -> (parts: [ReleasedAddition], waiting: [WaitingAddition]) {
    var waiting = try waitingBefore(of: subject, where: holds)
    if !ledger[.added].isZero {
      waiting.append(WaitingAddition(period: period, amount: ledger[.added]))
    }
    var left = max(ledger.closing, .zero)
    var (parts, stay): ([ReleasedAddition], [WaitingAddition]) = ([], [])
    for addition in waiting {
      guard try holds(addition, nil) else {
        stay.append(addition)
        continue
      }
      let amount = addition.amount < .zero ? addition.amount : min(addition.amount, left)
      left = try exactly { [left] () throws(ExactError) in try left - amount }
      parts.append(
        ReleasedAddition(period: addition.period, added: addition.amount, amount: amount))
    }
    return (parts, stay)
  }

  /// What waits from earlier periods; of closed ones it is found out anew.
  private func waitingBefore(
    of subject: Int, where holds: Holds
  ) throws(EvaluationFault) -> [WaitingAddition] {
    var lines: [(place: Int, added: Exact)] = []
    var waiting: [WaitingAddition] = []
    for (place, period) in earlier.enumerated() {
      guard let added = period.addition(of: subject) else { continue }
      if let known = period.waiting(of: subject) {
        waiting = known
        break
      }
      lines.append((place, added))
    }
    for line in lines.reversed() {
      if !line.added.isZero {
        waiting.append(
          WaitingAddition(period: earlier[line.place].work.cohort.period, amount: line.added))
      }
      var stay: [WaitingAddition] = []
      for addition in waiting where try !holds(addition, line.place) { stay.append(addition) }
      waiting = stay
    }
    return waiting
  }
}
