import ArgumentParser
import MeritApp
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
    guard let status = looked.valid else { return .findings }
    reporter.result(status.text, json: status.json)
    return .success
  }
}
