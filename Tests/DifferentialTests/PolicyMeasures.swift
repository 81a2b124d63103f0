/// How a measure over rows is to be made.
private struct RowShape {
  let name: String
  let kind: String
  let shape: [(String, Node)]
  let wheres: [String]
  var isNotNegative = true
  var isPositive = false
  var needsDecision = false
  var scopes = true
}

extension PolicyMaker {
  mutating func makeMeasures() {
    for shape in rowShapes() where random.chance(75) { add(shape) }
    for shape in ["count", "sum"] { addFallback(shape) }
    makeRatios()
    makeFormulas()
    makeTotals()
    makeGroupFormulas()
  }

  private mutating func rowShapes() -> [RowShape] {
    let sales = [
      "status = 'won'", "status <> 'lost'", "status in ('won', 'open')", "amount >= 100 CNY",
      "product is present and product = 'gold'", "status = 'won' and amount > 50 CNY",
      "not status = 'lost'", "cost is present and cost < 20 CNY",
      "(status = 'won' or status = 'open') and amount <> 0 CNY",
    ]
    let calls = [
      "connected", "not connected", "within_hours(started_at, office)", "talk >= 60",
      "not within_hours(started_at, office)", "connected and talk > 30",
    ]
    let surveys = ["score is present and score >= 4", "score is present and score in (1, 5)"]
    let talk = random.pick(["sum", "average", "median", "max", "min", "percentile"])
    var talkShape: [(String, Node)] = [(talk, .text("calls.talk"))]
    if talk == "percentile" {
      let rank = random.pick(["50", "90", "99"])
      talkShape = [("percentile", .number(rank)), ("of", .text("calls.talk"))]
    }
    let best = random.pick(["min", "max", "median"])
    let rating = random.pick(["average", "median", "min"])
    return [
      RowShape(
        name: "revenue", kind: "money", shape: [("sum", "sales.amount")], wheres: sales,
        isNotNegative: !mayRefund),
      RowShape(name: "deals", kind: "count", shape: [("count", "sales")], wheres: sales),
      RowShape(name: "dials", kind: "count", shape: [("count", "calls")], wheres: calls),
      RowShape(
        name: "talk_time", kind: "seconds", shape: talkShape, wheres: calls,
        needsDecision: talk != "sum"),
      RowShape(
        name: "profit_sum", kind: "money", shape: [("sum", "sales.profit")], wheres: sales,
        isNotNegative: false),
      RowShape(
        name: "deal_size", kind: "money", shape: [(best, .text("sales.amount"))], wheres: sales,
        isNotNegative: !mayRefund, needsDecision: true),
      RowShape(
        name: "buyers", kind: "count", shape: distinct(), wheres: sales),
      RowShape(
        name: "rating", kind: "number", shape: [(rating, .text("surveys.score"))], wheres: surveys,
        isPositive: true, needsDecision: true),
      RowShape(
        name: "target", kind: "money", shape: [("only", "targets.target")], wheres: [],
        isPositive: true, needsDecision: true, scopes: false),
      RowShape(
        name: "deals_goal", kind: "count", shape: [("only", "targets.deals_target")], wheres: [],
        isPositive: true, needsDecision: true, scopes: false),
      RowShape(
        name: "scheduled", kind: "days", shape: [("sum", "attendance.scheduled_days")], wheres: []),
      RowShape(
        name: "worked", kind: "days", shape: [("only", "attendance.worked_days")], wheres: [],
        needsDecision: true, scopes: false),
      RowShape(
        name: "mark", kind: "points", shape: [("only", "skills.mark")], wheres: [],
        needsDecision: true, scopes: false),
      RowShape(
        name: "share", kind: "percent", shape: [("average", "skills.share")], wheres: [],
        needsDecision: true),
    ]
  }

  private mutating func distinct() -> [(String, Node)] {
    let shape: [(String, Node)] = [("distinct", "sales.customer_id")]
    guard random.chance(50) else { return shape }
    shapes.insert("havingRows")
    return shape + [("havingRows", 2)]
  }

  private mutating func scopes() -> [String] {
    random.pick([
      ["employee"], ["employee"], ["employee"], ["employee", "team"], ["team"], ["company"],
      ["employee", "company"], ["department"], ["reports"], ["organisation"],
      ["employee", "department", "team"],
    ])
  }

  private mutating func add(_ row: RowShape) {
    let isBase = ["revenue", "deals", "dials"].contains(row.name)
    var scopes = row.scopes && !isBase ? scopes() : ["employee"]
    if isBase, random.chance(40) { scopes = ["employee", "team"] }
    var members = heading(row.name) + [("kind", .text(row.kind))] + row.shape
    if scopes != ["employee"] { members += groupMembers(scopes) }
    if !row.wheres.isEmpty, random.chance(70) {
      members.append(("where", .text(random.pick(row.wheres))))
    }
    if random.chance(12), row.shape[0].0 != "only", row.name != "share" {
      shapes.insert("window")
      members.append(
        ("window", .text(random.pick(["2 months", "3 months", "45 days", "1 quarters"]))))
    }
    let canNeedRows = row.shape[0].0 != "only"
    if canNeedRows, random.chance(row.needsDecision ? 40 : 10) {
      shapes.insert("needsRows")
      members.append(("needsRows", .number(String(random.number(2...3)))))
    }
    var operand = Operand(
      text: row.name, kind: row.kind, mayMiss: false, mayNotApply: false,
      isNotNegative: row.isNotNegative, isPositive: row.isPositive)
    members.append(("whenNoRows", noRows(row, &operand)))
    if ["number", "money"].contains(row.kind), !isAtPayment, random.chance(15) {
      members.append(("round", .text(random.pick(["0.1", "1", "0.01"]) + " " + mode())))
      operand.isPositive = false
    }
    shapes.insert(row.shape[0].0)
    finish(row.name, scopes, members, operand)
  }

  private mutating func noRows(_ row: RowShape, _ operand: inout Operand) -> Node {
    switch random.number(0...(row.needsDecision ? 4 : 9)) {
    case 0:
      operand.mayMiss = true
      return "missing"
    case 1, 2:
      operand.mayNotApply = true
      return "not-applicable"
    default:
      if row.needsDecision { return amount(random.pick(edges(row.kind)), row.kind) }
      return amount("0", row.kind)
    }
  }

  mutating func groupMembers(_ scopes: [String]) -> [(String, Node)] {
    var members: [(String, Node)] = [("for", .oneOrMore(scopes))]
    for scope in scopes where scope != "employee" { shapes.insert("for " + scope) }
    if random.chance(25) {
      shapes.insert("roles")
      members.append(("roles", .texts(random.some(roles, random.number(1...2)))))
    }
    if scopes == ["reports"] || scopes == ["organisation"], random.chance(40) {
      shapes.insert("withSelf")
      members.append(("withSelf", true))
    }
    return members
  }

  mutating func finish(
    _ name: String, _ scopes: [String], _ members: [(String, Node)], _ operand: Operand
  ) {
    measures.append((name, .object(random.shuffled(members))))
    made.append(MadeMeasure(name: name, scopes: scopes, operand: operand))
  }

  /// Two measures that are always there, so that every rule finds something to stand on.
  private mutating func addFallback(_ shape: String) {
    let isCount = shape == "count"
    let name = isCount ? "all_deals" : "all_sales"
    let members: [(String, Node)] =
      heading(name) + [
        ("kind", isCount ? "count" : "money"),
        (shape, isCount ? "sales" : "sales.amount"), ("whenNoRows", 0),
      ]
    let operand = Operand(
      text: name, kind: isCount ? "count" : "money", mayMiss: false, mayNotApply: false,
      isNotNegative: isCount || !mayRefund)
    finish(name, ["employee"], members, operand)
    guard isCount, random.chance(40) else { return }
    shapes.insert("no owner")
    let costs: [(String, Node)] =
      heading("costs") + [
        ("kind", "money"), ("for", "company"), ("sum", "costs.amount"), ("whenNoRows", 0),
      ]
    let cost = Operand(
      text: "all_costs", kind: "money", mayMiss: false, mayNotApply: false, isNotNegative: true)
    finish("all_costs", ["company"], costs, cost)
  }

  /// What a rule for a person may name.
  func operands() -> [Operand] {
    made.flatMap { measure -> [Operand] in
      if measure.scopes.contains("employee") {
        let own = measure.operand
        guard measure.scopes.contains("team") else { return [own] }
        return [own, seen(measure, "team", as: "team.\(measure.name)")]
      }
      guard measure.scopes.count == 1 else { return [] }
      return [seen(measure, measure.scopes[0], as: measure.name)]
    }
  }

  private func seen(_ measure: MadeMeasure, _ scope: String, as text: String) -> Operand {
    let own = measure.operand
    let isNamed = scope == "team" || scope == "department"
    let mayLackGroup = isNamed ? teamMayBeEmpty : scope != "company"
    return Operand(
      text: text, kind: own.kind, mayMiss: own.mayMiss,
      mayNotApply: own.mayNotApply || mayLackGroup, isNotNegative: own.isNotNegative,
      isPositive: own.isPositive)
  }

  /// Whether handlers give a value where something does not apply.
  func replacesNotApplicable(_ handlers: [(String, Node)]) -> Bool {
    handlers.contains { name, handler in
      guard name == "whenNotApplicable" else { return false }
      if case .text("pass-on") = handler { return false }
      return true
    }
  }

  /// The handlers that absent inputs need, and what may still be absent behind them.
  mutating func handlers(
    _ inputs: [Operand], literal: Node, passOn: String = "pass-on"
  ) -> (members: [(String, Node)], mayNotApply: Bool) {
    var members: [(String, Node)] = []
    var mayNotApply = false
    if inputs.contains(where: \.mayMiss) {
      let handler = random.pick([literal, "not-applicable", literal, "not-applicable", "error"])
      if case .text("not-applicable") = handler { mayNotApply = true }
      if case .text("error") = handler { shapes.insert("error handler") }
      members.append(("whenMissing", handler))
    }
    if inputs.contains(where: \.mayNotApply) {
      let handler = random.chance(55) ? Node.text(passOn) : literal
      if case .text(passOn) = handler { mayNotApply = true }
      members.append(("whenNotApplicable", handler))
    }
    return (members, mayNotApply)
  }
}
