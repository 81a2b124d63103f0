extension PolicyMaker {
  mutating func makeScore() -> MadeJudgement {
    let name = "score_\(count("scores"))"
    var parts = (0..<random.number(1...4)).map { _ in makeIndicator() }
    let below = slotsBelow.last
    if let score = below?.score, random.chance(75) {
      shapes.insert("average of scores")
      parts.insert(
        MadeIndicator(
          name: "average(\(below?.word ?? "").score)", mayNotApply: true, low: score.low), at: 0)
    }
    let weights = weights(parts.count)
    var mayNotApply = false
    var kept = 0
    var lines: [Node] = []
    for (part, weight) in zip(parts, weights) {
      var line: [(String, Node)] = [("of", .text(part.name)), ("weight", .text("\(weight)%"))]
      var drops = false
      if part.name.hasPrefix("average("), random.chance(70) {
        shapes.insert("needsPeriods")
        line.append(("needsPeriods", .number(String(random.number(1...3)))))
      }
      if part.mayNotApply {
        // The last line stays where all others may drop out.
        let stays = kept == 0 && lines.count == parts.count - 1
        let handler = random.pick(
          stays ? ["no-score", "literal"] : ["reweight", "reweight", "no-score", "literal"])
        shapes.insert("weights " + handler)
        drops = handler == "reweight"
        mayNotApply = mayNotApply || handler == "no-score"
        line.append(
          ("whenNotApplicable", handler == "literal" ? random.pick(points) : .text(handler)))
      }
      kept += drops ? 0 : weight
      lines.append(.object(line))
    }
    var members = heading(name) + [("weights", .list(lines))]
    if kept < 100 {
      let needed = random.pick([kept, max(kept - 5, 1)])
      members.append(("reweightNeeds", "\(needed)%"))
    }
    let (applies, state) = applicability()
    if !state.isEmpty {
      mayNotApply = mayNotApply || random.chance(60)
      members.append(("whenNotApplicable", mayNotApply ? "pass-on" : 60))
    }
    add("scores", name, members + applies)
    return MadeJudgement(name: name, mayNotApply: mayNotApply, low: parts.map(\.low).min() ?? 0)
  }

  private mutating func weights(_ count: Int) -> [Int] {
    var weights: [Int] = []
    var left = 100
    for rest in (1..<count).reversed() {
      let weight = random.number(1...(left - rest * 10) / 5) * 5
      weights.append(weight)
      left -= weight
    }
    return weights + [left]
  }
}
