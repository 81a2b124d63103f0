import MeritModel
import Testing

/// Which plan a person has, and what it pays to those who leave.
@Suite struct PlanChoiceTests {
  private static func policy(_ plans: String) -> String {
    """
    "bonuses": {
      "low": { "per": "month", "steps": [ { "id": "base", "start": "100 EUR" },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] },
      "high": { "per": "month", "steps": [ { "id": "base", "start": "310 EUR" },
        { "id": "days", "prorate": "days-in-plan" }, { "id": "pay", "round": "0.01 half-up" } ] } },
    "plans": [ \(plans), { "id": "leads", "roles": ["lead"] } ]
    """
  }

  private static let inTeam = "roster.team_id is present and roster.team_id = 'T1'"

  @Test func `of the plans of a role the one whose condition holds decides`() throws {
    var year = try SmallYear(
      Self.policy(
        """
        { "id": "first", "roles": ["agent"], "when": "\(Self.inTeam)", "month": { "bonus": "high" } },
        { "id": "rest", "roles": ["agent"], "month": { "bonus": "low" } }
        """))
    year.rows = [
      SmallYear.Row(id: "E1", team: "T1"), SmallYear.Row(id: "E2", team: "T2"),
      SmallYear.Row(id: "E3", team: nil),
    ]
    #expect(try year.roster.people.map { try year.bonus("2026-03", $0) } == ["310", "100", "100"])
    #expect(try year.codes("2026-03").isEmpty)
  }

  @Test func `the days in a plan are those whose rows it wants`() throws {
    var year = try SmallYear(
      Self.policy(
        """
        { "id": "first", "roles": ["agent"], "when": "\(Self.inTeam)", "month": { "bonus": "high" } },
        { "id": "rest", "roles": ["agent"], "month": { "bonus": "low" } }
        """))
    year.rows = [
      SmallYear.Row(id: "E1", team: "T2", to: "2026-03-21"),
      SmallYear.Row(id: "E1", team: "T1", from: "2026-03-22"),
    ]
    // 10 of 31 days of 310.
    #expect(try year.bonus("2026-03") == "100")
  }

  @Test func `two conditions that hold, and none that does, stop the run`() throws {
    var year = try SmallYear(
      Self.policy(
        """
        { "id": "one", "roles": ["agent"], "when": "\(Self.inTeam)", "month": { "bonus": "high" } },
        { "id": "two", "roles": ["agent"], "when": "period.end > date'2026-01-01'",
          "month": { "bonus": "low" } }
        """))
    #expect(try year.codes("2026-03") == ["D136"])
    year.rows = [SmallYear.Row(id: "E1", team: "T2")]
    #expect(try year.codes("2026-03").isEmpty)
    #expect(try year.codes("2025-12") == ["D116"])
  }

  @Test(arguments: [
    // The last row ends before the last day, on it, and a row that follows.
    ("2026-03-30", nil, "not-applicable"), ("2026-03-31", nil, "310"),
    ("2026-03-30", "2026-06-01", "300"),
  ])
  func `a plan may pay nothing to people who leave in the period`(
    to: String, again: String?, paid: String
  ) throws {
    var year = try SmallYear(
      Self.policy(
        #"{ "id": "all", "roles": ["agent"], "onExit": "no-bonus", "month": { "bonus": ["high"] } }, { "id": "x", "roles": ["lead"], "when": "period.end > date'2026-01-01'", "month": { "bonus": "low" } }"#
      ))
    year.rows = [SmallYear.Row(id: "E1", to: to)]
    if let again { year.rows.append(SmallYear.Row(id: "E1", from: again)) }
    #expect(try year.bonus("2026-03") == paid)
  }
}
