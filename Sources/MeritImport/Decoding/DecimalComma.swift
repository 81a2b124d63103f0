/// Recognises numbers whose decimals stand behind a comma.
enum DecimalComma {
  /// Says whether a text is a number that only a decimal comma explains: `1.234,56`, `12,5`, `-950,00`.
  ///
  /// A comma before three digits may as well divide thousands, unless a point divides them: `1.234,567`.
  static func isIn(_ text: [UInt8]) -> Bool {
    let plain = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let parts = plain.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(isDigit) else { return false }
    let groups = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return false }
    return groups.count > 1 ? groups[0].count <= 3 : parts[1].count != 3
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
