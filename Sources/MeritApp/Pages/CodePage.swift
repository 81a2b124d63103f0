package import MeritModel

/// The long page of a diagnostic code.
package struct CodePage: Sendable {
  package let code: DiagnosticCode
  /// What the code says of the user's files, in whole sentences; lines end where they wrap.
  package let meaning: String
  /// The smallest fragment of JSON, CSV or command line that shows it.
  package let example: String
  /// What to do.
  package let mend: String

  /// Makes a page.
  package init(_ code: DiagnosticCode, meaning: String, example: String, mend: String) {
    self.code = code
    self.meaning = meaning
    self.example = example
    self.mend = mend
  }

  /// The code's name in words that can be typed: `sameEdgeTwice`.
  package var slug: String { String(describing: code) }

  /// The page for a terminal, each part two blanks in.
  package var text: String {
    """
    \(code.rawValue) \(slug) (\(code.severity.rawValue))

    \(indented(meaning))

    For example

    \(indented(example))

    To mend it

    \(indented(mend))

    """
  }

  /// The page for tools.
  package var json: JSONValue {
    .object([
      ("code", .text(code.rawValue)), ("slug", .text(slug)),
      ("severity", .text(code.severity.rawValue)), ("meaning", .text(meaning)),
      ("example", .text(example)), ("mend", .text(mend)),
    ])
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  " + $0 }
      .joined(separator: "\n")
  }
}
