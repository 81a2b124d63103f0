/// A bonus as made.
struct MadeBonus {
  let name: String
  let mayNotApply: Bool
}

extension PolicyMaker {
  /// A bonus of random steps for a plan that may have a grade.
  mutating func makeBonus(grade: MadeJudgement?, extra: MadeBonus?) -> MadeBonus {
    let name = "bonus_\(bonuses.count)"
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
    let rule = random.pick(["0.01", "0.05", "1", "10"]) + " " + mode()
    steps.append([("round", .text(rule))])
    let nodes = steps.enumerated().map { index, step in
      Node.object([("id", "s\(index)")] + step + (index == 0 ? [("source", "§5.\(index)")] : []))
    }
    bonuses.append((name, .object(heading(name) + [("steps", .list(nodes))])))
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
    let name = "table_\(tables.count)"
    shapes.insert("table")
    let slot = random.pick(["month.grade", "period.grade", grade.name])
    var inputs: [(String, Node)] = [("grade", .text(slot))]
    let numbers = operands().filter { $0.kind != "flag" && !$0.mayMiss }
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
    tables.append((name, .object(members)))
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
      let operand = random.pick(operands("money"))
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

  private mutating func stepHandlers(
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

  private mutating func tierStep() -> ([(String, Node)], mayNotApply: Bool)? {
    let name = "tiers_\(tiers.count)"
    let method = random.pick(["marginal", "marginal", "whole", "interpolated"])
    let paysFixed = method == "whole" && random.chance(50)
    let rowSums = made.filter {
      ["revenue", "all_sales"].contains($0.name) && $0.scopes.contains("employee")
    }
    var operand = random.pick(operands("money"))
    if paysFixed { operand = random.pick(operands().filter { $0.kind != "flag" }) }
    var members: [(String, Node)] = [
      ("label", "Tiers"), ("source", "§5.2"), ("method", .text(method)),
    ]
    if !paysFixed, random.chance(25) {
      shapes.insert("basis row")
      operand = random.pick(rowSums).operand
      members.append(("basis", "row"))
    } else if random.chance(30) {
      members.append(("basis", "period"))
    }
    members.append(("rows", tierRows(method, operand.kind, paysFixed: paysFixed)))
    tiers.append((name, .object(members)))
    shapes.insert("tiers " + (paysFixed ? "pays" : method))
    let (handlers, absent) = stepHandlers(operand, 50)
    let amount: Node = .object([("tiers", .text(name)), ("on", .text(operand.text))])
    return ([("plus", amount)] + handlers, absent)
  }

  private mutating func tierRows(_ method: String, _ kind: String, paysFixed: Bool) -> Node {
    let edges = random.some(edges(kind), random.number(1...4))
    let rates = random.some(["1%", "1.25%", "3%", "5%", "8.5%"], 5)
    let opensBelow = method != "interpolated" && !paysFixed && random.chance(20)
    if opensBelow { shapes.insert("from null") }
    let startsAtZero = opensBelow || random.chance(60)
    var lows: [Node] = startsAtZero ? [opensBelow ? .null : amount("0", kind)] : []
    lows += edges.map { amount($0, kind) }
    let rows = lows.enumerated().map { index, low -> Node in
      let isAbove = index > 0 && method == "whole" && random.chance(25)
      let pay: (String, Node) =
        paysFixed ? ("pays", .text("\(index * 75 + 50) CNY")) : ("rate", .text(rates[index]))
      return .object([(isAbove ? "above" : "from", low), pay])
    }
    return .list(rows)
  }
}
