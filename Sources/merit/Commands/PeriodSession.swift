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
    let files = Interruption.files
    let opened = try book()
    guard let book = opened.valid?.known(on: knownOn) else {
      reporter.report(opened.diagnostics)
      return nil
    }
    let ledger = try BookLedger.open(book.book, files: files)
    reporter.report(ledger?.findings ?? [])
    let history = SealedHistory(ledger, knownOn: knownOn)
    let reading = PeriodReading(
      book: book, files: files,
      settings: ScanSettings(
        threads: threads ?? processorCount(), progress: reporter.progress,
        isCancelled: { Interruption.isRequested }), history: history)
    let request = RunRequest(
      bookFolder: book.book.folder, policyFiles: book.book.policies, period: period,
      output: book.book.output, reports: book.book.reports, isDryRun: isDryRun,
      inputFiles: book.book.inputFiles, knownOn: knownOn)
    let run = RunPeriod(
      files: files, isCancelled: { Interruption.isRequested }, reader: reading)
    return OpenPeriod(run: run, request: request, reading: reading)
  }

  /// Finds and reads the book.
  func book() throws -> Checked<OpenBook> {
    let files = LocalFileSystem()
    let found = BookReader.find(bookFolder, from: workingFolder(), files: files)
    guard let folder = found.valid else { return Checked(nil, found.diagnostics) }
    return try BookReader.read(folder, files: files)
  }

  /// Takes the progress line off the terminal.
  func clearProgress() { reporter.clearProgress() }
}
