import MeritModel
import Testing

@testable import MeritPolicy

@Suite struct TiersFitTheirUseTests {
  @Test(arguments: [
    Slip(
      code: .rowsOutOfOrder,
      old:
        "\"commission\": { \"method\": \"marginal\", \"rows\": [\n      { \"from\": 0, \"rate\": \"3%\" }, { \"from\": 1000,",
      new:
        "\"commission\": { \"method\": \"marginal\", \"rows\": [\n { \"from\": null, \"rate\": \"3%\" }, «{» \"from\": 0,",
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
    #expect(SmallPolicy.findings(byRow).isEmpty)
    let twice = try #require(
      SmallPolicy.with("\"on\": \"won\"", "\"on\": \"won + won\"", in: byRow))
    let found = SmallPolicy.findings(twice)
    #expect(found.map(\.code) == [.kindMismatch])
    #expect(found.first?.message.contains("must name a measure with `sum`") == true)
  }

  /// Rows from 0 to 2,000 each: a row pays at most 2,000 × 5 %, and there may be any number.
  @Test(
    arguments: [
      ("whole", "\"rate\": \"3%\"", "0..2000", "0", nil),
      ("whole", "\"rate\": \"-3%\"", "0..", nil, nil),
    ] as [(String, String, String, String?, String?)])
  func `what rates on rows can pay`(
    method: String, rate: String, cells: String, least: String?, greatest: String?
  ) throws {
    let text = try #require(
      SmallPolicy.with(
        "\"method\": \"marginal\",", "\"method\": \"\(method)\", \"basis\": \"row\","
      )
      .flatMap {
        SmallPolicy.with(
          "{ \"from\": 0, \"rate\": \"3%\" }, { \"from\": 1000,",
          "{ \"from\": 0, \(rate) }, { \"from\": 1000,", in: $0)
      }
      .flatMap {
        SmallPolicy.with("\"amount\": \"money 0..\"", "\"amount\": \"money \(cells)\"", in: $0)
      })
    let policy = try #require(SmallPolicy.compile(text).result)
    let facts = PolicyFacts(policy: policy)
    guard case .bonus(let bonus)? = policy.rule(named: "pay", grain: .month)?.body,
      let operand = bonus.steps[2].action.operand
    else {
      Issue.record("the third step has tiers")
      return
    }
    let range = facts.range(operand, FactContext(grain: .month, plans: policy.plans))
    #expect(range.least?.description == least)
    #expect(range.greatest?.description == greatest)
    let won = try #require(policy.rule(named: "won", grain: .month)?.id)
    #expect(policy.rowColumns == [won: [3]])
  }
}
