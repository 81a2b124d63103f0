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

  /// The value of a key; nil where there is none.
  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.node
  }

  /// The item at a place of a list; nil where there is none.
  subscript(place: Int) -> JSONNode? {
    guard case .array(let items) = content, items.indices.contains(place) else { return nil }
    return items[place]
  }

  /// The text of a list that reads like this; nil where there is none.
  func item(reading text: String) -> JSONNode? {
    guard case .array(let items) = content else { return nil }
    return items.first { if case .text(text) = $0.content { true } else { false } }
  }
}

/// A member of a JSON object.
package struct JSONMember: Sendable {
  package let key: String
  package let keyRange: Range<Int>
  package let node: JSONNode
}
