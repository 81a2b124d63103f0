package import MeritModel

/// Where a table comes from and how the export's columns become the policy's.
package struct TableSource: Sendable {
  package var files: [SourceFile]
  package var dialect: DialectSettings
  /// What the book says of the program that made the files; nil where it says nothing.
  package var profile: ProfileUse?
  /// The mapping by the policy's column name; a column without one matches by its own name.
  package var columns: [String: ColumnSource]
  package var duplicates: DuplicateMode
  package var onBadRow: BadRowMode

  /// Makes a source; all but the files has a default.
  package init(
    files: [SourceFile], dialect: DialectSettings = DialectSettings(),
    columns: [String: ColumnSource] = [:], duplicates: DuplicateMode = .reject,
    onBadRow: BadRowMode = .report
  ) {
    self.files = files
    self.dialect = dialect
    self.profile = nil
    self.columns = columns
    self.duplicates = duplicates
    self.onBadRow = onBadRow
  }

  /// The names that the header of an export must hold.
  func wantedNames(_ contract: TableContract) -> [String] {
    guard dialect.header else { return [] }
    return contract.columns.flatMap { column -> [String] in
      switch columns[column.name]?.cells ?? .named(column.name) {
      case .named(let name): [name]
      case .joined(let names): names
      case .numbered, .constant: []
      }
    }
  }
}

/// A file of a table.
package struct SourceFile: Sendable {
  /// The name that messages show: relative to the book.
  package let name: String
  /// The day on which it came; nil where it has always been there.
  package var loadedOn: CalendarDay?
  /// Who is shown its bytes; nil for nobody.
  package var witness: (any FileWitness)?
  /// Opens the bytes; nil where the file does not exist.
  package let open: @Sendable () throws(ImportError) -> InputFile?

  /// Names a file on disk.
  package init(name: String, path: String) {
    self.name = name
    self.open = { () throws(ImportError) -> InputFile? in try InputFile(path: path) }
  }

  /// Gives bytes in memory.
  package init(name: String, bytes: [UInt8]) {
    let file = InputFile(bytes: bytes)
    self.name = name
    self.open = { () throws(ImportError) -> InputFile? in file }
  }
}

/// What becomes of rows with one key.
package enum DuplicateMode: Hashable, Sendable {
  /// Equal rows count once, rows with one key and different contents not at all.
  case reject
  /// As `reject`, but different contents stop the run.
  case error
  /// Every row counts.
  case ignore
  /// Of the rows with one key those of the file that was loaded last; among them as `reject`.
  case latest
  /// Rows that are equal in all columns count once, whatever the table's key.
  case exact
  /// Of rows with one key the one with the latest time or greatest number in a column counts.
  case newest(by: String)
}

/// What becomes of a row with an unreadable cell.
package enum BadRowMode: String, Sendable {
  /// It is reported and not used.
  case report
  /// It stops the run.
  case error
}

/// How one column of the policy is read from an export.
package struct ColumnSource: Sendable {
  package var cells: CellSource
  /// The patterns of dates, tried in turn: `yyyy`, `yy`, `MM`, `MMM`, `d`, `EEE`, `HH`, `h`, `a`, `mm`,
  /// `ss`, `S` and other characters; or `day-first`, `month-first`, `excel`, `epoch-seconds`,
  /// `epoch-milliseconds`.
  package var formats: [String]
  /// What a plain number of the export counts: `milliseconds`, `seconds`, `minutes`, `hours`,
  /// `percent`.
  package var unit: String?
  /// The mark before decimals, and the one between thousands.
  package var decimal: UInt8?
  package var grouping: UInt8?
  /// The currency of amounts of money, by ISO 4217; nil where it is the policy's.
  package var currency: String?
  /// The zone whose clock the export shows; nil where it is the policy's.
  package var timeZone: String?
  /// The policy's values by the export's texts; texts that are not listed are refused.
  package var values: [String: Scalar]?
  /// Texts that mean an empty cell; nil where the usual ones do.
  package var missing: [String]?
  /// Employee ids by the export's names for people.
  package var aliases: [String: String]?

  /// Makes a mapping.
  package init(
    _ cells: CellSource, format: String? = nil, formats: [String] = [], unit: String? = nil,
    decimal: UInt8? = nil, grouping: UInt8? = nil, timeZone: String? = nil,
    values: [String: Scalar]? = nil, missing: [String]? = nil, aliases: [String: String]? = nil
  ) {
    self.cells = cells
    self.formats = formats + (format.map { [$0] } ?? [])
    self.unit = unit
    self.decimal = decimal
    self.grouping = grouping
    self.timeZone = timeZone
    self.values = values
    self.missing = missing
    self.aliases = aliases
  }

  /// Says whether a text can stand among `formats`.
  package static func isFormat(_ text: String) -> Bool {
    ["day-first", "month-first"].contains(text) || DatePattern(text) != nil
  }
}

/// Where the cells of a column stand.
package enum CellSource: Hashable, Sendable {
  /// Under a header.
  case named(String)
  /// By number from 1.
  case numbered(Int)
  /// In several columns, joined by a blank.
  case joined([String])
  /// The same text in every row.
  case constant(String)
}
