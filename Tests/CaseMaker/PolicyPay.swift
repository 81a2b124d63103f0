/// A bonus as made.
struct MadeBonus {
  let name: String
  let mayNotApply: Bool
}

extension PolicyMaker {
  /// A bonus of random steps for a plan that may have a grade.
  mutating func makeBonus(grade: MadeJudgement?, extra: MadeBonus?) -> MadeBonus {
    let name = "bonus_\(count("bonuses"))"
    var steps: [[(String, Node)]] = []
    var mayNotApply = false
    steps.append([("start", .text(random.pick(["base", "500 CNY", "base * 50%", "0 CNY"])))])
    if let grade, random.chance(75) {
      let (step, absent) = gradeStep(grade)
      steps.append(step)
      mayNotApply = absent
    }
    for _ in 0..<random.number(0...5) {
      if let (step, absent) = randomStep() {
        steps.append(step)
        mayNotApply = mayNotApply || absent
      }
    }
    if let extra, random.chance(50) {
      shapes.insert("bonus in plus")
      var step: [(String, Node)] = [("plus", .text(extra.name))]
      if extra.mayNotApply { step.append(("whenNotApplicable", 0)) }
      steps.append(step)
    }
    if random.chance(50), let step = reversingStep() { steps.append(step) }
    let rule = random.pick(["0.01", "0.05", "1", "10"]) + " " + mode()
    steps.append([("round", .text(rule))])
    let nodes = steps.enumerated().map { index, step in
      Node.object([("id", "s\(index)")] + step + (index == 0 ? [("source", "§5.\(index)")] : []))
    }
    let (applies, state) = applicability()
    var handlers: [(String, Node)] = []
    if !state.isEmpty {
      mayNotApply = true
      handlers.append(("whenNotApplicable", "no-bonus"))
    }
    add("bonuses", name, heading(name) + [("steps", .list(nodes))] + applies + handlers)
    guardBonus(name)
    return MadeBonus(name: name, mayNotApply: mayNotApply)
  }

  private mutating func gradeStep(_ grade: MadeJudgement) -> ([(String, Node)], Bool) {
    let table = gradeTable(grade)
    var step: [(String, Node)] = [("times", .object([("table", .text(table.name))]))]
    var absent = false
    if table.mayMiss { step.append(("whenMissing", .text("\(random.pick([50, 100]))%"))) }
    if table.mayNotApply {
      absent = random.chance(65)
      step.append(
        (
          grade.mayNotApply && random.chance(40) ? "whenNotGraded" : "whenNotApplicable",
          absent ? "no-bonus" : "40%"
        ))
    }
    return (step, absent)
  }

  /// A table by grade, with a second dimension at times.
  private mutating func gradeTable(_ grade: MadeJudgement) -> (
    name: String, mayMiss: Bool, mayNotApply: Bool
  ) {
    let name = "table_\(count("tables"))"
    shapes.insert("table")
    let slot = random.pick(["\(word).grade", "period.grade", grade.name])
    var inputs: [(String, Node)] = [("grade", .text(slot))]
    let numbers = operands().filter { $0.kind != "flag" && !$0.mayMiss && $0.isPlain }
    let second = random.chance(45) ? random.pick(numbers) : nil
    if let second { inputs.append(("second", .text(second.text))) }
    let hasRole = random.chance(15)
    if hasRole { inputs.append(("role", "roster.role")) }
    let half = random.number(0...gradeNames.count - 1)
    var groups = gradeNames[half...].map { [$0] }
    if half > 0 { groups.append(Array(gradeNames[..<half])) }
    var rows: [Node] = []
    for group in groups {
      let cells = second.map { random.chance(75) ? secondCells($0.kind) : ["any"] } ?? ["any"]
      for cell in cells {
        var row: [(String, Node)] = [("grade", .oneOrMore(group))]
        if second != nil { row.append(("second", cell)) }
        if hasRole { row.append(("role", "any")) }
        let rate = random.pick(["150%", "100%", "62.5%", "33.3%", "0%"])
        rows.append(.object(row + [("is", .text(rate))]))
      }
    }
    let members: [(String, Node)] = [
      ("label", "Table"), ("source", "§5.3"), ("gives", "percent"), ("inputs", .object(inputs)),
      ("rows", .list(random.shuffled(rows))),
    ]
    add("tables", name, members)
    return (name, false, grade.mayNotApply || (second?.mayNotApply ?? false))
  }

  /// Interval cells that cover every number once.
  private mutating func secondCells(_ kind: String) -> [Node] {
    let edges = random.some(edges(kind), 2).map { amount($0, kind) }
    shapes.insert("interval cells")
    let low = random.chance(50)
    let high = random.chance(50)
    return [
      .object([(low ? "below" : "upTo", edges[0])]),
      .object([(low ? "from" : "above", edges[0]), (high ? "below" : "upTo", edges[1])]),
      .object([(high ? "from" : "above", edges[1])]),
    ]
  }

  private mutating func randomStep() -> ([(String, Node)], mayNotApply: Bool)? {
    switch random.number(0...9) {
    case 0, 1: return tierStep()
    case 2, 3:
      let operand = random.pick(operands("money") + ofPlan.filter { $0.kind == "money" })
      let sign = random.pick(["plus", "plus", "minus"])
      shapes.insert(sign)
      return operandStep(sign, operand, literal: 100)
    case 4:
      guard let operand = operands("percent").isEmpty ? nil : random.pick(operands("percent"))
      else { return nil }
      shapes.insert("times")
      return operandStep("times", operand, literal: "75%")
    case 5:
      guard let (text, _) = condition(guarded: true) else { return nil }
      shapes.insert("onlyIf")
      let keep = random.pick(["0%", "50%", "33%"])
      return ([("onlyIf", .text(text)), ("otherwiseKeep", .text(keep))], false)
    case 6:
      shapes.insert("prorate")
      return ([("prorate", "days-in-plan")], false)
    case 7: return ([("atMost", .text(random.pick(["cap", "1200 CNY"])))], false)
    case 8: return ([("atLeast", .text(random.pick(["0 CNY", "100 CNY"])))], false)
    default:
      shapes.insert("round step")
      return ([("round", .text(random.pick(["0.1", "0.01", "5"]) + " " + mode()))], false)
    }
  }

  private mutating func operandStep(
    _ sign: String, _ operand: Operand, literal: Node
  ) -> ([(String, Node)], mayNotApply: Bool) {
    let (members, absent) = stepHandlers(operand, literal)
    return ([(sign, .text(operand.text))] + members, absent)
  }

  mutating func stepHandlers(
    _ operand: Operand, _ literal: Node
  ) -> ([(String, Node)], Bool) {
    var members: [(String, Node)] = []
    var absent = false
    if operand.mayMiss { members.append(("whenMissing", literal)) }
    if operand.mayNotApply {
      absent = random.chance(40)
      members.append(("whenNotApplicable", absent ? "no-bonus" : literal))
    }
    return (members, absent)
  }
}
