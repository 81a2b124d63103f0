import MeritModel
import MeritReport
import Testing

/// The cells of the sheets of balances and prizes; the amounts are worked out by hand.
@Suite struct LedgerSheetTests {
  private func sheet(_ name: String, title: String, _ month: LedgerMonth) throws -> Sheet {
    let report = WorkbookReport(of: month.facts)
    return try #require(
      report.sheets.first { $0.name == name && $0.rows[0][0].content == .text(title) })
  }

  /// The rows of people as texts, without who they are.
  private func rows(_ sheet: Sheet) throws -> [[String]] {
    let header = try #require(sheet.headerRow)
    return sheet.rows.dropFirst(header + 1).map { row in
      row.dropFirst(3).map { cell in
        switch cell.content {
        case .number(let number), .formula(_, let number): number.canonicalText
        case .text(let text): text
        default: ""
        }
      }
    }
  }

  @Test func `a ledger sums from the opening to the closing`() throws {
    let sheet = try sheet("Balances", title: "Carried forward", try LedgerMonth())
    let header = try #require(sheet.headerRow)
    #expect(
      sheet.rows[header].dropFirst(3).map(\.content) == [
        .text("Opening"), .text("Added"), .text("Taken"), .text("Released"),
        .text("Above the ceiling"), .text("Made good to the floor"), .text("Written off"),
        .text("Closing"),
      ])
    // 5000 leaves above 0; 500 of the lacking 1500 are made good; the leaver's 200 are written off.
    let found = try rows(sheet)
    #expect(
      found == [
        ["0", "5000", "0", "0", "-5000", "0", "0", "0"],
        ["0", "-1500", "0", "0", "0", "500", "0", "-1000"],
        ["0", "-200", "0", "0", "0", "0", "200", "0"], ["0", "0", "0", "0", "0", "0", "0", "0"],
      ])
    #expect(
      sheet.rows[header + 2].last?.content
        == .formula("=SUM(D7:J7)", cached: Exact(-1000)))
  }

  @Test func `a bonus says above its sheet on which day it is paid`() throws {
    let sheet = try sheet("Pay", title: "Pay", LedgerMonth())
    guard case .text(let subtitle) = sheet.rows[1][0].content else {
      Issue.record("no subtitle")
      return
    }
    // March ends on the 31st, so the first last day after it is that of April.
    #expect(subtitle.hasSuffix(". Paid on 2026-04-30"))
  }

  @Test func `a prize shows keys, places and sums, and adds the sums up`() throws {
    let sheet = try sheet("Contest", title: "Contest", LedgerMonth())
    let found = try rows(sheet)
    #expect(
      found == [
        ["company", "900", "1", "1", "2000"], ["company", "800", "2", "2", "500"],
        ["company", "800", "2", "2", "500"], ["company", "n/a", "", "", "n/a"],
      ])
    let header = try #require(sheet.headerRow)
    #expect(sheet.rows[header + 2][5].content == .formula("=RANK(E7,$E$6:$E$9)", cached: Exact(2)))
    #expect(
      sheet.rows[2].last?.content == .formula("=SUBTOTAL(109,H6:H9)", cached: Exact(3000)))
  }

  @Test func `with a second key the place is a value`() throws {
    let sheet = try sheet("Contest", title: "Contest", LedgerMonth(keys: ["sales", "result"]))
    // E3 lost less than E2.
    let sums = try rows(sheet).map { $0.last ?? "" }
    #expect(sums == ["2000", "0", "1000", "n/a"])
    let formulas = sheet.rows.dropFirst(4).joined().filter(\.isFormula)
    #expect(formulas.isEmpty)
  }
}
