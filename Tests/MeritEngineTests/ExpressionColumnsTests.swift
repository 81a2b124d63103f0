import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// Whether people are asked many at once or one by one never shows.
@Suite struct ExpressionColumnsTests {
  private static let people = 40
  private static let months = ["2026-01", "2026-02", "2026-03"]

  private static let sections = """
    "constants": { "rate": { "kind": "money", "label": "Rate", "dated": [
      { "from": "2025-01-01", "is": 3 }, { "from": "2026-02-01", "is": 4 } ] } },
    "measures": { \(SmallYear.given("sold")), \(SmallYear.given("deals", "count")),
      "sum": { "per": "month", "kind": "money", "formula": "sold + rate * deals - 1 EUR",
        "whenMissing": "missing" },
      "each": { "per": "month", "kind": "money",
        "ratio": { "of": "sold", "to": "deals", "whenZero": "error" }, "whenMissing": "missing" },
      "share": { "per": "month", "kind": "percent",
        "ratio": { "of": "sold", "to": "sum", "whenZero": "not-applicable" },
        "whenMissing": "missing" },
      "per_deal": { "per": "month", "kind": "money",
        "ratio": { "of": "sold", "to": "deals", "whenZero": "not-applicable" },
        "whenMissing": "missing" },
      "turned": { "per": "month", "kind": "money", "formula": "-sold", "whenMissing": 5 },
      "edge": { "per": "month", "kind": "money",
        "formula": "max(min(sold, sum), 3 * rate, 0 EUR)", "whenMissing": { "use": "rate" } },
      "grown": { "per": "month", "kind": "money", "formula": "sold - previous(sold)",
        "whenMissing": "missing" },
      "run": { "per": "month", "kind": "count", "formula": "streak(sold >= 200 EUR)" },
      "three": { "per": "month", "kind": "money", "formula": "total(last(3, sold))",
        "whenMissing": "missing" },
      "worst": { "per": "month", "kind": "money", "formula": "min(last(2, sold))",
        "whenMissing": "missing" },
      "good": { "per": ["month", "quarter"], "kind": "count",
        "formula": "how_many(last(2, (sold >= 100 EUR and deals <> 2) or deals is missing))",
        "whenMissing": "missing" },
      "days": { "per": "month", "kind": "days",
        "formula": "days_between(roster.valid_from, period.end)" },
      "tenure": { "per": "month", "kind": "months",
        "formula": "months_between(roster.valid_from, period.end)" },
      "kept": { "per": "month", "kind": "money", "formula": "held.opening + held.added",
        "whenMissing": "missing" },
      "lent": { "per": "month", "kind": "money", "sum": "loans.rest", "whenNoRows": "5 EUR" },
      "paid": { "per": "month", "kind": "money", "formula": "month.bonus + rate",
        "whenMissing": "missing", "whenNotApplicable": "missing" },
      "scored": { "per": "month", "kind": "points", "formula": "month.score",
        "whenMissing": "missing", "whenNotApplicable": "missing" },
      "away": { "per": "month", "kind": "count",
        "formula": "streak(sold is not present or sold >= 0 EUR)" },
      "since": { "per": "month", "kind": "days",
        "formula": "days_between(previous(period.start), period.end)", "whenMissing": "missing" },
      "gaps": { "per": "quarter", "kind": "count", "formula": "how_many(sold is not present)" },
      "quarter_sum": { "per": "quarter", "kind": "money", "formula": "total(sold)",
        "whenMissing": "missing" },
      "quarter_pay": { "per": "quarter", "kind": "money", "formula": "average(month.bonus)",
        "whenMissing": "missing", "whenNotApplicable": 0 },
      "best_grade": { "per": "quarter", "kind": "count",
        "formula": "how_many(month.grade, 'A') + how_many(not (sold < 300 EUR))" } },
    "indicators": { "reached": { "per": "month", "whenMissing": 50, "curve": { "of": "sold",
      "through": [ { "at": 0, "is": 0 }, { "at": 400, "is": 100 } ] } } },
    "scores": { "s": { "per": "month", "weights": [ { "of": "reached", "weight": "100%" } ] } },
    "grades": { "g": { "per": "month", "of": "month.score", "set": "abc", "bands": [
      { "from": 70, "is": "A" }, { "from": 30, "is": "B" }, { "from": 0, "is": "C" } ],
      "exceptions": [ { "id": "run", "when": "run >= 2", "shift": 1 } ] } },
    "tiers": {
      "steps": { "label": "Steps", "method": "marginal", "rows": [
        { "from": 0, "rate": "1%" }, { "from": 100, "rate": "2%" }, { "above": 300, "rate": "3%" } ] },
      "sums": { "label": "Sums", "method": "whole", "rows": [
        { "from": 0, "pays": 0 }, { "above": 250, "pays": "9 EUR" } ] },
      "year": { "label": "Year", "method": "whole", "basis": "year-to-date", "rows": [
        { "from": 0, "rate": "1%" }, { "from": 500, "rate": "2%" } ] },
      "points": { "label": "Points", "method": "marginal", "rows": [
        { "from": 0, "rate": "100%" }, { "from": 2, "rate": "150%" } ] } },
    "tables": { "factor": { "label": "Factor", "gives": "percent",
      "inputs": { "grade": "month.grade", "deals": "deals" }, "rows": [
        { "grade": "A", "deals": "any", "is": "150%" },
        { "grade": ["B", "C"], "deals": { "from": 2 }, "is": "100%" },
        { "grade": ["B", "C"], "deals": { "below": 2 }, "is": "50%" } ] } },
    "bonuses": {
      "full": { "per": "month", "whenMissing": 3, "whenNotApplicable": 4, "steps": [
        { "id": "start", "start": "10 EUR" },
        { "id": "factor", "times": { "table": "factor" }, "whenMissing": "100%" },
        { "id": "year", "plus": { "tiers": "year", "on": "sold" }, "whenMissing": "no-bonus" },
        { "id": "points", "plus": { "tiers": "points", "on": "deals", "each": "rate" } },
        { "id": "paid", "plus": "held.released", "whenMissing": { "use": "rate" } },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] },
      "plain": { "per": "month", "whenMissing": 1, "steps": [
        { "id": "start", "start": { "tiers": "steps", "on": "sold" } },
        { "id": "sums", "plus": { "tiers": "sums", "on": "sold" }, "whenMissing": 2 },
        { "id": "deals", "minus": "rate * deals", "whenMissing": 0 },
        { "id": "half", "times": "50%" },
        { "id": "least", "atLeast": "0 EUR" }, { "id": "most", "atMost": "4 EUR" },
        { "id": "pay", "round": "0.01 half-up" } ] },
      "other": { "per": "month", "whenMissing": 0, "steps": [
        { "id": "start", "start": "edge" },
        { "id": "first", "onlyIf": "first_time(sold >= 150 EUR)", "otherwiseKeep": "25%" },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.1 half-even" } ] },
      "rest": { "per": "month", "whenMissing": 0, "steps": [
        { "id": "slow", "start": "slow.released" }, { "id": "debt", "plus": "debt", "whenMissing": 0 },
        { "id": "waits", "plus": "waits.released" },
        { "id": "idle", "plus": "idle.released", "whenMissing": 0, "whenNotApplicable": 0 }, { "id": "loans", "plus": "loans.released" },
        { "id": "pay", "round": "0.01 half-up" } ] } },
    "balances": { "held": { "per": "month", "add": "turned * 10%", "take": "held.opening * 1%",
      "releaseWhen": "deals >= 2", "whenMissing": 1 },
      "slow": { "per": "month", "add": "sold", "schedule": [ { "after": 0, "share": "20%" },
        { "after": 1, "share": "50%" }, { "after": 2, "share": "30%" } ], "whenMissing": 2,
        "onExit": "pay", "round": "0.01 half-up" },
      "debt": { "per": "month", "opening": "50 EUR", "add": "rate * deals",
        "take": "min(debt.opening, 9 EUR)", "floor": "45 EUR", "ceiling": "56 EUR",
        "onExit": "write-off", "whenMissing": "missing" },
      "waits": { "per": "month", "add": "sum", "releaseEach": "deals >= 2",
        "whenMissing": { "use": "rate" } },
      "idle": { "per": "month", "add": "per_deal", "whenMissing": "missing",
        "whenNotApplicable": "not-applicable" },
      "loans": { "per": "month", "add": "lent", "round": "0.01 half-up",
        "spread": { "over": "loans.term" } } },
    "outcomes": { "up": { "per": "month", "requires": [
      { "id": "deals", "check": "deals in (1, 3)", "whenMissing": "fail" },
      { "id": "grade", "check": "month.grade >= 'B'", "whenMissing": "fail" } ] } },
    "plans": [
      { "id": "agents", "roles": ["agent"], "onExit": "no-bonus", "month": { "score": "s",
        "grade": "g", "bonus": ["plain", "other", "full", "rest"], "outcomes": ["up"] } },
      { "id": "leads", "roles": ["lead"], "month": { "score": "s", "grade": "g", "bonus": "plain" } }
    ]
    """

  /// Some join or leave, some lead, some have no rows or sell for nothing.
  private func year(_ people: Range<Int>) throws -> SmallYear {
    var year = try SmallYear(Self.sections, effective: ("2026-01-01", "2026-12-31"))
    year.rows = people.flatMap { person -> [SmallYear.Row] in
      let row = SmallYear.Row(
        id: "E\(1000 + person)", team: "T\(person % 3)", role: person % 6 == 5 ? "lead" : "agent",
        from: person % 7 == 3 ? "2026-02-10" : "2025-11-30",
        to: person % 9 == 4 ? "2026-03-16" : nil)
      return [row]
    }
    for (place, month) in Self.months.enumerated() {
      year.given[month] = [
        "sold": people.map { person in
          person % 7 == 2 ? nil : "\((person * 61 + place * 97) % 450)"
        },
        "deals": people.map { person in
          person % 11 == 1 + place ? nil : "\((person + place) % 4 + (place == 2 ? 1 : 0))"
        },
      ]
    }
    // The first person alone has rows that are paid out over months.
    if people.lowerBound == 0 { year.lent = ["2026-01": [("100", "3"), ("7", "1")]] }
    return year
  }

  /// Everything that people got, by person.
  private func texts(_ people: Range<Int>, _ period: String) throws -> [String: [String]] {
    let checked = try year(people).calculated(period)
    let calculation = try #require(checked.result)
    var texts: [String: [String]] = [:]
    for (person, id) in calculation.cohort.roster.people.enumerated() {
      let rules = calculation.policy.rules.filter { calculation.columns[$0.id.index] != nil }
      texts[id] = rules.map { rule in
        let parts = [calculation.steps, calculation.balances, calculation.requirements].map {
          "\($0[rule.id]?[person].map(text) ?? [])"
        }
        return "\(rule.name) \(text(calculation.value(rule.id, of: person))) \(parts)"
      }
      texts[id]? += checked.diagnostics.map { "\($0)" }.filter { $0.contains(id) }
    }
    return texts
  }

  private func text(_ value: Value) -> String {
    value.isPresent ? value.canonicalText : value.stateName
  }

  @Test(arguments: months + ["2026-Q1"])
  func `forty people at once have what they have among five`(period: String) throws {
    let all = try texts(0..<Self.people, period)
    #expect(all.count == Self.people)
    for start in stride(from: 0, to: Self.people, by: 5) {
      for (id, own) in try texts(start..<start + 5, period) {
        #expect(all[id] == own, "\(id) in \(period)")
      }
    }
  }

  /// E1012 sold 12 × 61 + 97 = 829, less 450: 379 in February, from 4 × 1 deals + 3 = none there.
  @Test func `what is worked out by hand comes out for many at once`() throws {
    let texts = try texts(0..<Self.people, "2026-02")
    let own = try #require(texts["E1012"])
    // 0.01 × 100 + 0.02 × 200 + 0.03 × 79 + 9 = 16.37; one deal takes 4; half is 6.185, at most 4.
    #expect(own.contains { $0.hasPrefix("plain 4 ") })
    // 379 + 4 × 1 − 1.
    #expect(own.contains { $0.hasPrefix("sum 382 ") })
    // In January 12 × 61 = 732, less 450.
    #expect(own.contains { $0.hasPrefix("grown 97 ") })
    #expect(own.contains { $0.hasPrefix("run 2 ") })
    // Grade A by 379, better for the run: 10 × 150 %. Of the year 282 + 379 = 661 pay 2 %, less 282 at 1 %:
    // 13.22 − 2.82 = 10.40. One deal is a point, at 4. Nothing was held for release at a deal.
    #expect(own.contains { $0.hasPrefix("full 29.4 ") })
  }

  /// E1012 sold 282, 379 and 26 in three months, with deals unknown, one and three; E1000 lent 107 in
  /// January, of which 7 for a month; E1004 left on 16 March.
  @Test(arguments: [
    // 282 + 379 + 26, less 56.4, 216.8 and 5.2 + 189.5 + 84.6.
    ("E1012", "slow 134.5 "),
    // January has no value, so February opens with 50: + 4 − 9, then + 12 − 9.
    ("E1012", "debt 48 "),
    // Of 3, 382 and 37 the last is paid out at once.
    ("E1012", "waits 385 "),
    // Without rows 5 are added in each month and paid out in the next.
    ("E1012", "loans 5 "),
    // 107, then + 5 − 33.33 − 7, then + 5 − 5 − 33.33.
    ("E1000", "loans 38.34 "),
    ("E1004", "slow 0 "), ("E1004", "debt 0 "),
  ])
  func `a balance worked out by hand comes out for many at once`(
    id: String, line: String
  ) throws {
    let own = try #require(try texts(0..<Self.people, "2026-03")[id])
    #expect(own.contains { $0.hasPrefix(line) })
  }

  /// E1003 joined on 10 February: January is no part and no period before.
  @Test func `months without a person are none of the person's`() throws {
    let march = try #require(try texts(0..<Self.people, "2026-03")["E1003"])
    #expect(march.contains { $0.hasPrefix("away 2 ") })
    let february = try #require(try texts(0..<Self.people, "2026-02")["E1003"])
    #expect(february.contains { $0.hasPrefix("since missing ") })
    let quarter = try #require(try texts(0..<Self.people, "2026-Q1")["E1003"])
    #expect(quarter.contains { $0.hasPrefix("gaps 0 ") })
  }

  /// The same row decides February and March, and in March the person leaves.
  @Test func `who leaves has no plan though the row is that of the month before`() throws {
    var year = try SmallYear(
      """
      "measures": { "two": { "per": "month", "kind": "money",
        "formula": "total(last(2, month.bonus))", "whenMissing": "missing" },
        "all": { "per": "quarter", "kind": "money", "formula": "total(month.bonus)",
          "whenMissing": 0, "whenNotApplicable": 0 } },
      "bonuses": { "pay": { "per": "month", "steps": [ { "id": "start", "start": "1 EUR" },
        { "id": "pay", "round": "1 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "pay" } } ]
      """, effective: ("2026-01-01", "2026-12-31"), head: #", "leavers": "no-plan""#)
    year.rows = [SmallYear.Row(id: "E1", to: "2026-03-15"), SmallYear.Row(id: "E2")]
    #expect(try year.text("two", "2026-02") == "2")
    #expect(try year.text("two", "2026-03") == "missing")
    #expect(try year.bonus("2026-03") == "not-applicable")
    #expect(try year.text("two", "2026-03", "E2") == "2")
    // January and February; March is left.
    #expect(try year.text("all", "2026-Q1") == "2")
    #expect(try year.text("all", "2026-Q1", "E2") == "3")
  }

  @Test func `a divisor of zero is told of each person`() throws {
    let findings = try year(0..<Self.people).calculated("2026-01").diagnostics
    let zero = findings.filter { $0.code == .divisionByZero }
    // In January every fourth person made no deal; some have no row of deals, or of sales, or join later.
    let expected = (0..<Self.people).filter { person in
      person % 4 == 0 && person % 11 != 1 && person % 7 != 2 && person % 7 != 3
    }
    #expect(zero.count == expected.count)
    for person in expected {
      #expect(zero.contains { $0.message.contains("`E\(1000 + person)`") }, "E\(1000 + person)")
    }
  }

  /// The roster row is the same in all months; what the plan asks is not from March on.
  @Test func `a plan that goes by the period is not taken from the period before`() throws {
    var year = try SmallYear(
      """
      "constants": { "step": { "kind": "count", "label": "Step", "dated": [
        { "from": "2025-01-01", "is": 1 }, { "from": "2026-03-01", "is": 2 } ] } },
      "measures": { "three": { "per": "month", "kind": "money",
        "formula": "total(last(3, month.bonus))", "whenMissing": "missing" } },
      "bonuses": {
        "new_pay": { "per": "month", "steps": [ { "id": "start", "start": "1 EUR" },
          { "id": "pay", "round": "1 half-up" } ] },
        "old_pay": { "per": "month", "steps": [ { "id": "start", "start": "20 EUR" },
          { "id": "pay", "round": "1 half-up" } ] } },
      "plans": [
        { "id": "new", "roles": ["agent"],
          "when": "step < 2",
          "month": { "bonus": "new_pay" } },
        { "id": "old", "roles": ["agent", "lead"], "month": { "bonus": "old_pay" } } ]
      """, effective: ("2026-01-01", "2026-12-31"))
    year.rows = [SmallYear.Row(id: "E1", from: "2026-01-01")]
    #expect(try year.text("three", "2026-03") == "22")
    #expect(try year.text("three", "2026-04") == "41")
  }
}
