extension PolicyMaker {
  mutating func makeGrade(of score: MadeJudgement) -> MadeJudgement {
    let name = "grade_\(count("grades"))"
    shapes.insert("grade")
    let of = random.pick(["\(word).score", "period.score", score.name])
    var members = heading(name) + [("of", .text(of)), ("set", "set")]
    var isOpen = score.mayNotApply
    // Seats of a plan that is held some days are nobody's question here.
    if !inputFeatures.splitsByDays, use(.quotas, in: 35, as: "quota") {
      let quota = quota(of)
      members.append(("quota", .object(quota.members)))
      isOpen = isOpen || quota.leavesOut
    } else {
      members.append(("bands", .list(bands(down: score.low - 1))))
      if use(.limits, in: 30, as: "limits") { members.append(("limits", limits(of))) }
    }
    let exceptions = exceptions()
    if !exceptions.isEmpty { members.append(("exceptions", .list(exceptions))) }
    let (applies, state) = applicability()
    isOpen = isOpen || !state.isEmpty
    var mayNotApply = false
    if isOpen {
      mayNotApply = random.chance(75)
      members.append(
        ("whenNotApplicable", mayNotApply ? "not-graded" : .text(random.pick(gradeNames))))
    }
    add("grades", name, members + applies)
    return MadeJudgement(name: name, mayNotApply: mayNotApply, low: 0)
  }

  private mutating func bands(down low: Int) -> [Node] {
    let edges = random.some(
      ["95", "90.01", "90", "85", "80", "75.5", "65", "50"], gradeNames.count - 1)
    var bands: [Node] = zip(edges, gradeNames).map { edge, grade in
      .object([(random.chance(15) ? "above" : "from", .number(edge)), ("is", .text(grade))])
    }
    bands.append(
      .object([("from", .number(String(low))), ("is", .text(gradeNames.last ?? "A"))]))
    return bands
  }

  /// The keys by which people are put in order.
  private mutating func order(_ of: String) -> Node {
    var keys: [Node] = [.object([("by", .text(of)), ("best", "high")])]
    let others = operands().filter { $0.kind != "flag" }
    if random.chance(50), !others.isEmpty {
      keys.append(
        .object([
          ("by", .text(random.pick(others).text)), ("best", .text(random.pick(["high", "low"]))),
        ]))
    }
    if random.chance(15) { keys.removeFirst(keys.count - 1) }
    return .list(keys)
  }

  private mutating func ties() -> Node {
    let ties = random.pick(["better-grade", "worse-grade", "employee-id"])
    shapes.insert("ties " + ties)
    return .text(ties)
  }

  private mutating func quota(_ of: String) -> (members: [(String, Node)], leavesOut: Bool) {
    let small = random.pick(["pool-by-department", "pool-by-company", "not-graded", "as-is"])
    shapes.insert("smallGroups " + small)
    var left = 100
    let shares = gradeNames.enumerated().map { index, grade -> Node in
      let rest = gradeNames.count - 1 - index
      let share = rest == 0 ? left : random.number(1...(left / 5 - rest)) * 5
      left -= share
      return .object([("is", .text(grade)), ("share", .text("\(share)%"))])
    }
    var seats = "largest-remainder"
    if use(.seatRounding, in: 35, as: "seats by rounding") {
      seats = "1 " + random.pick(["half-up", "half-even", "up", "down"])
    }
    var members: [(String, Node)] = [
      ("within", .text(random.pick(["team", "department", "company"]))),
      ("groupNeeds", .number(String(random.number(1...4)))), ("smallGroups", .text(small)),
      ("shares", .list(shares)), ("seats", .text(seats)), ("order", order(of)), ("ties", ties()),
    ]
    if use(.refill, in: 35, as: "refill") { members.append(("refill", true)) }
    return (members, small == "not-graded")
  }

  /// Seats for the best grades beside the bands.
  private mutating func limits(_ of: String) -> Node {
    let limited = random.some(Array(gradeNames.dropLast()), random.number(1...2))
    var rows = limited.map { grade -> Node in
      switch random.number(0...2) {
      case 0:
        let share = random.pick(["5%", "20%", "50%"])
        let round = "1 " + random.pick(["half-up", "down", "up"])
        return .object([("is", .text(grade)), ("share", .text(share)), ("round", .text(round))])
      case 1:
        return .object([("is", .text(grade)), ("count", .number(String(random.number(0...2))))])
      default:
        shapes.insert("seats by size")
        let steps: [Node] = [
          .object([("from", 2), ("is", 1)]),
          .object([(random.pick(["above", "from"]), 3), ("is", 2)]),
        ]
        return .object([("is", .text(grade)), ("bySize", .list(steps))])
      }
    }
    if gradeNames.count > 2, random.chance(30) {
      shapes.insert("shared seats")
      let first = random.number(0...(gradeNames.count - 3))
      rows.append(
        .object([
          ("is", .list([.text(gradeNames[first]), .text(gradeNames[first + 1])])),
          ("count", .number(String(random.number(0...3)))),
        ]))
    }
    let within = teamMayBeEmpty ? "company" : random.pick(["team", "department", "company"])
    return .object([
      ("within", .text(within)), ("order", order(of)), ("ties", ties()), ("seats", .list(rows)),
    ])
  }

  private mutating func exceptions() -> [Node] {
    var exceptions: [Node] = []
    for index in 0..<random.pick([0, 0, 1, 2, 3]) {
      guard let (text, open) = condition(guarded: false) else { continue }
      var line: [(String, Node)] = [("id", "exception_\(index)"), ("when", .text(text))]
      let effect = random.pick(["atMost", "atLeast", "shift"])
      shapes.insert("exception " + effect)
      line.append(
        effect == "shift"
          ? (effect, .number(random.pick(["-1", "1", "-2"])))
          : (effect, .text(random.pick(gradeNames))))
      if open.contains(where: \.mayMiss) { line.append(("whenMissing", "no")) }
      if open.contains(where: \.mayNotApply) { line.append(("whenNotApplicable", "no")) }
      exceptions.append(.object(line + [("source", "§4.\(index)")]))
    }
    return exceptions
  }
}
