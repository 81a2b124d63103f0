/// What the book says about a file's form; nil means that it is detected.
package struct DialectSettings: Hashable, Sendable {
  package var encoding: TextEncoding?
  package var delimiter: UInt8?
  /// The quote; ``CSVDialect/noQuote`` where quotes have no meaning.
  package var quote: UInt8?
  /// The byte that takes the meaning of a quote away inside quoted fields.
  package var escape: UInt8?
  /// Whether a record names the columns.
  package var header: Bool
  /// The records before the first row, and which of them, from 1, names the columns.
  package var headerRecords: Int
  package var namesIn: Int
  /// The names of the columns where the file does not give them; it then has no header.
  package var columnNames: [String]
  /// Lines before the header that are passed over.
  package var skipLines: Int
  package var footer: FooterForm?

  /// Makes settings.
  package init(
    encoding: TextEncoding? = nil, delimiter: UInt8? = nil, quote: UInt8? = nil,
    escape: UInt8? = nil, header: Bool = true, headerRecords: Int = 1, namesIn: Int = 1,
    columnNames: [String] = [], skipLines: Int = 0, footer: FooterForm? = nil
  ) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.quote = quote
    self.escape = escape
    self.header = header
    self.headerRecords = headerRecords
    self.namesIn = namesIn
    self.columnNames = columnNames
    self.skipLines = skipLines
    self.footer = footer
  }
}

/// How the lines below the data are told from it.
package enum FooterForm: Hashable, Sendable {
  /// They follow a blank line and have another number of fields than the rows.
  case afterBlankLine
  /// They are the last lines.
  case lines(Int)
  /// They begin with a line that begins with a text.
  case startsWith(String)
}

/// The form in which a file was read.
package struct CSVDialect: Hashable, Sendable {
  /// The quote of files in which quotes have no meaning; no text holds it.
  package static let noQuote: UInt8 = 0

  package var encoding: TextEncoding
  package var delimiter: UInt8
  package var quote: UInt8
  /// The byte that ends a line of the text that is scanned.
  package var newline: UInt8
  package var hasHeader: Bool
  /// Whether a byte order mark stood first.
  package var hasMark: Bool
  /// How the file's own quotes and line ends differ from those of the text that is scanned.
  var form: PlainForm?

  /// Makes a dialect.
  package init(
    encoding: TextEncoding = .utf8, delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8 = UInt8(ascii: "\""), newline: UInt8 = UInt8(ascii: "\n"), hasHeader: Bool = true,
    hasMark: Bool = false
  ) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.quote = quote
    self.newline = newline
    self.hasHeader = hasHeader
    self.hasMark = hasMark
  }

  /// The byte that takes the meaning of a quote away, where the file uses one.
  package var escape: UInt8? { form?.escape }
}

extension CSVDialect: CustomStringConvertible {
  /// The dialect in words: `UTF-8, comma, line feed, header`.
  package var description: String {
    var words = ["\(encoding)\(hasMark ? " with mark" : "")", delimiterWords]
    words.append(form?.endsWithReturn == true ? "carriage return" : "line feed")
    if quote == CSVDialect.noQuote { words.append("no quotes") }
    if quote == UInt8(ascii: "'") { words.append("single quotes") }
    if let escape { words.append("`\(Character(UnicodeScalar(escape)))` before quotes") }
    if form?.hasBlanksAtQuotes == true { words.append("blanks at quotes") }
    words.append(hasHeader ? "header" : "no header")
    return words.joined(separator: ", ")
  }

  /// The delimiter in words: `comma`, `tab`.
  var delimiterWords: String {
    switch delimiter {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: "|"): "bar"
    case 0..<32: "byte \(delimiter)"
    default: "`\(Character(UnicodeScalar(delimiter)))`"
    }
  }
}
