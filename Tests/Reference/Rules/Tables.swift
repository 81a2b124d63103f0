extension Evaluation {
  /// The single row of a decision table that the inputs meet.
  func tableValue(_ name: String, _ use: Use) throws -> Value {
    let table = try policy(in: use.period).need("tables", name)
    var inputs: [(name: String, value: Value)] = []
    for (column, expression) in table["inputs"]?.members ?? [] {
      inputs.append((column, try value(expression.text ?? "", in: use)))
    }
    if let absence = Value.absence(of: inputs.map(\.value)) { return absence }
    let hits = try (table["rows"]?.items ?? []).filter { row in
      try inputs.allSatisfy { try TableCell(json: try row.need($0.name)).holds($0.value) }
    }
    guard hits.count == 1 else {
      throw ReferenceStop("\(hits.count) rows of the table \(name) are met")
    }
    let result = try hits[0].need("is")
    if table["gives"]?.text == nil { return .text(result.text ?? "") }
    guard let amount = Amount.read(result) else { throw ReferenceStop("unreadable table value") }
    return .number(amount)
  }
}

/// A cell of a decision table: a value, a list, an interval, or `any`.
struct TableCell {
  let json: JSON

  func holds(_ value: Value) throws -> Bool {
    switch json {
    case .string("any"): return true
    case .array(let items): return try items.contains { try TableCell(json: $0).holds(value) }
    case .object: return try isInside(try value.needNumber())
    case .bool(let flag): return value == .flag(flag)
    case .number, .string:
      if case .number(let number) = value { return Amount.read(json) == number }
      return value.text == json.text
    case .null: throw ReferenceStop("an empty table cell")
    }
  }

  private func isInside(_ value: Fraction) throws -> Bool {
    if let edge = try json.amount("from"), value < edge { return false }
    if let edge = try json.amount("above"), value <= edge { return false }
    if let edge = try json.amount("below"), value >= edge { return false }
    if let edge = try json.amount("upTo"), value > edge { return false }
    return true
  }
}
