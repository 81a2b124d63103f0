import MeritModel
import Testing

/// Milestones that are paid once, and ranks as figures.
@Suite struct FirstTimeTests {
  @Test func `a condition holds for the first time once`() throws {
    let policy = """
      "measures": { \(SmallYear.given("sales")), "reached": { "per": "month", "kind": "flag",
        "formula": "first_time(sales >= 1000 EUR)" } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"] } ]
      """
    var year = try SmallYear(policy)
    year.given = [
      "2026-01": ["sales": ["999"]], "2026-02": ["sales": ["1000"]],
      "2026-03": ["sales": ["1000"]], "2026-05": ["sales": ["9000"]],
    ]
    let months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
    #expect(
      try months.map { try year.text("reached", $0) }
        == ["false", "true", "false", "false", "false"])
  }

  @Test func `the places moved are the difference of two ranks`() throws {
    let policy = """
      "measures": { \(SmallYear.given("sales")), "moved": { "per": "month", "kind": "count",
        "formula": "previous(rank_by_sales_company) - rank_by_sales_company",
        "whenMissing": "missing", "whenNotApplicable": "pass-on" } },
      "rankings": { "by_sales": { "per": "month", "within": ["company", "team"],
        "by": [ { "of": "sales", "best": "high" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"] } ]
      """
    var year = try SmallYear(policy)
    year.rows = ["E1", "E2", "E3"].map { SmallYear.Row(id: $0) }
    year.given = [
      "2026-02": ["sales": ["1", "2", nil]], "2026-03": ["sales": ["5", "4", "3"]],
    ]
    let people = year.roster.people
    #expect(
      try people.map { try year.text("rank_by_sales_company", "2026-03", $0) } == ["1", "2", "3"])
    #expect(try people.map { try year.text("moved", "2026-03", $0) } == ["1", "-1", "missing"])
  }

  @Test func `a target grows with the last result and never falls below its floor`() throws {
    let policy = """
      "measures": { \(SmallYear.given("sales")), "goal": { "per": "month", "kind": "money",
        "formula": "max(5000 EUR, previous(sales) * 110%)",
        "whenMissing": { "use": "least_goal" } } },
      "constants": { "least_goal": { "kind": "money", "is": 5000 } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"] } ]
      """
    var year = try SmallYear(policy)
    year.given = ["2026-01": ["sales": ["5000"]], "2026-02": ["sales": ["3000"]]]
    #expect(try year.text("goal", "2026-01") == "5000")
    #expect(try year.text("goal", "2026-02") == "5500")
    #expect(try year.text("goal", "2026-03") == "5000")
  }
}
