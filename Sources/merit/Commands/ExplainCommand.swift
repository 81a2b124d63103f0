import ArgumentParser
import MeritApp
import MeritModel

/// `merit explain`: why a figure is what it is.
struct ExplainCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells why a figure is what it is, down to the rows that counted.",
    discussion: """
      Without a figure it explains the bonus, the grade and the score of the person. What a value \
      was made from stands below it in one line each, with the command that goes on from there; \
      `--depth` and `--all` tell more at once.

      Examples:
        merit explain 2026-03 E1001
        merit explain 2026-03 E1001 net_sales
        merit explain 2026-03 E1001 specialist_bonus --all
      """)

  @Argument(help: "The period: 2026-03, 2026-Q1, 2026, 2026-03-07 or 2026-03-T1.")
  var period: String

  @Argument(help: "The employee's id.")
  var employee: String

  @Argument(help: "A name of the policy, or score, grade, bonus.")
  var figure: String?

  @Option(help: ArgumentHelp("What was known at the end of that day.", valueName: "date"))
  var asKnownOn: DayArgument?

  @Option(help: ArgumentHelp("How many levels are told in full.", valueName: "levels"))
  var depth = 1

  @Flag(help: "Tells everything, down to the measures.")
  var all = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if depth < 1 { throw ValidationError("--depth takes a number from 1 on") }
  }

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let session = PeriodSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard
      let opened = try session.open(period, threads: nil, isDryRun: true, knownOn: asKnownOn?.day)
    else { return .findings }
    let outcome = try opened.run.compute(opened.request)
    session.clearProgress()
    guard let result = outcome.valid else {
      reporter.report(outcome.diagnostics)
      return .findings
    }
    let explained = try ExplainFigure(result: result, levels: all ? .max : depth) { use in
      try opened.reading.provenance(of: use, in: result)
    }.text(employee: employee, figure: figure)
    reporter.report(explained.diagnostics)
    guard let figures = explained.valid else { return .findings }
    let remark = try opened.run.closedRemark(opened.request, employee: employee)
    let text = (remark ?? "") + figures
    reporter.result(text, json: .object([("explanation", .text(text))]))
    return .success
  }
}
