import MeritModel

/// P723: deductions without a floor: what the worst month costs.
struct DeductionsHaveFloor {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in facts.policy.rules {
      guard case .indicator(.deductions(let deductions)) = rule.body, deductions.atLeast == nil,
        told.insert(rule.name).inserted
      else { continue }
      check(deductions, rule)
    }
  }

  private func check(_ deductions: Deductions, _ rule: Rule) {
    let context = facts.context(rule)
    let open = deductions.lines.filter { most($0, context) == nil }
    if let line = open.first {
      let names = open.map { "`\($0.id)`" }.joined(separator: ", ")
      findings.report(
        .deductionsWithoutFloor, place: rule.place,
        "`\(rule.name)` has no floor: \(names) can cost without end",
        notes: [example(line, deductions)].compactMap { $0 },
        help: "add `\"atLeast\": 0` to the deductions, or `atMost` to each line")
      return
    }
    let worst = deductions.lines.reduce(deductions.startAt as Exact?) { points, line in
      most(line, context).flatMap { cost in points.flatMap { try? $0 - cost } }
    }
    guard let worst, worst.isNegative else { return }
    findings.report(
      .deductionsWithoutFloor, place: rule.place,
      "`\(rule.name)` can fall to \(worst) in the worst month",
      notes: ["all lines together cost \((try? deductions.startAt - worst) ?? worst)"],
      help: "add `\"atLeast\": 0` to the deductions, or lower the costs")
  }

  /// The most that a line costs; nil where it has no end.
  private func most(_ line: DeductionLine, _ context: FactContext) -> Exact? {
    var each = facts.range(line.each, context)
    for number in line.handlers.numbers { each = each.union(.exactly(number)) }
    return (each * .exactly(line.costs)).clamped(atLeast: nil, atMost: line.atMost).greatest
  }

  /// The first count at which nothing is left of the start.
  private func example(_ line: DeductionLine, _ deductions: Deductions) -> String? {
    guard line.costs > .zero, let count = (try? deductions.startAt / line.costs)?.wholeAbove,
      let points = (try? Exact(whole: count + 1) * line.costs).flatMap({
        try? deductions.startAt - $0
      })
    else { return nil }
    return "with `\(line.each.text)` = \(count + 1) it is \(points)"
  }
}
