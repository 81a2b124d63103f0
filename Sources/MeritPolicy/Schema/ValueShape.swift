/// Describes what may stand behind a key.
package indirect enum ValueShape: Sendable {
  case text
  /// A text of a form of its own.
  case form(TextForm)
  /// One of a few words.
  case words([String])
  case flag
  case null
  case number
  /// A whole number between bounds.
  case whole(least: Int?, greatest: Int?)
  /// A list of at least so many items.
  case list(ValueShape, atLeast: Int)
  case object(ObjectShape)
  /// Any of several, the usual one first.
  case either([ValueShape])

  /// The names of the cases of an enumeration.
  package static func cases<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) -> ValueShape where Choice.RawValue == String {
    .words(Choice.allCases.map(\.rawValue))
  }

  /// A list of at least one item.
  package static func some(_ item: ValueShape) -> ValueShape { .list(item, atLeast: 1) }

  /// One value, or a list of them.
  package static func oneOrMore(_ item: ValueShape) -> ValueShape {
    .either([item, .list(item, atLeast: 1)])
  }

  /// A whole number from 1 up.
  package static let positive = ValueShape.whole(least: 1, greatest: nil)

  /// The words that may stand here, for readers that choose among them.
  package var words: [String] {
    switch self {
    case .words(let words): words
    case .either(let values): values.flatMap(\.words)
    default: []
    }
  }
}

/// Describes a text that has a form of its own.
package struct TextForm: Sendable {
  /// The name of the form among the definitions of the schema.
  package let name: String
  /// What the text is, in one sentence.
  package let sentence: String
  /// A regular expression for the whole text; nil where none says it.
  package let pattern: String?

  /// Describes a form.
  package init(_ name: String, _ sentence: String, pattern: String? = nil) {
    self.name = name
    self.sentence = sentence
    self.pattern = pattern
  }
}
