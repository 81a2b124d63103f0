extension Exact {
  /// Adds two fractions.
  package static func + (left: Exact, right: Exact) throws(ExactError) -> Exact {
    if left.denominator == right.denominator {
      let (sum, overflow) = left.numerator.addingReportingOverflow(right.numerator)
      // The least number of 128 bits has no opposite, so it counts as out of range.
      guard !overflow, sum != .min else { throw .overflow }
      return left.denominator == 1
        ? Exact(whole: sum) : try Exact(sum, over: left.denominator)
    }
    let shared = Int128(
      greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude))
    let leftPart = try product(left.numerator, right.denominator / shared)
    let rightPart = try product(right.numerator, left.denominator / shared)
    let (sum, overflow) = leftPart.addingReportingOverflow(rightPart)
    guard !overflow else { throw .overflow }
    return try Exact(sum, over: try product(left.denominator / shared, right.denominator))
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
    let first = Int128(greatestCommonDivisor(left.numerator.magnitude, right.denominator.magnitude))
    let second = Int128(
      greatestCommonDivisor(right.numerator.magnitude, left.denominator.magnitude))
    return try Exact(
      try product(left.numerator / first, right.numerator / second),
      over: try product(left.denominator / second, right.denominator / first))
  }

  /// Divides the first fraction by the second; throws `divisionByZero` where that is zero.
  package static func / (left: Exact, right: Exact) throws(ExactError) -> Exact {
    guard !right.isZero else { throw .divisionByZero }
    return try left * (try Exact(right.denominator, over: right.numerator))
  }

  /// Turns the sign.
  package func negated() throws(ExactError) -> Exact {
    try Exact(try Exact.product(numerator, -1), over: denominator)
  }

  private static func product(_ left: Int128, _ right: Int128) throws(ExactError) -> Int128 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    guard !overflow, product != .min else { throw .overflow }
    return product
  }
}

extension Exact: Comparable {
  /// Compares without loss, through the full 256-bit cross products.
  package static func < (left: Exact, right: Exact) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return first.high != second.high ? first.high < second.high : first.low < second.low
  }
}
