/// A text with places marked by `«` and `»`, so that a test names places without counting.
///
/// The marks are taken out; each range counts the UTF-8 bytes of what is left. Ranges may not nest.
package struct MarkedText: Sendable {
  package let text: String
  package let ranges: [Range<Int>]

  /// Takes the marks out of a text.
  package init(_ marked: String) {
    var text = ""
    var ranges: [Range<Int>] = []
    var opened = 0
    for character in marked {
      switch character {
      case "«": opened = text.utf8.count
      case "»": ranges.append(opened..<text.utf8.count)
      default: text.append(character)
      }
    }
    self.text = text
    self.ranges = ranges
  }

  /// The bytes of the text.
  package var bytes: [UInt8] { Array(text.utf8) }

  /// The line and the column, from 1, of the first marked place; lines end with LF.
  package var place: (line: Int, column: Int) {
    let start = ranges.first?.lowerBound ?? 0
    let before = String(decoding: bytes.prefix(start), as: UTF8.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.count, (lines.last?.count ?? 0) + 1)
  }
}
