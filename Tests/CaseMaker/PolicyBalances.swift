extension PolicyMaker {
  /// An account that is carried from period to period; later bonuses of the plan may pay of it.
  mutating func makeBalance(_ bonus: MadeBonus) {
    let name = "account_\(count("balances"))"
    shapes.insert("balance")
    let sums = operands("money").filter { !$0.mayMiss }
    let isSpread = random.chance(20)
    let added =
      isSpread ? spreadSum() : random.chance(60) ? bonusOperand(bonus) : random.pick(sums)
    var members = heading(name)
    if random.chance(50) { members.append(("opening", random.pick([100, "cap", "50.005 CNY"]))) }
    let isWhole = isSpread || random.chance(50)
    members.append(("add", .text(isWhole ? added.text : "\(added.text) * 33.3%")))
    var mayNotApply = added.mayNotApply
    if random.chance(50) {
      let taken = random.pick(sums)
      mayNotApply = mayNotApply || taken.mayNotApply
      members.append(("take", .text(random.chance(50) ? taken.text : "\(taken.text) * 12.5%")))
    }
    members += limits()
    members += isSpread ? spread() : releases(name)
    if random.chance(60) {
      let exit = random.pick(["write-off", "pay", "keep"])
      shapes.insert("balance on exit " + exit)
      members.append(("onExit", .text(exit)))
    }
    var isOpen = false
    if mayNotApply {
      isOpen = random.chance(30)
      members.append(("whenNotApplicable", isOpen ? "pass-on" : 0))
    }
    add("balances", name, members)
    for part in ["", ".released", ".opening", ".over", ".written_off"] where random.chance(60) {
      ofPlan.append(
        Operand(
          text: name + part, kind: "money", mayMiss: false, mayNotApply: isOpen,
          isNotNegative: false, isPlain: false))
    }
  }

  private func bonusOperand(_ bonus: MadeBonus) -> Operand {
    Operand(
      text: bonus.name, kind: "money", mayMiss: false, mayNotApply: bonus.mayNotApply,
      isNotNegative: false)
  }

  /// A sum whose rows are paid out over their terms.
  private mutating func spreadSum() -> Operand {
    let name = "spread_\(count("measures"))"
    var members = heading("Spread") + [("kind", "money"), ("sum", "sales.amount")]
    if random.chance(50) { members.append(("where", "status = 'won'")) }
    if random.chance(20) { members.append(("needsRows", 2)) }
    members.append(("whenNoRows", random.pick([0, 0, "7.77 CNY"])))
    add("measures", name, members)
    return Operand(
      text: name, kind: "money", mayMiss: false, mayNotApply: false, isNotNegative: false)
  }

  private mutating func spread() -> [(String, Node)] {
    shapes.insert("balance spread")
    var members: [(String, Node)] = [("spread", .object([("over", "sales.term")]))]
    if per != "year", random.chance(30) { members.append(("resets", "year")) }
    return members
  }

  private mutating func limits() -> [(String, Node)] {
    var members: [(String, Node)] = []
    if random.chance(40) {
      shapes.insert("balance ceiling")
      members.append(("ceiling", random.pick(["cap", "500 CNY", 250])))
    }
    if random.chance(40) {
      shapes.insert("balance floor")
      members.append(("floor", random.pick([0, "-100 CNY"])))
    }
    return members
  }

  /// A condition that time alone makes true: enough sales are old enough.
  private mutating func releaseEach() -> [(String, Node)] {
    shapes.insert("balance releaseEach")
    let name = "old_\(count("measures"))"
    let age = random.pick(["20", "33", "45", "62"])
    add(
      "measures", name,
      heading("Old sales") + [
        ("kind", "count"), ("count", "sales"),
        ("where", .text("closed_on is present and days_between(closed_on, period.end) >= \(age)")),
        ("whenNoRows", 0),
      ])
    var members: [(String, Node)] = [
      ("releaseEach", .text("\(name) >= \(random.number(0...2))"))
    ]
    if per != "year", random.chance(30) { members.append(("resets", "year")) }
    return members
  }

  private mutating func releases(_ name: String) -> [(String, Node)] {
    switch random.number(0...4) {
    // Every pair of periods is looked at, which is too many of days.
    case 4: return per == "day" || per == "ten-days" ? [] : releaseEach()
    case 0:
      shapes.insert("balance schedule")
      return [
        (
          "schedule",
          .list([
            .object([("after", 1), ("share", "60%")]), .object([("after", 2), ("share", "40%")]),
          ])
        )
      ]
    case 1, 2:
      shapes.insert("balance releaseWhen")
      if random.chance(40) { return [("releaseWhen", .text("\(name).opening >= 100 CNY"))] }
      guard let (text, _) = condition(guarded: true) else { return [] }
      return [("releaseWhen", .text(text))]
    default:
      guard per != "year", random.chance(50) else { return [] }
      shapes.insert("balance resets")
      return [("resets", .text(per == "quarter" ? "year" : random.pick(["quarter", "year"])))]
    }
  }
}
