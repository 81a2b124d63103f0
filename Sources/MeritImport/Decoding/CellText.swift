/// Takes quotes and outer blanks off a cell.
enum CellText {
  /// The place and length of the content, and whether blanks stood around it; a content with doubled
  /// quotes is rewritten.
  static func clean(_ window: ScanWindow, _ start: Int, _ length: Int, _ quote: UInt8) -> (
    start: Int, length: Int, isTrimmed: Bool
  ) {
    var (place, count) = (start, length)
    if count >= 2, window.bytes[place] == quote, window.bytes[place + count - 1] == quote {
      (place, count) = (place + 1, count - 2)
      let content = window.bytes.array(at: place, count: count)
      if content.contains(quote) {
        let plain = halved(content, quote)
        (place, count) = (window.keep(plain), plain.count)
      }
    }
    let (first, rest) = trimmed(window.bytes, place, count)
    // A carriage return belongs to the line's end.
    let end = place + count
    let isLineEnd =
      rest < count && first == place && first + rest == end - 1
      && window.bytes[end - 1] == 13
    return (first, rest, rest < count && rest > 0 && !isLineEnd)
  }

  private static func halved(_ content: [UInt8], _ quote: UInt8) -> [UInt8] {
    var plain: [UInt8] = []
    var isSecond = false
    for byte in content {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { plain.append(byte) }
    }
    return plain
  }

  private static func trimmed(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> (
    start: Int, length: Int
  ) {
    var (first, end) = (start, start + length)
    while first < end {
      let width = blank(bytes, first, end)
      if width == 0 { break }
      first += width
    }
    while end > first {
      if [9, 10, 13, 32].contains(bytes[end - 1]) {
        end -= 1
      } else if end - first >= 2, blank(bytes, end - 2, end) == 2 {
        end -= 2
      } else if end - first >= 3, blank(bytes, end - 3, end) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return (first, end - first)
  }

  /// The bytes of the blank at a place: ASCII, no-break or ideographic; 0 where there is none.
  private static func blank(_ bytes: WindowBytes, _ place: Int, _ end: Int) -> Int {
    switch bytes[place] {
    case 9, 10, 13, 32: 1
    case 0xC2 where place + 1 < end && bytes[place + 1] == 0xA0: 2
    case 0xE3 where place + 2 < end && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x80: 3
    default: 0
    }
  }
}
