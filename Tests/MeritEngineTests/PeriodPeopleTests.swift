import MeritImport
import MeritModel
import Testing

@testable import MeritEngine

/// Who is in a period with which plan, also where most of it is taken from another period.
@Suite struct PeriodPeopleTests {
  private static let sections = """
    "measures": { "days": { "per": "month", "kind": "money", "formula": "total(day.bonus)",
      "whenMissing": 0, "whenNotApplicable": 0 } },
    "bonuses": {
      "one": { "per": "day", "steps": [ { "id": "s", "start": "1 EUR" },
        { "id": "pay", "round": "0.01 half-up" } ] },
      "two": { "per": "day", "steps": [ { "id": "s", "start": "2 EUR" },
        { "id": "pay", "round": "0.01 half-up" } ] } },
    "plans": [
      { "id": "agents", "roles": ["agent"], "when": "roster.team_id is present",
        "day": { "bonus": "one" } },
      { "id": "leads", "roles": ["lead"], "day": { "bonus": "two" } } ]
    """

  /// E1 becomes a lead on 16 March, E2 is there all the time, E3 from 11 to 20 March.
  @Test(arguments: [("E1", "47"), ("E2", "31"), ("E3", "10")])
  func `a row that starts or ends inside a month changes that person's days alone`(
    id: String, sum: String
  ) throws {
    var year = try SmallYear(Self.sections)
    year.rows = [
      SmallYear.Row(id: "E1", to: "2026-03-15"),
      SmallYear.Row(id: "E1", role: "lead", from: "2026-03-16"), SmallYear.Row(id: "E2"),
      SmallYear.Row(id: "E3", from: "2026-03-11", to: "2026-03-20"),
    ]
    for threads in [1, 2] {
      year.workers = ThreadWorkers(threads)
      #expect(try year.text("days", "2026-03", id) == sum)
    }
  }

  @Test func `customers are found by who owns them, in their order`() {
    let customers = Groups(
      ids: ["A", "B", "C", "D"], members: [[2], [0], [], [2]], groupOfPerson: [nil, nil, nil])
    let period = Period(
      grain: .day, name: "d", start: CalendarDay(number: 0), end: CalendarDay(number: 0))
    let cohort = Cohort(
      period: period, roster: Roster(columns: [], rows: []), members: [],
      decidingRow: [nil, nil, nil], groups: [.customer: customers])
    let owned = OwnedCustomers(cohort)
    #expect((0..<3).map { Array(owned[$0]) } == [[1], [], [0, 3]])
  }
}
