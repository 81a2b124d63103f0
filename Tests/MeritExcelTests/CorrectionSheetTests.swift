import MeritModel
import MeritReport
import Testing

/// The cells of what closed periods add or take back; the amounts are worked out by hand.
@Suite struct CorrectionSheetTests {
  private static func line(_ id: String, _ before: Int, _ now: String) throws -> CorrectionLine {
    let now = try #require(Exact(canonical: now))
    return CorrectionLine(
      employee: id, name: "Name of \(id)", payCode: "pay", before: Exact(before), now: now,
      difference: try now - Exact(before), cause: "sales: 1 row changed")
  }

  private func report(_ lines: [CorrectionLine]) throws -> WorkbookReport {
    let period = CorrectedPeriod(
      period: "2026-02", revision: 2, figureCount: 3, lines: lines, causes: [])
    let month = try LedgerMonth()
    return WorkbookReport(
      of: ReviewFacts(calculation: month.facts.calculation, corrections: [period]))
  }

  private func shown(_ cell: Cell) -> Exact? {
    if case .formula(_, let number) = cell.content { number } else { nil }
  }

  private func row(_ label: String, _ sheet: Sheet) throws -> [Cell] {
    try #require(sheet.rows.first { $0.first?.content == .text(label) })
  }

  @Test func `each line shows both amounts, the difference as a formula, and the cause`() throws {
    let report = try report([Self.line("E1", 3000, "847.62"), Self.line("E2", 0, "100")])
    let sheet = try #require(report.sheets.first { $0.name == "Corrections" })
    let header = try #require(sheet.headerRow)
    #expect(
      sheet.rows[header].map(\.content)
        == [
          "Period", "Employee", "Name", "Pay code", "Paid so far", "Comes to now", "Difference",
          "Cause",
        ].map { .text($0) })
    let difference = try #require(Exact(canonical: "-2152.38"))
    let now = try #require(Exact(canonical: "847.62"))
    #expect(
      sheet.rows[header + 1].map(\.content) == [
        .text("2026-02"), .text("E1"), .text("Name of E1"), .text("pay"), .number(Exact(3000)),
        .number(now), .formula("=F\(header + 2)-E\(header + 2)", cached: difference),
        .text("sales: 1 row changed"),
      ])
    #expect(sheet.rows.count == header + 3)
  }

  // The bonuses are 5,000 and 2,000 of E1, 500 each of E2 and E3.
  @Test func `the summary adds the corrections to the bonuses`() throws {
    let report = try report([Self.line("E1", 3000, "847.62"), Self.line("E2", 0, "100")])
    let sheet = try #require(report.sheets.first { $0.name == "Summary" })
    let first = try #require(report.sheets.first { $0.name == "Corrections" }?.headerRow) + 2
    let corrected = try #require(Exact(canonical: "-2052.38"))
    let paid = try #require(Exact(canonical: "5947.62"))
    let place = try #require(
      sheet.rows.firstIndex { $0.first?.content == .text("Bonus total (EUR)") })
    #expect(shown(sheet.rows[place][1]) == Exact(8000))
    #expect(
      try row("Corrections of closed periods (EUR)", sheet)[1].content
        == .formula("=SUM('Corrections'!$G$\(first):$G$\(first + 1))", cached: corrected))
    #expect(
      try row("Total to pay (EUR)", sheet)[1].content
        == .formula("=B\(place + 1)+B\(place + 2)", cached: paid))
  }

  @Test func `figures that change nobody's pay leave the total as it is`() throws {
    let report = try report([])
    let sheet = try #require(report.sheets.first { $0.name == "Summary" })
    #expect(try row("Corrections of closed periods (EUR)", sheet)[1].content == .number(.zero))
    #expect(try shown(row("Total to pay (EUR)", sheet)[1]) == Exact(8000))
  }

  @Test func `without a correction neither the sheet nor the lines are there`() throws {
    let report = WorkbookReport(of: try LedgerMonth().facts)
    #expect(!report.sheets.contains { $0.name == "Corrections" })
    let sheet = try #require(report.sheets.first { $0.name == "Summary" })
    #expect(!sheet.rows.contains { $0.first?.content == .text("Total to pay (EUR)") })
  }
}
