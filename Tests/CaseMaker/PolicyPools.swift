extension PolicyMaker {
  private func groupOperands(_ scope: String, _ kind: String) -> [String] {
    made.filter { $0.scopes == [scope] && $0.operand.kind == kind && $0.operand.isAlwaysThere }
      .map(\.name)
  }

  /// What shares of a pool or places of a prize go by: never below zero.
  private mutating func key() -> Operand? {
    let choices = (operands() + ofPlan).filter {
      $0.kind != "flag" && $0.isNotNegative && !$0.mayMiss
    }
    return choices.isEmpty ? nil : random.pick(choices)
  }

  /// A pool of which the people of a plan get shares.
  mutating func allocation(_ bound: BoundSlots) -> MadeBonus? {
    guard let key = key() else { return nil }
    let name = "pool_\(count("allocations"))"
    let within = random.pick(["team", "department", "company"])
    shapes.insert("allocation within " + within)
    var members = heading(name) + [("within", .text(within)), ("pool", pool(within))]
    if random.chance(40) {
      shapes.insert("allocation onlyIf")
      let counts = teamMayBeEmpty && within != "company" ? [] : groupOperands(within, "count")
      let (operand, kind) = counts.isEmpty ? ("members()", "count") : (counts[0], "count")
      members.append(("onlyIf", .text("\(operand) >= \(random.pick(edges(kind)))")))
    }
    var mayNotApply = key.mayNotApply
    if let grade = bound.grade, random.chance(60) {
      let names = random.some(gradeNames, max(gradeNames.count - 1, 1)).map { "'\($0)'" }
      members.append(("among", .text("period.grade in (\(names.joined(separator: ", ")))")))
      mayNotApply = mayNotApply || grade.mayNotApply
    } else if random.chance(30), let (text, _) = condition(guarded: true) {
      members.append(("among", .text(text)))
    }
    let (applies, state) = applicability()
    mayNotApply = mayNotApply || !state.isEmpty
    if mayNotApply { members.append(("whenNotApplicable", "no-share")) }
    members += [
      ("by", .text(key.text)), ("to", .text(random.pick(["0.01", "0.05", "1", "100"]))),
      ("remainder", "largest-remainder"),
    ]
    add("allocations", name, members + applies)
    return MadeBonus(
      name: name, mayNotApply: mayNotApply || (teamMayBeEmpty && within != "company"))
  }

  private mutating func pool(_ within: String) -> Node {
    let sums = groupOperands(within, "money")
    switch random.number(0...3) {
    case 0 where !sums.isEmpty: return .text("\(random.pick(sums)) * 12.5%")
    case 1 where !sums.isEmpty && has(.allocations):
      let name = "tiers_\(count("tiers"))"
      shapes.insert("pool by tiers")
      add(
        "tiers", name,
        [
          ("label", "Pool"), ("source", "§6.4"), ("method", "marginal"),
          (
            "rows",
            .list([
              .object([("from", 0), ("rate", "1%")]), .object([("from", 500), ("rate", "2.5%")]),
            ])
          ),
        ])
      return .object([("tiers", .text(name)), ("on", .text(random.pick(sums)))])
    case 2: return .text(random.pick(["100.005 CNY", "10000 CNY", "0.07 CNY", "0 CNY"]))
    default: return .text("total(all_sales\(suffix == "" ? "" : suffix)) * 3%")
    }
  }

  /// Prizes for the first places among the people of a plan.
  mutating func prize() -> MadeBonus? {
    guard let first = key() else { return nil }
    let name = "prize_\(count("prizes"))"
    var keys = [first]
    if random.chance(40), let second = key() { keys.append(second) }
    let ties = random.pick(["share", "each", "next-key"])
    let vacant = random.pick(["stays", "moves-up"])
    shapes.formUnion(["prizes", "prize ties " + ties, "vacant " + vacant])
    let within =
      teamMayBeEmpty
      ? random.pick(["company", "role"]) : random.pick(["company", "team", "department", "role"])
    var members =
      heading(name) + [
        ("within", .text(within)), ("ties", .text(ties)), ("vacant", .text(vacant)),
        (
          "by",
          .list(
            keys.map {
              .object([
                ("of", .text($0.text)), ("best", .text(random.pick(["high", "high", "low"]))),
              ])
            })
        ), ("places", places()),
      ]
    if ties == "share" { members.append(("to", .text(random.pick(["0.01", "1"])))) }
    if random.chance(50), let (text, _) = condition(guarded: true) {
      shapes.insert("prize onlyIf")
      members.append(("onlyIf", .text(text)))
    }
    let (applies, state) = applicability()
    if !state.isEmpty { members.append(("whenNotApplicable", "pass-on")) }
    add("prizes", name, members + applies)
    return MadeBonus(name: name, mayNotApply: true)
  }

  private mutating func places() -> Node {
    var places: [Node] = [.object([("count", 1), ("pays", "500 CNY")])]
    if random.chance(70) {
      places.append(
        .object([("count", 2), ("pays", .text(random.pick(["100 CNY", "33.33 CNY"])))]))
    }
    if random.chance(30) {
      shapes.insert("places by size")
      let steps: [Node] = [
        .object([("from", 2), ("is", 1)]), .object([("above", 3), ("is", 2)]),
      ]
      places.append(.object([("count", .object([("bySize", .list(steps))])), ("pays", 25)]))
    }
    return .list(places)
  }
}
