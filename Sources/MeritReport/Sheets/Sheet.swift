package import MeritModel

/// One sheet of a workbook as values; row and column numbers count from 0.
package struct Sheet: Sendable {
  package var name: String
  package var columns: [SheetColumn]
  package var rows: [[Cell]]
  /// The row of column names; nil on a sheet without a table.
  package var headerRow: Int?
  /// How many columns stay in view when one scrolls.
  package var frozenColumns: Int
  package var hasFilter: Bool
  package var highlights: [Highlight]
  package var charts: [Chart]
  package var printing: PrintSetup
  /// The heights of rows in points, by row; the others are as high as their texts.
  package var heights: [Int: Int] = [0: 26]

  /// Makes a sheet.
  package init(
    name: String, columns: [SheetColumn], rows: [[Cell]], headerRow: Int? = nil,
    frozenColumns: Int = 0, hasFilter: Bool = false, highlights: [Highlight] = [],
    charts: [Chart] = [], printing: PrintSetup
  ) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.headerRow = headerRow
    self.frozenColumns = frozenColumns
    self.hasFilter = hasFilter
    self.highlights = highlights
    self.charts = charts
    self.printing = printing
  }

  /// How many printed pages stand side by side: one up to 14 columns or where all are narrow, else so
  /// many that the print can be read, each with the columns that stay in view.
  package var pagesAcross: Int {
    guard columns.count > 14, columns.reduce(0, { $0 + $1.width }) > 200 else { return 1 }
    let repeated = columns.prefix(frozenColumns).reduce(0) { $0 + $1.width }
    let others = columns.dropFirst(frozenColumns).reduce(0) { $0 + $1.width }
    let room = max(40, 170 - repeated)
    return max(1, (others + room - 1) / room)
  }

  /// The rows that one sheet can hold.
  package static let rowLimit = 1_048_576

  /// The sheet in as many sheets as its rows need, the further ones named `Name (2)` with the rows up
  /// to the column names repeated; rows with formulas must fit into one.
  package func pages(limit: Int = Sheet.rowLimit) -> [Sheet] {
    guard rows.count > limit, let headerRow, limit > headerRow + 1 else { return [self] }
    let head = Array(rows[...headerRow])
    let body = rows[(headerRow + 1)...]
    let room = limit - head.count
    return stride(from: body.startIndex, to: body.endIndex, by: room).enumerated().map { page, at in
      var sheet = self
      sheet.name = page == 0 ? name : "\(name) (\(page + 1))"
      sheet.rows = head + body[at..<min(at + room, body.endIndex)]
      return sheet
    }
  }
}

/// A column of a sheet.
package struct SheetColumn: Hashable, Sendable {
  /// The width in characters.
  package let width: Int

  /// Makes a column.
  package init(width: Int) {
    self.width = width
  }
}

/// A block of cells, numbers from 0, both ends inside.
package struct CellRange: Hashable, Sendable {
  package let rows: ClosedRange<Int>
  package let columns: ClosedRange<Int>

  /// Makes a block.
  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// A block of one column.
  package init(rows: ClosedRange<Int>, column: Int) {
    self.init(rows: rows, columns: column...column)
  }
}

/// A look that depends on the content of the cells.
package struct Highlight: Hashable, Sendable {
  package let range: CellRange
  package let rule: HighlightRule

  /// Makes a highlight.
  package init(_ range: CellRange, _ rule: HighlightRule) {
    self.range = range
    self.rule = rule
  }
}

/// When and how cells stand out.
package enum HighlightRule: Hashable, Sendable {
  /// A bar as long as the number.
  case bar
  /// Cells with exactly this text.
  case text(String, Tone)
  /// Numbers further from zero than a percent.
  case beyondPercent(Int)
}

/// What a colour says; blue to orange, apart for colour-blind eyes too.
package enum Tone: Hashable, CaseIterable, Sendable {
  case best
  case good
  case middle
  case poor
}

/// A chart over cells of one sheet.
package struct Chart: Hashable, Sendable {
  package let kind: ChartKind
  package let title: String
  package let sheet: String
  package let categories: CellRange
  package let values: CellRange
  package let valueName: String
  /// The row and column of the upper left corner.
  package let row: Int
  package let column: Int
  /// The distance of the marks of the axis of values; nil where the spreadsheet chooses it.
  package var unit: Int? = nil
}

/// The kind of a chart.
package enum ChartKind: Hashable, Sendable {
  case column
  case bar
  case pie
}

/// How a sheet prints: A4 landscape, the head repeated, and as many pages wide as it takes to be read.
package struct PrintSetup: Hashable, Sendable {
  /// Left, middle and right of the page's head.
  package let header: String
  package let isPortrait: Bool
  /// The rows before which a page ends; with any the sheet prints in its own size.
  package var breaks: [Int] = []

  /// Makes a set-up.
  package init(header: String, isPortrait: Bool = false) {
    self.header = header
    self.isPortrait = isPortrait
  }
}

/// A name for a cell, fixed by this program.
package struct DefinedName: Hashable, Sendable {
  package let name: String
  package let sheet: String
  package let row: Int
  package let column: Int
}

/// A workbook as values.
package struct WorkbookReport: Sendable {
  package let title: String
  package let subject: String
  /// The day that stands as the day of making, so that equal input gives equal bytes.
  package let madeOn: CalendarDay
  package let sheets: [Sheet]
  package let names: [DefinedName]

  /// Makes a workbook.
  package init(
    title: String, subject: String, madeOn: CalendarDay, sheets: [Sheet], names: [DefinedName]
  ) {
    self.title = title
    self.subject = subject
    self.madeOn = madeOn
    self.sheets = sheets
    self.names = names
  }
}
