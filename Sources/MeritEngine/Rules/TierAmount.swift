import MeritModel
import MeritPolicy

/// The slices of one amount by a scale.
struct TierAmount {
  let scale: TierScale

  /// One slab's part of an amount.
  struct Slab {
    let from: Exact
    let part: Exact
    let rate: Exact?
    let pay: Exact
  }

  /// What the scale pays on an amount.
  func pay(_ amount: Exact) throws(EvaluationFault) -> Exact {
    if scale.method == .whole {
      guard let place = reached(by: amount) else { return .zero }
      return try payment(scale.slabs[place].payment, amount)
    }
    guard scale.method == .marginal else { return try only(amount)?.pay ?? .zero }
    var pay: Exact?
    for place in scale.slabs.indices {
      guard let slab = try marginal(amount, place) else { continue }
      pay = try exactly { [pay] () throws(ExactError) in
        if let pay { try pay + slab.pay } else { slab.pay }
      }
    }
    return pay ?? .zero
  }

  /// What the scale pays on an amount, slab by slab from the lowest up.
  func slices(_ amount: Exact) throws(EvaluationFault) -> [Derivation.TierSlice] {
    var slabs: [Slab] = []
    if scale.method == .marginal {
      for place in scale.slabs.indices {
        if let slab = try marginal(amount, place) { slabs.append(slab) }
      }
    } else if let slab = try only(amount) {
      slabs = [slab]
    }
    return slabs.map { slab in
      Derivation.TierSlice(from: slab.from, part: slab.part, rate: slab.rate, pay: slab.pay)
    }
  }

  /// The one slab that pays on the whole amount; nil below the lowest edge.
  private func only(_ amount: Exact) throws(EvaluationFault) -> Slab? {
    guard let place = reached(by: amount) else { return nil }
    return scale.method == .whole
      ? try whole(amount, scale.slabs[place]) : try interpolated(amount, place)
  }

  /// The place of the highest slab that an amount reaches.
  private func reached(by amount: Exact) -> Int? {
    var place = scale.slabs.count - 1
    while place >= 0 {
      guard let edge = scale.slabs[place].edge else { return place }
      if amount > edge || (amount == edge && scale.slabs[place].isInclusive) { return place }
      place -= 1
    }
    return nil
  }

  /// The part of the amount in one slab; nil where it does not reach the slab.
  private func marginal(_ amount: Exact, _ place: Int) throws(EvaluationFault) -> Slab? {
    let row = scale.slabs[place]
    let lower = row.edge ?? .zero
    let upper = place + 1 < scale.slabs.count ? scale.slabs[place + 1].edge : nil
    guard row.edge == nil || amount > lower, case .rate(let rate) = row.payment else { return nil }
    let top = upper.map { min(amount, $0) } ?? amount
    let part = try exactly { () throws(ExactError) in try top - lower }
    let pay = try exactly { () throws(ExactError) in try part * rate }
    return Slab(from: lower, part: part, rate: rate, pay: pay)
  }

  private func whole(_ amount: Exact, _ row: TierSlab) throws(EvaluationFault) -> Slab {
    let rate: Exact? = if case .rate(let rate) = row.payment { rate } else { nil }
    return Slab(
      from: row.edge ?? .zero, part: amount, rate: rate, pay: try payment(row.payment, amount))
  }

  /// What a slab pays on the whole amount.
  private func payment(_ payment: TierPayment, _ amount: Exact) throws(EvaluationFault) -> Exact {
    switch payment {
    case .sum(let pay): pay
    case .rate(let rate): try exactly { () throws(ExactError) in try amount * rate }
    }
  }

  private func interpolated(_ amount: Exact, _ place: Int) throws(EvaluationFault) -> Slab? {
    guard case .rate(let lowRate) = scale.slabs[place].payment, let low = scale.slabs[place].edge
    else { return nil }
    var rate = lowRate
    if place + 1 < scale.slabs.count, case .rate(let highRate) = scale.slabs[place + 1].payment,
      let high = scale.slabs[place + 1].edge
    {
      rate = try exactly { () throws(ExactError) in
        let share = try (try amount - low) / (try high - low)
        return try lowRate + (try share * (try highRate - lowRate))
      }
    }
    let pay = try exactly { () throws(ExactError) in try amount * rate }
    return Slab(from: low, part: amount, rate: rate, pay: pay)
  }
}
