package import MeritModel

/// A file of a table, opened, with its form and the readers of its columns.
package struct OpenFile: Sendable {
  package let name: String
  package let dialect: CSVDialect
  /// The number of columns of its records.
  package let fieldCount: Int
  /// The bytes of its text.
  package var size: Int { file.size }
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
  /// Who is shown the bytes that are scanned; nil where they are not the file's own.
  let witness: (any FileWitness)?

  /// The most rewritten bytes that a byte of a record can give: each column that reads it may keep
  /// it without quotes, joined with others, and joined without quotes, each time in composed form.
  let rewritesPerByte: Int
  /// The most bytes that the cells of a row take up which are not its own, mapped or joined ones.
  private let cellBytesPerRow: Int

  /// The policy's clock where it is moved at times and the file has datetimes.
  let movedClock: WallClock?

  init(
    name: String, _ opened: FileOpening.Opened, readers: [ColumnReader],
    witness: (any FileWitness)? = nil
  ) {
    self.witness = opened.file.isAsStored ? witness : nil
    let names = opened.header.names
    self.name = name
    self.dialect = opened.dialect
    self.fieldCount = names.count
    let unnamed = opened.header.record.isEmpty ? 0 : names.reversed().prefix(while: \.isEmpty).count
    self.leastFields = max(1, names.count - unnamed, OpenFile.lastField(readers) + 1)
    self.file = opened.file
    self.isEncodingStated = opened.isEncodingStated
    self.header = opened.header.record
    self.start = opened.header.start
    self.line = opened.header.line
    self.readers = readers
    let clock = readers.first { $0.form == .moment }.map { WallClock(offset: $0.utcOffset) }
    self.movedClock = clock?.isMoved == true ? clock : nil
    self.rewritesPerByte = 6 * OpenFile.mostReaders(readers)
    self.cellBytesPerRow = readers.reduce(0) { $0 + $1.arenaBytesPerRow }
  }

  /// The most bytes that the rewritten cells of some rows, so many bytes of the file, can take up.
  func cellRoom(_ bytes: Int, rows: Int = RowBatch.capacity) -> Int {
    cellBytesPerRow * rows + rewritesPerByte * min(bytes, size)
  }

  /// The last field that a column reads; a row must not end before it.
  private static func lastField(_ readers: [ColumnReader]) -> Int {
    let fields = readers.flatMap { reader -> [Int] in
      switch reader.cells {
      case .field(let field): [field]
      case .joined(let fields): fields
      case .constant: []
      }
    }
    return fields.max() ?? 0
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
  private let settings: ScanSettings

  /// Opens all files; findings are collected, a failing disk throws.
  package init(
    _ contract: TableContract, _ source: TableSource, settings: ScanSettings = ScanSettings(),
    utcOffset: @escaping @Sendable (Int64) -> Int = { _ in 0 }
  ) throws(ImportError) {
    self.contract = contract
    self.source = source
    self.settings = settings
    for entry in source.files {
      if let file = try entry.open() {
        try open(file, entry, utcOffset)
      } else {
        report(
          .fileMissing, "there is no file `\(entry.name)`", entry.name,
          help: "put it there, or correct `files` in merit.json; paths begin at its folder")
      }
    }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ file: String, help: String
  ) {
    diagnostics.append(Diagnostic(code, message, at: SourcePlace(file: file), help: help))
  }

  private mutating func open(
    _ file: InputFile, _ entry: SourceFile, _ utcOffset: @escaping @Sendable (Int64) -> Int
  ) throws(ImportError) {
    let name = entry.name
    var opening = FileOpening(
      name: name, table: contract.name, settings: source.dialect,
      forms: source.profile?.forms ?? [], isFormStated: true,
      wanted: source.wantedNames(contract), isCancelled: settings.isCancelled)
    let opened = try opening.open(file)
    diagnostics += opening.diagnostics
    notes += opening.notes
    guard let opened, !opening.diagnostics.hasErrors else { return }
    let header = opened.header
    let form = opened.form.flatMap { source.profile?.forms[$0] }
    let mapped = source.mapped(contract, form, header: header.names)
    var builder = ReaderBuilder(
      contract: contract, source: mapped, file: name, dialect: opened.dialect,
      header: header.names, headerLine: header.nameLine, utcOffset: utcOffset)
    var readers = builder.build()
    diagnostics += builder.diagnostics
    let hasOrders = try findDateOrders(&readers, opened, entry, mapped)
    if header.start >= opened.file.size {
      report(
        .headerOnly, "the file has a header and no rows", name,
        help:
          "export it again, if the period has rows of this kind; `merit inspect \(name)` shows what "
          + "it holds")
    }
    // Every row with a date that reads two ways would be told as unreadable.
    guard hasOrders, readers.count == contract.columns.count else { return }
    files.append(OpenFile(name: name, opened, readers: readers, witness: entry.witness))
  }

  /// Finds the order of day and month in columns where it matters, from the whole file; says whether
  /// all have one.
  private mutating func findDateOrders(
    _ readers: inout [ColumnReader], _ opened: FileOpening.Opened, _ entry: SourceFile,
    _ source: TableSource
  ) throws(ImportError) -> Bool {
    let head = opened.head
    let places = DateOrderSearch.columns(readers, head, opened.header, opened.dialect)
    guard !places.isEmpty else { return true }
    let columns = places.map { readers[$0].column }
    let counts = try DateOrderSearch.counts(columns, source, file: entry, settings)
    for (place, count) in zip(places, counts) {
      if let order = count.order {
        readers[place].order = order
      } else {
        report(count, readers[place].column.name, entry.name)
      }
    }
    return zip(places, counts).allSatisfy { $1.order != nil || !$1.isAmbiguous }
  }

  private mutating func report(_ count: DateOrderSearch.Count, _ column: String, _ file: String) {
    let help =
      "say in merit.json which: `\"format\": \"day-first\"` or `\"format\": \"month-first\"`"
    if let day = count.dayFirst, let month = count.monthFirst {
      diagnostics.append(
        Diagnostic(
          .ambiguousDates, "column `\(column)` mixes dates with the day and with the month first",
          at: SourcePlace(file: file, line: min(day, month)),
          notes: [
            "in line \(day) the day stands first, in line \(month) the month"
          ],
          help: "mend the export, or list both forms: `\"format\": [\"…\", \"…\"]`"))
    } else if let both = count.both {
      diagnostics.append(
        Diagnostic(
          .ambiguousDates,
          "all dates such as `\(both.text)` in column `\(column)` can be read two ways",
          at: SourcePlace(file: file, line: both.line), help: help))
    }
  }
}
