import MeritModel
import MeritPolicy
import Testing

@Suite struct ReweightingKeepsEnoughTests {
  @Test(arguments: [
    Slip(
      code: .reweightBelowNeed, old: "\"total_score\": {",
      new: "\"total_score\": «{» \"note\": \"x\",",
      says: "only 80% of the weight may remain, less than the 81% it needs")
  ])
  func `enough weight remains`(slip: Slip) throws {
    let stricter = try #require(
      SmallPolicy.with("\"reweightNeeds\": \"80%\"", "\"reweightNeeds\": \"81%\""))
    let found = SmallPolicy.findings(stricter)
    #expect(found.map(\.code) == [slip.code])
    #expect(found.first?.message == slip.says)
    #expect(found.first?.place?.pointer == "/scores/total_score")
  }

  @Test func `a weight equal to the need is enough`() {
    #expect(SmallPolicy.findings(SmallPolicy.text).isEmpty)
  }
}
