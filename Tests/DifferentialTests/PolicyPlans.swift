extension PolicyMaker {
  /// Plans that share out the roles, each with a random choice of results.
  mutating func makePlans() -> [Node] {
    var groups: [[String]] = []
    for role in random.shuffled(roles) {
      if !groups.isEmpty, random.chance(40) {
        groups[random.number(0...groups.count - 1)].append(role)
      } else {
        groups.append([role])
      }
    }
    return groups.enumerated().map { index, group in
      .object([
        ("id", "plan_\(index)"), ("roles", .texts(group.sorted())), ("month", .object(slots())),
      ])
    }
  }

  private mutating func slots() -> [(String, Node)] {
    var slots: [(String, Node)] = []
    var grade: MadeJudgement?
    if random.chance(88) {
      let score = makeScore()
      slots.append(("score", .text(score.name)))
      if random.chance(85) {
        let made = makeGrade(of: score)
        slots.append(("grade", .text(made.name)))
        grade = made
      }
    }
    if slots.isEmpty || random.chance(75) { slots.append(("bonus", makeBonuses(grade))) }
    let outcomes = makeOutcomes(grade)
    if !outcomes.isEmpty { slots.append(("outcomes", .texts(outcomes))) }
    return slots
  }

  private mutating func makeBonuses(_ grade: MadeJudgement?) -> Node {
    guard random.chance(25) else { return .text(makeBonus(grade: grade, extra: nil).name) }
    let first = makeBonus(grade: nil, extra: nil)
    let second = makeBonus(grade: grade, extra: first)
    guard random.chance(60) else { return .text(second.name) }
    shapes.insert("list of bonuses")
    return .texts([first.name, second.name])
  }

  private mutating func makeOutcomes(_ grade: MadeJudgement?) -> [String] {
    var names: [String] = []
    if random.chance(40) { names.append(checklist()) }
    if random.chance(40) { names.append(assignment()) }
    if let grade, random.chance(35) { names.append(position(grade)) }
    return names
  }

  private mutating func finish(_ kind: String, _ members: [(String, Node)]) -> String {
    shapes.insert("outcome " + kind)
    let name = "\(kind)_\(outcomes.count)"
    outcomes.append((name, .object(heading(name) + members)))
    return name
  }

  private mutating func checklist() -> String {
    let lines: [Node] = (0..<random.number(1...3)).compactMap { index in
      guard let (text, open) = condition(guarded: random.chance(50)) else { return nil }
      var line: [(String, Node)] = [("id", "need_\(index)"), ("check", .text(text))]
      if open.contains(where: \.mayMiss) { line.append(("whenMissing", "fail")) }
      if open.contains(where: \.mayNotApply) { line.append(("whenNotApplicable", "fail")) }
      return .object(line)
    }
    return finish("promotion", [("requires", .list(lines))])
  }

  private mutating func assignment() -> String {
    let ids = random.shuffled(["selling", "calls_basic", "calls", "care"])
    let lines: [Node] = (0..<random.number(1...4)).compactMap { index in
      guard let (text, open) = condition(guarded: false) else { return nil }
      var line: [(String, Node)] = [("id", .text(ids[index])), ("when", .text(text))]
      if open.contains(where: \.mayMiss) { line.append(("whenMissing", "no")) }
      if open.contains(where: \.mayNotApply) { line.append(("whenNotApplicable", "no")) }
      return .object(line)
    }
    return finish("training", [("assign", .list(lines))])
  }

  private mutating func position(_ grade: MadeJudgement) -> String {
    let name = "post_\(tables.count)"
    let gives = ["up", "keep", "none"]
    let rows = gradeNames.enumerated().map { index, grade in
      Node.object([("grade", .text(grade)), ("is", .text(gives[min(index, 2)]))])
    }
    tables.append(
      (
        name,
        .object([
          ("label", "Post"), ("source", "§8"), ("gives", .texts(Array(gives.prefix(rows.count)))),
          ("inputs", .object([("grade", "month.grade")])), ("rows", .list(rows)),
        ])
      ))
    var members: [(String, Node)] = [("table", .text(name))]
    if grade.mayNotApply { members.append(("whenNotGraded", "none")) }
    return finish("position", members)
  }
}
