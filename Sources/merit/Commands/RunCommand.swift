import ArgumentParser
import MeritApp
import MeritModel

/// `merit run`: computes a period and writes its folder.
struct RunCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Computes a period and writes its results.",
    discussion: """
      Writes out/PERIOD in the book: the workbook, the review, a statement for each person, payroll, \
      figures, problems, accounts. All of it appears at once, or nothing.

      Examples:
        merit run 2026-03
        merit run 2026-03 --book my-book --dry-run
        merit run 2026-06 --as-known-on 2026-02-01
      """)

  @Argument(help: "The period: 2026-03, 2026-Q1, 2026, 2026-03-07 or 2026-03-T1.")
  var period: String

  @Flag(help: "Compute and report, but write nothing.")
  var dryRun = false

  @Option(help: "Threads that read the exports and compute; never changes a result.")
  var threads: Int?

  @Option(help: ArgumentHelp("What was known at the end of that day.", valueName: "date"))
  var asKnownOn: DayArgument?

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let session = PeriodSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard
      let opened = try session.open(
        period, threads: threads, isDryRun: dryRun, knownOn: asKnownOn?.day)
    else { return .findings }
    let outcome = try opened.run.run(opened.request)
    session.clearProgress()
    reporter.report(outcome.diagnostics)
    guard let result = outcome.valid else {
      reporter.remark("nothing was written")
      return .findings
    }
    let summary = RunSummary(
      result: result, previous: opened.run.previous(of: result, opened.request))
    reporter.result(summary.text(opened.request), json: summary.json(opened.request))
    return .success
  }
}
