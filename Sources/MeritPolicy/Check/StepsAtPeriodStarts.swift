import MeritModel

/// P514: a policy and the steps of its constants begin and end with a period.
struct StepsAtPeriodStarts {
  let policy: CompiledPolicy
  let root: JSONNode
  let findings: FindingCollector

  func run() {
    let header = policy.header
    check(
      header.effectiveFrom, "the policy begins on \(header.effectiveFrom)", .month, header.fromPlace
    )
    check(
      header.effectiveTo.adding(days: 1), "the policy ends on \(header.effectiveTo)", .month,
      header.toPlace)
    for (index, constant) in policy.constants.enumerated() {
      let grains = policy.rules.filter { names(index, $0) }.map(\.grain)
      guard let coarsest = grains.max(), coarsest > .day else { continue }
      for from in constant.steps.compactMap(\.from) where from > header.effectiveFrom {
        check(
          from, "a step of `\(constant.name)` begins on \(from)", coarsest,
          place(of: from, constant))
      }
    }
  }

  /// Where a step says when it begins.
  private func place(of day: CalendarDay, _ constant: Constant) -> SourcePlace {
    guard case .array(let steps)? = root["constants"]?[constant.name]?["dated"]?.content,
      let from = steps.lazy.compactMap({ $0["from"] }).first(where: {
        if case .text(day.description) = $0.content { true } else { false }
      })
    else { return constant.place }
    return findings.place(from)
  }

  private func names(_ constant: Int, _ rule: Rule) -> Bool {
    var uses = RuleUses(grain: rule.grain)
    uses.add(rule)
    return uses.constants.contains(constant)
  }

  private func check(_ day: CalendarDay, _ what: String, _ grain: Grain, _ place: SourcePlace) {
    let period = policy.header.calendar.period(grain, containing: day)
    guard period.start != day else { return }
    findings.report(
      .changeInsidePeriod, place: place, "\(what), inside the \(grain.rawValue) \(period.name)",
      notes: ["the value in force on the last day, \(period.end), holds for all of it"],
      help: "move it to `\(period.start)` or `\(period.end.adding(days: 1))`")
  }
}
