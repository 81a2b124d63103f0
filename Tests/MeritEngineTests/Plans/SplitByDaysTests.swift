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

  /// E1 changes from agent to lead on 11 March; E2 stays an agent.
  private static let rows = [
    SmallYear.Row(id: "E1", role: "agent", to: "2026-03-10"),
    SmallYear.Row(id: "E1", role: "lead", from: "2026-03-11"), SmallYear.Row(id: "E2"),
  ]

  private static func year(_ split: Bool) throws -> SmallYear {
    var year = try SmallYear(policy, head: split ? #", "roleChange": "split-by-days""# : "")
    year.rows = Self.rows
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
    year.rows = Self.rows
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
    year.rows = Self.rows
    year.given = ["2026-03": ["points": ["99", "95"]]]
    // E2 has the one seat of the one agent: A. With E1 in it, it would be E1's, and E2 a B.
    #expect(try year.text("agent_pay", "2026-03", "E2") == "100")
    #expect(try year.text("agent_pay", "2026-03") == "100")
  }

  @Test func `what reads other pay or a balance is computed once, from the sums`() throws {
    var year = try SmallYear(
      """
      "measures": { "earned": { "per": "month", "kind": "money", "formula": "10% * com" } },
      "balances": { "held": { "per": "month", "add": "earned",
        "schedule": [ { "after": 1, "share": "100%" } ] } },
      "bonuses": {
        "com": { "per": "month", "steps": [ { "id": "c", "start": "310 EUR" },
          { "id": "d", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] },
        "hold": { "per": "month", "steps": [ { "id": "c", "start": "0 EUR - earned" },
          { "id": "pay", "round": "0.01 half-up" } ] },
        "due": { "per": "month", "steps": [ { "id": "c", "start": "held.released" },
          { "id": "pay", "round": "0.01 half-up" } ] },
        "lead_only": { "per": "month", "steps": [ { "id": "c", "start": "10% * com" },
          { "id": "pay", "round": "0.01 half-up" } ] },
        "agent_only": { "per": "month", "steps": [ { "id": "c", "start": "10% * com" },
          { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [
        { "id": "agents", "roles": ["agent"],
          "month": { "bonus": ["com", "hold", "due", "agent_only"] } },
        { "id": "leads", "roles": ["lead"],
          "month": { "bonus": ["com", "hold", "due", "lead_only"] } } ]
      """, head: #", "roleChange": "split-by-days""#)
    year.rows = Self.rows
    // 100 of the ten days and 210 of the others; a tenth of the whole is kept, and that of February paid.
    #expect(try year.text("com", "2026-03") == "310")
    #expect(try year.text("hold", "2026-03") == "-31")
    #expect(try year.text("due", "2026-03") == "31")
    #expect(try year.entry(.added, of: "held", "2026-03") == "31")
    // The last plan reads the sum; what only the other one binds reads what that plan pays.
    #expect(try year.text("lead_only", "2026-03") == "31")
    #expect(try year.text("agent_only", "2026-03") == "10")
    #expect(try year.bonus("2026-03") == "351")
    #expect(try year.bonus("2026-03", "E2") == "341")
  }

  /// What holds of each plan alone need not hold of the sum of two.
  @Test(arguments: [
    ("both_pay <= 31 EUR", ", \"roleChange\": \"split-by-days\"", "not decided"),
    ("both_pay <= 31 EUR", "", "proved"),
    ("agent_pay <= 310 EUR", ", \"roleChange\": \"split-by-days\"", "proved"),
  ])
  func `a limit of what two plans pay is not proved`(
    claim: String, head: String, status: String
  ) throws {
    let claims = #", "claims": [ { "id": "most", "always": "\#(claim)" } ]"#
    let year = try SmallYear(Self.policy + claims, head: head)
    #expect(year.policies[0].verdicts.map(\.status.rawValue) == [status])
  }

  private static func sharing(_ handler: String) -> String {
    """
    "measures": { \(SmallYear.given("sales")) },
    "allocations": { "pool": { "per": "month", "within": "company", "pool": "1000 EUR",
      "by": "sales", "whenMissing": 0, "to": "0.01", "remainder": "largest-remainder" } },
    "bonuses": { "extra": { "per": "month", "steps": [
      { "id": "half", "start": "50% * pool"\(handler) }, { "id": "pay", "round": "0.01 half-up" } ] } },
    "plans": [
      { "id": "agents", "roles": ["agent"], "month": { "bonus": ["pool", "extra"] } },
      { "id": "leads", "roles": ["lead"], "month": {} } ]
    """
  }

  @Test func `a pool is shared once, and nobody is paid by a share of the other plan`() throws {
    var year = try SmallYear(
      Self.sharing(#", "whenNotApplicable": "no-bonus""#), head: #", "roleChange": "split-by-days""#
    )
    year.rows = Self.rows
    year.given = ["2026-03": ["sales": ["500", "500"]]]
    #expect(try year.text("pool", "2026-03", "E2") == "1000")
    #expect(try year.text("pool", "2026-03") == "not-applicable")
    #expect(try year.text("extra", "2026-03") == "not-applicable")
    #expect(try year.text("extra", "2026-03", "E2") == "500")
  }

  @Test(arguments: [
    // Whose plan changes has no share in the other one, so that something has to be said of it.
    (#", "roleChange": "split-by-days""#, "", ["P601"]),
    (#", "roleChange": "split-by-days""#, #", "whenNotApplicable": "no-bonus""#, []),
    // Everybody who is asked has a share where one plan decides the month.
    ("", "", []), ("", #", "whenNotApplicable": "no-bonus""#, ["P602"]),
  ])
  func `a share that may be lacking is provided for`(
    head: String, handler: String, codes: [String]
  ) throws {
    #expect(try Self.codes(Self.sharing(handler), head: head) == codes)
  }

  @Test func `a share is lacking in a plan that does not bind it`() throws {
    let both = Self.sharing("").replacing(
      "\"month\": {} }", with: "\"month\": { \"bonus\": \"extra\" } }")
    #expect(try Self.codes(both, head: "") == ["P601"])
    let said = Self.sharing(#", "whenNotApplicable": 0"#)
      .replacing("\"month\": {} }", with: "\"month\": { \"bonus\": \"extra\" } }")
    #expect(try Self.codes(said, head: "").isEmpty)
  }

  /// The codes about absent values of a policy.
  private static func codes(_ sections: String, head: String) throws -> [String] {
    do {
      return try SmallYear(sections, head: head).findings.map(\.code.rawValue)
        .filter { $0.hasPrefix("P6") }
    } catch let faulty as SmallYear.Faulty {
      return faulty.findings.map(\.code.rawValue).filter { $0.hasPrefix("P6") }
    }
  }
}
