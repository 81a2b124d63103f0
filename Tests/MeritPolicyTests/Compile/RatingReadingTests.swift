import MeritModel
import Testing

@testable import MeritPolicy

/// What several raters think of a person.
@Suite struct RatingReadingTests {
  private static let sound = """
    "per": "month", "of": "ballots.score", "rater": "rater", "where": "kind <> 'none'",
    "validWhen": ["how_many(score >= 90) <= 3", "min(score) <> max(score)"],
    "groups": [
      { "id": "peer", "where": "kind = 'peer'", "weight": "40%", "needsRaters": 3, "whenTooFew": "reweight" },
      { "id": "boss", "where": "kind = 'boss'", "weight": "60%", "whenTooFew": 50 } ],
    "reweightNeeds": "50%", "trim": { "above": 5, "highest": 1, "lowest": 2 }, "whenNoRaters": "missing"
    """

  private func compile(_ body: String) throws
    -> Checked<CompiledPolicy>
  {
    let ballots = """
      "ballots": { "owner": "ratee", "date": "on", "columns": { "rater": "id", "ratee": "id",
        "on": "date", "kind": ["peer", "boss", "none"], "score": "points 0..100",
        "second": "id?", "mark": "points? 0..10", "money": "money" } },
      "open": { "date": "on", "columns": { "rater": "id", "on": "date", "score": "points" } },
      """
    let text = try #require(
      SmallPolicy.with("\"sales\": {", ballots + "\"sales\": {").flatMap {
        SmallPolicy.with(
          "\"indicators\": {", "\"ratings\": { \"opinion\": { \(body) } }, \"indicators\": {",
          in: $0)
      })
    return SmallPolicy.compile(text)
  }

  private func rating(_ body: String) throws -> RatingRule {
    let checked = try compile(body)
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    let rule = try #require(checked.valid?.rule(named: "opinion", grain: .month))
    guard case .rating(let rating)? = rule.measure?.shape else {
      throw Unread(findings: checked.diagnostics)
    }
    return rating
  }

  private struct Unread: Error {
    let findings: [Diagnostic]
  }

  @Test func `a rating names scores, raters, groups and what is trimmed`() throws {
    let rating = try rating(Self.sound)
    #expect([rating.score, rating.rater, rating.ratee] == [4, 0, 1])
    // The columns of conditions follow those of every rating.
    #expect(rating.columns == [4, 0, 1, 3])
    #expect(rating.groups.map(\.needsRaters) == [3, 1])
    #expect(rating.groups.map(\.whenTooFew) == [.reweight, .value(.number(Exact(50)))])
    #expect(rating.trim == RatingTrim(above: 5, highest: 1, lowest: 2))
    #expect(rating.validWhen.count == 2)
  }

  @Test func `the smallest rating, whose mean lies where the scores lie`() throws {
    let checked = try compile(
      "\"per\": \"month\", \"kind\": \"number\", \"of\": \"ballots.score\", \"rater\": \"rater\","
        + " \"needsRaters\": 2, \"whenNoRaters\": 120")
    let policy = try #require(checked.valid, "\(checked.diagnostics)")
    let rule = try #require(policy.rule(named: "opinion", grain: .month))
    #expect(rule.kind == .number && rule.isForEverybody)
    let facts = PolicyFacts(policy: policy)[rule.id]
    #expect(facts.range == ValueRange(least: .zero, greatest: Exact(120)))
    #expect(facts.absence.missing == nil && facts.absence.notApplicable == nil)
  }

  // Peers may leave, and then the boss's 60 % remain.
  @Test(arguments: [
    ("\"reweightNeeds\": \"60%\"", true, false), ("\"reweightNeeds\": \"60.01%\"", true, true),
    ("\"whenNoRaters\": 0", false, false), ("\"whenNoRaters\": \"not-applicable\"", false, true),
    ("\"whenTooFew\": \"missing\"", true, false),
  ])
  func `which states a rating can have`(
    new: String, canBeMissing: Bool, canBeNotApplicable: Bool
  ) throws {
    let old = [
      "\"reweightNeeds\": \"50%\"", "\"whenNoRaters\": \"missing\"", "\"whenTooFew\": 50",
    ].first { $0.hasPrefix(new.prefix(10)) }
    let checked = try compile(Self.sound.replacing(try #require(old), with: new))
    let policy = try #require(checked.valid, "\(checked.diagnostics)")
    let rule = try #require(policy.rule(named: "opinion", grain: .month))
    let absence = PolicyFacts(policy: policy)[rule.id].absence
    #expect((absence.missing != nil) == canBeMissing)
    #expect((absence.notApplicable != nil) == canBeNotApplicable)
  }

  @Test(arguments: [
    ("\"of\": \"ballots.score\"", "\"of\": \"open.score\"", DiagnosticCode.missingKey),
    ("\"of\": \"ballots.score\"", "\"of\": \"ballots.scores\"", .unknownColumn),
    ("\"of\": \"ballots.score\"", "\"of\": \"ballots.money\"", .kindMismatch),
    ("\"rater\": \"rater\"", "\"rater\": \"second\"", .wrongShape),
    ("\"rater\": \"rater\"", "\"rater\": \"score\"", .kindMismatch),
    ("\"per\"", "\"kind\": \"money\", \"per\"", .kindMismatch),
    ("\"per\"", "\"for\": \"team\", \"per\"", .unknownKey),
    ("\"per\"", "\"needsRaters\": 2, \"per\"", .unknownKey),
    ("\"where\": \"kind <> 'none'\"", "\"where\": \"mark > 2\"", .absentUnhandled),
    ("\"min(score) <> max(score)\"", "\"score > 5\"", .finerPeriodWithoutCollector),
    ("\"min(score) <> max(score)\"", "\"max(mark) > 5\"", .absentUnhandled),
    ("\"min(score) <> max(score)\"", "\"average(score)\"", .kindMismatch),
    ("\"weight\": \"60%\"", "\"weight\": \"59%\"", .weightsNotWhole),
    ("\"id\": \"boss\"", "\"id\": \"peer\"", .definedTwice),
    ("\"whenTooFew\": \"reweight\"", "\"whenTooFew\": \"again\"", .wrongShape),
    (", \"whenTooFew\": 50", "", .missingKey),
    ("\"lowest\": 2", "\"lowest\": 5", .wrongShape),
    ("\"highest\": 1, \"lowest\": 2", "\"lowest\": 0", .wrongShape),
    ("\"whenNoRaters\": \"missing\"", "\"combine\": \"average\"", .missingKey),
    ("\"whenNoRaters\"", "\"combine\": \"median\", \"whenNoRaters\"", .unknownChoice),
  ])
  func `what a rating may not say`(old: String, new: String, code: DiagnosticCode) throws {
    let body = Self.sound.replacing("\n", with: " ")
    #expect(body.contains(old))
    let found = try compile(body.replacing(old, with: new)).diagnostics
    #expect(found.contains { $0.code == code }, "\(found)")
  }
}
