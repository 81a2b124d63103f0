extension Exact {
  /// Adds two fractions.
  package static func + (left: Exact, right: Exact) throws(ExactError) -> Exact {
    if let sum = shortSum(left, right) { return sum }
    if left.denominator == right.denominator {
      let (sum, overflow) = left.numerator.addingReportingOverflow(right.numerator)
      // The least number of 128 bits has no opposite, so it counts as out of range.
      guard !overflow, sum != .min else { throw .overflow }
      return left.denominator == 1
        ? Exact(whole: sum) : try Exact(sum, over: left.denominator)
    }
    let shared = greatestCommonDivisor(left.denominator, right.denominator)
    let leftPart = try product(left.numerator, divided(right.denominator, by: shared))
    let rightPart = try product(right.numerator, divided(left.denominator, by: shared))
    let (sum, overflow) = leftPart.addingReportingOverflow(rightPart)
    guard !overflow, sum != .min else { throw .overflow }
    return try Exact(
      sum, over: try product(divided(left.denominator, by: shared), right.denominator))
  }

  /// The sum where everything on the way to it fits a word, as amounts do; else nil.
  private static func shortSum(_ left: Exact, _ right: Exact) -> Exact? {
    guard left.isShort, right.isShort else { return nil }
    if left.lower == right.lower {
      let (sum, fault) = left.upper.addingReportingOverflow(right.upper)
      guard !fault, sum != .min else { return nil }
      return Exact(sum, overShort: left.lower)
    }
    let (one, oneFault) = left.upper.multipliedReportingOverflow(by: right.lower)
    let (other, otherFault) = right.upper.multipliedReportingOverflow(by: left.lower)
    let (below, fault) = left.lower.multipliedReportingOverflow(by: right.lower)
    let (sum, sumFault) = one.addingReportingOverflow(other)
    guard !oneFault, !otherFault, !fault, !sumFault, sum != .min else { return nil }
    // A fraction in lowest terms stays so when a whole number is added.
    return left.lower == 1 || right.lower == 1
      ? Exact(short: sum, below) : Exact(sum, overShort: below)
  }

  /// Subtracts the second fraction from the first.
  package static func - (left: Exact, right: Exact) throws(ExactError) -> Exact {
    try left + right.negated()
  }

  /// Multiplies two fractions.
  package static func * (left: Exact, right: Exact) throws(ExactError) -> Exact {
    if let product = shortProduct(left, right) { return product }
    let (above, below) = (left.numerator, left.denominator)
    let (otherAbove, otherBelow) = (right.numerator, right.denominator)
    let first = greatestCommonDivisor(above, otherBelow)
    let second = greatestCommonDivisor(otherAbove, below)
    // Both factors are in lowest terms, so the product is, once each numerator has nothing in common
    // with the other denominator.
    return Exact(
      lowest: try product(divided(above, by: first), divided(otherAbove, by: second)),
      try product(divided(below, by: second), divided(otherBelow, by: first)))
  }

  /// The product where it fits words, as nearly all do; else nil.
  private static func shortProduct(_ left: Exact, _ right: Exact) -> Exact? {
    guard left.isShort, right.isShort else { return nil }
    let first = Int64(small(left.upper.magnitude, right.lower.magnitude))
    let second = Int64(small(right.upper.magnitude, left.lower.magnitude))
    let (above, fault) = divided(left.upper, by: first)
      .multipliedReportingOverflow(by: divided(right.upper, by: second))
    let (below, isTooSmall) = divided(left.lower, by: second)
      .multipliedReportingOverflow(by: divided(right.lower, by: first))
    return fault || isTooSmall || above == .min ? nil : Exact(short: above, below)
  }

  /// Divides the first fraction by the second; throws `divisionByZero` where that is zero.
  package static func / (left: Exact, right: Exact) throws(ExactError) -> Exact {
    guard !right.isZero else { throw .divisionByZero }
    if let (upper, lower) = right.short {
      return try left * (upper < 0 ? Exact(short: -lower, -upper) : Exact(short: lower, upper))
    }
    let (upper, lower) = (right.numerator, right.denominator)
    guard upper != .min else { throw .overflow }
    return try left * (upper < 0 ? Exact(lowest: -lower, -upper) : Exact(lowest: lower, upper))
  }

  /// Turns the sign.
  package func negated() throws(ExactError) -> Exact {
    if isShort { return Exact(short: -upper, lower) }
    return Exact(lowest: try Exact.product(numerator, -1), denominator)
  }

  /// Divides without a remainder; most divisors are 1, and dividing takes long.
  static func divided<Number: FixedWidthInteger>(_ number: Number, by divisor: Number) -> Number {
    divisor == 1 ? number : number / divisor
  }

  private static func product(_ left: Int128, _ right: Int128) throws(ExactError) -> Int128 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    guard !overflow, product != .min else { throw .overflow }
    return product
  }
}

extension Exact: Comparable {
  /// Compares without loss.
  @inlinable
  package static func < (left: Exact, right: Exact) -> Bool {
    guard left.isShort, right.isShort else { return isWideLess(left, right) }
    if left.lower == right.lower { return left.upper < right.upper }
    let first = left.upper.multipliedFullWidth(by: right.lower)
    let second = right.upper.multipliedFullWidth(by: left.lower)
    return first.high != second.high ? first.high < second.high : first.low < second.low
  }

  /// Compares through the full 256-bit cross products.
  @usableFromInline
  static func isWideLess(_ left: Exact, _ right: Exact) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return first.high != second.high ? first.high < second.high : first.low < second.low
  }

  // The standard library's own go through a witness, which costs as much as the comparison.

  /// Says whether both are the same number: each has one way to be written.
  @inlinable
  package static func == (left: Exact, right: Exact) -> Bool {
    left.upper == right.upper && left.lower == right.lower
  }

  /// Says whether the first is greater.
  @inlinable
  package static func > (left: Exact, right: Exact) -> Bool { right < left }
  /// Says whether the first is not greater.
  @inlinable
  package static func <= (left: Exact, right: Exact) -> Bool { !(right < left) }
  /// Says whether the first is not less.
  @inlinable
  package static func >= (left: Exact, right: Exact) -> Bool { !(left < right) }
}
