/// Fits texts into what a workbook can hold.
package enum ExcelText {
  /// The UTF-16 units that a cell can hold.
  package static let cellLimit = 32_767
  private static let mark = " […]"

  /// Gives the text with characters that XML forbids replaced by U+FFFD, with texts that look like
  /// the format's own escapes escaped, and cut with a mark where it is longer than a cell.
  package static func cell(_ text: String) -> String {
    let clean = escaped(replaced(text))
    guard clean.utf16.count > cellLimit else { return clean }
    var (cut, units) = ("", mark.utf16.count)
    for character in clean {
      units += character.utf16.count
      guard units <= cellLimit else { break }
      cut.append(character)
    }
    return cut + mark
  }

  /// Says whether a text can name a sheet: 1 to 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at
  /// its ends, no control character, not `History`.
  package static func isSheetName(_ name: String) -> Bool {
    guard (1...31).contains(name.utf16.count), name.lowercased() != "history",
      !name.hasPrefix("'"), !name.hasSuffix("'")
    else { return false }
    return name.unicodeScalars.allSatisfy { scalar in
      !"[]:*?/\\".unicodeScalars.contains(scalar) && isAllowed(scalar) && scalar.value >= 0x20
    }
  }

  /// Says whether a text can name a cell: letters, digits and `_`, and no name of a place.
  package static func isDefinedName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isLetter, name.utf8.contains(UInt8(ascii: "_")) else {
      return false
    }
    return name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
      && name.utf8.count <= 255
  }

  private static func replaced(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(isAllowed) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { clean.append(isAllowed(scalar) ? scalar : "\u{FFFD}") }
    return String(clean)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  // A spreadsheet reads `_x0041_` as the character A.
  private static func escaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if startsEscape(bytes, index) { result.append(contentsOf: "_x005F".utf8) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func startsEscape(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + 6 < bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return false }
    return bytes[(index + 2)...(index + 5)].allSatisfy(\.isHexDigit)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
}
