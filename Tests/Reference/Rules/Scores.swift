extension Evaluation {
  func score(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    let value =
      try inapplicable(definition, use).map { try handled($0, by: definition, at: use) }
      ?? weighted(definition, use)
    return try policy(in: use.period).rounded(value, of: definition, kind: "points")
  }

  private func weighted(_ definition: JSON, _ use: Use) throws -> Value {
    var sum = Fraction.zero
    var left = Fraction.zero
    var dropped = false
    var noScore = false
    var absent: [Value] = []
    for line in definition["weights"]?.items ?? [] {
      let needed = try line.amount("needsPeriods") ?? .one
      let raw = try value(try line.needExpression("of"), in: use, needsPeriods: needed)
      let weight = try line.needAmount("weight")
      if handler(for: raw, in: line)?.text == "reweight" {
        dropped = true
        continue
      }
      if handler(for: raw, in: line)?.text == "no-score" {
        noScore = true
        continue
      }
      let value = try handled(raw, by: line, at: use)
      guard value.isPresent else {
        absent.append(value)
        continue
      }
      sum = sum + weight * (try value.needNumber())
      left = left + weight
    }
    if absent.contains(.missing) { return try handled(.missing, by: definition, at: use) }
    if noScore { return .notApplicable }
    if !absent.isEmpty { return try handled(.notApplicable, by: definition, at: use) }
    guard dropped else { return .number(sum) }
    let needed = try definition.amount("reweightNeeds") ?? .zero
    if left.isZero || left < needed {
      return try handled(.notApplicable, by: definition, at: use)
    }
    return .number(sum / left)
  }
}
