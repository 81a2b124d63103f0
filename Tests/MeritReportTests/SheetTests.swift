import MeritModel
import Testing

@testable import MeritReport

@Suite struct SheetTests {
  private func sheet(rows: Int) -> Sheet {
    let body = (0..<rows).map { [Cell.count($0)] }
    return Sheet(
      name: "Problems", columns: [SheetColumn(width: 8)], rows: [[.text("n", .header)]] + body,
      headerRow: 0, printing: PrintSetup(header: ""))
  }

  @Test func `rows that fit stay on one sheet`() {
    #expect(sheet(rows: 4).pages(limit: 5).map(\.name) == ["Problems"])
  }

  @Test func `further rows go to further sheets, none is lost`() {
    let pages = sheet(rows: 9).pages(limit: 5)
    #expect(pages.map(\.name) == ["Problems", "Problems (2)", "Problems (3)"])
    #expect(pages.map(\.rows.count) == [5, 5, 2])
    #expect(pages.allSatisfy { $0.rows[0] == [.text("n", .header)] })
    #expect(pages.flatMap { $0.rows.dropFirst() } == (0..<9).map { [Cell.count($0)] })
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func `columns are named as spreadsheets name them`(number: Int, letters: String) {
    #expect(CellName.column(number) == letters)
  }

  @Test func `sheets are named after what they show, as spreadsheets allow it`() {
    let long = "A label that is longer than any sheet's name can be"
    let names = SheetNames.names(for: [
      "Pay", "pay", "Q1/Q2: [a]*?", "Summary", long, long, "'", "'Seller's share'",
    ])
    #expect(
      names == [
        "Pay", "pay (2)", "Q1 Q2 a", "Summary (2)", "A label that is longer than any",
        "A label that is longer than (2)", "Sheet", "Seller's share",
      ])
  }

  @Test(arguments: [(14, 30, 1), (15, 10, 1), (15, 14, 2), (64, 12, 6), (26, 12, 2)])
  func `a wide sheet prints over several pages`(columns: Int, width: Int, pages: Int) {
    let sheet = Sheet(
      name: "Measures", columns: Array(repeating: SheetColumn(width: width), count: columns),
      rows: [], frozenColumns: 2, printing: PrintSetup(header: ""))
    #expect(sheet.pagesAcross == pages)
  }

  @Test(arguments: [
    // The second does not fit below the first; the third begins where the second's page has room.
    ([4, 20, 36], 44, [20]), ([4, 20], 30, []), ([4, 14, 24], 34, [24]),
    // What is longer than a page flows on.
    ([4, 85], 95, [85]), ([4], 200, []), ([4, 28], 90, [28]),
  ])
  func `a section is not torn from its heading`(sections: [Int], end: Int, breaks: [Int]) {
    #expect(RatesSheet.breaks(sections, end: end) == breaks)
  }

  @Test(arguments: [
    ("0.01", RoundingMode.halfUp, "ROUND(ROUND(A1,8),2)"),
    ("1", .down, "ROUNDDOWN(ROUND(A1,6),0)"), ("10", .up, "ROUNDUP(ROUND(A1,5),-1)"),
    ("0.05", .floor, "ROUND(INT(ROUND((A1)/(0.05),6))*0.05,2)"),
  ])
  func `a rounding is printed as a formula`(step: String, mode: RoundingMode, text: String) throws {
    let rounding = Rounding(step: try #require(Exact(decimal: step)), mode: mode)
    #expect(ExcelRounding.formula("A1", by: rounding) == text)
  }
}
