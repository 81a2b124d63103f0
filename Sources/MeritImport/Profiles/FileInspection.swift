package import MeritModel

/// What the first bytes of a file show: its encoding, its form, its columns, and which program made
/// it.
package struct FileInspection: Sendable {
  /// A column with what stands in its first cells.
  package struct Column: Sendable {
    /// The name; empty where the file has no header.
    package let name: String
    /// Some of the different texts that stand in it, in their order.
    package var samples: [String] = []
    package var empty = 0
  }

  /// The rows that are looked at.
  package static let mostRows = 1000
  private static let mostSamples = 3

  package let file: String
  package let size: Int
  /// The encoding; the best proposal where nothing says which it is, nil where none fits.
  package private(set) var encoding: TextEncoding?
  /// Whether a mark or sound UTF-8 says so, and nothing had to be weighed.
  package private(set) var isCertain = false
  /// What speaks for each encoding, where it had to be weighed; the best first.
  package private(set) var proposals: [EncodingProposal] = []
  /// The form in words; empty where the file cannot be read.
  package private(set) var dialect = ""
  /// Which of the forms that were asked for the file has, by place.
  package private(set) var form: Int?
  package private(set) var columns: [Column] = []
  package private(set) var rows = 0
  package private(set) var diagnostics: [Diagnostic] = []

  /// Looks at a file; the forms are tried in their order.
  ///
  /// A file that has to be rewritten is read whole, until `isCancelled` says to stop.
  package init(
    _ original: InputFile, name: String, settings: DialectSettings = DialectSettings(),
    forms: [ProfileForm] = [], isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(ImportError) {
    (file, size) = (name, original.size)
    let head = try original.head(FileOpening.headSize)
    let choice = EncodingChoice(
      head, stated: settings.encoding, isWhole: head.count == original.size, file: name)
    encoding = choice.encoding
    isCertain = choice.encoding != nil
    if !isCertain {
      proposals = EncodingEvidence.proposals(for: head)
      encoding = proposals.first?.encoding
      diagnostics = choice.diagnostics
    }
    guard encoding != nil, FileKind.foreign(head) == nil || isCertain else { return }
    var stated = settings
    stated.encoding = isCertain ? settings.encoding : encoding
    var opening = FileOpening(
      name: name, table: "", settings: stated, forms: forms, wanted: [],
      isCancelled: isCancelled)
    let opened = try opening.open(original)
    diagnostics += opening.diagnostics
    guard let opened else { return }
    dialect = opened.dialect.description
    form = opened.form
    try look(at: opened)
  }

  /// Says whether a column has a name, whatever its case and width.
  package func holds(_ name: String) -> Bool {
    let wanted = ColumnName.folded(name)
    return columns.contains { ColumnName.folded($0.name) == wanted }
  }

  /// The column of a name as the file writes it, whatever its case and width; nil where there is none.
  package func name(of column: String) -> String? {
    let wanted = ColumnName.folded(column)
    return columns.first { ColumnName.folded($0.name) == wanted }?.name
  }

  private mutating func look(at opened: FileOpening.Opened) throws(ImportError) {
    columns = opened.header.names.map { Column(name: $0) }
    let head = try opened.file.head(FileOpening.headSize)
    var place = opened.header.start
    while place < head.count, rows < FileInspection.mostRows {
      let record = HeaderRecord(head, from: place, opened.dialect)
      guard record.isComplete || head.count == opened.file.size else { break }
      place = record.end
      if record.isBlank { continue }
      rows += 1
      for (index, cell) in record.fields.enumerated() where index < columns.count {
        take(cell, of: index)
      }
    }
  }

  private mutating func take(_ cell: String, of column: Int) {
    if cell.isEmpty {
      columns[column].empty += 1
    } else if columns[column].samples.count < FileInspection.mostSamples,
      !columns[column].samples.contains(cell)
    {
      columns[column].samples.append(cell)
    }
  }
}
