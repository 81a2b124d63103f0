import MeritModel

/// P312: bands and tiers outside of all values that can come.
struct BandsAreReached {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in facts.policy.rules {
      let context = facts.context(rule)
      if let rows = rule.body.bands, let of = rule.body.banded {
        check(of, rows, facts.range(of, context))
      }
      for (scale, on) in rule.body.scales where told.insert(scale.name).inserted {
        check(scale, on, facts.range(on, context))
      }
    }
  }

  private func check(_ of: CompiledExpression, _ rows: [Band], _ range: ValueRange) {
    for (place, row) in rows.enumerated() {
      if let greatest = range.greatest, !row.isReached(by: greatest) {
        findings.report(
          .rowNeverReached, place: row.place,
          "no value reaches this band: `\(of.text)` is at most \(of.kind.text(greatest))",
          help: "delete \(findings.quoted(at: row.place)), or lower its edge")
      } else if let least = range.least, place + 1 < rows.count,
        rows[place + 1].isReached(by: least)
      {
        findings.report(
          .rowNeverReached, place: row.place,
          "every value passes this band: `\(of.text)` is at least \(of.kind.text(least))",
          help: "delete \(findings.quoted(at: row.place)), or raise the edge of the next one")
      }
    }
  }

  private func check(_ scale: TierScale, _ on: CompiledExpression, _ range: ValueRange) {
    guard scale.basis == .period, let greatest = range.greatest,
      let row = scale.rows.first(where: { !$0.isReached(by: greatest) }), let edge = row.edge
    else { return }
    findings.report(
      .rowNeverReached, place: row.place ?? scale.place,
      "no amount reaches the tier from \(edge): `\(on.text)` is at most \(on.kind.text(greatest))",
      help:
        "delete \(findings.quoted(at: row.place ?? scale.place)), or "
        + "lower its edge, as to `\(on.kind.json(greatest))`")
  }
}
