import MeritModel
import Testing

/// Who is in a period, by which row, and in which groups.
@Suite struct CohortTests {
  private struct Line {
    var id: String
    var team: String? = "T1"
    var manager: String?
    var from = "2025-01-01"
    var to: String?
  }

  private func day(_ text: String) -> CalendarDay {
    CalendarDay(iso: text) ?? CalendarDay(number: 0)
  }

  private func cohort(_ lines: [Line]) -> Cohort {
    let rows = lines.map { line in
      RosterRow(
        employee: line.id,
        values: [line.id, "agent", line.team, line.manager].map { text in
          text.map { .present(.text($0)) } ?? .missing
        }, validFrom: day(line.from), validTo: line.to.map(day),
        place: SourcePlace(file: "roster.csv"))
    }
    let month = Period(
      grain: .month, name: "2026-03", start: day("2026-03-01"), end: day("2026-03-31"))
    let roster = Roster(columns: ["employee_id", "role", "team_id", "manager_id"], rows: rows)
    return Cohort(of: roster, in: month)
  }

  private func team(_ cohort: Cohort, of person: Int) -> String? {
    cohort.groups[.team].flatMap { groups in
      groups.groupOfPerson[person].map { groups.ids[$0] }
    }
  }

  @Test(arguments: [
    ("2025-01-01", "2026-02-28", false), ("2025-01-01", "2026-03-01", true),
    ("2026-03-31", nil, true), ("2026-04-01", nil, false), ("2025-01-01", nil, true),
  ])
  func `one valid day puts a person in the period`(from: String, to: String?, isIn: Bool) {
    let cohort = cohort([Line(id: "E1", from: from, to: to)])
    #expect(cohort.members.isEmpty != isIn)
  }

  @Test func `the row of the last day decides, else the latest inside the period`() {
    let moved = cohort([
      Line(id: "E1", team: "T2", from: "2026-03-31"),
      Line(id: "E1", team: "T1", from: "2025-01-01", to: "2026-03-30"),
    ])
    #expect(team(moved, of: 0) == "T2")
    let left = cohort([
      Line(id: "E1", team: "T1", from: "2025-01-01", to: "2026-03-09"),
      Line(id: "E1", team: "T3", from: "2026-03-11", to: "2026-03-12"),
    ])
    #expect(team(left, of: 0) == "T3")
  }

  @Test func `groups and people stand in Unicode order, whatever the order of the rows`() {
    let lines = [
      Line(id: "E2", team: "b"), Line(id: "E10", team: "a"), Line(id: "É", team: "Z"),
      Line(id: "E1", team: nil),
    ]
    for order in [lines, lines.reversed()] {
      let cohort = cohort(order)
      #expect(cohort.roster.people == ["E1", "E10", "E2", "É"])
      #expect(cohort.groups[.team]?.ids == ["Z", "a", "b"])
      #expect(cohort.groups[.team]?.members == [[3], [1], [2]])
      #expect(team(cohort, of: 0) == nil)
      #expect(cohort.groups[.company]?.members == [[0, 1, 2, 3]])
    }
  }

  @Test func `direct reports, and everybody below`() {
    // E1 leads E2 and E4; E2 leads E3; X, who is not in the roster, leads E1.
    let cohort = cohort([
      Line(id: "E1", manager: "X"), Line(id: "E2", manager: "E1"), Line(id: "E3", manager: "E2"),
      Line(id: "E4", manager: "E1"),
    ])
    #expect(cohort.groups[.reports]?.ids == ["E1", "E2", "X"])
    #expect(cohort.groups[.reports]?.members == [[1, 3], [2], [0]])
    #expect(cohort.groups[.organisation]?.members == [[1, 2, 3], [2], [0, 1, 2, 3]])
    #expect(cohort.groups[.reports]?.groupOfPerson == [0, 1, nil, nil])
    #expect(cohort.closedReportingLines.isEmpty)
  }

  @Test func `a manager who has left names a group but has none above`() {
    let cohort = cohort([
      Line(id: "E1"), Line(id: "E2", manager: "E1", to: "2026-02-28"),
      Line(id: "E3", manager: "E2"),
    ])
    #expect(cohort.groups[.reports]?.ids == ["E2"])
    #expect(cohort.groups[.organisation]?.members == [[2]])
  }

  @Test func `people of a day before are taken over only where the same rows decide`() {
    let lines = [
      Line(id: "E1", team: "T1", to: "2026-03-01"), Line(id: "E1", team: "T2", from: "2026-03-02"),
      Line(id: "E2", team: "T1"), Line(id: "E3", team: "T2", to: "2026-03-03"),
    ]
    let roster = cohort(lines).roster
    var last: Cohort?
    var sizes: [[Int]] = []
    for number in 1...4 {
      let start = day("2026-03-0\(number)")
      let period = Period(grain: .day, name: "2026-03-0\(number)", start: start, end: start)
      let own = Cohort(of: roster, in: period, like: last)
      #expect(last.map { own.hasRows(of: $0) } ?? false == (number == 3))
      #expect(own.period == period)
      sizes.append(own.groups[.team]?.members.map(\.count) ?? [])
      last = own
    }
    // E1 changes team on the 2nd, E3 is gone on the 4th.
    #expect(sizes == [[2, 1], [1, 2], [1, 2], [1, 1]])
  }

  @Test func `a ring is told for each person in it, and for people who manage themselves`() {
    let ring = cohort([
      Line(id: "E1", manager: "E2"), Line(id: "E2", manager: "E1"), Line(id: "E3", manager: "E1"),
      Line(id: "E4", manager: "E4"),
    ])
    let told = ring.closedReportingLines
    #expect(told.map(\.code) == Array(repeating: .reportingLineCloses, count: 3))
    #expect(told.map { $0.message.contains("`E3`") } == [false, false, false])
  }

  @Test func `who stands below a ring is not in it, whoever is looked at first`() {
    let told = cohort([
      Line(id: "E1", manager: "E3"), Line(id: "E2", manager: "E1"), Line(id: "E3", manager: "E5"),
      Line(id: "E4", manager: "E3"), Line(id: "E5", manager: "E3"), Line(id: "E6", manager: "E7"),
      Line(id: "E7"), Line(id: "E8", manager: "X"),
    ]).closedReportingLines
    #expect(
      told.map { $0.message.split(separator: "`")[1] } == ["E3", "E5"], "\(told)")
  }
}
