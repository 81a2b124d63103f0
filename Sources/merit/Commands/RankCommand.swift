import ArgumentParser
import MeritApp
import MeritModel
import MeritPolicy

extension RankScope: ExpressibleByArgument {}

/// `merit rank`: a ranking on the terminal.
struct RankCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Shows a ranking by score.",
    discussion: """
      Examples:
        merit rank 2026-03
        merit rank 2026-03 --within team --top 3
        merit rank 2026-Q1 --within team
      """)

  @Argument(help: "The period: 2026-03, 2026-Q1, 2026, 2026-03-07 or 2026-03-T1.")
  var period: String

  @Option(help: "Among whom people are ranked: company, department, team or role.")
  var within: RankScope = .company

  @Option(help: "Show only so many places of each group.")
  var top: Int?

  @Option(help: ArgumentHelp("What was known at the end of that day.", valueName: "date"))
  var asKnownOn: DayArgument?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top takes a number from 1 up") }
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
    let table = RankTable(
      of: result.calculation, within: within, top: top,
      previous: opened.run.previous(of: result, opened.request))
    let outcomes = table.outcomes
    if table.text.isEmpty {
      reporter.remark("nobody is ranked in \(period): no plan binds a score")
    }
    let remark = try opened.run.closedRemark(opened.request) ?? ""
    reporter.result(
      remark + table.text + (outcomes.isEmpty ? "" : "\n" + outcomes), json: table.json)
    return .success
  }
}
