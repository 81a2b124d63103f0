internal import MeritModel

/// Reads durations that are written as a clock or with units: `0:02:23`, `3小时26分钟`, `1h 5m`.
enum DurationText {
  /// The seconds of a text; nil where it is no duration of these forms.
  static func read(_ text: [UInt8]) -> CellValue<Exact>? {
    if text.contains(58) {
      return clock(text[...]).map { CellValue(value: $0, conversions: [.clockDuration]) }
    }
    guard let first = text.first, (48...57).contains(first) else { return nil }
    return words(String(decoding: text, as: UTF8.self))
      .map { CellValue(value: $0, conversions: [.wordDuration]) }
  }

  /// The seconds of `H:mm:ss` or `mm:ss`, with decimals of a second.
  private static func clock(_ text: ArraySlice<UInt8>) -> Exact? {
    let point = text.firstIndex(of: 46) ?? text.endIndex
    let parts = text[..<point].split(separator: 58, omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var seconds = 0
    for (index, part) in parts.enumerated() {
      guard index == 0 ? (1...6).contains(part.count) : part.count == 2,
        part.allSatisfy({ (48...57).contains($0) }),
        let value = Int(String(decoding: part, as: UTF8.self)), index == 0 || value < 60
      else { return nil }
      seconds = seconds * 60 + value
    }
    guard point < text.endIndex else { return Exact(seconds) }
    return Exact(decimalBytes: [48] + text[point...]).flatMap { try? $0 + Exact(seconds) }
  }

  private static let units: [(names: Set<String>, seconds: Int)] = [
    (["d", "day", "days", "天", "日"], 86_400),
    (["h", "hr", "hrs", "hour", "hours", "小时", "小時", "时", "時", "時間"], 3600),
    (["m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘"], 60),
    (["s", "sec", "secs", "second", "seconds", "秒", "秒钟", "秒鐘"], 1),
  ]

  /// The seconds of numbers with units, the greater units first.
  private static func words(_ text: String) -> Exact? {
    var rest = text[...]
    var (seconds, smallest) = (Exact(0), Int.max)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count).drop { $0 == " " }
      let name = rest.prefix { !$0.isNumber && $0 != " " && $0 != "," }
      rest = rest.dropFirst(name.count).drop { $0 == " " || $0 == "," }
      guard let number = Exact(decimal: String(digits)),
        let unit = units.first(where: { $0.names.contains(name.lowercased()) }),
        unit.seconds < smallest, let part = try? number * Exact(unit.seconds),
        let sum = try? seconds + part
      else { return nil }
      (seconds, smallest) = (sum, unit.seconds)
    }
    return smallest == .max ? nil : seconds
  }
}
