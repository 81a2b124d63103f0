import MeritModel

extension FindingCollector {
  /// Reports a key that stands for a name and is none by the grammar of expressions.
  func checkName(_ member: JSONMember) {
    let bytes = member.key.utf8
    let isName =
      bytes.first.map { (97...122).contains($0) } ?? false
      && bytes.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
      }
    guard !isName else {
      if ExpressionParser.reserved.contains(member.key) { reportReserved(member) }
      return
    }
    let isPlain = member.key.unicodeScalars.allSatisfy(\.isASCII)
    report(
      isPlain ? .wrongShape : .mixedScript, "`\(member.key.shortened)` is no name",
      member.keyRange, pointer: member.node.pointer,
      help: "names hold a-z, 0-9 and _, and begin with a letter; the label may say anything")
  }

  private func reportReserved(_ member: JSONMember) {
    report(
      .wrongShape, "`\(member.key)` is a word of the language and no name", member.keyRange,
      pointer: member.node.pointer, help: "take another name")
  }
}
