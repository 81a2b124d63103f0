import MeritModel

/// Help that can be pasted: the texts between backticks.
extension FindingCollector {
  /// A JSON value as it stands in the file; `…` where it is long.
  func plain(_ node: JSONNode) -> String { source.text(node.range) ?? "…" }

  /// A JSON value as it stands in the file, between backticks; its pointer where it is long.
  func quoted(_ node: JSONNode) -> String {
    pasted(source.text(node.range), node.pointer)
  }

  /// The object, list or text that begins at a place, as `quoted(_:)`.
  func quoted(at place: SourcePlace) -> String {
    pasted(source.value(at: place), place.pointer ?? "")
  }

  private func pasted(_ text: String?, _ pointer: String) -> String {
    (text ?? pointer).isEmpty ? "it" : "`\(text ?? pointer)`"
  }

  /// A member of an object as it stands in the file, between backticks; its key alone where it is
  /// long.
  func quoted(_ member: JSONMember) -> String {
    source.text(member.keyRange.lowerBound..<member.node.range.upperBound).map { "`\($0)`" }
      ?? "`\"\(member.key.shortened)\"`"
  }

  /// What to write instead of a value of another type, where the value itself tells.
  func remedy(_ node: JSONNode, expected: String) -> String {
    let plain = plainRemedy(expected)
    guard let text = source.text(node.range) else { return plain }
    switch (expected, node.content) {
    case ("a text", .number), ("a text", .flag): return "write `\"\(text)\"`"
    case ("a whole number", .text(let digits)):
      return Int(digits).map { "write `\($0)`" } ?? plain
    case ("true or false", .text(let word)) where ["true", "false"].contains(word.lowercased()):
      return "write `\(word.lowercased())`"
    case ("a list", .null): return plain
    case ("a list", _): return "write `[\(text)]`"
    default: return plain
    }
  }

  private func plainRemedy(_ expected: String) -> String {
    switch expected {
    case "a text": "write a text in double quotes: `\"…\"`"
    case "a whole number": "write a number without quotes and without a fraction, as `3`"
    case "true or false": "write `true` or `false`"
    case "an amount": "write a number, or a text with the unit, as `\"12%\"`"
    default: "write a list in brackets: `[…]`"
    }
  }

  /// Reports that an object of a shape is expected, and how to begin it.
  func wrongType(_ node: JSONNode, expectedObject shape: ObjectShape?) {
    report(
      .wrongShape, "an object is expected, not \(node.typeName)", at: node,
      help: shape.flatMap { sketch($0, around: node) } ?? "write an object in braces: `{ … }`")
  }

  private func sketch(_ shape: ObjectShape, around node: JSONNode) -> String? {
    if shape.members != nil, shape.keys.isEmpty {
      return source.text(node.range).map { "give it a name: `{ \"name\": \($0) }`" }
    }
    let members = shape.keys.filter { $0.isRequired && $0.beside.isEmpty }.map {
      "\"\($0.name)\": \($0.example ?? "…")"
    }
    return members.isEmpty ? nil : "write, for example, `{ \(members.joined(separator: ", ")) }`"
  }
}

extension JSONSource {
  /// More characters than this are not repeated in a help.
  private static let longest = 160

  /// The text of a range; nil where it is long, on several lines or holds a backtick.
  func text(_ range: Range<Int>) -> String? {
    guard range.count <= Self.longest else { return nil }
    let text = String(decoding: bytes[range], as: UTF8.self)
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "`" }
    return isPlain ? text : nil
  }

  /// The object, list or text that begins at a place of this file, as `text(_:)`.
  func value(at place: SourcePlace) -> String? {
    guard let start = offset(of: place), start < bytes.count,
      [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(bytes[start])
    else { return nil }
    var (end, depth, isText) = (start, 0, false)
    while end < min(bytes.count, start + Self.longest) {
      let byte = bytes[end]
      end += 1
      if isText {
        if byte == UInt8(ascii: "\\") { end += 1 }
        if byte == UInt8(ascii: "\"") { isText = false }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
      }
      if depth == 0, !isText { return end <= bytes.count ? text(start..<end) : nil }
    }
    return nil
  }
}
