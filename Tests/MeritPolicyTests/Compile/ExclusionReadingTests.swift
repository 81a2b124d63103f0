import MeritModel
import Testing

@testable import MeritPolicy

/// Events that excuse people.
@Suite struct ExclusionReadingTests {
  private static let sound = """
    "from": "outages", "who": "who", "starts": "starts", "ends": "ends", "reason": "why",
    "applies": ["sales", "answers"]
    """

  private func compile(_ body: String, columns: String = "") throws -> Checked<CompiledPolicy> {
    let outages = """
      "outages": { "columns": { "who": "id", "starts": "date", "ends": "datetime?", "why": "text",
        "team": "id"\(columns) } },
      "rates": { "columns": { "rate": "percent" } },
      "days": { "date": "day", "columns": { "day": "date" } },
      """
    let text = try #require(
      SmallPolicy.with("\"sales\": {", outages + "\"sales\": {").flatMap {
        SmallPolicy.with(
          "\"indicators\": {", "\"exclusions\": { \"outage\": { \(body) } }, \"indicators\": {",
          in: $0)
      })
    return SmallPolicy.compile(text)
  }

  @Test func `an exclusion names the events, the people and the inputs`() throws {
    let checked = try compile(Self.sound)
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    let rule = try #require(checked.valid?.exclusions.first)
    #expect((rule.events, rule.who) == (1, .person(column: 0)))
    #expect([rule.starts, rule.ends, rule.reason] == [1, 2, 3])
    #expect(rule.applies == [4, 5])
  }

  @Test(arguments: [
    (
      "\"who\": \"who\"", "\"who\": \"team\", \"whoIs\": \"team\"",
      ExcusedPeople.group(column: 4, .team)
    ),
    ("\"who\": \"who\"", "\"who\": \"who\", \"whoIs\": \"employee\"", .person(column: 0)),
    ("\"who\": \"who\"", "\"who\": \"everybody\"", .everybody),
  ])
  func `who is excused`(old: String, new: String, who: ExcusedPeople) throws {
    let checked = try compile(Self.sound.replacing(old, with: new))
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    #expect(checked.valid?.exclusions.map(\.who) == [who])
  }

  @Test func `a column of the name goes before the word for everybody`() throws {
    let body = Self.sound.replacing("\"who\": \"who\"", with: "\"who\": \"everybody\"")
    let checked = try compile(body, columns: ", \"everybody\": \"id\"")
    #expect(checked.valid?.exclusions.map(\.who) == [.person(column: 5)])
  }

  @Test(arguments: [
    ("\"from\": \"outages\"", "\"from\": \"outage\"", DiagnosticCode.unknownName),
    ("\"from\": \"outages\", ", "", .missingKey), ("\"applies\"", "\"apply\"", .unknownKey),
    ("\"who\": \"who\"", "\"who\": \"whom\"", .unknownColumn),
    ("\"who\": \"who\"", "\"who\": \"starts\"", .kindMismatch),
    ("\"who\": \"who\"", "\"who\": \"who\", \"whoIs\": \"crew\"", .unknownChoice),
    ("\"who\": \"who\"", "\"who\": \"who\", \"whoIs\": \"department\"", .unknownColumn),
    ("\"who\": \"who\"", "\"who\": \"everybody\", \"whoIs\": \"team\"", .unknownKey),
    ("\"starts\": \"starts\"", "\"starts\": \"why\"", .kindMismatch),
    ("\"starts\": \"starts\"", "\"starts\": \"ends\"", .wrongShape),
    ("\"reason\": \"why\"", "\"reason\": \"starts\"", .kindMismatch),
    ("\"answers\"]", "\"answer\"]", .unknownName), ("\"answers\"]", "\"rates\"]", .missingKey),
    ("\"answers\"]", "\"days\"]", .missingKey), ("\"answers\"]", "\"roster\"]", .wrongShape),
    ("[\"sales\", \"answers\"]", "[]", .wrongShape),
  ])
  func `what an exclusion may not say`(old: String, new: String, code: DiagnosticCode) throws {
    let body = Self.sound.replacing("\n", with: " ")
    #expect(body.contains(old))
    let found = try compile(body.replacing(old, with: new)).diagnostics
    #expect(found.contains { $0.code == code }, "\(found)")
  }

  @Test func `rows of nobody can be excused for everybody`() throws {
    let body = Self.sound.replacing("\"who\": \"who\"", with: "\"who\": \"everybody\"")
      .replacing("\"answers\"]", with: "\"days\"]")
    #expect(SmallPolicy.faults(try compile(body)).isEmpty)
  }

  @Test func `events are not excused themselves`() throws {
    let body = Self.sound.replacing("\"answers\"]", with: "\"outages\"]")
    let found = try compile(body).diagnostics
    #expect(found.map(\.code).allSatisfy { $0 == .missingKey || $0 == .wrongShape })
    #expect(!found.isEmpty)
  }
}
