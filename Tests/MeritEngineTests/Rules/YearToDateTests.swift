import MeritEngine
import MeritModel
import Testing

@Suite struct YearToDateTests {
  /// Commission on the sales of the year so far: 3 % to 10,000, then 5 %.
  private func commission(_ method: String) throws -> SmallYear {
    try SmallYear(
      #""measures": { "# + SmallYear.given("sales") + "}, " + """
        "tiers": { "t": { "method": "\(method)", "basis": "year-to-date",
          "rows": [ { "from": 0, "rate": "3%" }, { "from": 10000, "rate": "5%" } ] } },
        "bonuses": { "b": { "per": "month", "whenMissing": "no-bonus", "steps": [
          { "id": "commission", "start": { "tiers": "t", "on": "sales" } },
          { "id": "pay", "round": "0.01 half-up" } ] } },
        "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "b" } } ]
        """)
  }

  /// On 8,000 + 4,000 + 1,000 of the year.
  @Test(
    "a month pays the amount on the year through it less the amount before it",
    arguments: [
      ("2026-01", "240"),  // 8,000 × 3 %
      ("2026-02", "160"),  // 2,000 × 3 % + 2,000 × 5 %
      ("2026-03", "50"),  // 1,000 × 5 %
      ("2026-05", "25"),  // April has no sales and adds nothing: 500 × 5 %
      ("2025-12", "30"),  // the year before has its own sum
    ])
  func months(period: String, expected: String) throws {
    var year = try commission("marginal")
    year.given = [
      "2025-12": ["sales": ["1000"]], "2026-01": ["sales": ["8000"]],
      "2026-02": ["sales": ["4000"]], "2026-03": ["sales": ["1000"]], "2026-04": ["sales": [nil]],
      "2026-05": ["sales": ["500"]],
    ]
    #expect(try year.text("b", period) == expected)
  }

  /// 12,000 at 5 % are 600, of which the 8,000 before at 3 % have paid 240.
  @Test(
    "an explanation says what the year had before, and what the month adds to each slab",
    arguments: [
      ("marginal", ["8000: 2000 at 3/100 = 60", "10000: 2000 at 1/20 = 100"], nil),
      ("whole", ["10000: 12000 at 1/20 = 600"], "240"),
    ])
  func explained(method: String, slices: [String], paid: String?) throws {
    var year = try commission(method)
    year.given = ["2026-01": ["sales": ["8000"]], "2026-02": ["sales": ["4000"]]]
    let explanation = try #require(try year.explanation("b", "2026-02"))
    guard case .bonus(let steps)? = explanation.derivation, let step = steps.first else {
      Issue.record("no steps")
      return
    }
    #expect(step.year?.before == Exact(8000) && step.year?.own == Exact(4000))
    #expect(step.year?.paidBefore?.canonicalText == paid)
    let told = step.slices.map { slice in
      let rate = slice.rate.map { "\($0.numerator)/\($0.denominator)" } ?? ""
      return "\(slice.from): \(slice.part) at \(rate) = \(slice.pay)"
    }
    #expect(told == slices)
    #expect(explanation.uses.map(\.period.name) == ["2026-02", "2026-01"])
  }
}
