import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Rates on each row of a measure.
@Suite struct RowTiersTests {
  private static let rates = [("0", "0.02"), ("1000", "0.05")]

  private func scale(_ method: TierMethod, pays: [(String, String)]? = nil) -> TierScale {
    let rows = (pays ?? Self.rates).map { edge, payment in
      TierRow(
        edge: exact(edge), isInclusive: true,
        payment: pays == nil ? .rate(exact(payment)) : .sum(exact(payment)))
    }
    return TierScale(
      name: "commission", label: "Commission", method: method, basis: .row, rows: rows,
      place: SmallMonth.place)
  }

  /// A month in which E1 has rows of these amounts, and the bonus that the scale pays on them.
  private func month(
    _ amounts: [String], _ scale: TierScale, needsRows: Int = 1, whenNoRows: HandlerAction
  ) -> (month: SmallMonth, bonus: RuleID) {
    var month = SmallMonth()
    let rows = RowAggregate(
      table: 0, function: .sum, column: 0, condition: nil, window: nil, needsRows: needsRows,
      whenNoRows: whenNoRows)
    let sales = month.add("sales", .plain(.rows(rows)), kind: .money)
    let sum = amounts.compactMap { try? exact($0) + .zero }.reduce(Exact.zero) {
      (try? $0 + $1) ?? $0
    }
    month.cells[sales] = [
      MeasureCell(rows: amounts.count, value: amounts.isEmpty ? nil : .number(sum))
    ]
    month.rows[sales] = RowList(
      starts: [0, amounts.count], columns: [amounts.map { number($0) }],
      places: amounts.indices.map { (0, $0 + 2) }, files: ["sales.csv"])
    let step = BonusStep(
      id: "a", label: nil, source: nil,
      action: .start(.tiers(scale, on: figure(sales), measure: sales)), handlers: .none,
      place: SmallMonth.place)
    let bonus = month.add("bonus", .bonus(BonusRule(steps: [step])), kind: .money)
    return (month, bonus)
  }

  @Test(arguments: [
    // 999.99 × 2 %; 1,000 × 5 %; each row by itself: their sum would be 1,999.99 × 5 %.
    (TierMethod.whole, ["999.99", "1000"], "69.9998"),
    // 999.99 × 2 %; 1,000 × 2 % + 500 × 5 %.
    (.marginal, ["999.99", "1500"], "64.9998"),
    // Half-way between 2 % and 5 %: 500 × 3.5 %, twice; flat above 1,000: 2,000 × 5 %.
    (.interpolated, ["500", "500", "2000"], "135"),
    // Below the lowest edge nothing is paid and nothing is taken.
    (.whole, ["-1000", "100"], "2"), (.marginal, ["-0.01", "0"], "0"),
  ])
  func `each row is paid by itself`(
    method: TierMethod, amounts: [String], pay: String
  ) {
    let (month, bonus) = month(
      amounts, scale(method), whenNoRows: .value(.number(.zero)))
    #expect(month.text(bonus) == pay)
  }

  @Test func `a fixed sum is paid for each row that reaches it`() {
    let scale = scale(.whole, pays: [("0", "10"), ("1000", "50")])
    let (month, bonus) = month(
      ["5", "999.99", "1000", "-1"], scale, whenNoRows: .missing)
    #expect(month.text(bonus) == "70")
  }

  @Test func `no rows pay nothing; an absent measure leaves no bonus; too few rows are none`() {
    let zero = HandlerAction.value(.number(.zero))
    let none = month([], scale(.whole), whenNoRows: zero)
    #expect(none.month.text(none.bonus) == "0")
    let absent = month([], scale(.whole), whenNoRows: .notApplicable)
    #expect(absent.month.text(absent.bonus) == "not-applicable")
    let few = month(["1000"], scale(.whole), needsRows: 2, whenNoRows: zero)
    #expect(few.month.text(few.bonus) == "0")
    let enough = month(["1000", "1000"], scale(.whole), needsRows: 2, whenNoRows: zero)
    #expect(enough.month.text(enough.bonus) == "100")
  }

  @Test func `an explanation adds up the rows of each slab`() throws {
    let (month, bonus) = month(
      ["500", "1500", "3000"], scale(.marginal), whenNoRows: .missing)
    let calculator = month.calculator
    _ = calculator.calculation()
    guard case .bonus(let steps) = calculator.explanation(of: bonus, for: 0).derivation else {
      Issue.record("a bonus is explained by its steps")
      return
    }
    #expect(steps[0].text == "commission on each row of as built")
    // 500 + 1,000 + 1,000 lie in the lower slab, 500 + 2,000 in the upper one.
    #expect(steps[0].slices.map(\.part.canonicalText) == ["2500", "2500"])
    #expect(steps[0].slices.map(\.pay.canonicalText) == ["50", "125"])
    #expect(steps[0].slices.map(\.rows) == [3, 2])
  }
}
