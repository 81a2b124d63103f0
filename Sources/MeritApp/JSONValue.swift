import MeritModel
package import MeritPolicy

/// A JSON value to be written; members keep their order, so the same value gives the same bytes.
package enum JSONValue: Sendable {
  case null
  case flag(Bool)
  case whole(Int)
  /// A number as its text stands.
  case number(String)
  case text(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// A text, or null.
  package init(_ text: String?) { self = text.map(JSONValue.text) ?? .null }

  /// A whole number, or null.
  package init(_ whole: Int?) { self = whole.map(JSONValue.whole) ?? .null }

  /// Reads the text of a value; nil where it is no JSON.
  package init?(json text: String) {
    guard let node = JSONReader.read(Array(text.utf8), file: "").valid else { return nil }
    self.init(node)
  }

  /// Takes over a value that has been read.
  package init(_ node: JSONNode) {
    switch node.content {
    case .null: self = .null
    case .flag(let flag): self = .flag(flag)
    case .number(let text): self = .number(text)
    case .text(let text): self = .text(text)
    case .array(let items): self = .array(items.map { JSONValue($0) })
    case .object(let members): self = .object(members.map { ($0.key, JSONValue($0.node)) })
    }
  }

  /// The JSON text on one line.
  package var text: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .whole(let whole): String(whole)
    case .number(let number): number
    case .text(let text): quoted(text)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    }
  }

  /// The JSON text over several lines, two blanks deeper at each level.
  package func indented(_ depth: Int = 0) -> String {
    let blanks = String(repeating: "  ", count: depth + 1)
    let close = String(repeating: "  ", count: depth)
    switch self {
    case .array(let values) where !values.isEmpty:
      let lines = values.map { blanks + $0.indented(depth + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(close)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { blanks + quoted($0.0) + ": " + $0.1.indented(depth + 1) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(close)}"
    default: return text
    }
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
