/// What the book says about a file's form; nil means that it is detected.
package struct DialectSettings: Hashable, Sendable {
  package var delimiter: UInt8?
  package var quote: UInt8?
  /// Whether the first record names the columns.
  package var header: Bool
  /// Lines before the header that are passed over.
  package var skipLines: Int

  /// Makes settings.
  package init(
    delimiter: UInt8? = nil, quote: UInt8? = nil, header: Bool = true, skipLines: Int = 0
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.header = header
    self.skipLines = skipLines
  }
}

/// The form in which a file was read.
package struct CSVDialect: Hashable, Sendable {
  package var delimiter: UInt8
  package var quote: UInt8
  /// The byte that ends a line: a line feed, or a carriage return where a file has no line feed.
  package var newline: UInt8
  package var hasHeader: Bool
  /// Whether a byte order mark stood first.
  package var hasMark: Bool

  /// Makes a dialect.
  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""),
    newline: UInt8 = UInt8(ascii: "\n"), hasHeader: Bool = true, hasMark: Bool = false
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.newline = newline
    self.hasHeader = hasHeader
    self.hasMark = hasMark
  }
}

extension CSVDialect: CustomStringConvertible {
  /// The dialect in words: `comma, quote ", line feed, header`.
  package var description: String {
    let separator =
      switch delimiter {
      case UInt8(ascii: ","): "comma"
      case UInt8(ascii: ";"): "semicolon"
      case UInt8(ascii: "\t"): "tab"
      case UInt8(ascii: "|"): "bar"
      default: "`\(Character(UnicodeScalar(delimiter)))`"
      }
    let ending = newline == UInt8(ascii: "\n") ? "line feed" : "carriage return"
    let header = hasHeader ? "header" : "no header"
    return "UTF-8\(hasMark ? " with mark" : ""), \(separator), \(ending), \(header)"
  }
}
