package import MeritModel

/// One cell: what it holds and how it looks.
package struct Cell: Hashable, Sendable {
  package let content: CellContent
  package let style: CellStyle

  /// Makes a cell.
  package init(_ content: CellContent, _ style: CellStyle = .text) {
    self.content = content
    self.style = style
  }

  /// A cell without content.
  package static let blank = Cell(.blank)

  /// A text that is never run as a formula.
  package static func text(_ text: String, _ style: CellStyle = .text) -> Cell {
    Cell(.text(text), style)
  }

  /// A number.
  package static func number(_ number: Exact, _ style: CellStyle) -> Cell {
    Cell(.number(number), style)
  }

  /// A whole number.
  package static func count(_ count: Int) -> Cell { number(Exact(count), .count) }

  /// A live formula with the number that the engine gave.
  package static func formula(_ text: String, gives value: Exact, _ style: CellStyle) -> Cell {
    Cell(.formula(text, cached: value), style)
  }

  /// A jump to another sheet of the workbook.
  package static func link(to sheet: String, _ text: String) -> Cell {
    Cell(.link(sheet: sheet, text: text), .link)
  }

  /// Says whether a spreadsheet computes the cell.
  package var isFormula: Bool {
    if case .formula = content { true } else { false }
  }
}

/// What a cell holds; numbers stay exact until they are written.
package enum CellContent: Hashable, Sendable {
  case blank
  case text(String)
  case number(Exact)
  case date(CalendarDay)
  case flag(Bool)
  /// A formula that starts with `=`, made by this program and never from data, with its result.
  case formula(String, cached: Exact)
  case link(sheet: String, text: String)
}

/// How the content is written and how the cell looks.
package struct CellStyle: Hashable, Sendable {
  package let format: CellFormat
  package let look: CellLook

  /// Makes a style.
  package init(_ format: CellFormat, _ look: CellLook = .plain) {
    self.format = format
    self.look = look
  }

  package static let text = CellStyle(.text)
  package static let id = CellStyle(.id)
  package static let count = CellStyle(.count)
  package static let money = CellStyle(.money)
  package static let points = CellStyle(.points)
  package static let percent = CellStyle(.percent)
  package static let title = CellStyle(.text, .title)
  package static let subtitle = CellStyle(.text, .subtitle)
  package static let header = CellStyle(.wrapped, .header)
  package static let headerRight = CellStyle(.wrapped, .headerRight)
  package static let absentRight = CellStyle(.text, .absentRight)
  package static let section = CellStyle(.text, .section)
  package static let wrapped = CellStyle(.wrapped)
  package static let number = CellStyle(.number)
  package static let link = CellStyle(.text, .link)
  package static let absent = CellStyle(.text, .absent)

  /// The same format with another look.
  package func with(_ look: CellLook) -> CellStyle { CellStyle(format, look) }
}

/// How a content is written.
package enum CellFormat: Hashable, CaseIterable, Sendable {
  case text
  /// An id: a text in which a spreadsheet shall see no number.
  case id
  /// A long text over several lines.
  case wrapped
  case count
  /// Two decimals with grouping; below zero red with a minus sign.
  case money
  case points
  /// The fraction shown as percent with two decimals.
  case percent
  /// Up to six decimals.
  case number
  case date

  /// The format for values of a kind.
  package init(_ kind: Kind) {
    switch kind {
    case .money: self = .money
    case .percent: self = .percent
    case .points: self = .points
    case .count, .days, .months: self = .count
    case .number, .minutes, .seconds: self = .number
    case .date: self = .date
    case .id: self = .id
    case .datetime, .month, .quarter, .flag, .text, .choice, .grade: self = .text
    }
  }
}

/// How a cell looks; every colour is doubled by a word in the cell.
package enum CellLook: Hashable, CaseIterable, Sendable {
  case plain
  case title
  case subtitle
  case section
  case header
  /// The name of a column of numbers.
  case headerRight
  /// A result: bold on a tint.
  case result
  /// A sum below a list: bold under a line.
  case total
  case link
  /// A value that is not there, or a remark.
  case absent
  /// The same in a column of numbers.
  case absentRight
  /// A number that the policy puts in the place of one that is not there.
  case substituted
}
