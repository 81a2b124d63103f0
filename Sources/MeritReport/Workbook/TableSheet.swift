import MeritModel

/// Lays out a sheet that is one table: title, subtitle, a line above the names, the names, the rows.
struct TableSheet {
  /// The row of column names, counted from 0, on every sheet with a table.
  static let headerRow = 4
  /// The first row of values.
  static let firstRow = 5

  var name: String
  var title: String
  var subtitle: String
  var columns: [TableColumn]
  /// The cells above the column names: weights, the words of steps.
  var above: [Cell] = []
  /// The cells beside the back link: totals.
  var totals: [Int: Cell] = [:]
  var rows: [[Cell]]
  /// The people of the rows, where each row is one person.
  var people: [Int] = []
  var frozenColumns = 2
  var highlights: [Highlight] = []
  var emptyRemark: String?

  /// The last row of values; the row of names where there are none.
  var lastRow: Int { TableSheet.headerRow + rows.count }

  /// The values of a column; nil where there are no rows.
  func values(_ column: Int) -> CellRange? {
    rows.isEmpty ? nil : CellRange(rows: TableSheet.firstRow...lastRow, column: column)
  }

  /// The cell of each person in a column, as other sheets name it.
  func cells(_ column: Int) -> [Int: String] {
    let sheet = CellName.quoted(sheet: name)
    let cells = people.enumerated().map { row, person in
      (person, "\(sheet)!\(CellName.fixed(TableSheet.firstRow + row, column))")
    }
    return Dictionary(cells) { first, _ in first }
  }

  /// The sheet.
  func sheet(printing: PrintSetup) -> Sheet {
    let back = Cell.link(to: SummarySheet.name, SummarySheet.backLink)
    var linkRow = [back]
    for (column, cell) in totals.sorted(by: { $0.key < $1.key }) {
      linkRow += Array(repeating: .blank, count: max(0, column - linkRow.count)) + [cell]
    }
    let header = columns.map { Cell.text($0.title, $0.isNumeric ? .headerRight : .header) }
    let remark = rows.isEmpty ? [[Cell.text(emptyRemark ?? Words.none, .absent)]] : []
    var sheet = Sheet(
      name: name, columns: columns.map { SheetColumn(width: $0.width) },
      rows: [[.text(title, .title)], [.text(subtitle, .subtitle)], linkRow, above, header]
        + rows + remark,
      headerRow: TableSheet.headerRow, frozenColumns: frozenColumns, hasFilter: !rows.isEmpty,
      highlights: rows.isEmpty ? [] : highlights, printing: printing)
    for (row, cells) in sheet.rows.enumerated() where row >= TableSheet.headerRow - 1 {
      let lines = lines(of: cells)
      if lines > 1 {
        sheet.heights[row] = 15 * min(lines, 24) + (row < TableSheet.firstRow ? 4 : 0)
      }
    }
    return sheet
  }

  // How many lines wrapped texts of a row need at the columns' widths.
  private func lines(of cells: [Cell]) -> Int {
    zip(cells, columns).reduce(1) { most, pair in
      guard pair.0.style.format == .wrapped, case .text(let text) = pair.0.content else {
        return most
      }
      return max(most, TableSheet.lines(of: text, width: max(4, pair.1.width * 9 / 10 - 1)))
    }
  }

  // Breaks between words only, as a spreadsheet does.
  private static func lines(of text: String, width: Int) -> Int {
    var (lines, used) = (1, 0)
    for word in text.split(separator: " ") {
      let cells = displayWidth(of: word)
      if used > 0, used + 1 + cells > width {
        (lines, used) = (lines + 1, 0)
      }
      used += (used > 0 ? 1 : 0) + cells
      (lines, used) = (lines + max(0, used - 1) / width, max(0, used - 1) % width + 1)
    }
    return lines
  }
}

/// A column of a table.
struct TableColumn {
  let title: String
  let width: Int
  let isNumeric: Bool

  init(_ title: String, width: Int, isNumeric: Bool = false) {
    self.title = title
    self.width = width
    self.isNumeric = isNumeric
  }

  /// A column of numbers as wide as its longest word and its values need.
  static func numbers(_ title: String, least: Int = 12) -> TableColumn {
    let longest = title.split(separator: " ").map { displayWidth(of: $0) }.max() ?? 0
    return TableColumn(title, width: min(24, max(least, longest + 2)), isNumeric: true)
  }
}

extension Cell {
  /// A value of a kind; an absent one by its state.
  static func value(_ value: Value, _ kind: Kind, look: CellLook = .plain) -> Cell {
    switch value {
    case .missing: .text(Words.missing, kind.isNumeric ? .absentRight : .absent)
    case .notApplicable: .text(Words.notApplicable, kind.isNumeric ? .absentRight : .absent)
    case .present(.number(let number)): .number(number, CellStyle(CellFormat(kind), look))
    case .present(.day(let day)): Cell(.date(day), CellStyle(.date, look))
    case .present(.flag(let flag)): .text(flag ? Words.yes : Words.no, CellStyle(.text, look))
    case .present(let scalar): .text(scalar.canonicalText, CellStyle(.text, look))
    }
  }
}

extension TableSheet {
  /// Puts bars into the last column of amounts and, above it, the sum of the rows that are shown.
  mutating func addTotal(_ amounts: [Exact]) {
    let last = columns.count - 1
    guard let values = values(last) else { return }
    highlights = [Highlight(values, .bar)]
    totals[last - 1] = .text("Total shown", CellStyle(.text, .absentRight))
    totals[last] = amounts.total.map { total in
      .formula("=SUBTOTAL(109,\(CellName.block(values)))", gives: total, CellStyle(.money, .result))
    }
  }
}
