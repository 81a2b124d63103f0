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
    let divisor = Exact.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    let by = Int128(divisor)
    self.init(lowest: sign * (numerator / by), sign * (denominator / by))
  }

  private init(lowest numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Says whether the fraction is zero.
  package var isZero: Bool { numerator == 0 }
  /// Says whether the fraction is below zero.
  package var isNegative: Bool { numerator < 0 }
  /// Says whether the fraction is a whole number.
  package var isWhole: Bool { denominator == 1 }

  /// Gives the greatest common divisor; the second argument is never zero here.
  static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    if first <= UInt128(UInt64.max), second <= UInt128(UInt64.max) {
      return UInt128(small(UInt64(first), UInt64(second)))
    }
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }

  private static func small(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
  }
}
