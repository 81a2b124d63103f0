/// How several lines of a log become one row.
package enum RowFold: Hashable, Sendable {
  /// The events of a queue become calls.
  case queueLog
  /// Rows with one value in a column become one row.
  case legs(LegRule)
}

/// What becomes of the cells of several rows that are legs of one call: the first value that is not
/// empty, or for some columns the last.
package struct LegRule: Hashable, Sendable {
  /// The column that says which rows belong together.
  package let key: String
  /// The columns whose last value counts.
  package let last: Set<String>

  /// Makes a rule.
  package init(key: String, last: Set<String>) {
    self.key = key
    self.last = last
  }
}

/// Folds the lines of a text, piece by piece.
///
/// Every line gives one line, most of them an empty one, so that a row keeps the line number of the
/// line that completes it.
struct RowFolder: Sendable {
  // One of the two is there; both are changed in place, since a copy would copy all open calls.
  private var queueLog: QueueLogFolder?
  private var legs: LegFolder?
  private var line: [UInt8] = []
  private var read = 0

  /// Starts before the first line of a queue log.
  init(_ folder: QueueLogFolder) { queueLog = folder }

  /// Starts before the first line of rows that are legs.
  init(_ folder: LegFolder) { legs = folder }

  /// The lines that were read, without those that are empty and the header.
  var lines: Int { read - (legs?.hadHeader == true ? 1 : 0) }

  /// The rows that came of the lines.
  var rows: Int { queueLog?.rows ?? legs?.rows ?? 0 }

  /// The calls that began and did not end.
  var unfinished: Int { queueLog?.openCalls ?? 0 }

  /// Folds the bytes that follow those of the last call.
  mutating func write(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 10 { take(&text) } else { line.append(byte) }
    }
    if isLast, !line.isEmpty { take(&text) }
    return text
  }

  private mutating func take(_ text: inout [UInt8]) {
    if line.last == 13 { line.removeLast() }
    if !line.isEmpty {
      read += 1
      text += queueLog?.row(line) ?? legs?.row(line) ?? line
    }
    text.append(10)
    line = []
  }
}
