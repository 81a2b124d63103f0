import ArgumentParser
import MeritApp
import MeritImport
import MeritModel

/// `merit status`: where the book stands.
struct StatusCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tells what is closed, what was run and changed since, and what to type next.",
    discussion: """
      Examples:
        merit status
        merit status --book my-book
      """)

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let session = LedgerSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard let book = try session.book() else { return .findings }
    let files = Interruption.files
    let ledger = try BookLedger.open(book.book, files: files)
    let looked = try BookStatus.look(at: book.book, ledger: ledger, files: files)
    reporter.report((ledger?.findings ?? []) + looked.diagnostics)
    guard var status = looked.valid else { return .findings }
    status.late = try late(book, ledger, reporter)
    reporter.clearProgress()
    reporter.result(status.text, json: status.json)
    return .success
  }

  /// What came for closed periods and is not paid.
  private func late(
    _ book: OpenBook, _ ledger: BookLedger?, _ reporter: Reporter
  ) throws -> [String] {
    let files = Interruption.files
    guard let history = SealedHistory(ledger),
      let policies = try PolicyChoice(files: files).compile(
        book.book.policies, in: book.book.folder
      ).valid
    else { return [] }
    let settings = ScanSettings(
      threads: processorCount(), progress: reporter.progress,
      isCancelled: { Interruption.isRequested })
    let reading = PeriodReading(book: book, files: files, settings: settings, history: history)
    return try LateRows(reading: reading, history: history, policies: policies).words()
  }
}
