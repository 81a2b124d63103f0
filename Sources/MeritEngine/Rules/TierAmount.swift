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
    var pay = Exact.zero
    try visit(amount) { (slab) throws(EvaluationFault) in
      pay = try exactly { [pay] () throws(ExactError) in try pay + slab.pay }
    }
    return pay
  }

  /// What the scale pays on an amount, slab by slab.
  func slices(_ amount: Exact) throws(EvaluationFault) -> [Derivation.TierSlice] {
    var slices: [Derivation.TierSlice] = []
    try visit(amount) { (slab) throws(EvaluationFault) in
      slices.append(
        Derivation.TierSlice(from: slab.from, part: slab.part, rate: slab.rate, pay: slab.pay))
    }
    return slices
  }

  /// Goes through the slabs that an amount reaches, from the lowest up.
  private func visit(
    _ amount: Exact, _ take: (Slab) throws(EvaluationFault) -> Void
  ) throws(EvaluationFault) {
    switch scale.method {
    case .marginal: try marginal(amount, take)
    case .whole: try whole(amount, take)
    case .interpolated: try interpolated(amount, take)
    }
  }

  /// The place of the highest slab that an amount reaches.
  private func reached(by amount: Exact) -> Int? {
    var place = scale.rows.count - 1
    while place >= 0 {
      guard let edge = scale.rows[place].edge else { return place }
      if amount > edge || (amount == edge && scale.rows[place].isInclusive) { return place }
      place -= 1
    }
    return nil
  }

  private func marginal(
    _ amount: Exact, _ take: (Slab) throws(EvaluationFault) -> Void
  ) throws(EvaluationFault) {
    for (place, row) in scale.rows.enumerated() {
      let lower = row.edge ?? .zero
      let upper = place + 1 < scale.rows.count ? scale.rows[place + 1].edge : nil
      guard row.edge == nil || amount > lower, case .rate(let rate) = row.payment else { continue }
      let top = upper.map { min(amount, $0) } ?? amount
      let part = try exactly { () throws(ExactError) in try top - lower }
      let pay = try exactly { () throws(ExactError) in try part * rate }
      try take(Slab(from: lower, part: part, rate: rate, pay: pay))
    }
  }

  private func whole(
    _ amount: Exact, _ take: (Slab) throws(EvaluationFault) -> Void
  ) throws(EvaluationFault) {
    guard let place = reached(by: amount) else { return }
    let row = scale.rows[place]
    switch row.payment {
    case .sum(let pay):
      try take(Slab(from: row.edge ?? .zero, part: amount, rate: nil, pay: pay))
    case .rate(let rate):
      let pay = try exactly { () throws(ExactError) in try amount * rate }
      try take(Slab(from: row.edge ?? .zero, part: amount, rate: rate, pay: pay))
    }
  }

  private func interpolated(
    _ amount: Exact, _ take: (Slab) throws(EvaluationFault) -> Void
  ) throws(EvaluationFault) {
    guard let place = reached(by: amount),
      case .rate(let lowRate) = scale.rows[place].payment, let low = scale.rows[place].edge
    else { return }
    var rate = lowRate
    if place + 1 < scale.rows.count, case .rate(let highRate) = scale.rows[place + 1].payment,
      let high = scale.rows[place + 1].edge
    {
      rate = try exactly { () throws(ExactError) in
        let share = try (try amount - low) / (try high - low)
        return try lowRate + (try share * (try highRate - lowRate))
      }
    }
    let pay = try exactly { () throws(ExactError) in try amount * rate }
    try take(Slab(from: low, part: amount, rate: rate, pay: pay))
  }
}
