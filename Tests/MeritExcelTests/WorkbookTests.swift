import Foundation
import MeritExcel
import MeritModel
import MeritReport
import Testing

@Suite struct WorkbookTests {
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "merit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `two writings of one report give the same bytes`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = WorkbookReport(of: try SampleMonth().facts)
    let files = ["a.xlsx", "b.xlsx"].map { folder.appending(path: $0) }
    for file in files {
      try Workbook.write(report, to: file.path, temporaryFolder: folder.path)
    }
    let first = try Data(contentsOf: files[0])
    #expect(first.count > 10_000)
    #expect(try first == Data(contentsOf: files[1]))
  }

  @Test func `a path that cannot be written is an error, and leaves no file`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = WorkbookReport(of: try SampleMonth().facts)
    let path = folder.appending(path: "none/review.xlsx").path
    #expect(throws: ExcelError.self) {
      try Workbook.write(report, to: path, temporaryFolder: folder.path)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `two sheets whose names differ in case only are refused`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let sheets = ["Data", "data"].map { name in
      Sheet(name: name, columns: [], rows: [], printing: PrintSetup(header: ""))
    }
    let day = try #require(CalendarDay(iso: "2026-03-31"))
    let report = WorkbookReport(title: "t", subject: "s", madeOn: day, sheets: sheets, names: [])
    let path = folder.appending(path: "review.xlsx").path
    #expect(throws: ExcelError.invalidName("data")) {
      try Workbook.write(report, to: path, temporaryFolder: folder.path)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `a text that looks like a formula is never one`() throws {
    let report = WorkbookReport(of: try SampleMonth().facts)
    let cells = report.sheets.flatMap(\.rows).joined()
    #expect(cells.contains { $0.content == .text("=HYPERLINK(\"x\")") })
    let formulas = cells.filter(\.isFormula)
    #expect(formulas.count > 100)
    #expect(!formulas.contains { "\($0.content)".contains("HYPERLINK") })
  }
}
