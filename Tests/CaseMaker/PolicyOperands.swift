extension PolicyMaker {
  /// What a rule for a person may name.
  func operands() -> [Operand] {
    made.flatMap { measure -> [Operand] in
      if measure.scopes.contains("employee") {
        let own = measure.operand
        guard measure.scopes.contains("team") else { return [own] }
        return [own, seen(measure, "team", as: "team.\(measure.name)")]
      }
      guard measure.scopes.count == 1 else { return [] }
      return [seen(measure, measure.scopes[0], as: measure.name)]
    }
  }

  private func seen(_ measure: MadeMeasure, _ scope: String, as text: String) -> Operand {
    let own = measure.operand
    let isNamed = scope == "team" || scope == "department"
    let mayLackGroup = isNamed ? teamMayBeEmpty : scope != "company"
    return Operand(
      text: text, kind: own.kind, mayMiss: own.mayMiss,
      mayNotApply: own.mayNotApply || mayLackGroup, isNotNegative: own.isNotNegative,
      isPositive: own.isPositive)
  }

  /// Whether handlers give a value where something does not apply.
  func replacesNotApplicable(_ handlers: [(String, Node)]) -> Bool {
    handlers.contains { name, handler in
      guard name == "whenNotApplicable" else { return false }
      if case .text("pass-on") = handler { return false }
      return true
    }
  }

  /// The handlers that absent inputs need, and what may still be absent behind them.
  mutating func handlers(
    _ inputs: [Operand], literal: Node, kind: String, passOn: String = "pass-on"
  ) -> (members: [(String, Node)], mayNotApply: Bool) {
    var members: [(String, Node)] = []
    var mayNotApply = false
    let literal = otherExpression(kind) ?? literal
    if inputs.contains(where: \.mayMiss) {
      let choices: [Node] = [literal, "not-applicable", literal, "not-applicable"]
      let handler = random.pick(choices + (mayStop ? ["error"] : []))
      if case .text("not-applicable") = handler { mayNotApply = true }
      if case .text("error") = handler { shapes.insert("error handler") }
      members.append(("whenMissing", handler))
    }
    if inputs.contains(where: \.mayNotApply) {
      let handler = random.chance(55) ? Node.text(passOn) : literal
      if case .text(passOn) = handler { mayNotApply = true }
      members.append(("whenNotApplicable", handler))
    }
    return (members, mayNotApply)
  }

  /// A handler that names another value of the kind, at times; never one below zero, so that the
  /// definition's own sign stays known.
  private mutating func otherExpression(_ kind: String) -> Node? {
    let choices = operands(kind).filter { $0.isAlwaysThere && $0.isNotNegative }
    guard !choices.isEmpty, use(.useHandlers, in: 15, as: "use handler") else { return nil }
    return .object([("use", .text(random.pick(choices).text))])
  }

  /// A condition under which a definition applies at all, at times, and what it adds to the inputs.
  mutating func applicability() -> (members: [(String, Node)], inputs: [Operand]) {
    guard has(.appliesWhen), random.chance(8), let (text, _) = condition(guarded: true) else {
      return ([], [])
    }
    shapes.insert("appliesWhen")
    let state = Operand(
      text: text, kind: "flag", mayMiss: false, mayNotApply: true, isNotNegative: false)
    return ([("appliesWhen", .text(text))], [state])
  }
}
