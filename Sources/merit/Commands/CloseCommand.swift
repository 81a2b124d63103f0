import ArgumentParser
import MeritApp
import MeritModel

/// `merit close`: seals a period for ever.
struct CloseCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Closes a period for ever: figures, inputs and policy are sealed.",
    discussion: """
      Shows the totals beside the last period and asks to type the period. Closes only what was run: \
      an input, a policy or a result that changed since is told. Cannot be undone; what is known \
      later becomes a correction in a later period, if the policy has `retro`.

      Examples:
        merit close 2026-03 --by "Ann Li"
        merit close 2026-03 --by "Ann Li" --confirm 2026-03
        merit close 2026-03 --by "Ann Li" --acknowledge D103 --reason "sales of people who left"
      """)

  @Argument(help: "The period: 2026-03, 2026-Q1, 2026, 2026-03-07 or 2026-03-T1.")
  var period: String

  @Option(help: "Who closes the period.")
  var by: String

  @Option(help: ArgumentHelp("The day of closing; else today.", valueName: "date"))
  var on: DayArgument?

  @Option(help: ArgumentHelp("The period once more, instead of being asked.", valueName: "period"))
  var confirm: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Codes whose problems were seen.", valueName: "code"))
  var acknowledge: [String] = []

  @Option(help: "Why the acknowledged problems do not matter.")
  var reason: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if blank(by) { throw ValidationError("--by takes a name") }
    if !acknowledge.isEmpty, blank(reason ?? "") {
      throw ValidationError("--acknowledge needs a --reason")
    }
  }

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let session = LedgerSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard let book = try session.book(needsExports: true) else { return .findings }
    guard let lock = try FileLock(book.lockPath) else { throw book.busy }
    defer { withExtendedLifetime(lock) {} }
    let close = try session.close(book)
    let request = CloseRequest(
      run: session.request(book, period), closedBy: by, closedOn: on?.day ?? today(),
      acknowledged: acknowledge, reason: reason ?? "")
    let prepared = try close.prepare(request)
    reporter.clearProgress()
    reporter.report(prepared.diagnostics)
    guard let closing = prepared.valid else {
      reporter.remark("\(period) was not closed")
      return .findings
    }
    reporter.show(session.totals(closing, book, request.run))
    guard typed() == period else {
      reporter.report([
        Diagnostic(
          .closeNotConfirmed, "\(period) was not closed: it was not typed once more",
          help: "type `\(period)` when asked, or add `--confirm \(period)`")
      ])
      return .findings
    }
    let list = LedgerList([try close.seal(closing)])
    reporter.result(list.text, json: list.json)
    return .success
  }

  private func typed() -> String {
    if let confirm { return confirm }
    guard Terminal().canAsk else { return "" }
    Terminal().message("closing cannot be undone. Type \(visible(period)) to close it: ")
    return readLine() ?? ""
  }

  private func blank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
}
