/// Finds the dialect of a file from its first bytes, never from more than they show.
package enum CSVSniffer {
  /// The dialect, and the place and line of the first record.
  package struct Finding: Sendable {
    package var dialect: CSVDialect
    /// The place of the first byte after the mark, a `sep=` line and passed-over lines.
    package var start: Int
    /// The line of that byte, from 1.
    package var line: Int
  }

  /// Reads the head of a file; what the settings say is not guessed.
  package static func sniff(_ head: [UInt8], settings: DialectSettings) -> Finding {
    var dialect = CSVDialect(hasHeader: settings.header)
    dialect.quote = settings.quote ?? dialect.quote
    var (start, line) = (0, 1)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      dialect.hasMark = true
      start = 3
    }
    dialect.newline = newline(head, quote: dialect.quote)
    let separatorLine = Array("sep=".utf8)
    if head[start...].starts(with: separatorLine), start + 5 < head.count,
      head[start + 5] == 13 || head[start + 5] == 10
    {
      dialect.delimiter = head[start + 4]
      (start, line) = (afterLine(head, from: start, dialect), line + 1)
      skip(settings.skipLines, head, &start, &line, dialect)
    } else {
      skip(settings.skipLines, head, &start, &line, dialect)
      dialect.delimiter = settings.delimiter ?? delimiter(head[start...], dialect)
    }
    if let given = settings.delimiter { dialect.delimiter = given }
    return Finding(dialect: dialect, start: start, line: line)
  }

  private static func skip(
    _ lines: Int, _ head: [UInt8], _ start: inout Int, _ line: inout Int, _ dialect: CSVDialect
  ) {
    for _ in 0..<max(0, lines) where start < head.count {
      start = afterLine(head, from: start, dialect)
      line += 1
    }
  }

  private static func afterLine(_ head: [UInt8], from start: Int, _ dialect: CSVDialect) -> Int {
    (head[start...].firstIndex(of: dialect.newline) ?? head.count - 1) + 1
  }

  private static func newline(_ head: [UInt8], quote: UInt8) -> UInt8 {
    var isQuoted = false
    var seenReturn = false
    for byte in head {
      if byte == quote { isQuoted.toggle() }
      if byte == 10, !isQuoted { return 10 }
      if byte == 13, !isQuoted { seenReturn = true }
    }
    return seenReturn ? 13 : 10
  }

  /// The candidate that stands most often in the first record; a comma where none does.
  private static func delimiter(_ head: ArraySlice<UInt8>, _ dialect: CSVDialect) -> UInt8 {
    let candidates = [",", ";", "\t", "|"].flatMap { Array($0.utf8) }
    var counts = [UInt8: Int]()
    var isQuoted = false
    for byte in head {
      if byte == dialect.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == dialect.newline, !counts.isEmpty { break }
      if candidates.contains(byte) { counts[byte, default: 0] += 1 }
    }
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
      .flatMap { counts[$0] == nil ? nil : $0 } ?? UInt8(ascii: ",")
  }
}
