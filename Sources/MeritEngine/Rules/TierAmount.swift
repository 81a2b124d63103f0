import MeritModel
import MeritPolicy

/// The slices of one amount by a scale.
struct TierAmount {
  let scale: TierScale

  /// What the scale pays on an amount, slab by slab.
  func slices(_ amount: Exact) throws(EvaluationFault) -> [Derivation.TierSlice] {
    switch scale.method {
    case .marginal: return try marginal(amount)
    case .whole: return try whole(amount)
    case .interpolated: return try interpolated(amount)
    }
  }

  private func isReached(_ row: TierRow, _ amount: Exact) -> Bool {
    guard let edge = row.edge else { return true }
    return row.isInclusive ? amount >= edge : amount > edge
  }

  private func marginal(_ amount: Exact) throws(EvaluationFault) -> [Derivation.TierSlice] {
    var slices: [Derivation.TierSlice] = []
    for (place, row) in scale.rows.enumerated() {
      let lower = row.edge ?? .zero
      let upper = place + 1 < scale.rows.count ? scale.rows[place + 1].edge : nil
      guard row.edge == nil || amount > lower, case .rate(let rate) = row.payment else { continue }
      let top = upper.map { min(amount, $0) } ?? amount
      let part = try exactly { () throws(ExactError) in try top - lower }
      let pay = try exactly { () throws(ExactError) in try part * rate }
      slices.append(Derivation.TierSlice(from: lower, part: part, rate: rate, pay: pay))
    }
    return slices
  }

  private func whole(_ amount: Exact) throws(EvaluationFault) -> [Derivation.TierSlice] {
    guard let row = scale.rows.last(where: { isReached($0, amount) }) else { return [] }
    switch row.payment {
    case .sum(let pay):
      return [Derivation.TierSlice(from: row.edge ?? .zero, part: amount, rate: nil, pay: pay)]
    case .rate(let rate):
      let pay = try exactly { () throws(ExactError) in try amount * rate }
      return [Derivation.TierSlice(from: row.edge ?? .zero, part: amount, rate: rate, pay: pay)]
    }
  }

  private func interpolated(_ amount: Exact) throws(EvaluationFault) -> [Derivation.TierSlice] {
    guard let place = scale.rows.lastIndex(where: { isReached($0, amount) }),
      case .rate(let lowRate) = scale.rows[place].payment, let low = scale.rows[place].edge
    else { return [] }
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
    return [Derivation.TierSlice(from: low, part: amount, rate: rate, pay: pay)]
  }
}
