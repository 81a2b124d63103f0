import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Weighted scores: reweighting, its least weight, and which handler acts.
@Suite struct WeightedScoreTests {
  private func line(
    _ id: RuleID, _ weight: String, missing: HandlerAction? = nil,
    notApplicable: HandlerAction? = nil
  ) -> WeightLine {
    WeightLine(
      of: figure(id), weight: exact(weight), needsPeriods: 1,
      handlers: Handlers(whenMissing: missing, whenNotApplicable: notApplicable))
  }

  @Test func `all present: the sum of weight times value`() {
    var month = SmallMonth()
    let first = month.given("first", number("100"))
    let second = month.given("second", number("40"))
    let score = ScoreRule(lines: [line(first, "0.7"), line(second, "0.3")], reweightNeeds: nil)
    #expect(month.result("score", .score(score)) == "82")
  }

  @Test(arguments: [("0.65", "90"), ("0.6500001", "not-applicable"), ("0.64", "90")])
  func `a remaining weight equal to the least is enough`(needs: String, score: String) {
    // Left are 50 % of 100 and 15 % of 170/3: (50 + 8.5) / 0.65 = 90.
    var month = SmallMonth()
    let sales = month.given("sales", number("100"))
    let survey = month.given("survey", .notApplicable)
    let discipline = month.given("discipline", number("170/3"))
    let lines = [
      line(sales, "0.5"), line(survey, "0.35", notApplicable: .reweight), line(discipline, "0.15"),
    ]
    let rule = ScoreRule(lines: lines, reweightNeeds: exact(needs))
    #expect(month.result("score", .score(rule)) == score)
  }

  @Test func `a line that says no-score decides; the score's own handler is still`() {
    var month = SmallMonth()
    let sales = month.given("sales", number("100"))
    let survey = month.given("survey", .notApplicable)
    let lines = [line(sales, "0.5"), line(survey, "0.5", notApplicable: .notApplicable)]
    let rule = ScoreRule(lines: lines, reweightNeeds: nil)
    let id = month.add("score", .score(rule), notApplicable: .value(.number(.zero)))
    #expect(month.text(id) == "not-applicable")
  }

  @Test func `an absent line without a handler leaves it to the score's own`() {
    var month = SmallMonth()
    let sales = month.given("sales", number("100"))
    let survey = month.given("survey", .notApplicable)
    let rule = ScoreRule(
      lines: [line(sales, "0.5"), line(survey, "0.5")], reweightNeeds: nil)
    let id = month.add("score", .score(rule), notApplicable: .value(.number(exact("12.5"))))
    #expect(month.text(id) == "12.5")
  }

  @Test func `missing outweighs not applicable, and one handler acts once`() {
    var month = SmallMonth()
    let sales = month.given("sales", .missing)
    let survey = month.given("survey", .notApplicable)
    let rule = ScoreRule(
      lines: [line(sales, "0.5"), line(survey, "0.5")], reweightNeeds: nil)
    let id = month.add(
      "score", .score(rule), missing: .notApplicable, notApplicable: .value(.number(.one)))
    #expect(month.text(id) == "not-applicable")
  }

  @Test func `the error of a line stops where a plan reaches it, else it warns`() {
    var month = SmallMonth()
    let sales = month.given("sales", .missing)
    let rule = ScoreRule(lines: [line(sales, "1", missing: .error)], reweightNeeds: nil)
    let id = month.add("score", .score(rule))
    #expect(month.findings == ["D201 error"])
    #expect(month.text(id) == "missing")
    month.reached = [sales]
    #expect(month.text(id) == "not-applicable")
    #expect(month.findings.isEmpty)
  }
}
