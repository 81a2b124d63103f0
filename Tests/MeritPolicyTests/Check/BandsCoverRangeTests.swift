import MeritModel
import MeritPolicy
import Testing

@Suite struct BandsCoverRangeTests {
  @Test(arguments: [
    Slip(
      code: .lowestRowTooHigh, old: "{ \"from\": 1, \"is\": 40 }",
      new: "«{» \"from\": 1.5, \"is\": 40 }",
      says: "the lowest band begins from 1.5, but `answer` can be 1",
      mend: "{ \"above\": 0.5, \"is\": 40 }"),
    Slip(
      code: .lowestRowTooHigh, old: "{ \"from\": 1, \"is\": 40 }",
      new: "«{» \"above\": 1, \"is\": 40 }",
      says: "the lowest band begins above 1, but `answer` can be 1",
      mend: "{ \"from\": 1, \"is\": 40 }"),
    // 50 % of 0 and 30 % of 60 in 80 % of the weight, the service left out: 18; with it 26.
    Slip(
      code: .lowestRowTooHigh, old: "{ \"from\": 0, \"is\": \"C\" }",
      new: "«{» \"from\": 22.51, \"is\": \"C\" }",
      says: "the lowest band begins from 22.51, but `month.score` can be 22.5",
      mend: "{ \"from\": 22.5, \"is\": \"C\" }"),
  ])
  func `the lowest band reaches the least value`(slip: Slip) throws {
    try slip.check()
  }

  /// `appliesWhen` says of which values there are any: 1 and 2 answers below the band give none.
  @Test(arguments: [
    ("deals >= 3", []), ("deals > 2", []), ("lost = 0 and deals >= 3", []), ("deals = 4", []),
    ("deals >= 2", [DiagnosticCode.lowestRowTooHigh]), ("deals > 1", [.lowestRowTooHigh]),
    ("deals <= 9", [.lowestRowTooHigh]), ("lost >= 3", [.lowestRowTooHigh]),
    ("deals >= 3 or lost = 0", [.lowestRowTooHigh]),
  ])
  func `what appliesWhen leaves out needs no band`(
    condition: String, codes: [DiagnosticCode]
  ) throws {
    let text = try #require(
      SmallPolicy.with(
        "\"care\": {",
        "\"many\": { \"per\": \"month\", \"appliesWhen\": \"\(condition)\", \"bands\": { "
          + "\"of\": \"deals\", \"rows\": [ { \"from\": 3, \"is\": 50 } ] } },\n\"care\": {"))
    let found = SmallPolicy.faults(SmallPolicy.compile(text))
    #expect(found.map(\.code) == codes, "\(found)")
  }

  @Test func `a column without a declared bound can hold anything`() throws {
    let text = try #require(SmallPolicy.with("\"number 1..5\"", "\"number\""))
    let found = SmallPolicy.findings(text)
    #expect(found.map(\.code) == [.lowestRowTooHigh])
    #expect(found.first?.message.contains("has no declared lower bound") == true)
  }
}
