import MeritModel
import MeritPolicy
import Testing

@Suite struct ComparedUnroundedTests {
  /// The small policy with exact percents and a measure of each month that is compared.
  private func compared(_ measure: String, kind: String) throws -> [String] {
    let exact = try #require(
      SmallPolicy.with("\"percent\": \"0.01% half-up\"", "\"percent\": \"exact\""))
    let defined = try #require(
      SmallPolicy.with(
        "\"share\": { \"per\"",
        "\"x\": { \"per\": \"month\", \"kind\": \"\(kind)\", \"formula\": \"\(measure)\", "
          + "\"whenMissing\": 0, \"round\": \"exact\" },\n\"share\": { \"per\"", in: exact))
    let text = try #require(
      SmallPolicy.with("\"check\": \"share <= 20%\"", "\"check\": \"x <= 3\"", in: defined))
    return SmallPolicy.findings(text).filter { $0.code == .comparedUnrounded }.map(\.message)
      .filter { $0.hasPrefix("`x`") }
  }

  @Test(arguments: [
    // What is counted is whole, however endless the fractions are of which it is asked.
    "how_many(last(3, share <= 20%))", "how_many(last(3, share), 0%)", "streak(share <= 20%)",
    "how_many(last(3, share <= 20%)) + streak(share <= 20%)",
  ])
  func `a count needs no rounding`(measure: String) throws {
    #expect(try compared(measure, kind: "count").isEmpty)
  }

  @Test func `a quotient needs it`() throws {
    let messages = try compared("deals / (lost + 1)", kind: "number")
    #expect(messages.contains { $0.contains("is compared as an exact fraction") })
  }
}
