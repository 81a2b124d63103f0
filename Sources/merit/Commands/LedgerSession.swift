import MeritApp
import MeritImport
import MeritModel

/// What the commands on the ledger share.
struct LedgerSession {
  let reporter: Reporter
  let bookFolder: String?
  /// The files of the book, with a list of those that were read.
  let files = RecordingFileSystem(LocalFileSystem())

  /// Finds and reads the book; nil where it has faults, which are reported.
  ///
  /// What is closed can be looked at without the exports that it was computed from.
  func book(needsExports: Bool = false) throws -> OpenBook? {
    let found = BookReader.find(bookFolder, from: workingFolder(), files: files)
    guard let folder = found.valid else {
      reporter.report(found.diagnostics)
      return nil
    }
    let opened = try BookReader.read(folder, files: files, needsExports: needsExports)
    let missing = opened.diagnostics.filter { $0.code == .fileMissing }
    reporter.report(opened.valid == nil ? opened.diagnostics : missing)
    return opened.valid
  }

  /// A run of a period of the book.
  func request(_ book: OpenBook, _ period: String) -> RunRequest {
    RunRequest(
      bookFolder: book.book.folder, policyFiles: book.book.policies, period: period,
      output: book.book.output, reports: book.book.reports, inputFiles: book.book.inputFiles)
  }

  /// A close of the book's periods.
  func close(_ book: OpenBook) throws -> ClosePeriod {
    let ledger = try BookLedger.open(book.book, files: LocalFileSystem())
    reporter.report(ledger?.findings ?? [])
    return ClosePeriod(book: book, ledger: ledger, run: run(book, ledger), files: files)
  }

  /// The totals of a period beside those of the last one.
  func totals(_ closing: ClosingPeriod, _ book: OpenBook, _ request: RunRequest) -> String {
    let previous = run(book, nil).previous(of: closing.result, request)
    return RunSummary(result: closing.result, previous: previous).comparison
  }

  /// A verification of the book's ledger.
  func verify(_ book: OpenBook, _ ledger: BookLedger) throws -> VerifyLedger {
    try VerifyLedger(book: book, ledger: ledger, files: Interruption.files, settings: settings)
  }

  private func run(_ book: OpenBook, _ ledger: BookLedger?) -> RunPeriod {
    let history = SealedHistory(ledger)
    return RunPeriod(
      files: files, isCancelled: { Interruption.isRequested },
      reader: PeriodReading(book: book, files: files, settings: settings, history: history))
  }

  private var settings: ScanSettings {
    ScanSettings(
      threads: processorCount(), progress: reporter.progress,
      isCancelled: { Interruption.isRequested })
  }
}

extension OpenBook {
  /// The file that one command at a time locks.
  var lockPath: String { "\(book.folder)/\(book.ledger).lock" }

  /// What is thrown where another command has the lock.
  var busy: LedgerFailure {
    LedgerFailure(
      Diagnostic(
        .ledgerBusy, "another command is closing or verifying this book",
        at: SourcePlace(file: book.ledger),
        help: "wait until it is done, then look at `merit ledger`"))
  }
}
