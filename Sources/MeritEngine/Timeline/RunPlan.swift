package import MeritModel
package import MeritPolicy

/// A period that a run needs, with the rules that are asked of it.
package struct PeriodNeed: Sendable {
  package let period: Period
  /// The version in force on the period's last day, by its place among the versions.
  package let version: Int
  package let rules: Set<RuleID>
  /// The later period in which the period is looked at again; nil where it is needed for itself.
  package let known: Period?

  /// Makes a need.
  package init(period: Period, version: Int, rules: Set<RuleID>, known: Period? = nil) {
    self.period = period
    self.version = version
    self.rules = rules
    self.known = known
  }
}

/// Everything that a run computes: its own period last, before it all parts and earlier periods
/// that the rules read, each after those that it reads itself.
package struct RunPlan: Sendable {
  package let needs: [PeriodNeed]
  /// The closed periods among them that are computed once more, whole.
  package let corrected: Set<Period>
  /// The closed periods whose figures are read as they were sealed.
  package let sealed: Set<Period>

  /// Plans a run of a period that the version at a place governs.
  ///
  /// Closed periods that are to be corrected are computed once more with all their rules. Of the other
  /// closed periods only the figures that others read are needed. Nothing before
  /// the first version is planned. A name that a period's own version lacks is an
  /// error; so is a history of more than two thousand periods.
  package static func plan(
    _ versions: [CompiledPolicy], version: Int, period: Period, sealed: Set<Period> = [],
    corrected: [Period] = []
  ) -> Checked<RunPlan> {
    let own = versions[version].rules.filter { $0.grain == period.grain }.map(\.id)
    var closed = sealed.subtracting(corrected)
    var walk: PeriodWalk
    repeat {
      walk = PeriodWalk(
        versions: versions, calendar: versions[version].header.calendar, sealed: closed)
      walk.walk(from: own, at: period, version: version, corrected: corrected)
      // Whose customers they were is not sealed, so what is asked of them is computed.
      let asked = walk.needed.filter { period, need in
        closed.contains(period)
          && need.rules.contains { versions[need.version][$0].scope == .customer }
      }
      if asked.isEmpty { break }
      closed.subtract(asked.keys)
    } while true
    let target = PeriodNeed(period: period, version: version, rules: Set(own))
    let earlier = walk.needed.filter { $0.key != period }.map { period, need in
      PeriodNeed(period: period, version: need.version, rules: need.rules)
    }
    let again = walk.views.map { view, need in
      PeriodNeed(
        period: view.period, version: need.version, rules: need.rules, known: view.known)
    }
    let sorted = (earlier + again).sorted { one, other in
      let (first, second) = (one.known ?? one.period, other.known ?? other.period)
      if first != second { return (first.end, first.grain) < (second.end, second.grain) }
      if (one.known == nil) != (other.known == nil) { return one.known != nil }
      return one.period.end < other.period.end
    }
    let plan = RunPlan(
      needs: sorted + [target], corrected: Set(corrected), sealed: closed.subtracting([period]))
    return Checked(plan, walk.findings)
  }
}

extension RunPlan {
  /// The measures whose rows are read although the period of a need is closed: rows that a balance pays
  /// out over later periods.
  package func rowsOfSealed(_ place: Int, _ versions: [CompiledPolicy]) -> Set<RuleID> {
    let need = needs[place]
    guard need.known == nil, sealed.contains(need.period) else { return [] }
    let policy = versions[need.version]
    let spread = need.rules.compactMap { id -> RuleID? in
      if case .balance(let balance) = policy[id].body { balance.spread?.measure } else { nil }
    }
    return Set(spread)
  }
}
