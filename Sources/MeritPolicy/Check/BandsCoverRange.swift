import MeritModel

/// P302: the lowest band must reach down to the least value that can come.
struct BandsCoverRange {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      switch rule.body {
      case .indicator(.bands(let of, let rows)): check(of, rows, rule)
      case .grade(let grade):
        if case .bands(let rows) = grade.method { check(grade.of, rows, rule) }
      default: continue
      }
    }
  }

  private func check(_ of: CompiledExpression, _ rows: [Band], _ rule: Rule) {
    guard let lowest = rows.first else {
      // Bands that could not be read have been told.
      guard !findings.diagnostics.hasErrors else { return }
      findings.report(
        .lowestRowTooHigh, place: rule.place, "`\(rule.name)` has no band",
        help: "add one: `{ \"from\": 0, \"is\": … }`")
      return
    }
    let range = facts.range(of, facts.context(rule))
    if let least = range.least, lowest.isReached(by: least) { return }
    let edge = "\(lowest.isInclusive ? "from" : "above") \(of.kind.text(lowest.edge))"
    let least = range.least.map { "can be \(of.kind.text($0))" } ?? "has no declared lower bound"
    let bound = range.least
    findings.report(
      .lowestRowTooHigh, place: lowest.place,
      "the lowest band begins \(edge), but `\(of.text)` \(least)",
      help: bound.map {
        "add, for example: `{ \"from\": \(of.kind.json($0)), \"is\": \(lowest.value.json) }`"
      }
        ?? "declare the range of the column or measure, as in `0..`, or add a lower band")
  }
}

extension Scalar {
  /// The value as JSON writes it.
  var json: String {
    switch self {
    case .number(let number): number.canonicalText
    case .flag(let flag): flag ? "true" : "false"
    case .grade, .text, .day, .moment: "\"\(canonicalText)\""
    }
  }
}

extension Kind {
  /// A number of the kind as JSON writes it.
  func json(_ number: Exact) -> String {
    self == .percent ? "\"\(text(number))\"" : number.canonicalText
  }

  /// A number of the kind as a policy would write it, without a currency.
  func text(_ number: Exact) -> String {
    guard self == .percent, let percent = try? number * Exact(100) else {
      return number.canonicalText
    }
    return percent.canonicalText + "%"
  }
}
