import ArgumentParser
import MeritApp
import MeritImport
import MeritModel
import MeritPolicy

/// `merit check`: everything that can be said of a policy before a row is read.
struct CheckCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks the policies of a book, or one policy file.",
    discussion: """
      Every fault is told at once, with its place and its mend. Nothing is computed.

      Examples:
        merit check
        merit check --policy policies/telesales.policy.json
        merit check --data 2026-03
      """)

  @Option(help: ArgumentHelp("Check this policy file only.", valueName: "file"))
  var policy: String?

  @Option(help: ArgumentHelp("Read the inputs of this period too.", valueName: "period"))
  var data: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let files = LocalFileSystem()
    if let policy {
      let checked = PolicyCompiler.compile(try files.read(policy), file: policy)
      return finish(checked.diagnostics, [policy], reporter)
    }
    if let data { return try checkData(data, reporter) }
    let found = BookReader.find(shared.bookFolder, from: workingFolder(), files: files)
    guard let folder = found.valid else { return finish(found.diagnostics, [], reporter) }
    let opened = try BookReader.read(folder, files: files)
    guard let book = opened.valid else { return finish(opened.diagnostics, [], reporter) }
    let compiled = try PolicyChoice(files: files).compile(book.book.policies, in: folder)
    return finish(opened.diagnostics + compiled.diagnostics, book.book.policies, reporter)
  }

  private func checkData(_ period: String, _ reporter: Reporter) throws -> ExitCode {
    let session = PeriodSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard let opened = try session.open(period, threads: nil, isDryRun: true) else {
      return .findings
    }
    let outcome = try opened.run.compute(opened.request)
    session.clearProgress()
    if let result = outcome.valid { reporter.remark(AccountTable(of: result.input).text) }
    return finish(outcome.diagnostics, opened.request.policyFiles, reporter)
  }

  private func finish(
    _ diagnostics: [Diagnostic], _ names: [String], _ reporter: Reporter
  ) -> ExitCode {
    reporter.report(diagnostics)
    guard !diagnostics.hasErrors else { return .findings }
    let warnings = diagnostics.count { $0.severity == .warning }
    let found = warnings == 0 ? "no fault" : "no error, \(warnings) warnings"
    reporter.remark("\(found) in \(names.joined(separator: ", "))")
    return .success
  }
}
