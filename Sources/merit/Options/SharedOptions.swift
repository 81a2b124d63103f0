import ArgumentParser
import MeritApp

/// How findings and results are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}

/// The options of every command.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .customLong("book"),
    help: ArgumentHelp(
      "The folder of the book; else the nearest one upwards that holds merit.json.",
      valueName: "dir"))
  var bookFolder: String?

  @Option(help: "How findings and results are written.")
  var format: OutputFormat = .text

  @Flag(help: "Write errors and results only.")
  var quiet = false

  @Flag(help: "Write without colours, as NO_COLOR does.")
  var noColor = false

  @Flag(help: "Leave out the lines of your files from messages.")
  var redact = false

  /// The writer of everything a command says.
  var reporter: Reporter {
    let terminal = Terminal()
    return Reporter(
      terminal: terminal, format: format, isQuiet: quiet,
      isColoured: !noColor && terminal.showsColour, isRedacted: redact)
  }
}
