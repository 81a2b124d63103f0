import MeritApp
import MeritImport
import MeritModel

/// Writes everything that a command says: results to standard output, all else to standard error.
struct Reporter: Sendable {
  let terminal: Terminal
  let format: OutputFormat
  /// Leaves out warnings, hints and remarks.
  let isQuiet: Bool
  let isColoured: Bool
  /// Leaves out the user's own lines.
  let isRedacted: Bool

  /// Writes findings in the chosen format, in order of their places.
  func report(_ diagnostics: [Diagnostic]) {
    let shown = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
    switch format {
    case .text:
      terminal.message(
        TextDiagnostics(isColoured: isColoured, isRedacted: isRedacted).text(shown))
    case .json: terminal.message(JSONDiagnostics(isRedacted: isRedacted).text(shown))
    }
  }

  /// Writes a remark for people; scripts that read JSON, and the quiet, do not get it.
  func remark(_ text: String) {
    if !isQuiet, format == .text { terminal.message(visible(text) + "\n") }
  }

  /// Shows text of several lines to people who are about to decide something.
  func show(_ text: String) {
    if !isQuiet, format == .text { terminal.message(text) }
  }

  /// Writes a result: the text, or the value as one line of JSON.
  func result(_ text: @autoclosure () -> String, json: @autoclosure () -> JSONValue) {
    switch format {
    case .text: terminal.output(text())
    case .json: terminal.output(json().text + "\n")
    }
  }

  /// Shows how far a scan is, on a terminal only; nil where nobody would see it.
  var progress: (@Sendable (ScanProgress) -> Void)? {
    guard !isQuiet, format == .text, terminal.isInteractive else { return nil }
    let terminal = terminal
    let line = ProgressLine { terminal.message($0) }
    return { line.show($0) }
  }

  /// Takes the progress line off the terminal.
  func clearProgress() {
    if progress != nil { terminal.message("\r\u{1B}[K") }
  }

  /// Writes that the world failed.
  func failure(_ error: FileError) {
    let message = sentence(error)
    switch format {
    case .text: terminal.message("error: \(visible(message))\n")
    case .json:
      let line = JSONValue.object([
        ("severity", .text("error")), ("code", .null), ("message", .text(message)),
        ("file", .text(error.path)),
      ])
      terminal.message(line.text + "\n")
    }
  }

  /// Writes that an export could not be read.
  func failure(_ error: ImportError) {
    switch error {
    case .unreadable(let path, let code):
      failure(FileError(operation: "read", path: path, reason: systemWords(code)))
    case .changed(let path):
      failure(
        FileError(operation: "read", path: path, reason: "it was changed while it was read"))
    case .noConverter(let encoding):
      failure(
        FileError(
          operation: "convert from", path: encoding, reason: "this system has no converter for it"))
    case .cancelled: remark("interrupted: nothing was written")
    }
  }

  private func sentence(_ error: FileError) -> String {
    "cannot \(error.operation) `\(error.path)`: \(error.reason)"
  }
}
