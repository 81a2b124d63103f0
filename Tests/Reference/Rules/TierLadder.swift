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
    case "interpolated": return value * (try interpolatedRate(value))
    case let method: throw ReferenceStop("unknown method \(method)")
    }
  }

  /// The rate that an amount reaches, for the methods that apply one rate to the whole of it.
  func rate(at value: Fraction) throws -> Fraction {
    if try json.needText("method") == "interpolated" { return try interpolatedRate(value) }
    let row = try Bands(rows: json["rows"]?.items ?? []).find(value)
    return try row?.needAmount("rate") ?? .zero
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

  private func interpolatedRate(_ value: Fraction) throws -> Fraction {
    let slabs = try slabs().map { (at: $0.edge ?? .zero, rate: $0.rate) }
    guard let first = slabs.first, let last = slabs.last, value >= first.at else { return .zero }
    for (left, right) in zip(slabs, slabs.dropFirst()) where value < right.at {
      let share = (value - left.at) / (right.at - left.at)
      return left.rate + share * (right.rate - left.rate)
    }
    return last.rate
  }
}
