extension Evaluation {
  /// The amount of tiers on the value of an expression.
  func tierAmount(_ name: String, on expression: String, _ use: Use) throws -> Value {
    let tiers = try policy.need("tiers", name)
    let on = try value(expression, in: use)
    guard on.isPresent else { return on }
    let ladder = TierLadder(json: tiers)
    switch tiers["basis"]?.text ?? "period" {
    case "period": return .number(try ladder.amount(on: try on.needNumber()))
    case "row":
      let amounts = try rowAmounts(expression, use)
      return .number(try amounts.reduce(.zero) { $0 + (try ladder.amount(on: $1)) })
    case let basis: throw ReferenceStop("the basis \(basis) is not computed here")
    }
  }

  /// The cells that a `sum` measure adds up.
  private func rowAmounts(_ name: String, _ use: Use) throws -> [Fraction] {
    let definition = try policy.need("measures", name)
    guard definition["sum"] != nil, let (_, table, column) = Evaluation.column(of: definition),
      let column, case .employee(let id) = use.subject
    else { throw ReferenceStop("the basis row needs a sum") }
    let scope = definition["for"]?.texts ?? ["employee"]
    let wanted = scope.contains("employee") ? "employee" : scope[0]
    guard let subject = try people(in: use.period).group(of: id, scope: wanted) else { return [] }
    let key = Use(section: "measures", name: name, subject: subject, period: use.period)
    return try rows(of: key, table: table).compactMap { $0.cells[column]?.number }
  }
}

/// The rows of tiers, from the lowest edge up.
struct TierLadder {
  let json: JSON

  func amount(on value: Fraction) throws -> Fraction {
    switch try json.needText("method") {
    case "marginal": return try marginal(value)
    case "whole":
      guard let row = try Bands(rows: json["rows"]?.items ?? []).find(value) else { return .zero }
      if row["pays"] != nil { return try row.needAmount("pays") }
      return value * (try row.needAmount("rate"))
    case "interpolated": return try interpolated(value)
    case let method: throw ReferenceStop("unknown method \(method)")
    }
  }

  private func slabs() throws -> [(edge: Fraction?, rate: Fraction)] {
    try (json["rows"]?.items ?? []).map { row in
      let key = row["above"] == nil ? "from" : "above"
      let edge = try row.need(key).isNull ? nil : try row.needAmount(key)
      return (edge, try row.needAmount("rate"))
    }.sorted { left, right in
      guard let second = right.edge else { return false }
      return left.edge.map { $0 < second } ?? true
    }
  }

  private func marginal(_ value: Fraction) throws -> Fraction {
    let slabs = try slabs()
    var sum = Fraction.zero
    for (index, slab) in slabs.enumerated() {
      let start = slab.edge ?? .zero
      let end = index + 1 < slabs.count ? slabs[index + 1].edge : nil
      if slab.edge != nil, value <= start { continue }
      sum = sum + (min(value, end ?? value) - start) * slab.rate
    }
    let clawsBack = slabs.contains { $0.edge == nil }
    return clawsBack ? sum : max(sum, .zero)
  }

  private func interpolated(_ value: Fraction) throws -> Fraction {
    let slabs = try slabs().map { (at: $0.edge ?? .zero, rate: $0.rate) }
    guard let first = slabs.first, let last = slabs.last, value >= first.at else { return .zero }
    for (left, right) in zip(slabs, slabs.dropFirst()) where value < right.at {
      let share = (value - left.at) / (right.at - left.at)
      return value * (left.rate + share * (right.rate - left.rate))
    }
    return value * last.rate
  }
}
