extension PolicyMaker {
  mutating func tierStep() -> ([(String, Node)], mayNotApply: Bool)? {
    let name = "tiers_\(count("tiers"))"
    let method = random.pick(["marginal", "marginal", "whole", "interpolated"])
    let paysFixed = method == "whole" && random.chance(50)
    let rowSums = made.filter {
      $0.scopes.contains("employee") && !$0.operand.mayMiss && !$0.operand.mayNotApply
        && ["revenue", "all_sales"].map { $0 + suffix }.contains($0.name)
    }
    var operand = random.pick(operands("money"))
    if paysFixed { operand = random.pick(operands().filter { $0.kind != "flag" }) }
    let counts = operands("count")
    let isCounted = !paysFixed && !counts.isEmpty && random.chance(25)
    if isCounted {
      operand = random.pick(counts)
      shapes.insert("tiers each")
    }
    var members: [(String, Node)] = [
      ("label", "Tiers"), ("source", "§5.2"), ("method", .text(method)),
    ]
    if !paysFixed, !isCounted, use(.rowTiers, in: 25, as: "basis row") {
      operand = random.pick(rowSums).operand
      members.append(("basis", "row"))
    } else if method != "whole" || !paysFixed, per != "year",
      use(.yearToDate, in: 25, as: "basis year-to-date")
    {
      members.append(("basis", "year-to-date"))
    } else if random.chance(30) {
      members.append(("basis", "period"))
    }
    members.append(("rows", tierRows(method, operand.kind, paysFixed: paysFixed)))
    add("tiers", name, members)
    shapes.insert("tiers " + (paysFixed ? "pays" : method))
    let (handlers, absent) = stepHandlers(operand, 50)
    var parts: [(String, Node)] = [("tiers", .text(name)), ("on", .text(operand.text))]
    if isCounted { parts.append(("each", .text(random.pick(["100 CNY", "12.5 CNY", "base"])))) }
    let amount: Node = .object(parts)
    return ([("plus", amount)] + handlers, absent)
  }

  /// Money taken back for earlier sales, at the rates of their own periods.
  mutating func reversingStep() -> [(String, Node)]? {
    let refunds = "refunds" + suffix
    guard made.contains(where: { $0.name == refunds }) else { return nil }
    let name = "tiers_\(count("tiers"))"
    let method = random.pick(["marginal", "whole", "interpolated"])
    shapes.insert("reversing " + method)
    var members: [(String, Node)] = [
      ("label", "Tiers"), ("source", "§5.2"), ("method", .text(method)),
    ]
    if use(.rowTiers, in: 25, as: "reversing rows") { members.append(("basis", "row")) }
    members.append(("rows", tierRows(method, "money", paysFixed: false)))
    add("tiers", name, members)
    let amount: Node = .object([
      ("tiers", .text(name)), ("on", .text("all_sales" + suffix)), ("reversing", .text(refunds)),
    ])
    // The time of a reversed sale may lie before the policy, or before the person.
    return [("minus", amount), ("whenMissing", 25)]
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
