import MeritModel

/// Splits a whole into parts of a unit without losing any of it.
enum Shares {
  /// Splits an amount in proportion to weights above or equal to zero; their sum is above zero.
  ///
  /// Every share is floored to the unit; the units left go to the largest remainders, one each, ties
  /// to the first in the list.
  static func split(
    _ amount: Exact, by weights: [Exact], unit: Exact
  ) throws(ExactError) -> [Exact] {
    var sum = Exact.zero
    for weight in weights { sum = try sum + weight }
    let floor = Rounding(step: unit, mode: .floor)
    var shares: [Exact] = []
    var remainders: [Exact] = []
    var left = amount
    for weight in weights {
      let exact = try (try amount * weight) / sum
      let floored = try floor(exact)
      shares.append(floored)
      remainders.append(try exact - floored)
      left = try left - floored
    }
    let order = weights.indices.sorted { one, other in
      remainders[one] == remainders[other] ? one < other : remainders[one] > remainders[other]
    }
    var place = 0
    while left >= unit {
      shares[order[place % order.count]] = try shares[order[place % order.count]] + unit
      left = try left - unit
      place += 1
    }
    return shares
  }

  /// The seats of each grade in a group of `count`, by largest remainder.
  static func seats(_ count: Int, _ shares: [Exact]) throws(ExactError) -> [Int] {
    try split(Exact(count), by: shares, unit: .one).map { Int(clamping: $0.numerator) }
  }
}
