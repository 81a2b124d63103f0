import Foundation
import MeritEngine
import MeritExcel
import MeritModel
import MeritReport
import Testing

/// Every live formula, computed by a spreadsheet, gives what the engine gave.
@Suite(.serialized) struct RecalculationTests {
  @Test(.enabled(if: Spreadsheet.program != nil, "LibreOffice is not installed"))
  func `a recalculated review holds the engine's values`() throws {
    let spreadsheet = try Spreadsheet()
    defer { spreadsheet.remove() }
    let sample = try SampleMonth(previous: SampleMonth.february(), withoutTeam: ["E003"])
    let report = WorkbookReport(of: sample.facts)
    try compare(report, in: spreadsheet)
  }

  @Test(.enabled(if: Spreadsheet.program != nil, "LibreOffice is not installed"))
  func `recalculated ledgers and places hold the engine's values`() throws {
    let spreadsheet = try Spreadsheet()
    defer { spreadsheet.remove() }
    try compare(WorkbookReport(of: try LedgerMonth().facts), in: spreadsheet)
    try compare(WorkbookReport(of: try LedgerMonth.corrected()), in: spreadsheet)
  }

  @Test(.enabled(if: Spreadsheet.program != nil, "LibreOffice is not installed"))
  func `formulas of every rounding mode give the ties as the policy has them`() throws {
    let spreadsheet = try Spreadsheet()
    defer { spreadsheet.remove() }
    let steps = ["0.01", "0.05", "0.5", "1", "10"]
    let factors = ["0.5", "-0.5", "1.5", "-1.5", "2.5", "-2.5", "2.4999", "2.5001", "-0.3", "7"]
    var rows: [[Cell]] = [[.text("value", .header), .text("rounded", .header)]]
    for step in steps.compactMap({ Exact(decimal: $0) }) {
      for mode in RoundingMode.allCases {
        for factor in factors.compactMap({ Exact(decimal: $0) }) {
          let rounding = Rounding(step: step, mode: mode)
          let value = try factor * step
          let text = ExcelRounding.formula(CellName.cell(rows.count, 0), by: rounding)
          rows.append([
            .number(value, .number), .formula("=" + text, gives: try rounding(value), .number),
          ])
        }
      }
    }
    #expect(rows.count == 1 + 5 * 7 * 10)
    let sheet = Sheet(
      name: "Roundings", columns: [SheetColumn(width: 12), SheetColumn(width: 12)], rows: rows,
      headerRow: 0, printing: PrintSetup(header: "Roundings"))
    let day = try #require(CalendarDay(iso: "2026-03-31"))
    try compare(
      WorkbookReport(title: "t", subject: "s", madeOn: day, sheets: [sheet], names: []),
      in: spreadsheet)
  }

  @Test(.enabled(if: Spreadsheet.program != nil, "LibreOffice is not installed"))
  func `a stored value that the formula does not give is found`() throws {
    let spreadsheet = try Spreadsheet()
    defer { spreadsheet.remove() }
    let sheet = Sheet(
      name: "Wrong", columns: [SheetColumn(width: 12)],
      rows: [[.formula("=1+1", gives: Exact(3), .number)]], printing: PrintSetup(header: ""))
    let day = try #require(CalendarDay(iso: "2026-03-31"))
    let report = WorkbookReport(title: "t", subject: "s", madeOn: day, sheets: [sheet], names: [])
    let file = spreadsheet.folder.appending(path: "review.xlsx")
    try Workbook.write(report, to: file.path, temporaryFolder: spreadsheet.folder.path)
    let stored = try spreadsheet.formulas(
      in: spreadsheet.convert(file, to: "fods", recalculating: false))
    let computed = try spreadsheet.formulas(
      in: spreadsheet.convert(file, to: "fods", recalculating: true))
    #expect(stored["Wrong"]?.map(\.value) == ["3"])
    #expect(computed["Wrong"]?.map(\.value) == ["2"])
  }

  // Reads the file once as stored, once computed anew: stored values are the engine's.
  private func compare(_ report: WorkbookReport, in spreadsheet: Spreadsheet) throws {
    let file = spreadsheet.folder.appending(path: "review.xlsx")
    try Workbook.write(report, to: file.path, temporaryFolder: spreadsheet.folder.path)
    let stored = try spreadsheet.formulas(
      in: spreadsheet.convert(file, to: "fods", recalculating: false))
    let computed = try spreadsheet.formulas(
      in: spreadsheet.convert(file, to: "fods", recalculating: true))
    let expected = report.sheets.map { sheet in
      (sheet.name, sheet.rows.joined().compactMap { $0.cachedValue })
    }
    for (name, values) in expected where !values.isEmpty {
      let found = try #require(computed[name], "no formulas on \(name)")
      #expect(found.count == values.count, "\(name)")
      #expect(stored[name]?.count == values.count, "\(name)")
      for (cell, value) in zip(found, values) {
        let number = try #require(Double(cell.value), "\(name) row \(cell.row): \(cell)")
        let exact = try #require(CellNumber.nearest(value))
        #expect(
          abs(number - exact) <= 1e-9 * max(1, abs(exact)), "\(name) row \(cell.row): \(cell)")
      }
    }
  }
}

extension Cell {
  /// What a formula of the cell must come to, fractions included; nil for other cells.
  var cachedValue: Exact? {
    switch content {
    case .formula(_, let cached): cached
    case .number(let number): CellNumber.quotient(number) == nil ? nil : number
    case .blank, .text, .date, .flag, .link: nil
    }
  }
}
