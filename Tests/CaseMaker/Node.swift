/// A JSON value to be written.
indirect enum Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByStringInterpolation
{
  case object([(String, Node)])
  case list([Node])
  case text(String)
  case number(String)
  case flag(Bool)
  case null

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(String(value)) }
  init(booleanLiteral value: Bool) { self = .flag(value) }

  static func texts(_ texts: [String]) -> Node { .list(texts.map(Node.text)) }

  /// One text as itself, several as a list.
  static func oneOrMore(_ texts: [String]) -> Node {
    texts.count == 1 ? .text(texts[0]) : .texts(texts)
  }

  /// The value with every member of some name changed.
  func replacing(_ key: String, by change: (Node) -> Node) -> Node {
    switch self {
    case .object(let members):
      return .object(
        members.map { ($0.0, $0.0 == key ? change($0.1) : $0.1.replacing(key, by: change)) })
    case .list(let items): return .list(items.map { $0.replacing(key, by: change) })
    default: return self
    }
  }

  func written(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(Node.quoted($0.0)): \($0.1.written(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    case .list(let items):
      return "[" + items.map { $0.written(indent: inner) }.joined(separator: ", ") + "]"
    case .text(let text): return Node.quoted(text)
    case .number(let text): return text
    case .flag(let flag): return flag ? "true" : "false"
    case .null: return "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
  }
}
