/// A JSON value with its place in the file.
package struct JSONNode: Sendable {
  /// What the value is.
  package enum Content: Sendable {
    case null
    case flag(Bool)
    /// The number's own text; never turned into a binary fraction.
    case number(String)
    case text(String)
    case array([JSONNode])
    /// The members in the order of the file.
    case object([JSONMember])
  }

  package let content: Content
  /// The bytes of the file that the value takes.
  package let range: Range<Int>
  /// The way to the value; nil for the root.
  let path: JSONPath?

  /// The JSON pointer; empty for the root.
  package var pointer: String { path?.pointer ?? "" }

  /// The word for what stands here, for messages.
  package var typeName: String {
    switch content {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A member of a JSON object.
package struct JSONMember: Sendable {
  package let key: String
  package let keyRange: Range<Int>
  package let node: JSONNode
}
