import MeritModel
import MeritPolicy
import Testing

@Suite struct TiersFitTheirUseTests {
  @Test(arguments: [
    Slip(
      code: .rowsOutOfOrder,
      old:
        "\"commission\": { \"method\": \"marginal\", \"rows\": [\n      { \"from\": 0, \"rate\": \"3%\" }, { \"from\": 1000,",
      new:
        "\"commission\": «{» \"method\": \"marginal\", \"rows\": [\n { \"from\": null, \"rate\": \"3%\" }, { \"from\": 0,",
      says: "the next edge must be above 0",
      mend:
        "\"commission\": { \"method\": \"marginal\", \"rows\": [\n { \"from\": null, \"rate\": \"3%\" }, { \"from\": 1,"
    )
  ])
  func `a slab below zero counts from zero`(slip: Slip) throws {
    try slip.check()
  }

  @Test func `tiers on each row need the rows of a sum`() throws {
    let byRow = try #require(
      SmallPolicy.with("\"method\": \"marginal\",", "\"method\": \"marginal\", \"basis\": \"row\",")
    )
    #expect(SmallPolicy.compile(byRow).diagnostics.isEmpty)
    let twice = try #require(
      SmallPolicy.with("\"on\": \"won\"", "\"on\": \"won + won\"", in: byRow))
    let found = SmallPolicy.compile(twice).diagnostics
    #expect(found.map(\.code) == [.kindMismatch])
    #expect(found.first?.message.contains("must name a measure with `sum`") == true)
  }
}
