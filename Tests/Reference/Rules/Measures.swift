extension Evaluation {
  func measure(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    let policy = try policy(in: use.period)
    let kind = definition["kind"]?.text ?? "choice"
    let value = try unrounded(use, definition)
    let rounded = try policy.rounded(value, of: definition, kind: kind)
    if let text = definition["range"]?.text, case .number(let number) = rounded,
      !(try AmountRange.read(text).contains(number))
    {
      // A value that no plan reaches stays as it is.
      _ = try fault("\(number) is outside its range \(text)", at: use)
    }
    return rounded
  }

  private func unrounded(_ use: Use, _ definition: JSON) throws -> Value {
    if let state = try inapplicable(definition, use) {
      return try handled(state, by: definition, at: use)
    }
    if let formula = definition["formula"]?.text {
      return try handled(try value(formula, in: use), by: definition, at: use)
    }
    if let ratio = definition["ratio"] { return try self.ratio(ratio, definition, use) }
    if let name = definition["total"]?.text { return try total(of: name, definition, use) }
    return try overRows(use, definition)
  }

  private func ratio(_ ratio: JSON, _ definition: JSON, _ use: Use) throws -> Value {
    let of = try value(try ratio.needExpression("of"), in: use)
    let to = try value(try ratio.needExpression("to"), in: use)
    if let absence = Value.absence(of: [of, to]) {
      return try handled(absence, by: definition, at: use)
    }
    let (top, bottom) = (try of.needNumber(), try to.needNumber())
    guard bottom.isZero else { return .number(top / bottom) }
    return try result(of: try ratio.need("whenZero"), instead: .missing, at: use)
  }

  private func total(of name: String, _ definition: JSON, _ use: Use) throws -> Value {
    let expression = try read(name)
    let members = try people(in: use.period).members(of: use.subject, for: definition)
    let scene = try DefinitionScene(evaluation: self, use: use)
    let values = try members.map { id in
      try handled(value(of: expression, in: scene.of(.employee(id))), by: definition, at: use)
    }
    let sum = try Collector.value("total", of: values)
    return sum == .notApplicable ? try handled(sum, by: definition, at: use) : sum
  }
}
