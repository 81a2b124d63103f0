import MeritModel
import MeritReport
import Testing

/// The first sheet adds up, and the others hang on the cells in which an amount is worked out.
@Suite struct SummarySheetTests {
  private func sheet(_ name: String, _ facts: ReviewFacts) throws -> Sheet {
    try #require(WorkbookReport(of: facts).sheets.first { $0.name == name })
  }

  private func number(_ cell: Cell) -> Exact? {
    switch cell.content {
    case .number(let number), .formula(_, let number): number
    default: nil
    }
  }

  /// The rows from a title to the total.
  private func list(_ title: String, _ sheet: Sheet) throws -> [[Cell]] {
    let start = try #require(sheet.rows.firstIndex { $0.first?.content == .text(title) })
    let rows = sheet.rows[(start + 2)...]
    let end = try #require(rows.firstIndex { $0.first?.content == .text("Total") })
    return Array(rows[...end])
  }

  private func sums(_ rows: [[Cell]], _ column: Int) throws -> Exact {
    try rows.dropLast().reduce(Exact.zero) { try $0 + (number($1[column]) ?? .zero) }
  }

  @Test func `teams and those without one are everybody, and all that is paid`() throws {
    let sample = try SampleMonth(withoutTeam: ["E002", "E009"])
    let summary = try sheet("Summary", sample.facts)
    let rows = try list("Teams", summary)
    #expect(
      rows.map(\.[0].content) == ["T01", "T02", "no team", "Total"].map { .text($0) })
    #expect(rows.map { number($0[1]) } == [Exact(6), Exact(4), Exact(2), Exact(12)])
    let total = try #require(sample.facts.summary.total)
    #expect(try sums(rows, 2) == total)
    #expect(rows.last.flatMap { number($0[2]) } == total)
    let all = try list("Teams", sheet("Summary", SampleMonth().facts))
    #expect(all.map(\.[0].content) == ["T01", "T02", "Total"].map { .text($0) })
  }

  @Test func `grades and those without one are everybody`() throws {
    let sample = try SampleMonth()
    let rows = try list("Grades", sheet("Summary", sample.facts))
    #expect(rows.dropLast().last?.first?.content == .text("not graded"))
    #expect(try sums(rows, 1) == Exact(12))
    #expect(rows.last.flatMap { number($0[1]) } == Exact(12))
  }

  @Test func `rows not used, rows rejected and findings are three numbers`() throws {
    let summary = try sheet("Summary", SampleMonth().facts)
    let found = ["Rows not used", "Rows rejected", "Findings, on the sheet Problems"].map { name in
      summary.rows.first { $0.first?.content == .text(name) }.flatMap { number($0[1]) }
    }
    #expect(found == [Exact(5), Exact(2), Exact(1)])
  }

  @Test func `scores and bonuses of the ranking are those of their own sheets`() throws {
    let ranking = try sheet("Ranking", SampleMonth().facts)
    for row in ranking.rows.dropFirst(5) where number(row[5]) != nil {
      guard case .formula(let score, _) = row[5].content,
        case .formula(let bonus, _) = row[7].content
      else {
        Issue.record("a constant: \(row)")
        continue
      }
      #expect(score.hasPrefix("='Scorecards'!$") && bonus.hasPrefix("='Bonuses'!$"))
    }
  }

  @Test func `each step shows its part, the parts are the bonus, and no head stands twice`() throws
  {
    let bonuses = try sheet("Bonuses", SampleMonth().facts)
    let heads = bonuses.rows[4].map(\.content)
    #expect(Set(heads).count == heads.count, "\(heads)")
    let first = try #require(
      bonuses.rows[3].firstIndex { cell in
        if case .text(let text) = cell.content { text.hasPrefix("start with") } else { false }
      })
    for row in bonuses.rows.dropFirst(5) {
      guard let bonus = row.last.flatMap(number) else { continue }
      let parts = row[first..<(row.count - 1)].compactMap(number)
      #expect(try parts.reduce(Exact.zero) { try $0 + $1 } == bonus)
    }
  }

  @Test func `who is to get less than nothing stands in the summary, with the sum`() throws {
    let facts = try LedgerMonth.corrected()
    let summary = try sheet("Summary", facts)
    let title = "To look at: less than nothing is to be paid"
    let place = try #require(summary.rows.firstIndex { $0.first?.content == .text(title) })
    let row = summary.rows[place + 2]
    #expect(row[0].content == .text("E2"))
    #expect(row[2...4].map(number) == [Exact(500), Exact(-3000), Exact(-2500)])
    let pay = try sheet("To pay", facts)
    #expect(
      pay.rows.dropFirst(5).map { number($0[4]) }
        == [Exact(7000), Exact(-2500), Exact(500), .zero])
    let ranking = try sheet("Ranking", facts)
    #expect(ranking.rows[4][8...9].map(\.content) == ["Corrections", "To pay"].map { .text($0) })
    let sums = ranking.rows.dropFirst(5).filter { $0[1].content == .text("E2") }.map {
      number($0[9])
    }
    #expect(sums == [Exact(-2500)])
  }

  @Test func `who leaves in the period has a plain reason`() throws {
    let previous = PeriodSummary(
      period: "2026-02", policyVersion: "1", bonuses: ["E3": Exact(9000), "E2": Exact(9000)],
      grades: [:], eligible: [])
    let facts = ReviewFacts(calculation: try LedgerMonth().facts.calculation, previous: previous)
    let movements = facts.movements
    #expect(movements.first { $0.employee == "E3" }?.reasons == ["left"])
    #expect(movements.first { $0.employee == "E2" }?.reasons == [])
  }
}
