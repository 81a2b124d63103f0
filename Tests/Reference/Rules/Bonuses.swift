/// A bonus with the running value after each of its steps.
struct BonusLine {
  let total: Value
  let steps: [(id: String, value: Value)]
}

extension Evaluation {
  /// A bonus with its steps, computed once.
  func bonus(_ use: Use) throws -> BonusLine {
    if let known = bonuses[use] { return known }
    let line = try guarded(try computeBonus(use), use)
    bonuses[use] = line
    return line
  }

  private func computeBonus(_ use: Use) throws -> BonusLine {
    let definition = try definition(of: use)
    let steps = definition["steps"]?.items ?? []
    let ids = try steps.map { try $0.needText("id") }
    if try leavesWithout(use) {
      return BonusLine(total: .notApplicable, steps: ids.map { ($0, .notApplicable) })
    }
    if let state = try inapplicable(definition, use) {
      return try absent(state, ids, definition, use)
    }
    var operands: [Value] = []
    var noBonus = false
    for step in steps {
      let (operand, final) = try handledOperand(step, use)
      operands.append(operand)
      noBonus = noBonus || final
    }
    guard let absence = Value.absence(of: operands) else {
      let values = try run(steps, operands)
      return BonusLine(total: values.last ?? .notApplicable, steps: Array(zip(ids, values)))
    }
    if noBonus, absence == .notApplicable {
      return BonusLine(total: absence, steps: ids.map { ($0, absence) })
    }
    return try absent(absence, ids, definition, use)
  }

  private func absent(
    _ absence: Value, _ ids: [String], _ definition: JSON, _ use: Use
  ) throws -> BonusLine {
    let total = try handled(absence, by: definition, at: use)
    let state = total.isPresent ? absence : total
    return BonusLine(total: total, steps: ids.map { ($0, state) })
  }

  /// The operand of a step, and whether its handler said that there is no bonus.
  private func handledOperand(_ step: JSON, _ use: Use) throws -> (Value, Bool) {
    if step["round"] != nil { return (.flag(true), false) }
    if step["onlyIf"] != nil { return (try condition(step, "onlyIf", use), false) }
    let operand = try operand(of: step, use)
    let final = handler(for: operand, in: step)?.text == "no-bonus"
    return (try handled(operand, by: step, at: use), final)
  }

  private func operand(of step: JSON, _ use: Use) throws -> Value {
    if step["prorate"] != nil { return .number(try daysInPlan(use)) }
    let shapes = ["start", "plus", "minus", "times", "atMost", "atLeast"]
    guard let shape = shapes.first(where: { step[$0] != nil }), let json = step[shape] else {
      throw ReferenceStop("an unknown step in \(use.name)")
    }
    return try amount(json, use)
  }

  /// The value of a table, of tiers, or of an expression.
  func amount(_ json: JSON, _ use: Use) throws -> Value {
    if let table = json["table"]?.text { return try tableValue(table, use) }
    if json["tiers"] != nil { return try tierAmount(json, use) }
    switch json {
    case .string(let text), .number(let text): return try value(text, in: use)
    default: throw ReferenceStop("an unreadable operand in \(use.name)")
    }
  }

  private func run(_ steps: [JSON], _ operands: [Value]) throws -> [Value] {
    var running = Fraction.zero
    var values: [Value] = []
    for (step, operand) in zip(steps, operands) {
      running = try after(step, operand, running)
      values.append(.number(running))
    }
    return values
  }

  private func after(_ step: JSON, _ operand: Value, _ running: Fraction) throws -> Fraction {
    if let text = step["round"]?.text {
      return try Rounding.read(text)?.applied(to: running) ?? running
    }
    if step["onlyIf"] != nil {
      return try operand.needFlag() ? running : running * step.needAmount("otherwiseKeep")
    }
    let number = try operand.needNumber()
    if step["start"] != nil { return number }
    if step["plus"] != nil { return running + number }
    if step["minus"] != nil { return running - number }
    if step["atMost"] != nil { return min(running, number) }
    if step["atLeast"] != nil { return max(running, number) }
    return running * number
  }
}
