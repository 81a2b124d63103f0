package import MeritModel

/// The fixed denominator of a numeric column: each cell is a whole number of its parts.
package struct NumberScale: Sendable {
  /// The digits after the point that cells may have before they are kept apart as fractions.
  static let digits = 6

  /// The denominator.
  package let denominator: Int64
  /// The factor from a cell's digits to parts, by the number of digits after the point.
  let factors: [Int64]
  /// The parts of one second of a clock duration; 0 where the kind has none.
  let secondParts: Int64

  /// Millionths.
  static let plain = NumberScale()

  private init() {
    denominator = 1_000_000
    factors = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1]
    secondParts = 0
  }

  /// The scale of a kind, of cells that count a unit; nil where the unit does not fit the kind.
  package init?(_ kind: Kind, unit: String? = nil) {
    let (over, by): (Int64, Int64)
    switch (kind, unit) {
    case (_, nil), (.seconds, "seconds"), (.minutes, "minutes"): (over, by) = (1, 1)
    case (.seconds, "milliseconds"): (over, by) = (1, 1000)
    case (.seconds, "minutes"): (over, by) = (60, 1)
    case (.seconds, "hours"): (over, by) = (3600, 1)
    case (.minutes, "milliseconds"): (over, by) = (1, 60_000)
    case (.minutes, "seconds"): (over, by) = (1, 60)
    case (.minutes, "hours"): (over, by) = (60, 1)
    case (.percent, "percent"): (over, by) = (1, 100)
    default: return nil
    }
    let base: Int64 =
      switch kind {
      case .minutes: by == 60_000 ? 60_000 : 60
      case .percent: 100
      default: by
      }
    denominator = base * 1_000_000
    let one = over * (base / by)
    factors = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1].map { $0 * one }
    secondParts = kind == .minutes ? denominator / 60 : (kind == .seconds ? denominator : 0)
  }

  /// The number of a whole number of parts.
  package func exact(_ parts: Int128) throws(ExactError) -> Exact {
    try Exact(parts, over: Int128(denominator))
  }

  /// The parts of a number; nil where it is no whole number of parts of 62 bits.
  package func parts(_ number: Exact) -> Int64? {
    guard let scaled = try? number * Exact(Int(denominator)), scaled.isWhole,
      scaled.numerator.magnitude < 1 << 62
    else { return nil }
    return Int64(scaled.numerator)
  }

  /// The least whole number of parts that is no less than a number, bounded to 62 bits.
  package func partsAbove(_ number: Exact) -> Int64 {
    let down = partsBelow(number)
    return parts(number) == nil ? down + 1 : down
  }

  /// The greatest whole number of parts that is no more than a number, bounded to 62 bits.
  package func partsBelow(_ number: Exact) -> Int64 {
    let bound: Int64 = 1 << 62
    guard let scaled = try? number * Exact(Int(denominator)) else {
      return number.isNegative ? -bound : bound
    }
    let (quotient, rest) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let floor = rest < 0 ? quotient - 1 : quotient
    return Int64(max(Int128(-bound), min(Int128(bound), floor)))
  }
}
