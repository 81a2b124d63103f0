import MeritApp
import MeritModel

/// Writes findings as JSON, one object a line.
struct JSONDiagnostics {
  /// Leaves out the user's own lines.
  let isRedacted: Bool

  /// Writes every finding in order.
  func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.inOrder.map { json($0).text + "\n" }.joined()
  }

  private func json(_ diagnostic: Diagnostic) -> JSONValue {
    let place = diagnostic.place
    return .object([
      ("severity", .text(diagnostic.severity.rawValue)),
      ("code", .text(diagnostic.code.rawValue)),
      ("message", .text(diagnostic.message)),
      ("file", JSONValue(place?.file)),
      ("line", JSONValue(place?.line)),
      ("column", JSONValue(place?.column)),
      ("pointer", JSONValue(place?.pointer)),
      ("excerpt", isRedacted ? .null : JSONValue(diagnostic.excerpt?.line)),
      ("notes", .array(diagnostic.notes.map(JSONValue.text))),
      ("help", .text(diagnostic.help)),
    ])
  }
}
