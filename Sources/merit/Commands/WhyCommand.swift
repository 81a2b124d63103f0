import ArgumentParser
import MeritApp
import MeritModel

/// `merit why`: the long page of a diagnostic code.
struct WhyCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Tells what a diagnostic code means and how to mend it.",
    discussion: """
      Takes the code in any case, or its name.

      Examples:
        merit why P305
        merit why same-edge-twice
      """)

  @Argument(help: "The code, as P305, or its name, as sameEdgeTwice.")
  var code: String

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let found = CodePages.code(named: code)
    reporter.report(found.diagnostics)
    guard let page = found.valid.flatMap(CodePages.page(for:)) else { return .findings }
    reporter.result(page.text, json: page.json)
    return .success
  }
}
