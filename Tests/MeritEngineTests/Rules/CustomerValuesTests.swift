import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// Values of customers, and what people and groups collect of them.
@Suite struct CustomerValuesTests {
  private static let people = [("E1", "T1"), ("E2", "T1"), ("E3", "T2")]
  private static let owned: [(id: String, owner: Int?)] = [
    ("C1", 0), ("C2", 0), ("C3", 1), ("C4", nil),
  ]

  /// January, February and March with the revenue of each customer.
  private func figures(_ period: String, _ sections: String) throws -> (Scope, String, String)
    throws
    -> String
  {
    let text = """
      { "policyFormat": 1,
        "policy": { "id": "p", "version": "1", "title": "P", "currency": "EUR", "timeZone": "UTC",
          "effective": { "from": "2026-01-01", "to": "2026-12-31" } },
        "gradeSets": { "abc": ["A", "B", "C"] },
        "inputs": {
          "roster": { "key": ["employee_id"], "columns": {
            "employee_id": "id", "role": ["agent"], "team_id": "id" } },
          "clients": { "key": ["client"], "columns": { "client": "id", "agent": "id?" } },
          "sales": { "owner": "agent", "date": "on", "columns": {
            "agent": "id", "client": "id", "on": "date", "amount": "money 0.." } } },
        "customers": { "table": "clients", "id": "client", "owner": "agent", "in": { "sales": "client" } },
        \(sections),
        "plans": [ { "id": "all", "roles": ["agent"] } ] }
      """
    let checked = PolicyCompiler.compile(Array(text.utf8), file: "p.json")
    let policy = try #require(checked.valid, "\(checked.diagnostics)")
    let calendar = policy.header.calendar
    let run = try #require(calendar.period(named: period))
    let plan = try #require(RunPlan.plan([policy], version: 0, period: run).valid)
    let revenue: [String: [String?]] = [
      "2026-01": ["100", "40", nil, "9"], "2026-02": ["10", nil, "30", nil],
      "2026-03": ["1", "2", "3", "4"],
    ]
    let stages = plan.needs.map { need in
      var cells: [RuleID: [MeasureCell]] = [:]
      for rule in policy.rules where rule.name == "revenue" && rule.grain == need.period.grain {
        cells[rule.id] = (revenue[need.period.name] ?? []).map { text in
          MeasureCell(
            rows: text == nil ? 0 : 1,
            value: text.flatMap { Exact(decimal: $0[...]) }.map(Scalar.number))
        }
      }
      return PeriodStage(
        version: need.version,
        cohort: Cohort(of: Self.roster, in: need.period, customers: CustomerList(Self.owned)),
        measures: MeasureTable(cells: cells), rules: need.rules)
    }
    let calculator = Calculator(
      versions: [policy], earlier: stages.dropLast(), own: stages[stages.count - 1])
    let result = calculator.calculation()
    let calculation = try #require(result.valid, "\(result.diagnostics)")
    return { scope, id, name in
      let ids =
        scope == .employee ? Self.roster.people : calculation.cohort.groups[scope]?.ids ?? []
      let rule = try #require(
        policy.rule(named: name, grain: calculation.cohort.period.grain, scope: scope))
      let value = calculation.value(rule.id, of: try #require(ids.firstIndex(of: id)))
      return value.isPresent ? value.canonicalText : value.stateName
    }
  }

  private static let roster = Roster(
    columns: ["employee_id", "role", "team_id"],
    rows: people.enumerated().map { place, person in
      RosterRow(
        employee: person.0,
        values: [.present(.text(person.0)), .present(.text("agent")), .present(.text(person.1))],
        validFrom: CalendarDay(number: 0), validTo: nil,
        place: SourcePlace(file: "r.csv", line: place + 2))
    })

  private static let revenue = """
    "revenue": { "for": "customer", "per": "month", "kind": "money", "sum": "sales.amount",
      "whenNoRows": 0 }
    """

  private static let month = """
    "measures": { \(revenue),
      "mine": { "per": "month", "kind": "money", "formula": "total(customer.revenue)",
        "whenNotApplicable": "not-applicable" },
      "good": { "per": "month", "kind": "count", "formula": "how_many(customer.value, 'A')" },
      "team_good": { "for": "team", "per": "month", "kind": "count",
        "formula": "how_many(customer.value in ('A', 'B'))" },
      "team_best": { "for": "team", "per": "month", "kind": "money",
        "formula": "max(customer.revenue)", "whenNotApplicable": "not-applicable" },
      "all": { "for": "company", "per": "month", "kind": "money",
        "formula": "total(customer.revenue)", "whenNotApplicable": 0 },
      "grown": { "for": "customer", "per": "month", "kind": "money",
        "formula": "revenue - previous(revenue)", "whenMissing": 0 } },
    "grades": { "value": { "for": "customer", "per": "month", "of": "revenue", "set": "abc",
      "bands": [ { "from": 100, "is": "A" }, { "from": 10, "is": "B" }, { "from": 0, "is": "C" } ] } }
    """

  @Test("customers are measured and graded, owned or not")
  func ofCustomers() throws {
    let january = try figures("2026-01", Self.month)
    #expect(
      try ["C1", "C2", "C3", "C4"].map { try january(.customer, $0, "value") }
        == ["A", "B", "C", "C"])
    #expect(try january(.customer, "C4", "revenue") == "9")
    let february = try figures("2026-02", Self.month)
    #expect(
      try ["C1", "C2", "C3", "C4"].map { try february(.customer, $0, "grown") }
        == ["-90", "-40", "30", "-9"])
  }

  @Test("people and groups collect over the customers whom they own")
  func collected() throws {
    let january = try figures("2026-01", Self.month)
    #expect(
      try ["E1", "E2", "E3"].map { try january(.employee, $0, "mine") }
        == ["140", "0", "not-applicable"])
    #expect(try ["E1", "E2", "E3"].map { try january(.employee, $0, "good") } == ["1", "0", "0"])
    #expect(try ["T1", "T2"].map { try january(.team, $0, "team_good") } == ["2", "0"])
    #expect(
      try ["T1", "T2"].map { try january(.team, $0, "team_best") }
        == ["100", "not-applicable"])
    // The customer whom nobody owns is not collected.
    #expect(try january(.company, "company", "all") == "140")
  }

  @Test("a coarser period collects over the customers of its parts")
  func parts() throws {
    let quarter = try figures(
      "2026-Q1",
      """
      "measures": { \(Self.revenue),
        "mine": { "per": "quarter", "kind": "money", "formula": "total(customer.revenue)",
          "whenNotApplicable": 0 },
        "busy": { "for": "team", "per": "quarter", "kind": "count",
          "formula": "how_many(customer.revenue >= 10 EUR)" },
        "year": { "for": "customer", "per": "quarter", "kind": "money", "formula": "total(revenue)" } }
      """)
    // E1: 100 + 40, 10, 1 + 2.
    #expect(
      try ["E1", "E2", "E3"].map { try quarter(.employee, $0, "mine") } == ["153", "33", "0"])
    #expect(try ["T1", "T2"].map { try quarter(.team, $0, "busy") } == ["4", "0"])
    #expect(try ["C1", "C4"].map { try quarter(.customer, $0, "year") } == ["111", "13"])
  }
}
