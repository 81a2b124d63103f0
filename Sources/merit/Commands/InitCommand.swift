import ArgumentParser
import MeritApp
import MeritModel

/// `merit init`: a new book, with sample data or from exports.
struct InitCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a new book with sample data, or from your exports.",
    discussion: """
      With --from it looks at exports, finds out which input of the policy each of them feeds and where \
      its columns stand, writes that into merit.json as a draft, and checks it. The exports stay where \
      they are.

      Examples:
        merit init my-book
        merit init my-book --from exports/*.csv
      """)

  @Argument(help: "The folder of the new book; without --from it must not hold anything.")
  var folder: String

  @Option(
    name: .customLong("from"), parsing: .upToNextOption,
    help: ArgumentHelp("Exports to make the book from.", valueName: "file"))
  var exports: [String] = []

  @Option(
    help: ArgumentHelp(
      "With --from: the policy; else those in the book's policies, or the default policy.",
      valueName: "file"))
  var policy: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if policy != nil, exports.isEmpty { throw ValidationError("--policy goes with --from only") }
  }

  func perform(_ reporter: Reporter) throws -> ExitCode {
    if !exports.isEmpty { return try performFromExports(reporter) }
    let findings = try SampleBook.write(to: folder, files: LocalFileSystem())
    reporter.report(findings)
    guard findings.isEmpty else { return .findings }
    let next = "merit run \(SampleBook.period) --book \(folder)"
    reporter.result(
      "made the book \(folder): merit.json, policies, data\nnext: \(next)\n",
      json: .object([("book", .text(folder)), ("next", .text(next))]))
    return .success
  }

  private func performFromExports(_ reporter: Reporter) throws -> ExitCode {
    let book = DraftBook(
      folder: folder, workingFolder: workingFolder(), files: LocalFileSystem(),
      isCancelled: { Interruption.isRequested })
    let written = try book.write(exports: exports, policy: policy)
    reporter.report(written.diagnostics)
    guard let draft = written.valid else { return .findings }
    reporter.result(
      "made the draft \(folder)/merit.json; read it before the first run\n\n" + draft.table + "\n"
        + (draft.hasDefaultPolicy ? defaultPolicy : ""),
      json: .object([("book", .text(folder)), ("files", draft.json)]))
    return try check.perform(reporter)
  }

  /// What is said where nobody named a policy: the check that follows is of the default one.
  private var defaultPolicy: String {
    "no policy was named, so the default one for telesales was taken. If yours is another one, write it "
      + "first\n(the page Head of the manual has the smallest that runs), then: merit init DIR --from FILE… "
      + "--policy FILE\n\n"
  }

  /// The check of the new book, with the same options.
  private var check: CheckCommand {
    get throws {
      let flags = [
        (shared.quiet, "--quiet"), (shared.redact, "--redact"), (shared.noColor, "--no-color"),
      ]
      let options = ["--data", "--book", folder, "--format", shared.format.rawValue]
      let parsed = try CheckCommand.parse(options + flags.filter(\.0).map(\.1))
      return parsed
    }
  }
}
