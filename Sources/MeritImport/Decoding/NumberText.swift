internal import MeritModel

/// Reads numbers as exports write them: currency signs, grouping, percent signs, clock durations.
enum NumberText {
  /// The exact number of a text in the kind of its column; nil where it is none.
  static func read(_ cell: [UInt8], kind: Kind, scale: NumberScale) -> Exact? {
    var text = cell[...]
    let isNegative = text.first == 45
    if isNegative { text = text.dropFirst() }
    if scale.secondParts > 0, text.contains(58) {
      guard !isNegative, let seconds = clock(text) else { return nil }
      return kind == .minutes ? try? seconds / Exact(60) : seconds
    }
    if kind == .money { text = withoutCurrency(text) }
    let isPercent = kind == .percent && text.last == 37
    if isPercent { text = text.dropLast() }
    if kind == .money, text.contains(44) {
      guard let plain = withoutGrouping(text) else { return nil }
      text = plain[...]
    }
    if text.first == 46 { text = [48] + text }
    guard text.first != 45, let number = Exact(decimalBytes: text) else { return nil }
    let signed = isNegative ? try? number.negated() : number
    if isPercent { return try? signed.map { try $0 / Exact(100) } }
    let factor = try? Exact(Int128(scale.factors[0]), over: Int128(scale.denominator))
    guard let signed, let factor else { return nil }
    return try? signed * factor
  }

  private static func withoutCurrency(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    for sign in ["$", "¥", "￥", "€", "£"] where text.starts(with: sign.utf8) {
      return text.dropFirst(sign.utf8.count).drop { $0 == 32 }
    }
    return text
  }

  /// Takes the commas out of `1,234,567.50`; nil where a group has not three digits.
  private static func withoutGrouping(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let point = text.firstIndex(of: 46) ?? text.endIndex
    let groups = text[..<point].split(separator: 44, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), !text[point...].contains(44)
    else { return nil }
    return groups.flatMap { $0 } + text[point...]
  }

  /// The seconds of `H:mm:ss` or `mm:ss`.
  private static func clock(_ text: ArraySlice<UInt8>) -> Exact? {
    let parts = text.split(separator: 58, omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var seconds = 0
    for (index, part) in parts.enumerated() {
      guard index == 0 ? (1...6).contains(part.count) : part.count == 2,
        part.allSatisfy({ (48...57).contains($0) }),
        let value = Int(String(decoding: part, as: UTF8.self)), index == 0 || value < 60
      else { return nil }
      seconds = seconds * 60 + value
    }
    return Exact(seconds)
  }
}
