extension PolicyMaker {
  /// One indicator of a random shape over what the people of a plan have.
  mutating func makeIndicator() -> MadeIndicator {
    let name = "indicator_\(count("indicators"))"
    switch random.number(0...9) {
    case 0...3:
      if let made = attainment(name) { return made }
    case 4, 5: return deductions(name)
    case 6, 7:
      if let made = bands(name) { return made }
    default: break
    }
    return curve(name)
  }

  var points: [Node] { [0, 60, 100] }

  private mutating func finish(
    _ name: String, _ shape: [(String, Node)], low: Int, mayNotApply: Bool
  ) -> MadeIndicator {
    var members = heading(name) + shape
    if !isAtPayment, random.chance(15) {
      members.append(("round", .text(random.pick(["exact", "0.1 " + mode(), "1 " + mode()]))))
    }
    add("indicators", name, random.shuffled(members))
    return MadeIndicator(name: name, mayNotApply: mayNotApply, low: min(low, 0))
  }

  private mutating func attainment(_ name: String) -> MadeIndicator? {
    let targets = operands().filter { ($0.kind == "money" || $0.kind == "count") }
    guard !targets.isEmpty else { return nil }
    let positive = targets.filter(\.isPositive)
    let target =
      positive.isEmpty || random.chance(25) ? random.pick(targets) : random.pick(positive)
    let actual = random.pick(operands(target.kind).filter { $0.text != target.text } + [target])
    shapes.insert("attainment")
    var shape: [(String, Node)] = [
      ("actual", .text(actual.text)), ("target", .text(target.text)),
    ]
    let needsFloor = !actual.isNotNegative
    if needsFloor || random.chance(30) {
      shape.append(("atLeast", .text(random.pick(["0%", "20%", "12.5%"]))))
    }
    if shape.count == 2 || random.chance(70) {
      shape.append(("atMost", .text(random.pick(["120%", "100%", "150%"]))))
    }
    let (applies, state) = applicability()
    let (handlers, passes) = handlers(
      [actual, target] + state, literal: random.pick(points), kind: "points")
    var mayNotApply = false
    if !target.isPositive {
      shapes.insert("attainment.whenZero")
      let handler = random.pick(
        replacesNotApplicable(handlers) ? points : points + ["not-applicable"])
      if case .text = handler { mayNotApply = true }
      shape.append(("whenZero", handler))
    }
    let worth = Node.number(random.pick(["100", "100", "120", "62.5"]))
    return finish(
      name, [("worth", worth), ("attainment", .object(shape))] + handlers + applies, low: 0,
      mayNotApply: passes || mayNotApply)
  }

  private mutating func bands(_ name: String) -> MadeIndicator? {
    let choices = operands().filter { $0.isNotNegative && $0.kind != "flag" }
    guard !choices.isEmpty else { return nil }
    let operand = random.pick(choices)
    shapes.insert("bands")
    let edges = random.some(edges(operand.kind), random.number(1...4))
    var values = [100, 80, 60, 40, 0]
    if random.chance(30) { values.reverse() }
    var rows: [Node] = edges.reversed().enumerated().map { index, edge in
      let key = random.chance(25) ? "above" : "from"
      if key == "above" { shapes.insert("above") }
      return .object([(key, amount(edge, operand.kind)), ("is", .number(String(values[index])))])
    }
    rows.append(
      .object([("from", amount("0", operand.kind)), ("is", .number(String(values[4])))]))
    if random.chance(10) { rows = random.shuffled(rows) }
    let shape: Node = .object([("of", .text(operand.text)), ("rows", .list(rows))])
    let (applies, state) = applicability()
    let (handlers, passes) = handlers(
      [operand] + state, literal: random.pick(points), kind: "points")
    return finish(name, [("bands", shape)] + handlers + applies, low: 0, mayNotApply: passes)
  }

  private mutating func curve(_ name: String) -> MadeIndicator {
    let operand = random.pick(operands().filter { $0.kind != "flag" })
    shapes.insert("curve")
    let places = random.some(edges(operand.kind), random.number(2...4))
    var rows: [Node] = places.map { place in
      let height = random.pick(["0", "30", "55.5", "80", "100", "-10"])
      return .object([("at", amount(place, operand.kind)), ("is", .number(height))])
    }
    if random.chance(10) { rows = random.shuffled(rows) }
    let shape: Node = .object([("of", .text(operand.text)), ("through", .list(rows))])
    let (handlers, passes) = handlers([operand], literal: random.pick(points), kind: "points")
    return finish(name, [("curve", shape)] + handlers, low: -10, mayNotApply: passes)
  }

  private mutating func deductions(_ name: String) -> MadeIndicator {
    shapes.insert("deductions")
    let counts = operands().filter { $0.kind == "count" && $0.isNotNegative }
    var low = 100
    var mayNotApply = false
    let chosen = random.some(counts, random.number(1...3))
    let lines: [Node] = chosen.enumerated().map { index, operand in
      let most = random.pick([10, 20, 40])
      low -= most
      var line: [(String, Node)] = [
        ("id", "line_\(index)"), ("each", .text(operand.text)),
        ("costs", .number(random.pick(["2", "5", "0.5", "20"]))),
        ("atMost", .number(String(most))),
      ]
      if operand.mayMiss { line.append(("whenMissing", random.pick([0, 2, 3]))) }
      if operand.mayNotApply {
        if random.chance(60) {
          line.append(("whenNotApplicable", 0))
        } else {
          mayNotApply = true
        }
      }
      return .object(line)
    }
    var shape: [(String, Node)] = [("startAt", 100), ("lines", .list(lines))]
    if random.chance(30) { shape.append(("atLeast", 50)) }
    var members: [(String, Node)] = [("deductions", .object(shape))]
    if mayNotApply {
      mayNotApply = random.chance(70)
      members.append(("whenNotApplicable", mayNotApply ? "pass-on" : 60))
    }
    return finish(name, members, low: low, mayNotApply: mayNotApply)
  }
}
