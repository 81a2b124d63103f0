import Testing

/// What groups collect, and what people collect of their groups.
struct GroupCollectorTests {
  /// E2 is in team T1 in January and in T2 from February on.
  private let roster = """
    employee_id role team_id valid_from valid_to
    E1 lead T1 2020-01-01 -
    E2 agent T1 2020-01-01 2026-01-31
    E2 agent T2 2026-02-01 -
    E3 agent T2 2026-03-01 -
    """

  private func book(_ scope: String, _ formula: String, _ more: String = "") -> SmallBook {
    SmallBook(
      sections: """
        "measures": {
          "sold": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 },
          "both": { "for": ["employee", "team"], "per": "month", "kind": "money",
            "sum": "sales.amount", "whenNoRows": 0 },
          "team_sold": { "for": "team", "per": "month", "kind": "money", "total": "sold" },
          "result": { "for": "\(scope)", "per": "quarter", "kind": "money", \(more)
            "formula": "\(formula)" } },
        "plans": []
        """,
      tables: [
        "roster": roster,
        "sales": SmallBook.sold(
          "E1 2026-01-02 1", "E2 2026-01-02 10", "E1 2026-02-02 100", "E2 2026-02-02 1000",
          "E3 2026-03-02 10000"),
      ])
  }

  @Test(
    "a team's quarter",
    arguments: [
      // T1 has 11, 100, 0; T2 has 1000, 10000 and was nobody's in January.
      ("total(team_sold)", "111", "11000"), ("average(team_sold)", "37", "5500"),
      ("max(both)", "100", "10000"), ("min(team.both)", "0", "1000"),
      // Each month with its own members: E1 and E2, then E1, then E1; E2, then E2 and E3.
      ("total(sold)", "111", "11000"), ("average(sold)", "27.75", "11000/3"),
      ("max(sold)", "100", "10000"),
    ])
  func team(formula: String, one: String, two: String) throws {
    let list = try book("team", formula).figures("2026-Q1")
    #expect(list["result", of: "team T1"] == one)
    #expect(list["result", of: "team T2"] == two)
  }

  @Test(
    "a person's quarter of the team that the person has at its end",
    arguments: [
      ("total(team_sold)", "111", "11000", "10000"), ("max(team.both)", "100", "10000", "10000"),
    ])
  func person(formula: String, one: String, two: String, three: String) throws {
    let list = try book("employee", formula).figures("2026-Q1")
    #expect(list["result", of: "employee E1"] == one)
    #expect(list["result", of: "employee E2"] == two)
    // E3 was not there before March, when the team was.
    #expect(list["result", of: "employee E3"] == three)
  }

  @Test("roles limit whose values are collected")
  func roles() throws {
    let list = try book("company", "total(sold)", #""roles": ["agent"],"#).figures("2026-Q1")
    #expect(list["result", of: "company company"] == "11010")
  }

  @Test("a check that is an error holds for every group or stops the run")
  func checks() throws {
    var small = book("team", "total(team_sold)")
    small.sections += #", "checks": [ { "id": "c", "for": "team", "otherwise": "error","#
    let section = small.sections
    small.sections = section + #" "assert": "result <= 11000 CNY" } ]"#
    #expect(try small.figures("2026-Q1")["result", of: "team T1"] == "111")
    small.sections = section + #" "assert": "result < 11000 CNY" } ]"#
    #expect(throws: (any Error).self) { try small.figures("2026-Q1") }
  }
}
