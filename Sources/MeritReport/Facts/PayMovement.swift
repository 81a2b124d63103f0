package import MeritModel
import MeritEngine
import MeritPolicy

/// A person who is paid something else than in the period before.
package struct PayMovement: Hashable, Sendable {
  package let employee: String
  /// Nil where the person had no bonus then.
  package let before: Exact?
  /// What is to be paid, corrections of closed periods included; nil where there is nothing.
  package let now: Exact?
  /// What of it is corrected; nil where nothing is.
  package var corrected: Exact? = nil
  /// The causes that are plain to see: joined, left, another role, another policy.
  package let reasons: [String]

  /// The change as a fraction of the bonus before; nil where that was zero or absent.
  package var change: Exact? {
    guard let before, !before.isZero, let now else { return nil }
    return try? (now - before) / before
  }

  /// Says whether the change is over 30 % and no cause is plain to see.
  package var needsALook: Bool {
    guard reasons.isEmpty else { return false }
    guard let change else { return (before ?? .zero) != (now ?? .zero) }
    guard let limit = try? Exact(3, over: 10), let least = try? Exact(-3, over: 10) else {
      return true
    }
    return change > limit || change < least
  }
}

extension ReviewFacts {
  /// Everybody whose pay differs from the period before, by employee; empty without one.
  package var movements: [PayMovement] {
    guard let previous else { return [] }
    let current = toPay
    let people = calculation.cohort.roster.people.enumerated()
    let places = Dictionary(people.map { ($0.element, $0.offset) }) { first, _ in first }
    let ids = Set(previous.bonuses.keys).union(current.employees).sorted(by: precedes)
    return ids.compactMap { id in
      let (before, now) = (previous.bonuses[id], current[id])
      guard before != now else { return nil }
      return PayMovement(
        employee: id, before: before, now: now, corrected: current.corrections[id],
        reasons: reasons(places[id], since: previous))
    }
  }

  private func reasons(_ person: Int?, since previous: PeriodSummary) -> [String] {
    let cohort = calculation.cohort
    let calendar = calculation.policy.header.calendar
    let samePolicy = previous.policyVersion == calculation.policy.header.version
    let policy = samePolicy ? [] : [Words.anotherPolicy]
    guard let then = calendar.period(named: previous.period) else { return policy }
    guard let person, cohort.decidingRow[person] != nil else { return [Words.left] + policy }
    let rows = cohort.roster.rows[person]
    let now = cohort.period
    // Who is there on a part of either period only has joined or is leaving.
    let isLeaving = !rows.contains { $0.days(in: now)?.upperBound == now.end }
    let isNew = !rows.contains { $0.days(in: then)?.lowerBound == then.start }
    var reasons = (isNew ? [Words.joined] : []) + (isLeaving ? [Words.left] : [])
    if let old = rows.last(where: { $0.days(in: then) != nil }),
      let role = cohort.roster.column("role"), old.values[role] != cohort.value(role, of: person)
    {
      reasons.append(Words.anotherRole)
    }
    return reasons + policy
  }
}
