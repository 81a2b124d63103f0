import Reference

extension PolicyMaker {
  /// The sections in the order in which they are written.
  private static let order = [
    "constants", "measures", "adjustments", "ratings", "indicators", "scores", "grades", "tiers",
    "tables", "bonuses", "allocations", "prizes", "balances", "guards", "outcomes", "rankings",
    "exclusions",
  ]

  /// The text of each version; a later one pays other amounts.
  mutating func written(_ plans: [Node]) -> [String] {
    let roundings = roundings()
    let inputs = inputs()
    let shuffled = PolicyMaker.order.compactMap { name -> (String, Node)? in
      guard let definitions = sections[name], !definitions.isEmpty else { return nil }
      return (name, .object(random.shuffled(definitions)))
    }
    return time.starts.indices.map { version in
      let isLast = version == time.starts.count - 1
      let last = isLast ? time.end : Day(number: time.starts[version + 1].number - 1)
      var members: [(String, Node)] = [
        ("policyFormat", 1), ("policy", header(version, to: last, roundings)),
        ("calendars", calendars()),
        ("gradeSets", .object([("set", .texts(gradeNames))])), ("inputs", inputs),
      ]
      if let customers = inputFeatures.customers { members.append(("customers", customers)) }
      members += shuffled.map { name, definitions in
        (name, isLast ? definitions : PolicyMaker.former(definitions, of: name))
      }
      members.append(("plans", .list(plans)))
      if !checks.isEmpty { members.append(("checks", .list(checks))) }
      return Node.object(members).written() + "\n"
    }
  }

  private func header(_ version: Int, to last: Day, _ roundings: Node) -> Node {
    var members: [(String, Node)] = [
      ("id", "random"), ("version", "2026.\(version + 1)"), ("title", "A random policy"),
      (
        "effective",
        .object([("from", .text(time.starts[version].text)), ("to", .text(last.text))])
      ),
      (
        "approved",
        .object([("by", "HR committee"), ("on", "2025-12-18"), ("document", "HR-2025-114")])
      ),
      ("currency", "CNY"), ("timeZone", "Asia/Shanghai"),
      ("roleChange", inputFeatures.splitsByDays ? "split-by-days" : "role-at-period-end"),
      ("retro", .object([("mode", "forward-delta"), ("atMostMonths", 3)])),
      ("rounding", roundings),
    ]
    if !time.calendarMembers.isEmpty { members.append(("calendar", .object(time.calendarMembers))) }
    return .object(members)
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

  /// Days of the run on which the office is closed or open against the rule.
  var holidays: [String] {
    [time.run.start.text, Day(number: time.run.start.number + 9).text]
  }

  private func calendars() -> Node {
    let days: Node =
      inputFeatures.holidaysStandInFile
      ? .object([("file", "data/holidays.csv")]) : .texts(holidays)
    return .object([
      (
        "office",
        .object([
          ("workdays", .texts(["mon", "tue", "wed", "thu", "fri"])),
          ("hours", .object([("from", "09:00"), ("below", "18:00")])),
          ("holidays", days),
          ("extraWorkdays", .texts([Day(number: time.run.start.number + 13).text])),
        ])
      )
    ])
  }

  mutating func makeConstants() {
    var base: [(String, Node)] = [("kind", "money"), ("label", "Base"), ("source", "§5.1")]
    let steps = time.months.map(\.start).filter { time.starts[time.starts.count - 1] < $0 }
    if time.layers == ["month"], time.starts.count == 1, let step = steps.first {
      shapes.insert("dated")
      base.append(
        (
          "dated",
          .list([
            .object([("from", .text(time.starts[0].text)), ("is", 800)]),
            .object([("from", .text(step.text)), ("is", .number("900.5"))]),
          ])
        ))
    } else {
      base.append(("is", .number(random.pick(["800", "950.5"]))))
    }
    add("constants", "base", base)
    add(
      "constants", "cap",
      [
        ("kind", "money"), ("label", "Cap"), ("source", "§5.6"),
        ("is", .number(random.pick(["1000", "1500.25", "3000"]))),
      ])
  }

  /// The definitions of an earlier version: its constants, rates and worths are others.
  private static func former(_ node: Node, of section: String) -> Node {
    let keys = ["constants": "is", "tiers": "rate", "indicators": "worth"]
    guard let key = keys[section] else { return node }
    return node.replacing(key) { value in
      switch value {
      case .number("800"): return .number("650")
      case .number("100"): return .number("90")
      case .number("1500.25"): return .number("1200")
      case .text("3%"): return .text("2.5%")
      case .text("5%"): return .text("6%")
      default: return value
      }
    }
  }
}
