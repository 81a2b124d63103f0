import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Bonuses step by step.
@Suite struct BonusStepsTests {
  private func step(
    _ id: String, _ action: StepAction, missing: HandlerAction? = nil,
    notApplicable: HandlerAction? = nil
  ) -> BonusStep {
    BonusStep(
      id: id, label: nil, source: nil, action: action,
      handlers: Handlers(whenMissing: missing, whenNotApplicable: notApplicable),
      place: SmallMonth.place)
  }

  private func amount(_ text: String) -> Operand { .expression(expression(literal(text))) }

  private func pay(_ month: SmallMonth, _ steps: [BonusStep]) -> String {
    var month = month
    return month.result("bonus", .bonus(BonusRule(steps: steps)), kind: .money)
  }

  @Test func `each operation`() {
    let start = step("start", .start(amount("800")))
    let cases: [(StepAction, String)] = [
      (.plus(amount("0.01")), "800.01"), (.minus(amount("801")), "-1"),
      (.times(amount("1.5")), "1200"), (.times(amount("0")), "0"),
      (.atMost(amount("799.99")), "799.99"), (.atMost(amount("800")), "800"),
      (.atMost(amount("800.01")), "800"), (.atLeast(amount("800.01")), "800.01"),
      (.atLeast(amount("799")), "800"),
      (.onlyIf(expression(.literal(.flag(true))), otherwiseKeep: exact("0.5")), "800"),
      (.onlyIf(expression(.literal(.flag(false))), otherwiseKeep: exact("0.5")), "400"),
      (.onlyIf(expression(.literal(.flag(false))), otherwiseKeep: .zero), "0"),
      (.times(amount("20/21")), "16000/21"),
    ]
    for (action, expected) in cases {
      #expect(pay(SmallMonth(), [start, step("next", action)]) == expected)
    }
  }

  @Test func `a gate multiplies a negative amount too`() {
    let gate = StepAction.onlyIf(expression(.literal(.flag(false))), otherwiseKeep: exact("0.5"))
    #expect(pay(SmallMonth(), [step("a", .start(amount("-10"))), step("b", gate)]) == "-5")
  }

  @Test(arguments: [
    ("0.005", "0.01"), ("0.0049", "0"), ("-0.005", "-0.01"), ("3619.0476", "3619.05"),
  ])
  func `only the round step rounds`(before: String, after: String) {
    let cents = StepAction.round(Rounding(step: exact("0.01"), mode: .halfUp))
    let steps = [step("a", .start(amount(before))), step("pay", cents)]
    #expect(pay(SmallMonth(), steps) == after)
  }

  @Test(arguments: [
    ("2026-03-01", nil, "310"), ("2026-03-31", nil, "10"), ("2026-03-30", nil, "20"),
    ("2025-01-01", "2026-03-01", "10"), ("2025-01-01", "2026-03-30", "300"),
    ("2025-01-01", "2026-03-31", "310"),
  ])
  func `prorate pays first and last days, both inclusive`(
    from: String, to: String?, bonus: String
  ) {
    var month = SmallMonth()
    month.people = [SmallMonth.Person(id: "E1", from: from, to: to)]
    let steps = [step("a", .start(amount("310"))), step("part", .prorateByDaysInPlan)]
    #expect(pay(month, steps) == bonus)
  }

  @Test func `days in another plan are not paid, nor are gaps`() {
    // 1 to 10 March as agent, a gap of 5 days, 16 to 31 March as agent: 26 days of 31.
    var month = SmallMonth()
    month.people = [
      SmallMonth.Person(id: "E1", from: "2025-01-01", to: "2026-03-10"),
      SmallMonth.Person(id: "E1", from: "2026-03-16"),
    ]
    let steps = [step("a", .start(amount("310"))), step("part", .prorateByDaysInPlan)]
    #expect(pay(month, steps) == "260")
    month.people[0].role = "lead"
    #expect(pay(month, steps) == "160")
  }

  @Test func `an absent operand gives its state to the bonus and every step`() throws {
    var month = SmallMonth()
    let survey = month.given("survey", .notApplicable)
    let steps = [
      step("a", .start(amount("10"))), step("b", .plus(.expression(figure(survey)))),
      step("c", .plus(amount("5"))),
    ]
    let id = month.add("bonus", .bonus(BonusRule(steps: steps)), kind: .money)
    #expect(month.text(id) == "not-applicable")
    let calculation = try #require(month.calculated().result)
    #expect(calculation.steps[id]?[0] == [.notApplicable, .notApplicable, .notApplicable])
  }

  @Test func `a handler of the step replaces the operand, one of the bonus the bonus`() throws {
    var month = SmallMonth()
    let survey = month.given("survey", .missing)
    let taken = step(
      "b", .plus(.expression(figure(survey))), missing: .value(.number(exact("7"))))
    let plain = step("b", .plus(.expression(figure(survey))))
    let start = step("a", .start(amount("10")))
    let first = month.add("first", .bonus(BonusRule(steps: [start, taken])), kind: .money)
    let second = month.add(
      "second", .bonus(BonusRule(steps: [start, plain])), kind: .money,
      missing: .value(.number(exact("1.005"))))
    #expect(month.text(first) == "17")
    #expect(month.text(second) == "1.005")
    let calculation = try #require(month.calculated().result)
    #expect(calculation.steps[second]?[0] == [.missing, .missing])
  }

  @Test func `several bonuses in a slot add up the present ones`() throws {
    var month = SmallMonth()
    let survey = month.given("survey", .notApplicable)
    let operands = [amount("10"), .expression(figure(survey)), amount("2.5")]
    month.bonuses = operands.enumerated().map { place, operand in
      month.add(
        "bonus\(place)", .bonus(BonusRule(steps: [step("a", .start(operand))])), kind: .money)
    }
    let calculation = try #require(month.calculated().result)
    #expect(calculation.slot(.bonus, of: 0) == number("12.5"))
  }
}
