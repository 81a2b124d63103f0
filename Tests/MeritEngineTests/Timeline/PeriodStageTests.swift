import MeritImport
import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Which periods can be computed before any other.
@Suite struct PeriodStageTests {
  /// A day with a measure that is given, and one more rule.
  private func year(_ rule: String) throws -> SmallYear {
    try SmallYear(
      """
      "measures": { \(SmallYear.given("sold", per: #"["day", "month"]"#)),
        "all": { "per": "month", "kind": "money", "formula": "total(day.more)" },
        "more": { "per": "day", "kind": "money", "formula": "\(rule)", "whenMissing": 0 } },
      "indicators": {}, "scores": {}, "plans": [ { "id": "all", "roles": ["agent", "lead"] } ]
      """)
  }

  private func stage(_ year: SmallYear, _ name: String, _ rules: Set<RuleID>?) throws -> PeriodStage
  {
    let period = try #require(year.policies[0].header.calendar.period(named: name))
    return PeriodStage(
      version: 0, cohort: Cohort(of: year.roster, in: period), measures: MeasureTable(),
      rules: rules)
  }

  @Test(arguments: [
    ("sold * 2", true), ("max(sold, 5 EUR)", true),
    ("previous(sold)", false), ("total(last(2, sold))", false),
    ("sold * streak(sold > 5 EUR)", false),
  ])
  func `a period stands alone where no rule reads another`(rule: String, isAlone: Bool) throws {
    let year = try year(rule)
    #expect(try stage(year, "2026-03-01", nil).readsNoOther(year.policies[0]) == isAlone)
  }

  @Test(arguments: [
    (#"{ "tiers": "steps", "on": "sales" }"#, true),
    (#"{ "tiers": "year", "on": "sales" }"#, false),
    (#"{ "tiers": "steps", "on": "sales", "reversing": "taken" }"#, false),
    (#""held.added""#, false),
  ])
  func `scales of the year, what is taken back and balances read other periods`(
    start: String, isAlone: Bool
  ) throws {
    let isHeld = start.contains("held")
    let year = try SmallYear(
      """
      "measures": {
        "sales": { "per": "day", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 },
        "taken": { "per": "day", "kind": "money", "sum": "sales.amount", "reversing": true,
          "whenNoRows": 0 } },
      "tiers": {
        "steps": { "method": "whole", "rows": [ { "from": 0, "rate": "1%" } ] },
        "year": { "method": "whole", "basis": "year-to-date", "rows": [
          { "from": 0, "rate": "1%" } ] } },
      \(isHeld ? #""balances": { "held": { "per": "day", "add": "sales" } },"# : "")
      "bonuses": { "b": { "per": "day", "whenMissing": 0, "steps": [
        { "id": "start", "start": \(start) }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "day": { "bonus": "b" } } ]
      """)
    #expect(try stage(year, "2026-03-01", nil).readsNoOther(year.policies[0]) == isAlone)
  }

  @Test func `only what is asked counts`() throws {
    let year = try year("previous(sold)")
    let sold = try #require(year.policies[0].rule(named: "sold", grain: .day))
    #expect(try stage(year, "2026-03-01", [sold.id]).readsNoOther(year.policies[0]))
    #expect(try !stage(year, "2026-03", nil).readsNoOther(year.policies[0]))
  }

  @Test(arguments: [1, 2, 20])
  func `the days of a month give the same, whoever computes them`(threads: Int) throws {
    var year = try year("sold * 2")
    year.workers = ThreadWorkers(threads)
    year.rows = (0..<40).map { SmallYear.Row(id: "E\(100 + $0)") }
    for day in 1...31 {
      year.given["2026-03-\(day < 10 ? "0" : "")\(day)"] = [
        "sold": (0..<40).map { $0 == 3 ? nil : "\($0 + day)" }
      ]
    }
    // 31 days of twice 0 and the day, summed: 2 × (1 + … + 31).
    #expect(try year.text("all", "2026-03", "E100") == "992")
    // 31 more for each day and twice that for each person.
    #expect(try year.text("all", "2026-03", "E139") == "3410")
    #expect(try year.text("all", "2026-03", "E103") == "0")
  }
}
