/// Holds an exact fraction of two 128-bit whole numbers in lowest terms; nothing here ever rounds.
///
/// Every amount, rate, score and count is one of these. Arithmetic throws ``ExactError`` instead of
/// wrapping or losing digits.
///
/// Rules copy values by the million, so a fraction is two words: numerator and denominator where both
/// fit them, as nearly all do, else what ``WideFraction`` makes of them.
@usableFromInline
package struct Exact: Hashable, Sendable {
  /// The numerator with the sign of the fraction, never the least number, which has no opposite; else
  /// one word of a wide fraction.
  @usableFromInline let upper: Int64
  /// The denominator; else the other word of a wide fraction, which is below zero.
  @usableFromInline let lower: Int64

  /// Zero.
  package static let zero = Exact(short: 0, 1)
  /// One.
  package static let one = Exact(short: 1, 1)

  /// Makes a whole number.
  @inlinable
  package init(_ whole: Int) {
    if whole == .min {
      self.init(lowest: Int128(whole), 1)
    } else {
      self.init(short: Int64(whole), 1)
    }
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
    if let above = Int64(exactly: numerator), let below = Int64(exactly: denominator), below > 0,
      above != .min
    {
      self.init(above, overShort: below)
      return
    }
    let by = Exact.greatestCommonDivisor(numerator, denominator)
    let (upper, lower) = (Exact.divided(numerator, by: by), Exact.divided(denominator, by: by))
    self.init(lowest: lower < 0 ? -upper : upper, lower < 0 ? -lower : lower)
  }

  /// Makes the fraction in lowest terms of numbers of one word: the first is not the least of them, the
  /// second is above zero.
  init(_ numerator: Int64, overShort denominator: Int64) {
    let by = Int64(Exact.small(numerator.magnitude, denominator.magnitude))
    self.init(short: Exact.divided(numerator, by: by), Exact.divided(denominator, by: by))
  }

  /// Makes a fraction of numbers that have nothing in common, the second above zero.
  @inlinable
  init(lowest numerator: Int128, _ denominator: Int128) {
    if let upper = Int64(exactly: numerator), let lower = Int64(exactly: denominator), upper != .min
    {
      self.init(short: upper, lower)
    } else {
      self = WideFraction.packed(numerator, denominator)
    }
  }

  /// Makes a fraction of numbers of one word that have nothing in common: the first is not the least of
  /// them, the second is above zero.
  @inlinable
  init(short upper: Int64, _ lower: Int64) {
    self.upper = upper
    self.lower = lower
  }

  /// The numerator, with the sign of the fraction.
  @inlinable
  package var numerator: Int128 { isShort ? Int128(upper) : WideFraction.numerator(of: self) }

  /// The denominator, always above zero.
  @inlinable
  package var denominator: Int128 { isShort ? Int128(lower) : WideFraction.denominator(of: self) }

  /// Whether the words are numerator and denominator.
  @inlinable
  var isShort: Bool { lower > 0 }

  /// Numerator and denominator, where both fit a word; the numerator can be turned.
  @inlinable
  package var short: (upper: Int64, lower: Int64)? { isShort ? (upper, lower) : nil }

  /// Says whether the fraction is zero.
  @inlinable
  package var isZero: Bool { upper == 0 && lower == 1 }
  /// Says whether the fraction is below zero.
  @inlinable
  package var isNegative: Bool { isShort ? upper < 0 : WideFraction.numerator(of: self) < 0 }
  /// Says whether the fraction is a whole number.
  @inlinable
  package var isWhole: Bool {
    lower == 1 || !isShort && WideFraction.denominator(of: self) == 1
  }

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
    if second == 1 { return 1 }
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
