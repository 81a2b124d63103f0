/// Holds an exact fraction of two 128-bit whole numbers in lowest terms; nothing here ever rounds.
///
/// Every amount, rate, score and count is one of these. Arithmetic throws ``ExactError`` instead of
/// wrapping or losing digits.
package struct Exact: Hashable, Sendable {
  /// The numerator, with the sign of the fraction.
  package let numerator: Int128
  /// The denominator, always above zero.
  package let denominator: Int128

  /// Zero.
  package static let zero = Exact(lowest: 0, 1)
  /// One.
  package static let one = Exact(lowest: 1, 1)

  /// Makes a whole number.
  package init(_ whole: Int) {
    self.init(lowest: Int128(whole), 1)
  }

  /// Makes a whole number of 128 bits.
  package init(whole: Int128) {
    self.init(lowest: whole, 1)
  }

  /// Makes the fraction `numerator / denominator` in lowest terms.
  ///
  /// Throws `divisionByZero` for a denominator of zero, `overflow` where a sign cannot be turned.
  package init(_ numerator: Int128, over denominator: Int128) throws(ExactError) {
    guard denominator != 0 else { throw .divisionByZero }
    guard denominator != .min, numerator != .min else { throw .overflow }
    let by = Exact.greatestCommonDivisor(numerator, denominator)
    let (upper, lower) = (
      Exact.divided(numerator, by: by), Exact.divided(denominator, by: by)
    )
    self.init(lowest: lower < 0 ? -upper : upper, lower < 0 ? -lower : lower)
  }

  /// Makes a fraction of numbers that have nothing in common, the second above zero.
  @inlinable
  init(lowest numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Says whether the fraction is zero.
  @inlinable
  package var isZero: Bool { numerator == 0 }
  /// Says whether the fraction is below zero.
  @inlinable
  package var isNegative: Bool { numerator < 0 }
  /// Says whether the fraction is a whole number.
  @inlinable
  package var isWhole: Bool { denominator == 1 }

  /// Gives the greatest common divisor; the second argument is never zero here.
  static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
    if first == 1 || second == 1 { return 1 }
    let (one, other) = (first.magnitude, second.magnitude)
    if let larger = UInt64(exactly: one), let smaller = UInt64(exactly: other) {
      return Int128(small(larger, smaller))
    }
    var (larger, smaller) = (one, other)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return Int128(larger)
  }

  /// Gives the greatest common divisor by halves and differences, since dividing takes long.
  ///
  /// Why: J. Stein, "Computational problems associated with Racah algebra", 1967. One division comes
  /// before, because most numerators are much larger than denominators.
  static func small(_ first: UInt64, _ second: UInt64) -> UInt64 {
    if second == 0 { return first }
    let rest = first % second
    if rest == 0 { return second }
    let twos = (rest | second).trailingZeroBitCount
    var (one, other) = (rest.withoutTwos, second.withoutTwos)
    while one != other {
      (one, other) =
        one < other ? (one, (other &- one).withoutTwos) : (other, (one &- other).withoutTwos)
    }
    return one &<< UInt64(twos)
  }
}

extension UInt64 {
  /// The number, which is above zero, divided by two as often as that leaves no remainder.
  fileprivate var withoutTwos: UInt64 { self &>> UInt64(trailingZeroBitCount) }
}
