/// Says why an exact calculation has no result.
package enum ExactError: Error, Hashable, Sendable {
  /// The numerator or denominator left the range of 128 bits.
  case overflow
  /// The divisor was zero.
  case divisionByZero
}
