extension JSONSource {
  /// The bytes of the file that a part of a text takes.
  ///
  /// `part` counts the UTF-8 bytes of the text as it reads after its escapes. At least one byte: the
  /// closing quote where the part is the end.
  package func range(ofPart part: Range<Int>, of node: JSONNode) -> Range<Int> {
    guard case .text = node.content else { return node.range }
    let closing = node.range.upperBound - 1
    var (file, text) = (node.range.lowerBound + 1, 0)
    var lower = closing
    while file < closing {
      if text <= part.lowerBound { lower = file }
      if text >= part.upperBound { break }
      let (width, decoded) = character(at: file)
      file += width
      text += decoded
    }
    if text <= part.lowerBound { lower = file }
    return lower..<max(file, lower + 1)
  }

  /// The bytes that a character of a text takes in the file and in the text.
  private func character(at offset: Int) -> (file: Int, text: Int) {
    guard bytes[offset] == UInt8(ascii: "\\") else { return (1, 1) }
    guard bytes[offset + 1] == UInt8(ascii: "u") else { return (2, 1) }
    let digits = String(decoding: bytes[offset + 2..<offset + 6], as: UTF8.self)
    guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
      return (12, 4)
    }
    return (6, UTF8.width(scalar))
  }
}
