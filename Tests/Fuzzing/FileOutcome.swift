package import MeritImport
internal import MeritModel

/// What becomes of a file of a suite that is read as a table of texts.
package struct FileOutcome: Sendable {
  /// The codes of the errors that refuse the file; empty where it is read.
  package private(set) var errors: [String] = []
  /// The codes of refused rows and of what is told, each once.
  package private(set) var told: Set<String> = []
  /// The form in words.
  package private(set) var dialect = ""
  /// The names of the columns.
  package private(set) var header: [String] = []
  /// The rows that are read.
  package private(set) var rows: [[String]] = []

  /// Reads bytes with all their columns.
  package init(_ bytes: [UInt8], dialect: DialectSettings = DialectSettings()) throws {
    let inspection = try FileInspection(
      InputFile(bytes: bytes), name: "f.csv", settings: dialect)
    header = inspection.columns.map(\.name)
    self.dialect = inspection.dialect
    let faults = inspection.diagnostics.filter { $0.severity == .error }
    errors = faults.map(\.code.rawValue)
    told = Set(inspection.diagnostics.map(\.code.rawValue))
    guard errors.isEmpty, !header.isEmpty else { return }
    let outcome = try CSVTrial.texts(bytes, columns: header.count, dialect: dialect)
    take(outcome)
  }

  /// Reads the columns with some names, as a book that maps them would.
  package init(
    _ bytes: [UInt8], columns: [String], dialect: DialectSettings = DialectSettings()
  ) throws {
    header = columns
    take(try CSVTrial.texts(bytes, named: columns, dialect: dialect))
  }

  private mutating func take(_ outcome: CSVTrial.Outcome) {
    errors = outcome.errors.map { String($0.prefix(4)) }
    told.formUnion(outcome.codes)
    rows = outcome.rows.map {
      $0.split(separator: CSVTrial.separator, omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// One line about it.
  package var words: String {
    if !errors.isEmpty { return "refused: \(Set(errors).sorted().joined(separator: " "))" }
    let rest = told.sorted().joined(separator: " ")
    return "\(rows.count) rows of \(header.count) columns" + (rest.isEmpty ? "" : ", told: \(rest)")
  }
}
