import CXlsxWriter
import MeritModel
import MeritReport

/// Writes one sheet of values into the library's worksheet, every return code checked.
@safe struct SheetWriter {
  let sheet: Sheet
  let handle: UnsafeMutablePointer<lxw_worksheet>
  let workbook: UnsafeMutablePointer<lxw_workbook>
  let formats: CellFormats
  let path: String

  /// Adds the worksheet to a workbook; sheets stand in the order in which they are added.
  init(_ sheet: Sheet, in workbook: borrowing Workbook) throws(ExcelError) {
    guard sheet.rows.count <= Sheet.rowLimit, sheet.columns.count <= 16_384 else {
      throw .tooLarge(sheet: sheet.name)
    }
    guard let handle = unsafe workbook_add_worksheet(workbook.handle, sheet.name) else {
      throw .refused(path: workbook.path, act: "add sheet", reason: sheet.name)
    }
    self.sheet = sheet
    unsafe self.handle = unsafe handle
    unsafe self.workbook = unsafe workbook.handle
    self.formats = workbook.formats
    self.path = workbook.path
  }

  /// Writes cells, widths, filter, frozen panes, highlights, charts and the print set-up.
  func write() throws(ExcelError) {
    try setWidths()
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        try write(cell, UInt32(row), UInt16(column))
      }
    }
    try setTable()
    for highlight in sheet.highlights { try write(highlight) }
    for chart in sheet.charts { try write(chart) }
    try setPrinting()
  }

  func check(_ code: lxw_error, _ act: String) throws(ExcelError) {
    try MeritExcel.check(code, path: path, act: "\(act) on sheet \(sheet.name)")
  }

  private func write(_ cell: Cell, _ row: UInt32, _ column: UInt16) throws(ExcelError) {
    let format = unsafe formats[cell.style]
    switch cell.content {
    case .blank:
      guard cell.style != .text else { return }
      try check(unsafe worksheet_write_blank(handle, row, column, format), "write blank")
    case .text(let text):
      let text = ExcelText.cell(text)
      try check(unsafe worksheet_write_string(handle, row, column, text, format), "write text")
    case .number(let number): try write(number, cell.style, row, column)
    case .date(let day):
      let (year, month, date) = day.parts
      var time = lxw_datetime(
        year: Int32(year), month: Int32(month), day: Int32(date), hour: 0, min: 0, sec: 0)
      try check(
        unsafe worksheet_write_datetime(handle, row, column, &time, format), "write date")
    case .flag(let flag):
      try check(
        unsafe worksheet_write_boolean(handle, row, column, flag ? 1 : 0, format), "write flag")
    case .formula(let text, let cached):
      try write(formula: text, cached, cell.style, row, column)
    case .link(let target, let text):
      try write(link: target, text, cell.style, row, column)
    }
  }

  private func write(
    _ number: Exact, _ style: CellStyle, _ row: UInt32, _ column: UInt16
  ) throws(ExcelError) {
    if let quotient = CellNumber.quotient(number) {
      try write(formula: quotient, number, style, row, column)
      return
    }
    guard let value = CellNumber.nearest(number) else {
      // More digits than a spreadsheet keeps: the exact text is better than a wrong number.
      let text = number.canonicalText
      try check(
        unsafe worksheet_write_string(handle, row, column, text, formats[style]), "write number")
      return
    }
    try check(
      unsafe worksheet_write_number(handle, row, column, value, formats[style]), "write number")
  }

  private func write(
    formula: String, _ cached: Exact, _ style: CellStyle, _ row: UInt32, _ column: UInt16
  ) throws(ExcelError) {
    guard let value = CellNumber.nearest(cached) else { throw .numberTooLarge(sheet: sheet.name) }
    try check(
      unsafe worksheet_write_formula_num(handle, row, column, formula, formats[style], value),
      "write formula")
  }

  private func write(
    link target: String, _ text: String, _ style: CellStyle, _ row: UInt32, _ column: UInt16
  ) throws(ExcelError) {
    let place = "internal:\(CellName.quoted(sheet: target))!A1"
    try check(
      unsafe worksheet_write_url_opt(
        handle, row, column, place, formats[style], ExcelText.cell(text), nil), "write link")
  }

  private func setWidths() throws(ExcelError) {
    for (column, facts) in sheet.columns.enumerated() {
      let place = UInt16(column)
      try check(
        unsafe worksheet_set_column(handle, place, place, Double(facts.width), nil), "set width")
    }
    for (row, height) in sheet.heights.sorted(by: { $0.key < $1.key }) {
      try check(unsafe worksheet_set_row(handle, UInt32(row), Double(height), nil), "set height")
    }
  }

  private func setTable() throws(ExcelError) {
    guard let headerRow = sheet.headerRow else { return }
    let header = UInt32(headerRow)
    unsafe worksheet_freeze_panes(handle, header + 1, UInt16(sheet.frozenColumns))
    try check(unsafe worksheet_repeat_rows(handle, header, header), "repeat rows")
    let last = UInt32(max(sheet.rows.count - 1, headerRow))
    let width = UInt16(max(sheet.columns.count - 1, 0))
    if sheet.hasFilter {
      try check(unsafe worksheet_autofilter(handle, header, 0, last, width), "set filter")
    }
    let block = CellName.block(
      CellRange(rows: headerRow...Int(last), columns: 0...Int(width)))
    try check(
      unsafe worksheet_ignore_errors(
        handle, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), block), "ignore errors")
  }

  private func setPrinting() throws(ExcelError) {
    unsafe worksheet_set_paper(handle, 9)
    if !sheet.printing.isPortrait { unsafe worksheet_set_landscape(handle) }
    try setPages()
    unsafe worksheet_gridlines(handle, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    let header = PageText.escaped(sheet.printing.header)
    try check(unsafe worksheet_set_header(handle, "&L\(header)&R&A"), "set header")
    try check(unsafe worksheet_set_footer(handle, "&LConfidential&RPage &P of &N"), "set footer")
  }
}

extension SheetWriter {
  /// Breaks between sections in the sheet's own size, or as many pages across as it needs.
  private func setPages() throws(ExcelError) {
    let breaks = sheet.printing.breaks
    guard breaks.isEmpty else {
      var rows = breaks.map { UInt32($0) } + [0]
      try check(unsafe worksheet_set_h_pagebreaks(handle, &rows), "set page breaks")
      return
    }
    let across = sheet.pagesAcross
    unsafe worksheet_fit_to_pages(handle, UInt16(across), 0)
    guard across > 1, sheet.frozenColumns > 0 else { return }
    try check(
      unsafe worksheet_repeat_columns(handle, 0, UInt16(sheet.frozenColumns - 1)),
      "repeat columns")
  }
}

/// Texts at the head and foot of printed pages.
enum PageText {
  /// The text with ampersands doubled and short enough for the format (255 UTF-16 units in all).
  static func escaped(_ text: String) -> String {
    let doubled = ExcelText.cell(text).split(separator: "&", omittingEmptySubsequences: false)
      .joined(separator: "&&")
    return doubled.utf16.count <= 200 ? doubled : String(doubled.prefix(90))
  }
}
