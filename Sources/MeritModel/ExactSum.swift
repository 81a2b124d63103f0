/// Adds up many fractions; brings them to lowest terms once, not after each.
///
/// Why: sums of thousands of amounts are most of what a month adds, and nearly all have cents.
package struct ExactSum {
  /// What was added so far, over a common denominator and not in lowest terms.
  private var upper: Int64 = 0
  private var lower: Int64 = 1
  /// What did not fit there.
  private var rest: Exact?

  /// Makes a sum of nothing.
  package init() {}

  /// Adds a fraction; throws where the sum fits no fraction.
  package mutating func add(_ number: Exact) throws(ExactError) {
    if addShort(number) { return }
    let large = try shortTotal + number
    (upper, lower) = (0, 1)
    rest = if let rest { try rest + large } else { large }
  }

  /// The sum in lowest terms.
  package func total() throws(ExactError) -> Exact {
    if let rest { try rest + shortTotal } else { shortTotal }
  }

  private var shortTotal: Exact {
    Exact(upper, overShort: lower)
  }

  /// Adds what fits 64 bits over a denominator of which one is a multiple of the other.
  private mutating func addShort(_ number: Exact) -> Bool {
    guard let (above, below) = number.short else { return false }
    if below == lower {
      let (sum, isTooLarge) = upper.addingReportingOverflow(above)
      if !isTooLarge, sum != .min { upper = sum }
      return !isTooLarge && sum != .min
    }
    if lower % below == 0 {
      let (part, isLarge) = above.multipliedReportingOverflow(by: lower / below)
      let (sum, isTooLarge) = upper.addingReportingOverflow(part)
      guard !isLarge, !isTooLarge, sum != .min else { return false }
      upper = sum
      return true
    }
    guard below % lower == 0 else { return false }
    let (known, isLarge) = upper.multipliedReportingOverflow(by: below / lower)
    let (sum, isTooLarge) = known.addingReportingOverflow(above)
    guard !isLarge, !isTooLarge, sum != .min else { return false }
    (upper, lower) = (sum, below)
    return true
  }
}
