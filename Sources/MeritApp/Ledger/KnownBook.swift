import MeritImport
package import MeritModel

/// A book as it was known at the end of a day.
///
/// Exports that came later are left out. Of a file that was rewritten since, the last period that was
/// closed by that day has the state of then, which stands in its place where the ledger keeps it.
package struct KnownBook {
  package let book: OpenBook
  /// The book's files as they were, as far as that can be told.
  package let files: any FileSystem
  /// What is not certain of them.
  package let findings: [Diagnostic]

  /// Looks at a book with the eyes of a day.
  package static func open(
    _ open: OpenBook, on day: CalendarDay, ledger: BookLedger?, files: any FileSystem
  ) throws -> Checked<KnownBook> {
    guard let ledger, let last = ledger.seals.last(where: { $0.entry.closedOn <= day }) else {
      return Checked(KnownBook(book: open.known(on: day), files: files, findings: []))
    }
    let search = RewrittenFiles(open: open, day: day, last: last, files: files)
    let (changed, findings) = (try search.changed(), search.undated)
    guard !changed.isEmpty else {
      return Checked(KnownBook(book: open.known(on: day), files: files, findings: findings))
    }
    let laid = try SealedFiles(
      of: ledger, in: "\(open.book.folder)/.known-on-\(day)", files: files)
    let kept = changed.filter(\.isKept)
    let places = try kept.map { ($0.path, try laid.layOut($0, of: last)) }
    let then = KeptBook.over(
      open.book.folder, Dictionary(uniqueKeysWithValues: places), laid: laid, files: files)
    return try BookReader.read(open.book.folder, files: then).map { found in
      KnownBook(
        book: then.placed(found.known(on: day, keeping: Set(kept.map(\.path)))), files: then,
        findings: search.findings(changed) + findings)
    }
  }
}

/// The files of a book that are not those of the last close before a day, and may not have been
/// known on it.
private struct RewrittenFiles {
  let open: OpenBook
  let day: CalendarDay
  let last: Seal
  let files: any FileSystem

  private var book: Book { open.book }

  /// The states of then of files that were rewritten or taken away, where nothing says that this was
  /// known on the day.
  ///
  /// merit.json is taken as it is: it says of later files when they came.
  func changed() throws -> [SealedSource] {
    try last.entry.sources.filter { source in
      guard source.role != "book", !source.path.hasPrefix(book.output + "/") else { return false }
      let path = "\(book.folder)/\(source.path)"
      guard files.kind(of: path) == .file else { return true }
      if let came = days[source.path] ?? nil, last.entry.closedOn < came, came <= day {
        return false
      }
      return try sha256(of: path, files: files) != source.hash
    }
  }

  /// A warning for exports that the last close did not read and of which no day is given.
  var undated: [Diagnostic] {
    let known = Set(last.entry.sources.map(\.path))
    let names = days.filter { $0.value == nil && !known.contains($0.key) }.keys.sorted()
    guard !names.isEmpty else { return [] }
    return [
      finding(
        "nothing says when files came that \(period) was closed without; they are taken as known "
          + "on \(day)", names,
        help: "say under `loadedOn` of merit.json when they came")
    ]
  }

  /// What stands in for the files that were rewritten.
  func findings(_ changed: [SealedSource]) -> [Diagnostic] {
    let kept = changed.filter(\.isKept).map(\.path)
    let lost = changed.filter { !$0.isKept }.map(\.path)
    return
      (kept.isEmpty
      ? []
      : [
        finding(
          "files that were rewritten since are taken as \(period) was closed with them", kept,
          severity: .hint,
          help: "add exports under new names, and give their days under `loadedOn`")
      ])
      + (lost.isEmpty
        ? []
        : [
          finding(
            "\(period) was closed with other files, of which only hashes are kept; they are taken as "
              + "they are now", lost,
            help: "put them back as they were, `merit verify \(period)`, then ask again")
        ])
  }

  private var period: String { last.entry.period.name }

  /// When each export of the book came; nil where nothing says it.
  private var days: [String: CalendarDay?] {
    let sources = book.inputs.values.map(\.source) + open.identities.values
    return Dictionary(
      sources.flatMap(\.files).map { ($0.name, $0.loadedOn) }, uniquingKeysWith: { $0 ?? $1 })
  }

  private func finding(
    _ message: String, _ names: [String], severity: Severity? = nil, help: String
  ) -> Diagnostic {
    let rest = names.count - 20
    return Diagnostic(
      .knownOnDayUncertain, message, severity: severity,
      notes: names.prefix(20).map { "`\($0)`" } + (rest > 0 ? ["and \(rest) more"] : []),
      help: help)
  }
}
