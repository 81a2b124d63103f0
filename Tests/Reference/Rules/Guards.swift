extension Evaluation {
  /// A bonus within the limits of the guards that are to be applied, each a step of its own.
  func guarded(_ line: BonusLine, _ use: Use) throws -> BonusLine {
    let policy = try policy(in: use.period)
    var (total, steps) = (line.total, line.steps)
    for (name, definition) in policy.members("guards").sorted(by: { $0.key.comesBefore($1.key) })
    where definition["of"]?.text == use.name && definition.isTrue("apply") {
      if case .number(let number) = total {
        total = .number(try limited(number, definition, use))
        steps.append(("guard.\(name)", total))
      } else {
        steps.append(("guard.\(name)", steps.last?.value ?? total))
      }
    }
    return BonusLine(total: total, steps: steps)
  }

  private func limited(_ number: Fraction, _ definition: JSON, _ use: Use) throws -> Fraction {
    var number = number
    if let least = try limit(definition, "atLeast", use) { number = max(number, least) }
    if let most = try limit(definition, "atMost", use) { number = min(number, most) }
    return number
  }

  /// A guard's limit, rounded as the bonus is.
  private func limit(_ definition: JSON, _ key: String, _ use: Use) throws -> Fraction? {
    guard let json = definition[key] else { return nil }
    guard case .number(let limit) = try amount(json, use) else { return nil }
    let steps = try self.definition(of: use)["steps"]?.items ?? []
    let rule = try steps.last { $0["round"] != nil }?["round"]?.text.flatMap(Rounding.read)
    return try rule?.applied(to: limit) ?? limit
  }
}
