import ArgumentParser
import MeritApp
import MeritModel

/// `merit ledger`: what is closed.
struct LedgerCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Lists the closed periods: when, by whom, by which policy.",
    discussion: """
      Examples:
        merit ledger
        merit ledger --format json
      """)

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let session = LedgerSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard let book = try session.book() else { return .findings }
    let ledger = try BookLedger.open(book.book, files: LocalFileSystem())
    reporter.report(ledger?.findings ?? [])
    let list = LedgerList(ledger?.seals ?? [])
    reporter.result(list.text, json: list.json)
    return .success
  }
}
