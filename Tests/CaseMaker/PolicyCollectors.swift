extension PolicyMaker {
  /// Measures that collect what the parts of the period have.
  mutating func makeCollectors() {
    guard let below = lower.last else { return }
    for index in 0..<random.number(2...5) {
      let choices = below.made.filter { measure in
        measure.scopes.count == 1 || measure.scopes.contains("employee")
      }
      guard !choices.isEmpty else { return }
      let measure = random.pick(choices)
      guard let (text, kind, used) = collector(over: measure, below) else { continue }
      let name = "parts_\(index)\(suffix)"
      let (handlers, passes) = handlers(
        used, literal: amount(random.pick(edges(kind)), kind), kind: kind)
      let operand = Operand(
        text: name, kind: kind, mayMiss: false, mayNotApply: passes,
        isNotNegative: measure.operand.isNotNegative
          || (kind == "count" && measure.operand.kind != "count"))
      let members = heading("Parts") + [("kind", .text(kind)), ("formula", .text(text))]
      finish(name, ["employee"], members + handlers, operand)
    }
    for index in 0..<random.number(0...2) { makeGroupCollector(index, below) }
  }

  /// How a rule for a person names a measure of the layer below, inside a collector.
  private mutating func named(_ measure: MadeMeasure, _ below: LowerLayer) -> (String, Operand) {
    var name = measure.name
    if random.chance(30) {
      shapes.insert("grain before a name")
      name = "\(below.word).\(name)"
    }
    var operand = measure.operand
    if !measure.scopes.contains("employee") {
      shapes.insert("a group's parts")
      operand.mayNotApply = operand.mayNotApply || measure.scopes[0] != "company"
    }
    return (name, operand)
  }

  private mutating func collector(
    over measure: MadeMeasure, _ below: LowerLayer
  ) -> (text: String, kind: String, used: [Operand])? {
    let (name, operand) = named(measure, below)
    let kind = operand.kind
    if kind == "flag" {
      guard operand.isAlwaysThere else { return nil }
      shapes.insert("collect how_many")
      return ("how_many(\(name))", "count", [])
    }
    let edge = literal(random.pick(edges(kind)), kind)
    var choices = ["max", "min"]
    if ["money", "count", "days", "seconds"].contains(kind) { choices += ["total", "total"] }
    if kind != "count" { choices.append("average") }
    if operand.isAlwaysThere { choices += ["how_many"] }
    let function = random.pick(choices)
    shapes.insert("collect " + function)
    if function == "how_many" { return ("how_many(\(name) >= \(edge))", "count", []) }
    return ("\(function)(\(name))", kind, [operand])
  }

  /// A group's measure over the parts: of the group itself, or of all its members in each part.
  private mutating func makeGroupCollector(_ index: Int, _ below: LowerLayer) {
    let scope = random.pick(["team", "department", "company", "reports", "organisation"])
    let choices = below.made.filter {
      $0.operand.kind != "flag" && ($0.scopes == ["employee"] || $0.scopes.contains(scope))
    }
    guard !choices.isEmpty else { return }
    let measure = random.pick(choices)
    let isOfMembers = !measure.scopes.contains(scope)
    shapes.insert(isOfMembers ? "pairs of part and member" : "a group's own parts")
    let kind = measure.operand.kind
    var functions = ["max", "min"]
    if ["money", "count", "days", "seconds"].contains(kind) { functions.append("total") }
    if kind != "count" { functions.append("average") }
    let name = "group_parts_\(index)\(suffix)"
    var operand = measure.operand
    let (handlers, passes) = handlers(
      [operand], literal: amount(random.pick(edges(kind)), kind), kind: "none")
    operand = Operand(
      text: name, kind: kind, mayMiss: false, mayNotApply: passes,
      isNotNegative: operand.isNotNegative)
    let members =
      heading("Group's parts") + [
        ("kind", .text(kind)), ("formula", .text("\(random.pick(functions))(\(measure.name))")),
      ]
    finish(name, [scope], members + groupMembers([scope]) + handlers, operand)
  }

  /// Measures that look back.
  mutating func makeHistory() {
    guard has(.history) else { return }
    for index in 0..<random.pick([0, 0, 1, 2]) {
      let own = made.filter { $0.scopes.contains("employee") }
      let measure = random.pick(own)
      var operand = measure.operand
      let (text, kind, mayMiss) = lookBack(operand)
      operand.mayMiss = mayMiss
      operand.mayNotApply = false
      let name = "past_\(index)\(suffix)"
      let (handlers, passes) = handlers(
        [operand], literal: amount(random.pick(edges(kind)), kind), kind: kind)
      let made = Operand(
        text: name, kind: kind, mayMiss: false, mayNotApply: passes,
        isNotNegative: kind == "count" && !mayMiss
          && (operand.isNotNegative || operand.kind != "count"))
      let members = heading("Past") + [("kind", .text(kind)), ("formula", .text(text))]
      finish(name, ["employee"], members + handlers, made)
    }
    if has(.firstTime), random.chance(25) { makeFirstTime() }
  }

  private mutating func lookBack(_ operand: Operand) -> (String, String, mayMiss: Bool) {
    let name = operand.text
    if operand.kind == "flag" {
      shapes.insert("streak")
      return ("streak(\(name))", "count", false)
    }
    let edge = literal(random.pick(edges(operand.kind)), operand.kind)
    let count = random.number(2...3)
    switch random.number(0...4) {
    case 0 where operand.isAlwaysThere:
      shapes.insert("streak")
      return ("streak(\(name) >= \(edge))", "count", false)
    case 1 where operand.isAlwaysThere:
      shapes.insert("how_many last")
      return ("how_many(last(\(count), \(name) >= \(edge)))", "count", true)
    case 2:
      let function = random.pick(
        operand.kind == "count" ? ["total", "max", "min"] : ["average", "max", "min"])
      shapes.insert("last")
      return ("\(function)(last(\(count), \(name)))", operand.kind, true)
    default:
      shapes.insert("previous")
      return ("previous(\(name))", operand.kind, true)
    }
  }

  private mutating func makeFirstTime() {
    let choices = made.filter {
      $0.scopes.contains("employee") && $0.operand.isAlwaysThere && $0.operand.kind != "flag"
    }
    guard !choices.isEmpty else { return }
    shapes.insert("first_time")
    let measure = random.pick(choices)
    let edge = literal(random.pick(edges(measure.operand.kind)), measure.operand.kind)
    let operand = Operand(
      text: "milestone" + suffix, kind: "flag", mayMiss: false, mayNotApply: false,
      isNotNegative: false)
    finish(
      operand.text, ["employee"],
      heading("Milestone") + [
        ("kind", "flag"), ("formula", .text("first_time(\(measure.name) >= \(edge))")),
      ], operand)
  }
}
