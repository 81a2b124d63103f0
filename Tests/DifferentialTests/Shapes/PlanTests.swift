import Testing

/// Which plan a person has, what it pays in part of a period, and what limits it.
struct PlanTests {
  private func book(
    _ plans: String, roster: String, header: String = "", more: String = "", bonus: String = ""
  ) -> SmallBook {
    var small = SmallBook(
      sections: """
        "measures": { "sold": { "per": "month", "kind": "money", "sum": "sales.amount",
          "whenNoRows": 0 } },
        "constants": { "floor": { "kind": "money", "is": 100.005 } },
        "bonuses": {
          "high": { "per": "month" \(bonus), "steps": [ { "id": "s", "start": "310 CNY" },
            { "id": "p", "prorate": "days-in-plan" }, { "id": "r", "round": "0.01 half-up" } ] },
          "low": { "per": "month", "steps": [ { "id": "s", "start": "31 CNY" },
            { "id": "p", "prorate": "days-in-plan" }, { "id": "r", "round": "0.01 half-up" } ] } }
        \(more), "plans": [ \(plans) ]
        """,
      tables: ["roster": roster, "sales": SmallBook.sold("E1 2026-03-05 10")])
    small.header = header
    return small
  }

  private let byContract = """
    { "id": "trial", "roles": ["agent"], "when": "roster.contract = 'trial'",
      "month": { "bonus": "low" } },
    { "id": "rest", "roles": ["agent"], "month": { "bonus": "high" } }
    """

  private let changing = """
    employee_id role contract valid_from valid_to
    E1 agent trial 2020-01-01 2026-03-10
    E1 agent fixed 2026-03-11 2026-03-30
    E2 agent trial 2020-01-01 -
    E3 lead fixed 2020-01-01 -
    """

  @Test("a plan by a fact of the deciding row")
  func when() throws {
    let list = try book(byContract, roster: changing).figures("2026-03")
    // Only E1's second row gives the plan: 20 of 31 days.
    #expect(list["bonus", of: "employee E1"] == "200")
    #expect(list["low", of: "employee E1"] == "none")
    #expect(list["bonus", of: "employee E2"] == "31")
    #expect(list["bonus", of: "employee E3"] == "none")
  }

  @Test("two plans that hold stop the run")
  func two() {
    let plans =
      byContract
      + #", { "id": "x", "roles": ["agent"], "when": "period.end > date'2026-01-01'", "month": { "bonus": "low" } }"#
    #expect(throws: (any Error).self) { try book(plans, roster: changing).figures("2026-03") }
  }

  @Test("every plan of a month pays its own days")
  func split() throws {
    let header = #", "roleChange": "split-by-days""#
    let list = try book(byContract, roster: changing, header: header).figures("2026-03")
    #expect(list["high", of: "employee E1"] == "200")
    #expect(list["low", of: "employee E1"] == "10")
    #expect(list["low.s", of: "employee E1"] == "31")
    #expect(list["bonus", of: "employee E1"] == "210")
    #expect(list["bonus", of: "employee E2"] == "31")
  }

  @Test("who leaves inside the month gets nothing of a plan that says so")
  func onExit() throws {
    let plan =
      #"{ "id": "p", "roles": ["agent"], "onExit": "no-bonus", "month": { "bonus": "high" } }"#
    let roster = """
      employee_id role valid_from valid_to
      E1 agent 2020-01-01 2026-03-30
      E2 agent 2020-01-01 2026-03-31
      E3 agent 2020-01-01 2026-03-15
      E3 agent 2026-05-01 -
      """
    let list = try book(plan, roster: roster).figures("2026-03")
    #expect(list["bonus", of: "employee E1"] == "not-applicable")
    #expect(list["high.s", of: "employee E1"] == "not-applicable")
    #expect(list["bonus", of: "employee E2"] == "310")
    #expect(list["bonus", of: "employee E3"] == "150")
  }

  @Test(
    "a guard lifts or cuts a bonus, rounded like it",
    arguments: [
      (#""atLeast": "floor", "apply": true"#, "100.01", "100.01"),
      (#""atMost": "floor * 2", "apply": true"#, "10", "10"),
      (#""atMost": "1 CNY", "atLeast": "floor", "apply": true"#, "1", "1"),
      (#""atLeast": "floor", "apply": false"#, "10", "none"),
    ])
  func guards(guard: String, bonus: String, step: String) throws {
    let roster = "employee_id role valid_from valid_to\nE1 agent 2026-03-31 -"
    let plan = #"{ "id": "p", "roles": ["agent"], "month": { "bonus": "high" } }"#
    let more = #", "guards": { "law": { "of": "high", \#(`guard`) } }"#
    let list = try book(plan, roster: roster, more: more).figures("2026-03")
    #expect(list["bonus", of: "employee E1"] == bonus)
    #expect(list["high.guard.law", of: "employee E1"] == step)
  }

  @Test(
    "a bonus that applies only at times",
    arguments: [
      (#", "appliesWhen": "sold >= 10 CNY""#, "310"),
      (#", "appliesWhen": "sold > 10 CNY""#, "not-applicable"),
      (#", "appliesWhen": "sold > 10 CNY", "whenNotApplicable": 5"#, "5"),
      (#", "appliesWhen": "sold > 10 CNY", "whenNotApplicable": { "use": "sold" }"#, "10"),
    ])
  func applies(bonus: String, expected: String) throws {
    let roster = SmallBook.roster("E1 agent T1 D1")
    let plan = #"{ "id": "p", "roles": ["agent"], "month": { "bonus": "high" } }"#
    let list = try book(plan, roster: roster, bonus: bonus).figures("2026-03")
    #expect(list["bonus", of: "employee E1"] == expected)
  }

  @Test("ranks are figures that rules may name")
  func ranks() throws {
    let small = SmallBook(
      sections: """
        "measures": {
          "sold": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 },
          "moved": { "per": "month", "kind": "count",
            "formula": "previous(rank_by_sold_company) - rank_by_sold_company" } },
        "rankings": { "by_sold": { "by": [ { "of": "sold", "best": "high" } ],
          "within": ["company"], "per": ["month"] } },
        "plans": []
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1", "E2 agent T1 D1", "E3 agent T1 D1"),
        "sales": SmallBook.sold(
          "E1 2026-02-05 3", "E2 2026-02-05 2", "E3 2026-02-05 1", "E3 2026-03-05 1"),
      ])
    let list = try small.figures("2026-03")
    #expect(
      ["E1", "E2", "E3"].map { list["rank_by_sold_company", of: "employee \($0)"] } == [
        "2", "2", "1",
      ])
    #expect(["E1", "E2", "E3"].map { list["moved", of: "employee \($0)"] } == ["-1", "0", "2"])
  }

  @Test(
    "one of several ways is enough",
    arguments: [("5", "not-eligible"), ("10", "eligible"), ("20", "eligible")])
  func anyOf(sold: String, expected: String) throws {
    let small = SmallBook(
      sections: """
        "measures": { "sold": { "per": "month", "kind": "money", "sum": "sales.amount",
          "whenNoRows": 0 } },
        "outcomes": { "rise": { "per": "month",
          "requires": [ { "id": "a", "check": "sold > 1 CNY" } ],
          "anyOf": [ { "id": "b", "check": "sold = 10 CNY" }, { "id": "c", "check": "sold > 15 CNY" } ] } },
        "plans": [ { "id": "p", "roles": ["agent"], "month": { "outcomes": ["rise"] } } ]
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1"),
        "sales": SmallBook.sold("E1 2026-03-05 \(sold)"),
      ])
    #expect(try small.figures("2026-03")["rise", of: "employee E1"] == expected)
  }
}
