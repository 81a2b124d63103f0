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
    guard 2...255 ~= columns, let ends = cellEnds(bytes, columns) else { return nil }
    var turned: [UInt8] = []
    turned.reserveCapacity(bytes.count)
    for column in 0..<columns {
      for cell in stride(from: column, to: ends.count, by: columns) {
        turned += bytes[(cell == 0 ? 0 : ends[cell - 1] + 1)..<ends[cell]]
        turned.append(lineEnd)
      }
    }
    return (turned, columns)
  }

  /// The text again; nil where the bytes are not what ``turned(_:)`` gave.
  static func turnedBack(_ bytes: [UInt8], columns: Int) -> [UInt8]? {
    let ends = bytes.indices.filter { bytes[$0] == lineEnd }
    guard bytes.last == lineEnd, columns > 1, ends.count.isMultiple(of: columns) else { return nil }
    let lines = ends.count / columns
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for line in 0..<lines {
      for column in 0..<columns {
        let cell = column * lines + line
        text += bytes[(cell == 0 ? 0 : ends[cell - 1] + 1)..<ends[cell]]
        text.append(column == columns - 1 ? lineEnd : comma)
      }
    }
    return text
  }

  /// Where the cells end, line by line.
  private static func cellEnds(_ bytes: [UInt8], _ columns: Int) -> [Int]? {
    var ends: [Int] = []
    var open = columns
    for place in bytes.indices {
      if bytes[place] == lineEnd {
        guard open == 1 else { return nil }
        ends.append(place)
        open = columns
      } else if bytes[place] == comma, open > 1 {
        ends.append(place)
        open -= 1
      }
    }
    return ends
  }
}
