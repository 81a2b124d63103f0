import MeritModel
import MeritPolicy
import Testing

@Suite struct LimitIsReachedTests {
  @Test(arguments: [
    // 0 to 900 times 0 % to 150 %, plus a commission of at least 0: never below 0.
    Slip(
      code: .limitNeverReached, old: "{ \"id\": \"pay\", \"round\"",
      new: "«{» \"id\": \"floor\", \"atLeast\": 0 },\n { \"id\": \"pay\", \"round\"",
      says: "the limit of the step `floor` is never reached",
      mend: "{ \"id\": \"floor\", \"atLeast\": \"1 CNY\" },\n { \"id\": \"pay\", \"round\""),
    // The base is at most 900.
    Slip(
      code: .limitNeverReached, old: "{ \"id\": \"factor\", \"times\"",
      new: "«{» \"id\": \"cap\", \"atMost\": \"900 CNY\" },\n { \"id\": \"factor\", \"times\"",
      says: "the limit of the step `cap` is never reached",
      mend: "{ \"id\": \"cap\", \"atMost\": \"899 CNY\" },\n { \"id\": \"factor\", \"times\""),
    Slip(
      code: .limitNeverReached,
      old: "{ \"id\": \"many_lost\", \"when\": \"lost >= 9\", \"atMost\": \"B\" }",
      new: "«{» \"id\": \"many_lost\", \"when\": \"lost >= 9\", \"atMost\": \"A\" }",
      says: "the exception `many_lost` limits nothing",
      mend: "{ \"id\": \"many_lost\", \"when\": \"lost >= 9\", \"atLeast\": \"B\" }"),
  ])
  func `a limit that never bites is told`(slip: Slip) throws {
    try slip.check()
  }
}
