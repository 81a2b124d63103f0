package import MeritModel

/// A file of a table, opened, with its form and the readers of its columns.
package struct OpenFile: Sendable {
  package let name: String
  package let dialect: CSVDialect
  /// The number of columns of its records.
  package let fieldCount: Int
  /// The fewest fields that a row may have: columns without a name at the end may be left out.
  let leastFields: Int
  let file: InputFile
  /// Whether the book or a mark says in which encoding it is, so that a byte which cannot be
  /// decoded costs its row and not the file.
  let isEncodingStated: Bool
  /// The record that names the columns, as its bytes stand; empty where there is none.
  let header: [UInt8]
  /// The place and line of the first record after the header.
  let start: Int
  let line: Int
  let readers: [ColumnReader]

  /// The most rewritten bytes that a byte of a record can give: each column that reads it may keep
  /// it without quotes, joined with others, and joined without quotes.
  let rewritesPerByte: Int

  init(name: String, _ opened: FileOpening.Opened, readers: [ColumnReader]) {
    let names = opened.header.names
    self.name = name
    self.dialect = opened.dialect
    self.fieldCount = names.count
    let unnamed = opened.header.record.isEmpty ? 0 : names.reversed().prefix(while: \.isEmpty).count
    self.leastFields = max(1, names.count - unnamed)
    self.file = opened.file
    self.isEncodingStated = opened.isEncodingStated
    self.header = opened.header.record
    self.start = opened.header.start
    self.line = opened.header.line
    self.readers = readers
    self.rewritesPerByte = 3 * OpenFile.mostReaders(readers)
  }

  /// The most columns that read one field.
  private static func mostReaders(_ readers: [ColumnReader]) -> Int {
    var counts: [Int: Int] = [:]
    for reader in readers {
      switch reader.cells {
      case .field(let field): counts[field, default: 0] += 1
      case .joined(let fields): for field in fields { counts[field, default: 0] += 1 }
      case .constant: break
      }
    }
    return counts.values.max() ?? 1
  }
}

/// The files of a table as far as they can be read, and what is wrong with them.
package struct OpenTable: Sendable {
  package let contract: TableContract
  package let source: TableSource
  package private(set) var files: [OpenFile] = []
  package private(set) var diagnostics: [Diagnostic] = []
  /// What is told about the files in the list of problems only.
  private(set) var notes: [RowProblem] = []

  /// Opens all files; findings are collected, a failing disk throws.
  package init(
    _ contract: TableContract, _ source: TableSource,
    utcOffset: @escaping @Sendable (Int64) -> Int = { _ in 0 }
  ) throws(ImportError) {
    self.contract = contract
    self.source = source
    for entry in source.files {
      if let file = try entry.open() {
        try open(file, named: entry.name, utcOffset)
      } else {
        report(.fileMissing, "there is no file `\(entry.name)`", entry.name)
      }
    }
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ file: String) {
    diagnostics.append(Diagnostic(code, message, at: SourcePlace(file: file)))
  }

  private mutating func open(
    _ file: InputFile, named name: String, _ utcOffset: @escaping @Sendable (Int64) -> Int
  ) throws(ImportError) {
    var opening = FileOpening(
      name: name, table: contract.name, settings: source.dialect,
      wanted: source.wantedNames(contract))
    let opened = try opening.open(file)
    diagnostics += opening.diagnostics
    notes += opening.notes
    guard let opened, !opening.diagnostics.hasErrors else { return }
    let header = opened.header
    var builder = ReaderBuilder(
      contract: contract, source: source, file: name, dialect: opened.dialect,
      header: header.names, headerLine: header.nameLine, utcOffset: utcOffset)
    let readers = builder.build()
    diagnostics += builder.diagnostics
    if header.start >= opened.file.size {
      report(.headerOnly, "the file has a header and no rows", name)
    }
    guard readers.count == contract.columns.count else { return }
    files.append(OpenFile(name: name, opened, readers: readers))
  }
}
