package import MeritModel

/// A file of a table, opened, with its form and the readers of its columns.
package struct OpenFile: Sendable {
  package let name: String
  package let dialect: CSVDialect
  /// The number of columns of its records.
  package let fieldCount: Int
  let file: InputFile
  /// The place and line of the first record after the header.
  let start: Int
  let line: Int
  let readers: [ColumnReader]

  /// The most rewritten bytes that a byte of a record can give: each column that reads it may keep
  /// it without quotes, joined with others, and joined without quotes.
  let rewritesPerByte: Int
}

/// The files of a table as far as they can be read, and what is wrong with them.
package struct OpenTable: Sendable {
  package let contract: TableContract
  package let source: TableSource
  package private(set) var files: [OpenFile] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// The bytes of a file that are looked at for its form and header.
  private static let headSize = 1 << 18

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

  private mutating func report(_ code: DiagnosticCode, _ message: String, _ file: String) {
    diagnostics.append(Diagnostic(code, message, at: SourcePlace(file: file)))
  }

  private mutating func open(
    _ file: InputFile, named name: String, _ utcOffset: @escaping @Sendable (Int64) -> Int
  ) throws(ImportError) {
    let head = try file.head(OpenTable.headSize)
    if let kind = FileKind.foreign(head) {
      report(.fileOfAnotherKind, "the file is \(kind), not CSV", name)
      return
    }
    let finding = CSVSniffer.sniff(head, settings: source.dialect)
    guard finding.start < head.count else {
      report(.fileEmpty, "the file is empty", name)
      return
    }
    let record = HeaderRecord(head, from: finding.start, finding.dialect)
    guard record.isComplete || head.count == file.size else {
      report(.fieldTooLong, "the first record does not end within 256 KiB", name)
      return
    }
    let hasHeader = finding.dialect.hasHeader
    var builder = ReaderBuilder(
      contract: contract, source: source, file: name, dialect: finding.dialect,
      header: hasHeader ? record.fields : record.fields.map { _ in "" },
      headerLine: finding.line, utcOffset: utcOffset)
    let readers = builder.build()
    diagnostics += builder.diagnostics
    let start = hasHeader ? record.end : finding.start
    if start >= file.size { report(.headerOnly, "the file has a header and no rows", name) }
    guard readers.count == contract.columns.count else { return }
    files.append(
      OpenFile(
        name: name, dialect: finding.dialect, fieldCount: record.fields.count, file: file,
        start: start, line: finding.line + (hasHeader ? record.lines : 0), readers: readers,
        rewritesPerByte: 3 * OpenTable.mostReaders(readers)))
  }
}

/// Recognises files that are no text.
enum FileKind {
  /// What a file is if it is no CSV, by its first bytes.
  static func foreign(_ head: [UInt8]) -> String? {
    let marks: [([UInt8], String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "a workbook or ZIP archive"),
      ([0x25, 0x50, 0x44, 0x46], "a PDF document"), ([0x1F, 0x8B], "compressed with gzip"),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
      ([0xFF, 0xFE], "text in UTF-16"), ([0xFE, 0xFF], "text in UTF-16"),
      (Array("SQLite format 3".utf8), "a database"),
    ]
    return marks.first { head.starts(with: $0.0) }?.1
  }
}
