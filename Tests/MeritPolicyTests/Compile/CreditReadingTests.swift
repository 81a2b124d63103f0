import MeritModel
import Testing

/// Rows that belong to several people, or to the person of another column.
@Suite struct CreditReadingTests {
  private func codes(_ credits: String) throws -> [DiagnosticCode] {
    let text = try #require(
      SmallPolicy.with(
        "\"sales\": { \"key\": [\"sale_id\"], \"owner\": \"agent_id\",",
        "\"sales\": { \"key\": [\"sale_id\"], \"credits\": \(credits),"
      ).flatMap {
        SmallPolicy.with(
          "\"sale_id\": \"id\", \"agent_id\": \"id\",",
          "\"sale_id\": \"id\", \"agent_id\": \"id\", \"helper\": \"id?\",", in: $0)
      })
    return SmallPolicy.findings(text).map(\.code)
  }

  private func both(_ first: String, _ second: String, whenEmpty: String = "\"nobody\"") -> String {
    """
    [ { "owner": "agent_id", "share": \(first) },
      { "owner": "helper", "share": \(second), "whenEmpty": \(whenEmpty) } ]
    """
  }

  @Test func `sound credits give no finding`() throws {
    #expect(try codes(both("\"50%\"", "\"50%\"")).isEmpty)
    #expect(try codes(both("\"99.9%\"", "\"0.1%\"", whenEmpty: "\"to-others\"")).isEmpty)
    #expect(try codes("[ { \"owner\": \"agent_id\", \"share\": \"100%\" } ]").isEmpty)
  }

  @Test(arguments: [
    ("\"50%\"", "\"49.9%\"", DiagnosticCode.sharesNotWhole),
    ("\"50%\"", "\"50.1%\"", .sharesNotWhole), ("\"50%\"", "0.5", .percentSignMissing),
    ("\"100%\"", "0", .wrongShape),
  ])
  func `shares are percents above 0 that sum to 100`(
    first: String, second: String, code: DiagnosticCode
  ) throws {
    #expect(try codes(both(first, second)).contains(code))
  }

  @Test func `an empty cell needs a word, and a word needs a cell that can be empty`() throws {
    let silent = "[ { \"owner\": \"helper\", \"share\": \"100%\" } ]"
    #expect(try codes(silent) == [.missingKey])
    let idle = "[ { \"owner\": \"agent_id\", \"share\": \"100%\", \"whenEmpty\": \"nobody\" } ]"
    #expect(try codes(idle) == [.handlerNeverActs])
    #expect(try codes(both("\"50%\"", "\"50%\"", whenEmpty: "\"others\"")) == [.unknownChoice])
  }

  @Test func `credits name people, and stand instead of an owner`() throws {
    #expect(
      try codes("[ { \"owner\": \"amount\", \"share\": \"100%\" } ]") == [.kindMismatch])
    #expect(
      try codes("[ { \"owner\": \"agent\", \"share\": \"100%\" } ]") == [.unknownColumn])
    let two = try #require(
      SmallPolicy.with(
        "\"sales\": { \"key\": [\"sale_id\"], \"owner\": \"agent_id\",",
        "\"sales\": { \"key\": [\"sale_id\"], \"owner\": \"agent_id\", \"credits\": [ { "
          + "\"owner\": \"agent_id\", \"share\": \"100%\" } ],"))
    #expect(SmallPolicy.findings(two).map(\.code) == [.unknownKey])
  }

  @Test(arguments: [
    ("\"agent_id\"", [DiagnosticCode]()), ("\"amount\"", [.kindMismatch]),
    ("\"agent\"", [.unknownColumn]), ("5", [.wrongShape]),
  ])
  func `a measure's rows belong to a person whom a column names`(
    column: String, codes: [DiagnosticCode]
  ) throws {
    let text = try #require(
      SmallPolicy.with(
        "\"count\": \"sales\", \"whenNoRows\": 0 },",
        "\"count\": \"sales\", \"ownedBy\": \(column), \"whenNoRows\": 0 },"))
    #expect(SmallPolicy.findings(text).map(\.code) == codes)
  }
}
