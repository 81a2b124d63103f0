/// What a rule may know of a value before any row is read.
struct Operand {
  let text: String
  let kind: String
  var mayMiss: Bool
  var mayNotApply: Bool
  /// Whether the value is never below zero.
  var isNotNegative: Bool
  var isPositive = false

  var isAlwaysThere: Bool { !mayMiss && !mayNotApply }
}

/// A measure as made, with its scopes.
struct MadeMeasure {
  let name: String
  let scopes: [String]
  let operand: Operand
}

/// Makes one valid policy out of a seed, shape by shape.
struct PolicyMaker {
  var random: SplitMix64
  var shapes: Set<String> = []
  var constants: [(String, Node)] = []
  var measures: [(String, Node)] = []
  var indicators: [(String, Node)] = []
  var scores: [(String, Node)] = []
  var grades: [(String, Node)] = []
  var tiers: [(String, Node)] = []
  var tables: [(String, Node)] = []
  var bonuses: [(String, Node)] = []
  var outcomes: [(String, Node)] = []
  var made: [MadeMeasure] = []
  var rolesOfPlans: [[String]] = []
  let gradeNames: [String]
  let teamMayBeEmpty: Bool
  let mayRefund: Bool
  /// Whether only payments are rounded; a definition may then not round by itself.
  let isAtPayment: Bool
  let month: Int
  let roles: [String]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    month = random.number(1...12)
    gradeNames = Array(["A", "B", "C", "D", "E"].prefix(random.number(2...5)))
    teamMayBeEmpty = random.chance(40)
    mayRefund = random.chance(40)
    isAtPayment = random.chance(10)
    roles = Array(["agent", "lead", "manager", "senior"].prefix(random.number(1...4)))
  }

  var period: String { month < 10 ? "2026-0\(month)" : "2026-\(month)" }

  /// Members that every definition states.
  mutating func heading(_ label: String) -> [(String, Node)] {
    [("label", "\(label)"), ("per", "month"), ("source", "§\(random.number(1...9))")]
  }

  func amount(_ number: String, _ kind: String) -> Node {
    kind == "percent" ? .text(number + "%") : .number(number)
  }

  /// Numbers of a kind at which something may change.
  func edges(_ kind: String) -> [String] {
    switch kind {
    case "money": return ["100", "250.5", "500", "1000", "2000"]
    case "percent": return ["5", "25", "50", "87.5", "100"]
    case "count": return ["1", "2", "3", "5"]
    case "number": return ["2", "3", "3.5", "4.5"]
    case "points": return ["40", "60", "80", "92.5"]
    case "seconds": return ["30", "60", "120", "600"]
    case "months": return ["1", "6", "12", "24"]
    default: return ["1", "10", "20", "21"]
    }
  }

  /// An amount as it stands in an expression.
  func literal(_ number: String, _ kind: String) -> String {
    switch kind {
    case "money": return number + " CNY"
    case "percent": return number + "%"
    default: return number
    }
  }

  mutating func whole() -> Node {
    makeConstants()
    makeMeasures()
    let plans = makePlans()
    var members: [(String, Node)] = [
      ("policyFormat", 1), ("policy", header()), ("calendars", calendars()),
      ("gradeSets", .object([("set", .texts(gradeNames))])), ("inputs", inputs()),
    ]
    let sections: [(String, [(String, Node)])] = [
      ("constants", constants), ("measures", measures), ("indicators", indicators),
      ("scores", scores), ("grades", grades), ("tiers", tiers), ("tables", tables),
      ("bonuses", bonuses), ("outcomes", outcomes), ("rankings", rankings()),
    ]
    for (name, definitions) in sections where !definitions.isEmpty {
      members.append((name, .object(random.shuffled(definitions))))
    }
    return .object(members + [("plans", .list(plans))])
  }

  private mutating func header() -> Node {
    .object([
      ("id", "random"), ("version", "2026.1"), ("title", "A random policy"),
      ("effective", .object([("from", "2026-01-01"), ("to", "2026-12-31")])),
      (
        "approved",
        .object([("by", "HR committee"), ("on", "2025-12-18"), ("document", "HR-2025-114")])
      ),
      ("currency", "CNY"), ("timeZone", "Asia/Shanghai"), ("roleChange", "role-at-period-end"),
      ("retro", .object([("mode", "forward-delta"), ("atMostMonths", 3)])),
      ("rounding", roundings()),
    ])
  }

  mutating func mode() -> String {
    random.pick(["half-up", "half-even", "half-down", "up", "down", "ceiling", "floor"])
  }

  private mutating func roundings() -> Node {
    if isAtPayment {
      shapes.insert("at-payment")
      return .object([("default", "at-payment")])
    }
    var members: [(String, Node)] = []
    for (kind, steps) in [
      ("points", ["0.01", "0.1", "1"]), ("money", ["0.01", "0.05", "1"]),
      ("percent", ["0.01%", "1%"]), ("number", ["0.01", "0.5"]),
    ] where random.chance(70) {
      let rule = random.chance(20) ? "exact" : "\(random.pick(steps)) \(mode())"
      members.append((kind, .text(rule)))
      shapes.insert("round " + (rule == "exact" ? rule : String(rule.split(separator: " ")[1])))
    }
    return .object(members)
  }

  private mutating func calendars() -> Node {
    .object([
      (
        "office",
        .object([
          ("workdays", .texts(["mon", "tue", "wed", "thu", "fri"])),
          ("hours", .object([("from", "09:00"), ("below", "18:00")])),
          ("holidays", .texts(["2026-01-01", "\(period)-10"])),
          ("extraWorkdays", .texts(["\(period)-14"])),
        ])
      )
    ])
  }

  private mutating func makeConstants() {
    constants.append(
      (
        "base",
        .object([
          ("kind", "money"), ("label", "Base"), ("source", "§5.1"),
          (
            "dated",
            .list([
              .object([("from", "2026-01-01"), ("is", 800)]),
              .object([("from", "2026-07-01"), ("is", .number("900.5"))]),
            ])
          ),
        ])
      ))
    constants.append(
      (
        "cap",
        .object([
          ("kind", "money"), ("label", "Cap"), ("source", "§5.6"),
          ("is", .number(random.pick(["1000", "1500.25", "3000"]))),
        ])
      ))
  }

  private mutating func rankings() -> [(String, Node)] {
    guard random.chance(40) else { return [] }
    shapes.insert("rankings")
    let operands = random.some(operands().filter { $0.kind != "flag" }, random.number(1...2))
    let keys = operands.map { operand in
      Node.object([("of", .text(operand.text)), ("best", .text(random.pick(["high", "low"])))])
    }
    let within = random.some(["company", "department", "team", "role"], random.number(1...3))
    return [
      (
        "league",
        .object([
          ("by", .list(keys)), ("within", .texts(within)), ("per", .texts(["month"])),
        ])
      )
    ]
  }
}
