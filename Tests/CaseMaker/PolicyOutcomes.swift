extension PolicyMaker {
  mutating func makeOutcomes(_ grade: MadeJudgement?) -> [String] {
    var names: [String] = []
    if random.chance(40) { names.append(checklist()) }
    if random.chance(40) { names.append(assignment()) }
    if let grade, random.chance(35) { names.append(position(grade)) }
    return names
  }

  private mutating func finish(_ kind: String, _ members: [(String, Node)]) -> String {
    shapes.insert("outcome " + kind)
    let name = "\(kind)_\(count("outcomes"))"
    let (applies, state) = applicability()
    var members = members
    if !state.isEmpty, !members.contains(where: { $0.0 == "whenNotGraded" }) {
      members.append(("whenNotApplicable", kind == "position" ? "none" : "pass-on"))
    }
    add("outcomes", name, heading(name) + members + applies)
    return name
  }

  private mutating func checklist() -> String {
    var members: [(String, Node)] = [("requires", .list(needs("need")))]
    if use(.anyOf, in: 25, as: "anyOf") { members.append(("anyOf", .list(needs("either")))) }
    return finish("promotion", members)
  }

  private var anyCondition: (text: String, open: [Operand]) { ("all_deals\(suffix) >= 1", []) }

  private mutating func needs(_ label: String) -> [Node] {
    (0..<random.number(1...3)).map { index in
      let (text, open) = condition(guarded: random.chance(50)) ?? anyCondition
      var line: [(String, Node)] = [("id", "\(label)_\(index)"), ("check", .text(text))]
      if open.contains(where: \.mayMiss) { line.append(("whenMissing", "fail")) }
      if open.contains(where: \.mayNotApply) { line.append(("whenNotApplicable", "fail")) }
      return .object(line)
    }
  }

  private mutating func assignment() -> String {
    let ids = random.shuffled(["selling", "calls_basic", "calls", "care"])
    let lines: [Node] = (0..<random.number(1...4)).map { index in
      let (text, open) = condition(guarded: false) ?? anyCondition
      var line: [(String, Node)] = [("id", .text(ids[index])), ("when", .text(text))]
      if open.contains(where: \.mayMiss) { line.append(("whenMissing", "no")) }
      if open.contains(where: \.mayNotApply) { line.append(("whenNotApplicable", "no")) }
      return .object(line)
    }
    return finish("training", [("assign", .list(lines))])
  }

  private mutating func position(_ grade: MadeJudgement) -> String {
    let name = "post_\(count("tables"))"
    let gives = ["up", "keep", "none"]
    let rows = gradeNames.enumerated().map { index, grade in
      Node.object([("grade", .text(grade)), ("is", .text(gives[min(index, 2)]))])
    }
    add(
      "tables", name,
      [
        ("label", "Post"), ("source", "§8"), ("gives", .texts(Array(gives.prefix(rows.count)))),
        ("inputs", .object([("grade", .text("\(word).grade"))])), ("rows", .list(rows)),
      ])
    var members: [(String, Node)] = [("table", .text(name))]
    if grade.mayNotApply { members.append(("whenNotGraded", "none")) }
    return finish("position", members)
  }
}
