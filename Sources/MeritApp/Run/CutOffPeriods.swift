import MeritModel
import MeritPolicy

/// P519: quarters and years of which the first or the last version holds only a part.
struct CutOffPeriods {
  let policies: [CompiledPolicy]

  var findings: [Diagnostic] {
    let sorted = policies.sorted { $0.header.effectiveFrom < $1.header.effectiveFrom }
    guard let first = sorted.first, let last = sorted.last else { return [] }
    return coarseRules(first).compactMap { begins($0, first.header) }
      + coarseRules(last).compactMap { ends($0, last.header) }
  }

  /// The first rule of each grain above the month that plans reach.
  private func coarseRules(_ policy: CompiledPolicy) -> [Rule] {
    let reached = Set(policy.plans.flatMap(\.reached))
    var grains: Set<Grain> = []
    return policy.rules.filter { rule in
      rule.grain > .month && reached.contains(rule.id) && grains.insert(rule.grain).inserted
    }
  }

  private func begins(_ rule: Rule, _ header: PolicyHeader) -> Diagnostic? {
    let day = header.effectiveFrom
    let period = header.calendar.period(rule.grain, containing: day)
    guard period.start < day else { return nil }
    return finding(
      rule, period, "begins on \(day), inside of it: what lies before is not computed",
      [period.start, period.end.adding(days: 1)], "begin")
  }

  private func ends(_ rule: Rule, _ header: PolicyHeader) -> Diagnostic? {
    let day = header.effectiveTo
    let period = header.calendar.period(rule.grain, containing: day)
    guard day < period.end else { return nil }
    return finding(
      rule, period, "ends on \(day), inside of it: the \(rule.grain.rawValue) is never computed",
      [period.start.adding(days: -1), period.end], "end")
  }

  private func finding(
    _ rule: Rule, _ period: Period, _ what: String, _ days: [CalendarDay], _ verb: String
  ) -> Diagnostic {
    return Diagnostic(
      .periodCutOff,
      "`\(rule.name)` is for the \(rule.grain.rawValue) \(period.name), and the policy \(what)",
      at: rule.place,
      help:
        "let the policy \(verb) on \(days.map { "`\($0)`" }.joined(separator: " or ")), or leave it if "
        + "that is meant")
  }
}
