import MeritApp
import MeritImport
import MeritModel

/// A book that is ready to compute a period.
struct OpenPeriod {
  let run: RunPeriod
  let request: RunRequest
  let reading: PeriodReading
}

/// What check, run, rank and explain share: the book, how rows are read, and the progress line.
struct PeriodSession {
  let reporter: Reporter
  let bookFolder: String?

  /// Opens the book; nil where it has faults, which are reported.
  func open(
    _ period: String, threads: Int?, isDryRun: Bool, knownOn: CalendarDay? = nil
  ) throws -> OpenPeriod? {
    let opened = try book()
    guard let present = opened.valid else {
      reporter.report(opened.diagnostics)
      return nil
    }
    let ledger = try BookLedger.open(present.book, files: Interruption.files)
    reporter.report(ledger?.findings ?? [])
    guard let (book, files) = try known(present, on: knownOn, ledger) else { return nil }
    let history = SealedHistory(ledger, knownOn: knownOn)
    let reading = PeriodReading(
      book: book, files: files,
      settings: ScanSettings(
        threads: threads ?? processorCount(), progress: reporter.progress,
        isCancelled: { Interruption.isRequested }), history: history,
      cache: knownOn == nil ? cache(book, writes: !isDryRun) : nil)
    let request = RunRequest(
      bookFolder: book.book.folder, policyFiles: book.book.policies, period: period,
      output: book.book.output, reports: book.book.reports, isDryRun: isDryRun,
      inputFiles: book.book.inputFiles, knownOn: knownOn)
    let run = RunPeriod(
      files: files, isCancelled: { Interruption.isRequested }, reader: reading)
    return OpenPeriod(run: run, request: request, reading: reading)
  }

  /// The hashes of the book's large exports as earlier runs took them.
  private func cache(_ book: OpenBook, writes: Bool) -> HashCache? {
    let folder = book.book.folder
    let place = folder.hasPrefix("/") ? folder : "\(workingFolder())/\(folder)"
    return cacheFolder().map {
      HashCache(folder: $0, book: place, writes: writes, files: Interruption.files)
    }
  }

  /// The book and its files as they were known on a day, or as they are; nil where it has faults.
  private func known(
    _ book: OpenBook, on day: CalendarDay?, _ ledger: BookLedger?
  ) throws -> (OpenBook, any FileSystem)? {
    guard let day else { return (book, Interruption.files) }
    let known = try KnownBook.open(book, on: day, ledger: ledger, files: Interruption.files)
    reporter.report(known.valid?.findings ?? known.diagnostics)
    return known.valid.map { ($0.book, $0.files) }
  }

  /// Finds and reads the book.
  func book() throws -> Checked<OpenBook> {
    let files = Interruption.files
    let found = BookReader.find(bookFolder, from: workingFolder(), files: files)
    guard let folder = found.valid else { return Checked(nil, found.diagnostics) }
    return try BookReader.read(folder, files: files)
  }

  /// Takes the progress line off the terminal.
  func clearProgress() { reporter.clearProgress() }
}
