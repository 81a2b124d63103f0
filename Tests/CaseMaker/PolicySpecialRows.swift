extension PolicyMaker {
  /// Measures over rows of the inputs that a policy has only at times.
  mutating func makeSpecialRows() {
    if has(.shares), random.chance(25) { makeShare() }
    if inputFeatures.leaderOn != nil, random.chance(80) { makeOwned() }
    if inputFeatures.reverses { makeRefunds() }
    if inputFeatures.hasAdjustments, random.chance(70) { makeAdjustment() }
    if inputFeatures.hasBallots, random.chance(70) { makeRating() }
  }

  private mutating func decision(_ kind: String, _ operand: inout Operand) -> Node {
    switch random.number(0...2) {
    case 0:
      operand.mayMiss = true
      return "missing"
    case 1:
      operand.mayNotApply = true
      return "not-applicable"
    default: return amount(random.pick(edges(kind)), kind)
    }
  }

  private mutating func makeShare() {
    shapes.insert("share of rows")
    var operand = Operand(
      text: "reached" + suffix, kind: "percent", mayMiss: false, mayNotApply: false,
      isNotNegative: true)
    var members =
      heading("Reached") + [
        ("kind", "percent"), ("share", "calls"), ("where", "connected"),
        ("whenNoRows", decision("percent", &operand)),
      ]
    if random.chance(60) {
      members.append(("among", .text(random.pick(["talk >= 30", "talk <> 0"]))))
    }
    finish(operand.text, ["employee"], members, operand)
  }

  private mutating func makeOwned() {
    shapes.insert("ownedBy")
    let operand = Operand(
      text: "led" + suffix, kind: "money", mayMiss: false, mayNotApply: false,
      isNotNegative: !mayRefund)
    var members =
      heading("Led sales") + [
        ("kind", "money"), ("sum", "sales.amount"), ("ownedBy", "client_lead"), ("whenNoRows", 0),
      ]
    if random.chance(40) { members.append(("where", "status = 'won'")) }
    finish(operand.text, ["employee"], members, operand)
  }

  private mutating func makeRefunds() {
    let operand = Operand(
      text: "refunds" + suffix, kind: "money", mayMiss: false, mayNotApply: false,
      isNotNegative: !mayRefund)
    let members =
      heading("Taken back") + [
        ("kind", "money"), ("sum", "sales.amount"), ("reversing", true), ("whenNoRows", 0),
      ]
    finish(operand.text, ["employee"], members, operand)
  }

  private mutating func makeAdjustment() {
    let operand = Operand(
      text: "extra" + suffix, kind: "money", mayMiss: false, mayNotApply: false,
      isNotNegative: false)
    let members =
      heading("Extra") + [
        ("kind", "money"), ("sum", "extras.amount"),
        ("between", .texts(["-100 CNY", "250.5 CNY"])),
        ("needs", .texts(random.chance(50) ? ["reason"] : ["reason", "approved_by"])),
        ("whenNoRows", 0),
      ]
    finish(operand.text, ["employee"], members, operand, in: "adjustments")
  }

  private mutating func makeRating() {
    var operand = Operand(
      text: "opinion" + suffix, kind: "points", mayMiss: false, mayNotApply: false,
      isNotNegative: true)
    var members =
      heading("Opinion") + [
        ("kind", "points"), ("of", "ballots.score"), ("rater", "rater_id"),
        ("whenNoRaters", decision("points", &operand)), ("combine", "average"),
      ]
    if random.chance(50) {
      shapes.insert("validWhen")
      members.append(
        (
          "validWhen",
          .texts(
            random.some(
              [
                "how_many(score >= 90) <= 1", "min(score) <> max(score)", "average(score) >= 60",
                "total(score) < 400",
              ], random.number(1...2)))
        ))
    }
    if random.chance(50) {
      shapes.insert("trim")
      members.append(("trim", .object([("above", 3), ("highest", 1), ("lowest", 1)])))
    }
    if random.chance(60) {
      shapes.insert("rater groups")
      let handlers = ["reweight", "missing", "not-applicable", "60"]
      let chosen = [random.pick(handlers), random.pick(handlers)]
      operand.mayMiss = operand.mayMiss || chosen.contains("missing")
      operand.mayNotApply = operand.mayNotApply || chosen.contains { $0 != "missing" && $0 != "60" }
      let groups = zip(["peer", "boss"], zip(["40%", "60%"], chosen)).map { name, more in
        Node.object([
          ("id", .text(name)), ("where", .text("group = '\(name)'")), ("weight", .text(more.0)),
          ("needsRaters", .number(String(random.number(1...2)))),
          ("whenTooFew", more.1 == "60" ? 60 : .text(more.1)),
        ])
      }
      members.append(("groups", .list(groups)))
      if chosen.contains("reweight") {
        members.append(("reweightNeeds", .text(random.pick(["40%", "50%"]))))
      }
    } else if random.chance(40) {
      members.append(("needsRaters", 2))
    }
    finish(operand.text, ["employee"], members, operand, in: "ratings")
  }
}
