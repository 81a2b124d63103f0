import MeritModel

extension FindingCollector {
  /// Reports a key that stands for a name and is none by the grammar of expressions; gives the names
  /// that uses of it may have, of which nothing more is to be told.
  @discardableResult
  func checkName(_ member: JSONMember) -> [String] {
    guard !member.key.isPlainName else {
      if ExpressionParser.reserved.contains(member.key) { reportReserved(member) }
      return []
    }
    let isPlain = member.key.unicodeScalars.allSatisfy(\.isASCII)
    report(
      isPlain ? .wrongShape : .mixedScript, "`\(member.key.shortened)` is no name",
      member.keyRange, pointer: member.node.pointer,
      help: "names hold a-z, 0-9 and _, and begin with a letter; the label may say anything"
        + (spelled(member.key).map { ": write `\"\($0)\"`" } ?? ""))
    return [member.key] + [spelled(member.key)].compactMap(\.self)
  }

  /// The name that somebody may have meant by a key that is none.
  private func spelled(_ key: String) -> String? {
    let bytes = (key.inLatin ?? key).inSnakeCase.utf8.map { byte in
      [UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
        ? UInt8(ascii: "_") : byte
    }
    let name = String(decoding: bytes, as: UTF8.self)
    return name.isPlainName && name.utf8.count <= 40 ? name : nil
  }

  private func reportReserved(_ member: JSONMember) {
    report(
      .wrongShape, "`\(member.key)` is a word of the language and no name", member.keyRange,
      pointer: member.node.pointer, help: "take another name, as `\"is_\(member.key)\"`")
  }
}

extension String {
  /// Whether the text is a name by the grammar of expressions.
  fileprivate var isPlainName: Bool {
    utf8.first.map { (97...122).contains($0) } ?? false
      && utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
      }
  }
}
