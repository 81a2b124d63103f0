extension Evaluation {
  func indicator(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    let value =
      try inapplicable(definition, use).map { try handled($0, by: definition, at: use) }
      ?? indicatorValue(definition, use)
    return try policy(in: use.period).rounded(value, of: definition, kind: "points")
  }

  private func indicatorValue(_ definition: JSON, _ use: Use) throws -> Value {
    if let attainment = definition["attainment"] {
      return try self.attainment(attainment, definition, use)
    }
    if let deductions = definition["deductions"] {
      let value = try self.deductions(deductions, use)
      return try handled(value, by: definition, at: use)
    }
    guard let shape = definition["bands"] ?? definition["curve"] else {
      throw ReferenceStop("\(use.name) has a shape that is not computed here")
    }
    let of = try value(try shape.needExpression("of"), in: use)
    guard of.isPresent else { return try handled(of, by: definition, at: use) }
    let number = try of.needNumber()
    if definition["curve"] != nil { return .number(try curve(shape, at: number)) }
    return .number(try Bands(rows: shape["rows"]?.items ?? []).row(at: number).needAmount("is"))
  }

  private func attainment(_ shape: JSON, _ definition: JSON, _ use: Use) throws -> Value {
    let actual = try value(try shape.needExpression("actual"), in: use)
    let target = try value(try shape.needExpression("target"), in: use)
    if let absence = Value.absence(of: [actual, target]) {
      return try handled(absence, by: definition, at: use)
    }
    guard try target.needNumber() > .zero else {
      let handler = shape["whenZero"] ?? definition["whenZero"] ?? .string("error")
      return try result(of: handler, instead: .missing, at: use)
    }
    var ratio = try actual.needNumber() / target.needNumber()
    if let most = try shape.amount("atMost") { ratio = min(ratio, most) }
    if let least = try shape.amount("atLeast") { ratio = max(ratio, least) }
    return .number(ratio * (try definition.needAmount("worth")))
  }

  /// On the straight line between the two points around the value, flat outside.
  private func curve(_ shape: JSON, at value: Fraction) throws -> Fraction {
    let points = try (shape["through"]?.items ?? []).map {
      (at: try $0.needAmount("at"), height: try $0.needAmount("is"))
    }.sorted { $0.at < $1.at }
    guard let first = points.first, let last = points.last else {
      throw ReferenceStop("a curve without points")
    }
    if value <= first.at { return first.height }
    for (left, right) in zip(points, points.dropFirst()) where value <= right.at {
      let share = (value - left.at) / (right.at - left.at)
      return left.height + share * (right.height - left.height)
    }
    return last.height
  }

  private func deductions(_ shape: JSON, _ use: Use) throws -> Value {
    var result = try shape.needAmount("startAt")
    var absent: [Value] = []
    for line in shape["lines"]?.items ?? [] {
      let each = try handled(try value(try line.needExpression("each"), in: use), by: line, at: use)
      guard each.isPresent else {
        absent.append(each)
        continue
      }
      var cost = try each.needNumber() * line.needAmount("costs")
      if let most = try line.amount("atMost") { cost = min(cost, most) }
      result = result - cost
    }
    if let absence = Value.absence(of: absent) { return absence }
    if let least = try shape.amount("atLeast") { result = max(result, least) }
    return .number(result)
  }
}
