import MeritModel
import MeritPolicy
import Testing

@Suite struct DivisorNotZeroTests {
  private static let old = "\"ratio\": { \"of\": \"lost\", \"to\": \"deals\", \"whenZero\": 0 }"

  @Test(arguments: [
    // The measures are counts of rows, 0 without any; 1 added makes the divisor safe.
    Slip(
      code: .divisorMayBeZero, old: old, new: "\"formula\": \"«lost / deals»\"",
      says: "the divisor can be 0", mend: "\"formula\": \"lost / (deals + 1)\""),
    Slip(
      code: .divisorMayBeZero, old: "\"rowCheck\": \"amount >= 0 CNY\"",
      new: "\"rowCheck\": \"«10 CNY / amount < 50%»\"", says: "the divisor can be 0",
      mend: "\"rowCheck\": \"amount / 10 CNY < 50%\""),
  ])
  func `a divisor is provably not zero`(slip: Slip) throws {
    try slip.check()
  }
}
