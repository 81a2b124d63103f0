extension PolicyMaker {
  /// Plans that share out the roles, each with a random choice of results.
  mutating func makePlans(_ byLayer: [[MadeMeasure]]) -> [Node] {
    var groups: [[String]] = []
    for role in random.shuffled(roles) {
      if !groups.isEmpty, random.chance(40) {
        groups[random.number(0...groups.count - 1)].append(role)
      } else {
        groups.append([role])
      }
    }
    let league = makeLeague(byLayer)
    var plans: [Node] = []
    for group in groups {
      for condition in conditions() {
        var members: [(String, Node)] = [
          ("id", .text("plan_\(plans.count)")), ("roles", .texts(group.sorted())),
        ]
        if let condition { members.append(("when", .text(condition))) }
        if use(.onExit, in: 20, as: "plan onExit") { members.append(("onExit", "no-bonus")) }
        plans.append(.object(members + slots(byLayer, league)))
      }
    }
    return plans
  }

  /// The conditions of the plans for some roles; nil is none.
  private mutating func conditions() -> [String?] {
    guard use(.planWhen, in: 25, as: "plan when") else { return [nil] }
    let tenure = "months_between(roster.hired_on, period.end) < 12"
    return random.pick([
      ["roster.contract = 'trial'", nil],
      ["roster.contract = 'trial'", "roster.contract = 'fixed'"], [tenure, nil],
      ["roster.contract = 'fixed'"],
    ])
  }

  /// A ranking of everybody in the last layer, by the names that it gives.
  private mutating func makeLeague(_ byLayer: [[MadeMeasure]]) -> [String] {
    guard random.chance(40) else { return [] }
    shapes.insert("rankings")
    layer = byLayer.count - 1
    made = byLayer[layer]
    let operands = random.some(operands().filter { $0.kind != "flag" }, random.number(1...2))
    let keys = operands.map { operand in
      Node.object([("of", .text(operand.text)), ("best", .text(random.pick(["high", "low"])))])
    }
    let within = random.some(["company", "department", "team", "role"], random.number(1...3))
    add(
      "rankings", "league",
      [("by", .list(keys)), ("within", .texts(within)), ("per", .texts([per]))])
    return within.map { "rank_league_\($0)" }
  }

  private mutating func slots(
    _ byLayer: [[MadeMeasure]], _ league: [String]
  ) -> [(String, Node)] {
    slotsBelow = []
    var members: [(String, Node)] = []
    for place in byLayer.indices {
      layer = place
      made = byLayer[place]
      ofPlan = []
      if isTop, has(.rankNames) { ofPlan += league.map(rankOperand) }
      nameSlotsBelow()
      var bound = BoundSlots(per: per)
      members.append((per, .object(slots(&bound))))
      slotsBelow.append(bound)
    }
    return members
  }

  private func rankOperand(_ name: String) -> Operand {
    Operand(
      text: name, kind: "count", mayMiss: false, mayNotApply: true, isNotNegative: true,
      isPlain: false)
  }

  /// What the rules of the layer may name of the plan's results in the parts.
  private mutating func nameSlotsBelow() {
    guard let below = slotsBelow.last else { return }
    let word = below.word
    if let grade = below.grade {
      _ = grade
      ofPlan.append(
        Operand(
          text: "how_many(\(word).grade, '\(random.pick(gradeNames))')", kind: "count",
          mayMiss: false, mayNotApply: false, isNotNegative: true, isPlain: false))
    }
    if below.bonus != nil {
      ofPlan.append(
        Operand(
          text: "total(\(word).bonus)", kind: "money", mayMiss: false, mayNotApply: true,
          isNotNegative: false, isPlain: false))
    }
    if below.score != nil {
      ofPlan.append(
        Operand(
          text: "max(\(word).score)", kind: "points", mayMiss: false, mayNotApply: true,
          isNotNegative: false, isPlain: false))
    }
  }

  private mutating func slots(_ bound: inout BoundSlots) -> [(String, Node)] {
    var slots: [(String, Node)] = []
    if random.chance(isTop ? 88 : 60) {
      let score = makeScore()
      bound.score = score
      slots.append(("score", .text(score.name)))
      nameOwnScore()
      if random.chance(85) {
        let made = makeGrade(of: score)
        slots.append(("grade", .text(made.name)))
        bound.grade = made
      }
    }
    if slots.isEmpty || random.chance(isTop ? 75 : 40) {
      let bonuses = makeBonuses(bound)
      bound.bonus = bonuses[0]
      slots.append(("bonus", .oneOrMore(bonuses.map(\.name))))
    }
    let outcomes = makeOutcomes(bound.grade)
    if !outcomes.isEmpty { slots.append(("outcomes", .texts(outcomes))) }
    return slots
  }

  /// How the score was before, for grades, outcomes and bonuses.
  private mutating func nameOwnScore() {
    guard has(.history), random.chance(30) else { return }
    shapes.insert("previous score")
    ofPlan.append(
      Operand(
        text: random.pick(["previous(\(word).score)", "average(last(2, \(word).score))"]),
        kind: "points", mayMiss: true, mayNotApply: false, isNotNegative: false,
        isPlain: false))
  }

  private mutating func makeBonuses(_ bound: BoundSlots) -> [MadeBonus] {
    var made: [MadeBonus] = []
    if has(.balances), random.chance(25) {
      let first = makeBonus(grade: nil, extra: nil)
      makeBalance(first)
      if random.chance(50) { made.append(first) }
    }
    if random.chance(25) {
      let first = makeBonus(grade: nil, extra: nil)
      made.append(makeBonus(grade: bound.grade, extra: first))
      if random.chance(60) {
        shapes.insert("list of bonuses")
        made.append(first)
      }
    } else {
      made.append(makeBonus(grade: bound.grade, extra: nil))
    }
    // Pools and prizes of a plan that pays only some days are nobody's question here.
    if inputFeatures.splitsByDays { return made }
    if has(.allocations), random.chance(30), let pool = allocation(bound) { made.append(pool) }
    if has(.prizes), random.chance(20), let prize = prize() { made.append(prize) }
    return made
  }
}
