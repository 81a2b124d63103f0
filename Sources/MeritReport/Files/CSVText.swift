import MeritModel

/// Builds comma-separated text as RFC 4180 has it: quotes only where needed, lines that end in LF.
package struct CSVText: Sendable {
  /// The text so far, in UTF-8 without a byte order mark.
  package private(set) var bytes: [UInt8] = []

  /// Makes a text that starts with a line of column names.
  package init(header: [String]) {
    append(header)
  }

  /// Adds a line.
  package mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds texts that are written already.
  package mutating func append(_ text: [UInt8]) { bytes += text }

  /// Adds a byte as it is.
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Adds a field with the canonical text of a value.
  mutating func append(_ value: Value) {
    // Nearly all are numbers, which need neither quotes nor a text of their own.
    if let number = value.number {
      number.appendCanonicalText(to: &bytes)
    } else {
      append(value.canonicalText)
    }
  }

  /// A field as it stands in a line.
  static func field(_ text: String) -> [UInt8] {
    var line = CSVText()
    line.append(text)
    return line.bytes
  }

  /// Makes an empty text, for lines that are joined later.
  init() {}

  mutating func append(_ field: String) {
    // The bytes are looked at where they lie: hardly any field needs quotes.
    let start = bytes.count
    bytes.append(contentsOf: field.utf8)
    guard bytes[start...].contains(where: CSVText.needsQuotes) else { return }
    bytes.removeSubrange(start...)
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  /// Puts an apostrophe before a text that a spreadsheet would run as a formula (CWE-1236).
  ///
  /// For files that people open; not for canonical ones.
  package static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) ? "'" + text : text
  }
}
