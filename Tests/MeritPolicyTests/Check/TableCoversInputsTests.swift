import MeritModel
import MeritPolicy
import Testing

@Suite struct TableCoversInputsTests {
  @Test(arguments: [
    Slip(
      code: .tableGap,
      old:
        "\"factor\": { \"gives\": \"percent\",\n      \"inputs\": { \"grade\": \"month.grade\", \"lost\": \"lost\" }, \"rows\": [\n      { \"grade\": \"A\", \"lost\": { \"below\": 2 }, \"is\": \"150%\" },\n      {",
      new:
        "\"factor\": { \"gives\": \"percent\",\n      \"inputs\": { \"grade\": \"month.grade\", \"lost\": \"lost\" }, \"rows\": [\n      «{» \"grade\": \"A\", \"lost\": { \"below\": 1 }, \"is\": \"150%\" },\n      {",
      says: "has no row for `grade` = `A` and `lost` = 1"),
    Slip(
      code: .tableOverlap, old: "{ \"grade\": \"A\", \"lost\": { \"from\": 2 }, \"is\": \"120%\" }",
      new: "«{» \"grade\": \"A\", \"lost\": { \"above\": 0 }, \"is\": \"120%\" }",
      says: "two rows of the table `factor` fit `grade` = `A` and `lost` > 0 and `lost` < 2",
      mend: "{ \"grade\": \"A\", \"lost\": { \"above\": 1 }, \"is\": \"120%\" }"),
    Slip(
      code: .rowNeverReached, old: "{ \"grade\": \"C\", \"lost\": \"any\", \"is\": \"0%\" } ]",
      new:
        "{ \"grade\": \"C\", \"lost\": \"any\", \"is\": \"0%\" },\n «{» \"grade\": \"C\", \"lost\": { \"below\": 0 }, \"is\": \"1%\" } ]",
      says: "no possible input reaches this row"),
    Slip(
      code: .columnNeverMatters,
      old:
        "\"factor\": { \"gives\": \"percent\",\n      \"inputs\": { \"grade\": \"month.grade\", \"lost\": \"lost\" }, \"rows\": [\n      { \"grade\": \"A\", \"lost\": { \"below\": 2 }, \"is\": \"150%\" }",
      new:
        "\"factor\": { \"gives\": \"percent\",\n      \"inputs\": { \"grade\": \"month.grade\", \"lost\": «\"»lost\" }, \"rows\": [\n      { \"grade\": \"A\", \"lost\": { \"below\": 2 }, \"is\": \"120%\" }",
      says: "the input `lost` never changes what the table `factor` gives"),
  ])
  func `exactly one row fits`(slip: Slip) throws {
    try slip.check()
  }

  @Test func `a whole grade without a row is one gap, with a row to add`() throws {
    let text = try #require(
      SmallPolicy.with(
        "{ \"grade\": \"B\", \"lost\": \"any\", \"is\": \"100%\" },",
        "{ \"grade\": \"B\", \"lost\": [0, 1], \"is\": \"100%\" },"))
    let found = SmallPolicy.findings(text)
    #expect(found.map(\.code) == [.tableGap])
    #expect(
      found.first?.message == "the table `factor` has no row for `grade` = `B` and `lost` >= 2")
    #expect(
      found.first?.help
        == "add, for example: `{ \"grade\": \"B\", \"lost\": { \"from\": 2 }, \"is\": \"100%\" }`")
    #expect(found.first?.notes == [])
  }

  @Test func `the row to paste gives what its neighbour gives`() throws {
    let upper = try #require(
      SmallPolicy.with(#""lost": { "below": 2 }"#, #""lost": { "upTo": 3 }"#))
    let text = try #require(
      SmallPolicy.with(
        #"{ "grade": "A", "lost": { "from": 2 }, "is": "120%" }"#,
        #"""
        { "grade": "A", "lost": { "from": 9, "below": 20 }, "is": "120%" },
        { "grade": "A", "lost": { "from": 20 }, "is": "90%" }
        """#, in: upper))
    let found = SmallPolicy.findings(text).filter { $0.code == .tableGap }
    #expect(
      found.map(\.help) == [
        "add, for example: `{ \"grade\": \"A\", \"lost\": { \"above\": 3, \"below\": 9 }, \"is\": \"120%\" }`"
      ])
  }

  @Test func `where a row has no end, it may end where the other begins`() throws {
    let text = try #require(
      SmallPolicy.with(
        #"{ "grade": "A", "lost": { "below": 2 }, "is": "150%" }"#,
        #"{ "grade": "A", "lost": { "from": 0 }, "is": "150%" }"#))
    let found = SmallPolicy.findings(text).filter { $0.code == .tableOverlap }
    #expect(found.count == 1 && found[0].help.contains(#"`"below": 2`"#), "\(found)")
  }
}
