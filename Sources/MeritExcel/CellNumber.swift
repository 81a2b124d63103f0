package import MeritModel

/// The one place where an exact number becomes a binary one.
package enum CellNumber {
  /// The nearest binary number, from the decimal text; nil where a cell could not hold it exactly
  /// enough: more than 15 digits before the point.
  package static func nearest(_ number: Exact) -> Double? {
    let text = number.fixedText(places: places(number))
    guard text.split(separator: ".")[0].count <= 16, let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }

  /// A short decimal, or a quotient of two whole numbers that a cell can hold: `=37/412`.
  package static func quotient(_ number: Exact) -> String? {
    guard number.decimalDigits.map({ $0 > 12 }) ?? true else { return nil }
    let bound: Int128 = 1_000_000_000_000_000
    guard number.numerator.magnitude < bound.magnitude, number.denominator < bound else {
      return nil
    }
    return "=\(number.numerator)/\(number.denominator)"
  }

  private static func places(_ number: Exact) -> Int {
    min(number.decimalDigits ?? 20, 20)
  }
}
