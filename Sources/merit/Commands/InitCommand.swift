import ArgumentParser
import MeritApp
import MeritModel

/// `merit init`: a new book with the default policy and sample data.
struct InitCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Makes a new book with the default policy and sample data.",
    discussion: """
      Examples:
        merit init my-book
      """)

  @Argument(help: "The folder of the new book; it must not hold anything.")
  var folder: String

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let findings = try SampleBook.write(to: folder, files: LocalFileSystem())
    reporter.report(findings)
    guard findings.isEmpty else { return .findings }
    let next = "merit run \(SampleBook.period) --book \(folder)"
    reporter.result(
      "made the book \(folder): merit.json, policies, data\nnext: \(next)\n",
      json: .object([("book", .text(folder)), ("next", .text(next))]))
    return .success
  }
}
