import ArgumentParser
import MeritApp
import MeritImport
import MeritModel
import MeritPolicy

/// `merit check`: what is wrong with policies and, with `--data`, with the exports.
struct CheckCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks policies and inputs; computes and writes nothing.",
    discussion: """
      Every fault is told at once, with its place. Exit status 0: no errors; 1: errors.

      Examples:
        merit check
        merit check --data
        merit check --policy new.policy.json
      """)

  @Option(
    help: ArgumentHelp(
      "Check this policy file instead of those of the book.", valueName: "file"))
  var policy: String?

  @Flag(help: "Read the exports too: form, columns, cells, owners.")
  var data = false

  /// What stands without an option, as many write it at first.
  @Argument(help: .hidden)
  var misplaced: [String] = []

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard let file = misplaced.first else { return }
    throw ValidationError(
      "a policy is named by its option: merit check --policy \(file)")
  }

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let files = Interruption.files
    var diagnostics: [Diagnostic] = []
    var book: OpenBook?
    if data || policy == nil {
      let opened = try PeriodSession(reporter: reporter, bookFolder: shared.bookFolder).book()
      diagnostics += opened.diagnostics
      book = opened.result
    }
    let compiled = try policies(book, files)
    diagnostics += compiled.diagnostics
    let summaries = (compiled.result ?? []).map { PolicySummary($0) }
    var survey: InputSurvey?
    if let book, !diagnostics.hasErrors, let latest = latest(compiled)?.policy {
      let versions = (compiled.result ?? []).map(\.policy)
      if data {
        let reading = PeriodReading(book: book, files: files, settings: settings(reporter))
        let surveyed = try reading.survey(latest, among: versions)
        reporter.clearProgress()
        diagnostics += surveyed.diagnostics
        survey = surveyed.result
      } else if policy == nil {
        diagnostics += BookMatch(book.book, versions).findings(checking: latest)
      }
    }
    reporter.report(diagnostics)
    reporter.result(text(summaries, survey), json: json(summaries, survey))
    remark(diagnostics, reporter)
    return diagnostics.hasErrors ? .findings : .success
  }

  private func policies(
    _ book: OpenBook?, _ files: LocalFileSystem
  ) throws -> Checked<[CompiledFile]> {
    let choice = PolicyChoice(files: files, givesAdvice: true)
    if let policy { return try choice.compile([policy], in: "") }
    guard let book else { return Checked([]) }
    let folder = book.book.folder
    let present = book.book.policies.filter { files.kind(of: "\(folder)/\($0)") == .file }
    return try choice.compile(present, in: folder)
  }

  private func latest(_ compiled: Checked<[CompiledFile]>) -> CompiledFile? {
    compiled.result?.max {
      $0.policy.header.effectiveFrom < $1.policy.header.effectiveFrom
    }
  }

  private func settings(_ reporter: Reporter) -> ScanSettings {
    ScanSettings(
      threads: processorCount(), progress: reporter.progress,
      isCancelled: { Interruption.isRequested })
  }

  private func text(_ summaries: [PolicySummary], _ survey: InputSurvey?) -> String {
    summaries.map(\.text).joined() + (survey.map { "\n" + $0.text } ?? "")
  }

  private func json(_ summaries: [PolicySummary], _ survey: InputSurvey?) -> JSONValue {
    .object([
      ("policies", .array(summaries.map(\.json))), ("files", survey?.json ?? .null),
    ])
  }

  private func remark(_ diagnostics: [Diagnostic], _ reporter: Reporter) {
    let counts = [Severity.error, .warning, .hint].compactMap { severity in
      let count = diagnostics.count { $0.severity == severity }
      return severity == .error || count > 0
        ? "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")" : nil
    }
    reporter.remark(diagnostics.isEmpty ? "no faults" : counts.joined(separator: ", "))
  }
}
