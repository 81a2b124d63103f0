/// Turns the text of a table so that what stands below one another comes one after the other: figures
/// of many people pack to a third of what they take line by line.
///
/// No byte is lost whatever the text is: commas and line ends change places, nothing is understood.
/// Each cell ends with a line end, the last of a line takes all commas that are left.
enum TableColumns {
  private static let comma = UInt8(ascii: ",")
  private static let lineEnd = UInt8(ascii: "\n")

  /// The columns one after the other and their number; nil where a line has fewer cells than the
  /// first, which packs no better.
  static func turned(_ bytes: [UInt8]) -> (bytes: [UInt8], columns: Int)? {
    guard bytes.last == lineEnd, let first = bytes.firstIndex(of: lineEnd) else { return nil }
    let columns = bytes[..<first].count { $0 == comma } + 1
    guard 2...255 ~= columns, var places = starts(bytes, columns) else { return nil }
    var turned = [UInt8](repeating: 0, count: bytes.count)
    var column = 0
    for byte in bytes {
      let isEnd = byte == lineEnd || byte == comma && column < columns - 1
      turned[places[column]] = isEnd ? lineEnd : byte
      places[column] += 1
      if isEnd { column = byte == lineEnd ? 0 : column + 1 }
    }
    return (turned, columns)
  }

  /// The text again; nil where the bytes are not what ``turned(_:)`` gave.
  static func turnedBack(_ bytes: [UInt8], columns: Int) -> [UInt8]? {
    let cells = bytes.count { $0 == lineEnd }
    guard bytes.last == lineEnd, columns > 1, cells.isMultiple(of: columns) else { return nil }
    var places = starts(ofColumns: columns, bytes, lines: cells / columns)
    var text = [UInt8](repeating: 0, count: bytes.count)
    var column = 0
    for place in text.indices {
      let byte = bytes[places[column]]
      places[column] += 1
      guard byte == lineEnd else {
        text[place] = byte
        continue
      }
      let isLast = column == columns - 1
      text[place] = isLast ? lineEnd : comma
      column = isLast ? 0 : column + 1
    }
    return text
  }

  /// Where each column begins once the text is turned; nil where a line has too few cells.
  private static func starts(_ bytes: [UInt8], _ columns: Int) -> [Int]? {
    var sizes = [Int](repeating: 0, count: columns)
    var column = 0
    for byte in bytes {
      sizes[column] += 1
      if byte == lineEnd {
        guard column == columns - 1 else { return nil }
        column = 0
      } else if byte == comma, column < columns - 1 {
        column += 1
      }
    }
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return start
    }
  }

  /// Where each column begins in a text that is turned.
  private static func starts(ofColumns columns: Int, _ bytes: [UInt8], lines: Int) -> [Int] {
    var starts = [0]
    var left = lines
    for place in bytes.indices where bytes[place] == lineEnd {
      left -= 1
      if left == 0, starts.count < columns {
        starts.append(place + 1)
        left = lines
      }
    }
    return starts
  }
}
