extension PolicyMaker {
  /// What a rule for a person may name, of one kind.
  func operands(_ kind: String) -> [Operand] { operands().filter { $0.kind == kind } }

  mutating func makeRatios() {
    for (index, kind) in ["money", "count", "days"].enumerated()
    where random.chance(70) {
      let choices = operands(kind)
      guard choices.count > 1 else { continue }
      let of = random.pick(choices)
      let to = random.pick(choices)
      guard of.text != to.text else { continue }
      shapes.insert("ratio")
      var whenZero = random.pick(
        ["not-applicable", "not-applicable", "literal"] + (mayStop ? ["error"] : []))
      let literal: Node = .text(random.pick(edges("percent")) + "%")
      let (applies, state) = applicability()
      let (handlers, passes) = handlers([of, to] + state, literal: literal, kind: "percent")
      // Whether a second handler takes up what the first one gave is nobody's question here.
      if replacesNotApplicable(handlers) { whenZero = "literal" }
      let ratio: Node = .object([
        ("of", .text(of.text)), ("to", .text(to.text)),
        ("whenZero", whenZero == "literal" ? literal : .text(whenZero)),
      ])
      let operand = Operand(
        text: "ratio_\(index)\(suffix)", kind: "percent", mayMiss: false,
        mayNotApply: passes || whenZero == "not-applicable",
        isNotNegative: of.isNotNegative && to.isNotNegative)
      let members = heading("Ratio") + [("kind", "percent"), ("ratio", ratio)] + handlers + applies
      finish(operand.text, ["employee"], members, operand)
    }
    makeListedRatio()
  }

  /// One ratio for a person and a team alike, where both its parts have both scopes.
  private mutating func makeListedRatio() {
    let both = made.filter {
      $0.scopes == ["employee", "team"] && $0.operand.isAlwaysThere && $0.operand.kind == "count"
    }
    guard both.count > 1 else { return }
    shapes.insert("ratio for a list")
    let ratio: Node = .object([
      ("of", .text(both[0].name)), ("to", .text(both[1].name)), ("whenZero", "not-applicable"),
    ])
    let operand = Operand(
      text: "both_ratio" + suffix, kind: "percent", mayMiss: false, mayNotApply: true,
      isNotNegative: true)
    let members =
      heading("Ratio of both") + [
        ("kind", "percent"), ("for", .texts(["employee", "team"])), ("ratio", ratio),
      ]
    finish(operand.text, ["employee", "team"], members, operand)
  }

  mutating func makeFormulas() {
    for index in 0..<random.number(0...3) {
      let kind = random.pick(["money", "money", "count", "days", "percent"])
      let choices = operands(kind)
      guard !choices.isEmpty else { continue }
      let a = random.pick(choices)
      let b = random.pick(choices)
      let (text, isMinus, used) = formula(a, b)
      let (applies, state) = applicability()
      let (handlers, passes) = handlers(
        used + state, literal: amount(random.pick(edges(kind)), kind), kind: kind)
      let operand = Operand(
        text: "formula_\(index)\(suffix)", kind: kind, mayMiss: false, mayNotApply: passes,
        isNotNegative: !isMinus && used.allSatisfy(\.isNotNegative))
      var members = heading("Formula") + [("kind", .text(kind)), ("formula", .text(text))]
      if kind == "money", isMinus, mayStop, random.chance(40) {
        shapes.insert("range")
        members.append(("range", "-2000..3000"))
      }
      shapes.insert("formula")
      finish(operand.text, ["employee"], members + handlers + applies, operand)
    }
    if random.chance(40) { makeTenure() }
    if random.chance(30) { makeFlag() }
  }

  private mutating func formula(
    _ a: Operand, _ b: Operand
  ) -> (text: String, isMinus: Bool, used: [Operand]) {
    let whole = a.kind == "count" || a.kind == "days"
    switch random.number(0...(whole ? 3 : 8)) {
    case 0: return ("\(a.text) + \(b.text)", false, [a, b])
    case 1: return ("\(a.text) - \(b.text)", true, [a, b])
    case 2: return ("max(\(a.text), \(b.text))", false, [a, b])
    case 3: return ("min(\(a.text), \(b.text))", false, [a, b])
    case 4: return ("(\(a.text) + \(b.text)) / 3", false, [a, b])
    case 5: return ("\(a.text) * 12.5%", false, [a])
    case 6: return ("1.5 * \(a.text) - \(b.text) / 4", true, [a, b])
    case 7 where a.kind == "money": return ("\(a.text) + base", false, [a])
    default: return ("-\(a.text) + 2 * \(b.text)", true, [a, b])
    }
  }

  private mutating func makeTenure() {
    shapes.insert("dates")
    let isMonths = random.chance(60)
    let function = isMonths ? "months_between" : "days_between"
    let operand = Operand(
      text: "tenure" + suffix, kind: isMonths ? "months" : "days", mayMiss: false,
      mayNotApply: false,
      isNotNegative: false)
    let edge = random.pick(["start", "end"])
    let members =
      heading("Tenure") + [
        ("kind", .text(operand.kind)),
        ("formula", .text("\(function)(roster.hired_on, period.\(edge))")),
      ]
    finish(operand.text, ["employee"], members, operand)
  }

  private mutating func makeFlag() {
    guard let (text, _) = condition(guarded: true) else { return }
    shapes.insert("flag")
    let operand = Operand(
      text: "is_good" + suffix, kind: "flag", mayMiss: false, mayNotApply: false,
      isNotNegative: false)
    finish(
      operand.text, ["employee"], heading("Good") + [("kind", "flag"), ("formula", .text(text))],
      operand)
  }

  mutating func makeTotals() {
    let own = made.filter { $0.scopes.contains("employee") && $0.operand.kind != "flag" }
    for index in 0..<random.number(0...3) {
      let measure = random.pick(own)
      guard ["money", "count", "days", "seconds"].contains(measure.operand.kind) else { continue }
      let scope = random.pick(["team", "department", "company", "reports", "organisation"])
      var operand = measure.operand
      var members =
        heading("Total") + [("kind", .text(operand.kind)), ("total", .text(measure.name))]
      members += groupMembers([scope])
      if operand.mayMiss {
        let choices = [
          amount("0", operand.kind), amount(edges(operand.kind)[0], operand.kind), "not-applicable",
        ]
        let handler = random.pick(choices + (mayStop ? ["error"] : []))
        if case .text("not-applicable") = handler { operand.mayNotApply = true }
        members.append(("whenMissing", handler))
        operand.mayMiss = false
      }
      if measure.operand.mayNotApply, !measure.operand.mayMiss, random.chance(30) {
        members.append(("whenNotApplicable", amount("0", operand.kind)))
        operand.mayNotApply = false
      }
      shapes.insert("total")
      let name = "total_\(index)\(suffix)"
      let total = Operand(
        text: name, kind: operand.kind, mayMiss: false, mayNotApply: operand.mayNotApply,
        isNotNegative: operand.isNotNegative)
      finish(name, [scope], members, total)
    }
  }

  mutating func makeGroupFormulas() {
    let own = made.filter { $0.scopes.contains("employee") && $0.operand.kind != "flag" }
    for index in 0..<random.number(0...2) {
      let measure = random.pick(own)
      let scope = random.pick(["team", "department", "company", "reports"])
      // A name of several grains means its parts inside a collector.
      if measure.scopes != ["employee"] && isOfParts(measure) { continue }
      let name =
        measure.scopes == ["employee"] && !isOfParts(measure)
        ? measure.name : "\(isOfParts(measure) ? word : "employee").\(measure.name)"
      let operand = measure.operand
      let edge = literal(random.pick(edges(operand.kind)), operand.kind)
      var (text, kind, used) = ("members()", "count", [Operand]())
      switch random.number(0...4) {
      case 0 where operand.kind != "count":
        (text, kind, used) = ("average(\(name))", operand.kind, [operand])
      case 1: (text, kind, used) = ("max(\(name))", operand.kind, [operand])
      case 2: (text, kind, used) = ("min(\(name))", operand.kind, [operand])
      case 3 where operand.isAlwaysThere: text = "how_many(\(name) >= \(edge))"
      default: break
      }
      shapes.insert(String(text.prefix { $0 != "(" }) + "()")
      let (handlers, passes) = handlers(used, literal: amount(edges(kind)[0], kind), kind: "none")
      let label = "group_\(index)\(suffix)"
      let members = heading("Group") + [("kind", .text(kind)), ("formula", .text(text))]
      finish(
        label, [scope], members + groupMembers([scope]) + handlers,
        Operand(
          text: label, kind: kind, mayMiss: false, mayNotApply: passes,
          isNotNegative: operand.isNotNegative))
    }
  }

  /// Whether a measure of this layer has the grain of the one below too.
  private func isOfParts(_ measure: MadeMeasure) -> Bool {
    lower.last?.made.contains { $0.name == measure.name } ?? false
  }
}
