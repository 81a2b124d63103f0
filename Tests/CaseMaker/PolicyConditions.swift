extension PolicyMaker {
  /// A condition for a person, and what it names.
  ///
  /// A guarded one is there whatever is absent; another leaves the absent names to a handler.
  mutating func condition(guarded: Bool) -> (text: String, open: [Operand])? {
    let choices = operands() + ofPlan
    guard !choices.isEmpty else { return nil }
    let operand = random.pick(choices)
    if operand.isAlwaysThere, random.chance(15) {
      let other = random.pick(choices.filter(\.isAlwaysThere))
      let sign = random.pick(["and", "or"])
      return ("\(comparison(operand)) \(sign) \(comparison(other))", [])
    }
    if operand.isAlwaysThere { return (comparison(operand), []) }
    // Only a name can be asked whether it is present.
    if !operand.isPlain { return guarded ? nil : (comparison(operand), [operand]) }
    guard guarded || random.chance(40) else { return (comparison(operand), [operand]) }
    switch random.number(0...5) {
    case 0 where operand.mayMiss: return ("\(operand.text) is missing", [])
    case 1 where operand.mayNotApply: return ("\(operand.text) is not_applicable", [])
    case 2: return ("\(operand.text) is not present", [])
    default: return ("\(operand.text) is present and \(comparison(operand))", [])
    }
  }

  private mutating func comparison(_ operand: Operand) -> String {
    if operand.kind == "flag" { return random.pick([operand.text, "not \(operand.text)"]) }
    if operand.isAlwaysThere, random.chance(8) { return "roster.role = '\(random.pick(roles))'" }
    let edge = literal(random.pick(edges(operand.kind)), operand.kind)
    let signs = [">=", ">", "<", "<=", "=", "<>"]
    return "\(operand.text) \(random.pick(signs)) \(edge)"
  }
}
