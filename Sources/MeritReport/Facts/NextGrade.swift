package import MeritEngine
package import MeritModel
import MeritPolicy

/// The next better grade, and what is missing to it.
package struct NextGrade: Hashable, Sendable {
  package let grade: String
  /// How much the score must rise, or what a quota orders by first.
  package let missing: Exact
  /// Whether the edge itself is enough.
  package let isInclusive: Bool
  /// Whether it is the last seat of a quota, so that somebody must be passed.
  package let isSeat: Bool
}

extension Calculation {
  /// How far a person is from the next better grade; nil where the grade is limited or the best, and
  /// where it follows neither from the score by bands nor from a quota.
  package func nextGrade(of person: Int) -> NextGrade? {
    guard let id = binding(of: person)?.grade, case .grade(let rule) = policy[id].body else {
      return nil
    }
    let reader = FigureReader(calculation: self)
    // While a limit holds, a better score gives no better grade.
    if rule.exceptions.contains(where: { reader.holds($0.when.root, for: person) == true }) {
      return nil
    }
    switch rule.method {
    case .bands(let bands):
      guard case .slot(.score) = rule.of.root else { return nil }
      return nextBand(id, bands, person)
    case .quota(let quota): return nextSeat(id, quota, person)
    }
  }

  private func nextBand(_ id: RuleID, _ bands: [Band], _ person: Int) -> NextGrade? {
    guard let grade = value(id, of: person).grade, let score = slot(.score, of: person).number
    else { return nil }
    let rising = bands.sorted { $0.edge < $1.edge }
    func holds(_ band: Band) -> Bool { band.isInclusive ? band.edge <= score : band.edge < score }
    guard case .grade(let earned)? = rising.last(where: holds)?.value, earned == grade,
      let next = rising.first(where: { !holds($0) }), case .grade(let better) = next.value,
      let missing = try? next.edge - score
    else { return nil }
    return NextGrade(
      grade: better.name, missing: missing, isInclusive: next.isInclusive, isSeat: false)
  }

  /// How far the last of those is ahead who have the next better grade of the group.
  private func nextSeat(_ id: RuleID, _ quota: Quota, _ person: Int) -> NextGrade? {
    guard let own = seats[id]?[person], value(id, of: person).grade == own.earned,
      let key = quota.order.first, let score = number(key, of: person)
    else { return nil }
    let better = (seats[id] ?? [:]).filter { _, seat in
      seat.group == own.group && seat.earned.rank < own.earned.rank
    }
    let rank = better.values.map(\.earned.rank).max()
    let last = better.filter { $0.value.earned.rank == rank }
      .max { ($0.value.place, $0.key) < ($1.value.place, $1.key) }
    guard let last, let theirs = number(key, of: last.key),
      let missing = try? key.highIsBest ? theirs - score : score - theirs, missing >= .zero
    else { return nil }
    // Who draws level is in one block with the last, unless another key parts them.
    let isLevelEnough = quota.ties == "better-grade" && quota.order.count == 1
    return NextGrade(
      grade: last.value.earned.name, missing: missing, isInclusive: isLevelEnough, isSeat: true)
  }

  private func number(_ key: OrderKey, of person: Int) -> Exact? {
    switch key.of.root {
    case .slot(.score): slot(.score, of: person).number
    case .figure(let id) where policy[id].scope == .employee: value(id, of: person).number
    default: nil
    }
  }
}
