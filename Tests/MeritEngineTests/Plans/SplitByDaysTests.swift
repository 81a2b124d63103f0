import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// Every plan held on a day of the period pays its bonuses.
@Suite struct SplitByDaysTests {
  private static let policy = """
    "measures": { \(SmallYear.given("sales")) },
    "bonuses": {
      "agent_pay": { "per": "month", "steps": [ { "id": "base", "start": "310 EUR" },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] },
      "lead_pay": { "per": "month", "steps": [ { "id": "base", "start": "620 EUR" },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] },
      "both_pay": { "per": "month", "steps": [ { "id": "base", "start": "31 EUR" },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] } },
    "plans": [
      { "id": "agents", "roles": ["agent"], "month": { "bonus": ["agent_pay", "both_pay"] } },
      { "id": "leads", "roles": ["lead"], "month": { "bonus": ["lead_pay", "both_pay"] } } ]
    """

  private static func year(_ split: Bool) throws -> SmallYear {
    var year = try SmallYear(policy, head: split ? #", "roleChange": "split-by-days""# : "")
    year.rows = [
      SmallYear.Row(id: "E1", role: "agent", to: "2026-03-10"),
      SmallYear.Row(id: "E1", role: "lead", from: "2026-03-11"), SmallYear.Row(id: "E2"),
    ]
    return year
  }

  @Test func `each plan pays for its own days and the slot is the sum`() throws {
    let year = try Self.year(true)
    // 10 days of 310 and 21 of 620; the bonus of both plans for all 31 days.
    #expect(try year.text("agent_pay", "2026-03") == "100")
    #expect(try year.text("lead_pay", "2026-03") == "420")
    #expect(try year.text("both_pay", "2026-03") == "31")
    #expect(try year.bonus("2026-03") == "551")
    #expect(try year.bonus("2026-03", "E2") == "341")
  }

  @Test func `without it the plan of the last day pays alone`() throws {
    let year = try Self.year(false)
    #expect(try year.text("agent_pay", "2026-03") == "not-applicable")
    #expect(try year.bonus("2026-03") == "441")
  }

  @Test func `a whole month in one plan is paid once`() throws {
    #expect(try Self.year(true).bonus("2026-04") == "651")
    #expect(try Self.year(true).bonus("2026-02") == "341")
  }

  @Test(arguments: [
    (
      #""bands": [ { "from": 90, "is": "A" }, { "from": 60, "is": "B" }, { "from": 0, "is": "C" } ],"#
        + #" "limits": { "within": "company", "order": [ { "by": "points", "best": "high" } ],"#
        + #" "ties": "employee-id", "seats": [ { "is": "A", "count": 1 } ] }"#, "100"
    ),
    (
      #""quota": { "within": "company", "smallGroups": "as-is", "groupNeeds": 1,"#
        + #" "order": [ { "by": "points", "best": "high" } ], "ties": "employee-id","#
        + #" "shares": [ { "is": "A", "share": "50%" }, { "is": "B", "share": "50%" },"#
        + #" { "is": "C", "share": "0%" } ], "seats": "largest-remainder" }"#, "not-applicable"
    ),
  ])
  func `nobody takes a seat in the other plan`(method: String, pays: String) throws {
    var year = try SmallYear(
      """
      "measures": { \(SmallYear.given("points", "points")) },
      "grades": { "mark": { "per": "month", "of": "points", "set": "abc",
        "whenMissing": "not-graded", \(method) } },
      "bonuses": { "agent_pay": { "per": "month", "steps": [
        { "id": "base", "start": "0 EUR" },
        { "id": "a", "plus": "100 EUR" },
        { "id": "keeps", "onlyIf": "mark = 'A'", "otherwiseKeep": "0%",
          "whenNotApplicable": "no-bonus", "whenMissing": "no-bonus" },
        { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [
        { "id": "agents", "roles": ["agent"], "month": { "grade": "mark", "bonus": "agent_pay" } },
        { "id": "leads", "roles": ["lead"], "month": {} } ]
      """, head: #", "roleChange": "split-by-days""#)
    year.rows = [
      SmallYear.Row(id: "E1", role: "agent", to: "2026-03-10"),
      SmallYear.Row(id: "E1", role: "lead", from: "2026-03-11"), SmallYear.Row(id: "E2"),
    ]
    year.given = ["2026-03": ["points": ["91", "95"]]]
    // E2 has the one seat; E1, an agent for ten days, has what the points alone give.
    #expect(try year.text("agent_pay", "2026-03") == pays)
    #expect(try year.text("agent_pay", "2026-03", "E2") == "100")
  }

  @Test func `nobody takes a seat in the other plan where a team counts the seats`() throws {
    var year = try SmallYear(
      """
      "measures": { \(SmallYear.given("points", "points")),
        "worth": { "per": "month", "kind": "money", "table": "worths", "whenNotApplicable": "0 EUR",
          "whenMissing": "0 EUR" },
        "team_worth": { "for": "team", "per": "month", "kind": "money", "total": "worth" } },
      "tables": { "worths": { "gives": "money", "inputs": { "mark": "mark" }, "rows": [
        { "mark": "A", "is": "100 EUR" }, { "mark": ["B", "C"], "is": "10 EUR" } ] } },
      "grades": { "mark": { "per": "month", "of": "points", "set": "abc",
        "whenMissing": "not-graded",
        "quota": { "within": "company", "smallGroups": "as-is", "groupNeeds": 1,
          "order": [ { "by": "points", "best": "high" } ], "ties": "employee-id",
          "shares": [ { "is": "A", "share": "50%" }, { "is": "B", "share": "50%" },
            { "is": "C", "share": "0%" } ], "seats": "largest-remainder" } } },
      "bonuses": { "agent_pay": { "per": "month", "steps": [
        { "id": "team", "start": "team_worth",
          "whenNotApplicable": "no-bonus" }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [
        { "id": "agents", "roles": ["agent"], "month": { "grade": "mark", "bonus": "agent_pay" } },
        { "id": "leads", "roles": ["lead"], "month": {} } ]
      """, head: #", "roleChange": "split-by-days""#)
    year.rows = [
      SmallYear.Row(id: "E1", role: "agent", to: "2026-03-10"),
      SmallYear.Row(id: "E1", role: "lead", from: "2026-03-11"), SmallYear.Row(id: "E2"),
    ]
    year.given = ["2026-03": ["points": ["99", "95"]]]
    // E2 has the one seat of the one agent: A. With E1 in it, it would be E1's, and E2 a B.
    #expect(try year.text("agent_pay", "2026-03", "E2") == "100")
    #expect(try year.text("agent_pay", "2026-03") == "100")
  }
}
