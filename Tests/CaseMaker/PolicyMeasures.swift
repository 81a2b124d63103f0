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
    for shape in ["count", "sum"] { addFallback(shape) }
    for shape in rowShapes() where random.chance(layer == 0 ? 75 : 25) {
      if !made.contains(where: { $0.name == shape.name + suffix }) { add(shape) }
    }
    makeSpecialRows()
    makeCollectors()
    makeHistory()
    makeRatios()
    makeFormulas()
    makeTotals()
    makeGroupFormulas()
    if isTop { makeCustomers() }
  }

  /// Whether a measure of one row for each month finds at most one in a period of the layer.
  private var mayBeOnly: Bool { per != "quarter" && per != "year" }

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
    let shapes = [
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
    return mayBeOnly
      ? shapes : shapes.filter { !["target", "deals_goal", "worked"].contains($0.name) }
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
    let isListed = row.scopes && !isTop && random.chance(30)
    var members = heading(row.name) + [("kind", .text(row.kind))] + row.shape
    if isListed {
      shapes.insert("several grains")
      members.removeAll { $0.0 == "per" }
      members.append(("per", .texts([per, time.layers[layer + 1]])))
    }
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
      text: row.name + suffix, kind: row.kind, mayMiss: false, mayNotApply: false,
      isNotNegative: row.isNotNegative, isPositive: row.isPositive)
    members.append(("whenNoRows", noRows(row, &operand)))
    if ["number", "money"].contains(row.kind), !isAtPayment, random.chance(15) {
      members.append(("round", .text(random.pick(["0.1", "1", "0.01"]) + " " + mode())))
      operand.isPositive = false
    }
    shapes.insert(row.shape[0].0)
    finish(operand.text, scopes, members, operand, isListed: isListed)
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
    _ name: String, _ scopes: [String], _ members: [(String, Node)], _ operand: Operand,
    isListed: Bool = false, in section: String = "measures"
  ) {
    add(section, name, random.shuffled(members))
    made.append(MadeMeasure(name: name, scopes: scopes, operand: operand, isListed: isListed))
  }

  /// Two measures that are always there, so that every rule finds something to stand on.
  private mutating func addFallback(_ shape: String) {
    let isCount = shape == "count"
    let name = (isCount ? "all_deals" : "all_sales") + suffix
    let members: [(String, Node)] =
      heading(name) + [
        ("kind", isCount ? "count" : "money"),
        (shape, isCount ? "sales" : "sales.amount"), ("whenNoRows", 0),
      ]
    let operand = Operand(
      text: name, kind: isCount ? "count" : "money", mayMiss: false, mayNotApply: false,
      isNotNegative: isCount || !mayRefund)
    shapes.insert(shape)
    finish(name, ["employee"], members, operand)
    guard isCount, random.chance(40) else { return }
    shapes.insert("no owner")
    let costs: [(String, Node)] =
      heading("costs") + [
        ("kind", "money"), ("for", "company"), ("sum", "costs.amount"), ("whenNoRows", 0),
      ]
    let cost = Operand(
      text: "all_costs" + suffix, kind: "money", mayMiss: false, mayNotApply: false,
      isNotNegative: true)
    finish(cost.text, ["company"], costs, cost)
  }
}
