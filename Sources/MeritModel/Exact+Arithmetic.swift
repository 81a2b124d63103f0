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

  /// The sum where everything on the way to it fits 64 bits, as amounts do; else nil.
  private static func shortSum(_ left: Exact, _ right: Exact) -> Exact? {
    guard let (upper, lower) = left.short, let (otherUpper, otherLower) = right.short else {
      return nil
    }
    if lower == 1, otherLower == 1 { return Exact(whole: left.numerator + right.numerator) }
    var (first, second, below) = (upper, otherUpper, lower)
    if lower != otherLower {
      let (one, oneFault) = upper.multipliedReportingOverflow(by: otherLower)
      let (other, otherFault) = otherUpper.multipliedReportingOverflow(by: lower)
      let (product, fault) = lower.multipliedReportingOverflow(by: otherLower)
      guard !oneFault, !otherFault, !fault else { return nil }
      (first, second, below) = (one, other, product)
    }
    let (sum, fault) = first.addingReportingOverflow(second)
    guard !fault else { return nil }
    if sum == 0 { return .zero }
    // A fraction in lowest terms stays so when a whole number is added.
    if lower == 1 || otherLower == 1 { return Exact(lowest: Int128(sum), Int128(below)) }
    let by = Int64(small(sum.magnitude, below.magnitude))
    return Exact(lowest: Int128(sum / by), Int128(below / by))
  }

  /// Both numbers, where they fit 64 bits and can be turned.
  private var short: (upper: Int64, lower: Int64)? {
    guard let upper = Int64(exactly: numerator), let lower = Int64(exactly: denominator),
      upper != .min
    else { return nil }
    return (upper, lower)
  }

  /// Subtracts the second fraction from the first.
  package static func - (left: Exact, right: Exact) throws(ExactError) -> Exact {
    try left + right.negated()
  }

  /// Multiplies two fractions.
  package static func * (left: Exact, right: Exact) throws(ExactError) -> Exact {
    if left.denominator == 1, right.denominator == 1 {
      return Exact(whole: try product(left.numerator, right.numerator))
    }
    let first = greatestCommonDivisor(left.numerator, right.denominator)
    let second = greatestCommonDivisor(right.numerator, left.denominator)
    // Both factors are in lowest terms, so the product is, once each numerator has nothing in common
    // with the other denominator.
    return Exact(
      lowest: try product(
        divided(left.numerator, by: first), divided(right.numerator, by: second)),
      try product(
        divided(left.denominator, by: second), divided(right.denominator, by: first)))
  }

  /// Divides the first fraction by the second; throws `divisionByZero` where that is zero.
  package static func / (left: Exact, right: Exact) throws(ExactError) -> Exact {
    guard !right.isZero else { throw .divisionByZero }
    guard right.numerator != .min else { throw .overflow }
    return try left
      * (right.isNegative
        ? Exact(lowest: -right.denominator, -right.numerator)
        : Exact(lowest: right.denominator, right.numerator))
  }

  /// Turns the sign.
  package func negated() throws(ExactError) -> Exact {
    Exact(lowest: try Exact.product(numerator, -1), denominator)
  }

  /// Divides without a remainder; most divisors are 1, and dividing 128 bits takes long.
  static func divided(_ number: Int128, by divisor: Int128) -> Int128 {
    if divisor == 1 { return number }
    if let short = Int64(exactly: number), let by = Int64(exactly: divisor) {
      return Int128(short / by)
    }
    return number / divisor
  }

  private static func product(_ left: Int128, _ right: Int128) throws(ExactError) -> Int128 {
    if let one = Int64(exactly: left), let other = Int64(exactly: right) {
      let (high, low) = one.multipliedFullWidth(by: other)
      return Int128(high) << 64 | Int128(low)
    }
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    guard !overflow, product != .min else { throw .overflow }
    return product
  }
}

extension Exact: Comparable {
  /// Compares without loss.
  @inlinable
  package static func < (left: Exact, right: Exact) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return isCrossProductLess(left, right)
  }

  /// Compares through the full 256-bit cross products.
  @usableFromInline
  static func isCrossProductLess(_ left: Exact, _ right: Exact) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    if let (upper, lower) = left.short, let (otherUpper, otherLower) = right.short {
      let first = upper.multipliedFullWidth(by: otherLower)
      let second = otherUpper.multipliedFullWidth(by: lower)
      return first.high != second.high ? first.high < second.high : first.low < second.low
    }
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return first.high != second.high ? first.high < second.high : first.low < second.low
  }

  // The standard library's own go through a witness, which costs as much as the comparison.

  /// Says whether both are the same number: both are in lowest terms.
  @inlinable
  package static func == (left: Exact, right: Exact) -> Bool {
    left.numerator == right.numerator && left.denominator == right.denominator
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
