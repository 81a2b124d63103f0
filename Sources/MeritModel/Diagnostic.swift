/// How grave a finding is.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  /// Nothing is computed or written.
  case error
  case warning
  case hint
  /// A warning now, an error in the next format version.
  case comingError = "coming-error"

  /// Orders from the gravest.
  package static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .error: 0
    case .comingError: 1
    case .warning: 2
    case .hint: 3
    }
  }
}

/// The user's own line, to be shown under a message with a caret.
package struct Excerpt: Hashable, Sendable {
  /// The line as typed, without its end.
  package let line: String
  /// The place of the caret from 1, in characters.
  package let column: Int
  /// The number of characters that it underlines.
  package let length: Int

  /// Makes an excerpt.
  package init(line: String, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = length
  }
}

/// Something that is wrong in what the user gave: a value, collected and shown together.
package struct Diagnostic: Hashable, Sendable {
  package let code: DiagnosticCode
  package let severity: Severity
  /// What is wrong: one phrase, lower case, no full stop, identifiers in backticks.
  package let message: String
  package let place: SourcePlace?
  package let excerpt: Excerpt?
  /// Facts that explain it, one phrase each.
  package let notes: [String]
  /// What to do.
  package let help: String

  /// Makes a finding; the severity is the code's own unless another is given.
  package init(
    _ code: DiagnosticCode, _ message: String, at place: SourcePlace? = nil,
    severity: Severity? = nil, excerpt: Excerpt? = nil, notes: [String] = [], help: String
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.message = message
    self.place = place
    self.excerpt = excerpt
    self.notes = notes
    self.help = help
  }
}

extension [Diagnostic] {
  /// Says whether one of them forbids to go on.
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// The findings by place, then code, then message.
  package var inOrder: [Diagnostic] {
    sorted { left, right in
      switch (left.place, right.place) {
      case (let first?, let second?) where first != second: first < second
      case (nil, .some): true
      case (.some, nil): false
      default: (left.code.rawValue, left.message) < (right.code.rawValue, right.message)
      }
    }
  }
}

/// A result with the findings on the way to it; the result is nil where it could not be made.
package struct Checked<Result> {
  package let result: Result?
  package let diagnostics: [Diagnostic]

  /// Makes a checked result.
  package init(_ result: Result?, _ diagnostics: [Diagnostic] = []) {
    self.result = result
    self.diagnostics = diagnostics
  }

  /// The result, where there is one and no finding is an error.
  package var valid: Result? { diagnostics.hasErrors ? nil : result }
}

extension Checked: Sendable where Result: Sendable {}
