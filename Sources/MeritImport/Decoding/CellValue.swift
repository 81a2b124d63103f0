/// A value that was read from a cell, and what was done to the text on the way.
struct CellValue<Value> {
  var value: Value
  var conversions: [Conversion] = []

  /// The value with something else made of it.
  func map<Other>(_ change: (Value) -> Other) -> CellValue<Other> {
    CellValue<Other>(value: change(value), conversions: conversions)
  }
}

/// Turns the full-width forms of a text into the plain ones.
enum WidthFolding {
  /// The text with plain letters, digits and signs, and whether anything was changed.
  static func folded(_ text: [UInt8]) -> (text: [UInt8], isChanged: Bool) {
    guard text.contains(where: { $0 >= 0xE2 }) else { return (text, false) }
    var (plain, isChanged): ([UInt8], Bool) = ([], false)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if let narrow = narrow(scalar) {
        plain += String(narrow).utf8
        isChanged = true
      } else {
        plain += String(scalar).utf8
      }
    }
    return (plain, isChanged)
  }

  /// The plain form of a full-width letter, digit or sign; nil where it is none.
  static func narrow(_ scalar: UnicodeScalar) -> UnicodeScalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: UnicodeScalar(scalar.value - 0xFEE0)
    case 0x3000: " "
    case 0xFFE5: "¥"
    case 0xFFE1: "£"
    default: nil
    }
  }
}

/// The texts that say there is no value, in columns of numbers, dates and choices.
enum MissingWord {
  private static let words: Set<String> = [
    "-", "--", "—", "——", "/", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "Null", "None", "none",
    "无", "無", "0000-00-00", "0000-00-00 00:00:00",
  ]

  /// Says whether a text is one of them.
  static func contains(_ text: [UInt8]) -> Bool {
    guard let first = text.first, text.count <= 19, mayBegin(first, of: text.count) else {
      return false
    }
    return words.contains(String(decoding: text, as: UTF8.self))
  }

  /// Tells most cells apart by their first byte: only dates of zeros begin with a digit.
  private static func mayBegin(_ first: UInt8, of length: Int) -> Bool {
    first < 48 || first > 57 || (first == 48 && length >= 10)
  }
}
