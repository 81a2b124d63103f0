internal import MeritModel

/// Opens one file of a table: its encoding and form, its header, its rows up to the footer.
struct FileOpening {
  /// The bytes of a file that are looked at for its form and header.
  static let headSize = 1 << 18

  private let name: String
  private let table: String
  private var settings: DialectSettings
  /// The forms that the file may have, and whether it must have one of them.
  private let forms: [ProfileForm]
  private let isFormStated: Bool
  private var wanted: [String]
  private let isCancelled: @Sendable () -> Bool
  private(set) var diagnostics: [Diagnostic] = []
  /// What is told about the file in the list of problems only.
  private(set) var notes: [RowProblem] = []

  /// Prepares to open a file whose header is expected to hold some names.
  init(
    name: String, table: String, settings: DialectSettings, forms: [ProfileForm] = [],
    isFormStated: Bool = false, wanted: [String],
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.name = name
    self.table = table
    self.settings = settings
    self.forms = forms
    self.isFormStated = isFormStated
    self.wanted = wanted
    self.isCancelled = isCancelled
  }

  /// A file as plain text, with its header.
  struct Opened {
    let file: InputFile
    /// The first bytes of its plain text.
    let head: [UInt8]
    let dialect: CSVDialect
    let isEncodingStated: Bool
    let header: HeaderSearch
    /// Which of the forms it has, by place.
    let form: Int?
  }

  /// Opens; nil where the file cannot be read as a table.
  mutating func open(_ original: InputFile) throws(ImportError) -> Opened? {
    let raw = try original.head(FileOpening.headSize)
    let isWhole = raw.count == original.size
    if let kind = FileKind.foreign(raw) {
      report(
        .fileOfAnotherKind, "the file is \(kind), not CSV",
        help: "open it where it was made, and save or export it as `.csv`")
      return nil
    }
    let choice = EncodingChoice(raw, stated: settings.encoding, isWhole: isWhole, file: name)
    diagnostics += choice.diagnostics
    guard let encoding = choice.encoding else { return nil }
    guard raw.count > encoding.mark.count || !raw.starts(with: encoding.mark), !raw.isEmpty else {
      report(
        .fileEmpty, "the file is empty",
        help: "export it again, or take it out of `files` in merit.json")
      return nil
    }
    let mark = TextEncoding.marked(raw) == nil ? 0 : encoding.mark.count
    let text = try FileOpening.text(
      mark == 0 ? raw : Array(raw[mark...]), encoding, isWhole: isWhole)
    let form = self.form(of: text, isWhole: isWhole)
    let sniffer = CSVSniffer(text, settings: settings, wanted: wanted, isWhole: isWhole)
    var dialect = sniffer.dialect
    (dialect.encoding, dialect.hasMark) = (encoding, mark > 0)
    if let unclear = sniffer.unclear { reportUnclear(unclear) }
    warnOfGarbledText(text)
    var rewriting = Rewriting(encoding: encoding, start: mark, form: dialect.form)
    if let fold = form.flatMap({ forms[$0].fold }) {
      rewriting.folder = try folder(fold, original, rewriting, dialect)
    }
    let plain = try rewritten(original, rewriting)
    let head = rewriting.isNeeded ? try plain.head(FileOpening.headSize) : raw
    let header = search(
      head, dialect, start: rewriting.isNeeded ? 0 : mark, sniffer,
      isWhole: head.count == plain.size)
    guard let header else { return nil }
    let file = try withoutFooter(plain, header, dialect)
    return Opened(
      file: file, head: Array(head.prefix(file.size)), dialect: dialect,
      isEncodingStated: choice.isStated, header: header,
      form: form)
  }

  /// The form of a text, whose dialect then holds; what the book says of the encoding stays.
  private mutating func form(of text: [UInt8], isWhole: Bool) -> Int? {
    let found = forms.firstIndex { $0.fits(text, isWhole: isWhole) }
    guard let form = found ?? (isFormStated && !forms.isEmpty ? 0 : nil) else { return nil }
    let encoding = settings.encoding
    settings = forms[form].dialect
    settings.encoding = encoding
    wanted += forms[form].looks.names
    return form
  }

  /// What folds the lines of a file; of calls with several rows, these are counted first.
  private mutating func folder(
    _ fold: RowFold, _ original: InputFile, _ rewriting: Rewriting, _ dialect: CSVDialect
  ) throws(ImportError) -> RowFolder {
    let names = settings.columnNames
    switch fold {
    case .queueLog:
      settings.columnNames = QueueLogFolder.columns
      return RowFolder(QueueLogFolder())
    case .legs(let rule):
      let counts = LegCounts()
      var counting = rewriting
      counting.folder = RowFolder(
        LegFolder(rule, dialect, names: names, counts: counts, isCounting: true))
      _ = try RewrittenFile(original, counting, isCancelled: isCancelled)
      return RowFolder(LegFolder(rule, dialect, names: names, counts: counts, isCounting: false))
    }
  }

  private mutating func rewritten(
    _ original: InputFile, _ rewriting: Rewriting
  ) throws(ImportError) -> InputFile {
    guard rewriting.isNeeded else { return original }
    let file = try RewrittenFile(original, rewriting, isCancelled: isCancelled)
    if let folder = file.folder {
      let open = folder.unfinished
      let rest =
        open == 0 ? "" : open == 1 ? "; one call has no end" : "; \(open) calls have no end"
      note("\(folder.lines) lines became \(folder.rows) rows" + rest, line: 1)
    }
    return InputFile(file, path: original.path)
  }

  private static func text(
    _ bytes: [UInt8], _ encoding: TextEncoding, isWhole: Bool
  ) throws(ImportError) -> [UInt8] {
    encoding == .utf8
      ? bytes : try CharacterDecoder(encoding).decode(bytes, isLast: isWhole).text
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, line: Int? = nil, help: String
  ) {
    diagnostics.append(
      Diagnostic(code, message, at: SourcePlace(file: name, line: line), help: help))
  }

  private mutating func note(_ message: String, line: Int) {
    notes.append(
      RowProblem(
        code: .linesPassedOver, severity: DiagnosticCode.linesPassedOver.severity, table: table,
        file: name, line: line, column: nil, message: message, value: ""))
  }

  private mutating func reportUnclear(_ unclear: (UInt8, UInt8)) {
    let (first, second) = (
      CSVDialect(delimiter: unclear.0).delimiterWords,
      CSVDialect(delimiter: unclear.1).delimiterWords
    )
    report(
      .delimiterUnclear, "a \(first) and a \(second) both divide every record alike", line: 1,
      help: "say which in merit.json, as `\"dialect\": { \"delimiter\": \",\" }`")
  }

  private mutating func warnOfGarbledText(_ text: [UInt8]) {
    guard let garbled = GarbledText.find(text) else { return }
    report(
      .garbledText, "`\(garbled.found)` looks like `\(garbled.meant)` read in the wrong encoding",
      line: garbled.line,
      help: "export the file again; its texts were garbled before it was saved: it should say "
        + "`\(garbled.meant)`")
  }

  private mutating func search(
    _ head: [UInt8], _ dialect: CSVDialect, start: Int, _ sniffer: CSVSniffer, isWhole: Bool
  ) -> HeaderSearch? {
    let header = HeaderSearch(
      head, from: start, dialect, settings: settings,
      hasSeparatorLine: sniffer.hasSeparatorLine, wanted: wanted)
    guard !header.names.isEmpty else {
      report(
        .fileEmpty, "the file has no record",
        help: "export it again, or correct `skipLines` and `header` in merit.json")
      return nil
    }
    guard header.record.isEmpty || header.names.contains(where: { !$0.allSatisfy(\.isWhitespace) })
    else {
      report(
        .fileEmpty, "no record of the file names columns",
        help: "for a file without names of columns: `\"dialect\": { \"header\": false }`")
      return nil
    }
    guard header.isComplete || isWhole else {
      report(
        .fieldTooLong, "the first record does not end within 256 KiB",
        help: "look for a quote that is never closed, or name the `quote` and the `delimiter`")
      return nil
    }
    if header.titles > 0 {
      note(
        "\(header.titles == 1 ? "one line stands" : "\(header.titles) lines stand") above the "
          + "header and are no data", line: max(1, header.nameLine - header.titles))
    }
    return header
  }

  private mutating func withoutFooter(
    _ plain: InputFile, _ header: HeaderSearch, _ dialect: CSVDialect
  ) throws(ImportError) -> InputFile {
    guard let form = settings.footer else { return plain }
    let search = try FooterSearch(
      plain, form, from: header.start, fields: header.names.count, dialect)
    guard search.lines > 0 else { return plain }
    note(
      "\(search.lines == 1 ? "the last line is a footer" : "the last \(search.lines) lines are a footer") "
        + "and no data", line: header.nameLine)
    return InputFile(plain, upTo: search.end)
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
      (Array("SQLite format 3".utf8), "a database"),
    ]
    return marks.first { head.starts(with: $0.0) }?.1
  }
}
