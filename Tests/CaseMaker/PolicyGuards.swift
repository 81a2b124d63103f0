extension PolicyMaker {
  /// A limit of the law for a bonus, at times; it is applied or only told.
  mutating func guardBonus(_ bonus: String) {
    guard use(.guards, in: 20, as: "guards") else { return }
    var members: [(String, Node)] = [
      ("label", "Limit"), ("source", "§9"), ("of", .text(bonus)),
    ]
    let limits = ["300.125 CNY", "cap", "cap * 33%", "all_sales\(suffix) * 10%"]
    if random.chance(70) { members.append(("atLeast", .text(random.pick(limits)))) }
    if members.count == 3 || random.chance(30) {
      members.append(("atMost", .text(random.pick(["1000 CNY", "cap * 2"]))))
    }
    let isApplied = random.chance(70)
    if isApplied { shapes.insert("guards applied") }
    members.append(("apply", .flag(isApplied)))
    add("guards", "limit_\(count("guards"))", members)
  }

  /// Conditions that hold for the company or for each group.
  mutating func makeChecks(_ made: [MadeMeasure]) {
    guard use(.groupChecks, in: 25, as: "checks for groups") else { return }
    let scope = random.pick(["team", "department", "company"])
    let names = made.filter { $0.scopes.contains(scope) && $0.operand.isAlwaysThere }
      .filter { $0.operand.kind != "flag" }
    guard let measure = names.isEmpty ? nil : random.pick(names) else { return }
    let edge = literal(random.pick(edges(measure.operand.kind)), measure.operand.kind)
    checks.append(
      .object([
        ("id", "group_check"), ("for", .text(scope)),
        ("assert", .text("\(measure.name) <= \(edge)")),
        ("otherwise", .text(random.pick(["warning", "warning", "error"]))),
      ]))
  }
}
