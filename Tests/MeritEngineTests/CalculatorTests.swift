import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// The walk over the rules, and explanations by the same walk.
@Suite struct CalculatorTests {
  private func month() -> (month: SmallMonth, sales: RuleID, bonus: RuleID) {
    var month = SmallMonth()
    let sales = month.given("sales", number("46250"))
    let rows = [("0", "0.03"), ("10000", "0.05"), ("30000", "0.08")].map { edge, rate in
      TierRow(edge: exact(edge), isInclusive: true, payment: .rate(exact(rate)))
    }
    let scale = TierScale(
      name: "commission", label: "Commission", method: .marginal, basis: .period, rows: rows,
      place: SmallMonth.place)
    let actions: [(String, StepAction)] = [
      ("base", .start(.expression(expression(literal("1200"))))),
      ("commission", .plus(.tiers(scale, on: figure(sales), measure: nil))),
      ("attendance", .times(.expression(expression(literal("20/21"))))),
      ("pay", .round(Rounding(step: exact("0.01"), mode: .halfUp))),
    ]
    let steps = actions.map { id, action in
      BonusStep(
        id: id, label: nil, source: nil, action: action, handlers: .none, place: SmallMonth.place)
    }
    let bonus = month.add("bonus", .bonus(BonusRule(steps: steps)), kind: .money)
    return (month, sales, bonus)
  }

  @Test func `the example's steps: 1200, 3800, 76000 over 21, 3619.05`() throws {
    let (month, _, bonus) = month()
    let calculation = try #require(month.calculated().result)
    let texts = calculation.steps[bonus]?[0].map(\.canonicalText)
    #expect(texts == ["1200", "3800", "76000/21", "3619.05"])
  }

  @Test func `an explanation has the value, each step, each slab and what was used`() throws {
    let (month, sales, bonus) = month()
    let calculator = month.calculator
    _ = calculator.calculation()
    let why = calculator.explanation(of: bonus, for: 0)
    #expect(why.value == number("3619.05"))
    #expect(why.subject == "E1")
    #expect(why.uses.map(\.rule) == [sales])
    guard case .bonus(let steps) = why.derivation else {
      Issue.record("a bonus is explained by its steps")
      return
    }
    #expect(steps.map(\.operation) == ["start", "plus", "times", "round"])
    #expect(steps.map(\.after.canonicalText) == ["1200", "3800", "76000/21", "3619.05"])
    #expect(steps[1].slices.map(\.part.canonicalText) == ["10000", "20000", "16250"])
    #expect(steps[1].slices.map(\.pay.canonicalText) == ["300", "1000", "1300"])
  }

  @Test func `explaining changes nothing`() throws {
    let (month, _, bonus) = month()
    let calculator = month.calculator
    let before = try #require(calculator.calculation().result)
    for _ in 0..<3 { _ = calculator.explanation(of: bonus, for: 0) }
    let after = try #require(calculator.calculation().result)
    #expect(before.columns == after.columns)
    #expect(before.steps == after.steps)
  }

  @Test func `what a plan does not reach is not applicable, measures are there for everybody`() {
    var (month, sales, bonus) = month()
    month.people.append(SmallMonth.Person(id: "E2", role: "nobody"))
    month.cells[sales]?.append(MeasureCell(rows: 1, value: .number(exact("7"))))
    #expect(month.text(sales, of: 1) == "7")
    #expect(month.text(bonus, of: 1) == "not-applicable")
    #expect(month.text(bonus, of: 0) == "3619.05")
  }

  @Test func `of many findings of one kind twenty are shown and the rest is counted`() {
    var month = SmallMonth()
    month.people = (0..<50).map { SmallMonth.Person(id: "E\(100 + $0)") }
    let target = month.add(
      "target", .plain(.formula(expression(.arithmetic(.dividedBy, literal("1"), literal("0"))))))
    #expect(month.text(target, of: 49) == "missing")
    #expect(month.findings == Array(repeating: "D203 error", count: 21))
    let messages = month.calculated().diagnostics.map(\.message)
    #expect(messages.contains("the same holds for 30 more"))
  }
}
