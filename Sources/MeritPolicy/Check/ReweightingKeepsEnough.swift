import MeritModel

/// P343: where all lines leave that can, enough weight must remain, or the score says what then.
struct ReweightingKeepsEnough {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      guard case .score(let score) = rule.body, rule.handlers.whenNotApplicable == nil else {
        continue
      }
      check(score, rule)
    }
  }

  private func check(_ score: ScoreRule, _ rule: Rule) {
    let context = facts.context(rule)
    guard facts.leastWeight(score, context) == nil else { return }
    let leaving = score.lines.filter { facts.canLeave($0, context) }
    var remaining = Exact.one
    for line in leaving { remaining = (try? remaining - line.weight) ?? remaining }
    let names = leaving.map { "`\($0.of.text)`" }.joined(separator: ", ")
    let needs = score.reweightNeeds.map { ", less than the \(Kind.percent.text($0)) it needs" }
    let lowered =
      score.reweightNeeds == nil || remaining <= .zero
      ? "" : ", or lower the need to `\"reweightNeeds\": \"\(Kind.percent.text(remaining))\"`"
    findings.report(
      .reweightBelowNeed, place: rule.place,
      "only \(Kind.percent.text(remaining)) of the weight may remain" + (needs ?? ""),
      notes: ["\(names) can leave" + (leaving.count > 1 ? " together" : "")],
      help: "add `\"whenNotApplicable\": \"no-score\"`" + lowered)
  }
}
