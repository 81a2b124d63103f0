package import MeritModel

/// A JSON file: its bytes, to turn byte offsets into places.
///
/// A place costs little even where the whole file is one line: long lines bear marks, at which the
/// characters before are already counted.
package struct JSONSource: Sendable {
  package let file: String
  package let bytes: [UInt8]
  private let lineStarts: [Int]
  /// Offsets inside long lines with the number of characters before them in their line, ascending.
  private let marks: [(offset: Int, characters: Int)]

  private static let markDistance = 2048
  /// The most characters of a line that an excerpt shows before the caret, and in all.
  private static let (shownBefore, shown) = (80, 200)

  /// Takes in the bytes of a file; lines end with LF, CR LF or CR.
  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    lineStarts = JSONSource.starts(of: bytes)
    marks = JSONSource.marks(in: bytes, lineStarts)
  }

  /// The place of a byte offset: line from 1, column from 1 in characters.
  package func place(_ offset: Int, pointer: String? = nil) -> SourcePlace {
    let offset = min(offset, bytes.count)
    let line = line(at: offset)
    let column = characters(before: offset, from: lineStarts[line]) + 1
    return SourcePlace(file: file, line: line + 1, column: column, pointer: pointer)
  }

  /// The user's own line around a range, cut to the range's first line; `…` stands for what a line
  /// of more than 200 characters has besides.
  package func excerpt(_ range: Range<Int>) -> Excerpt {
    let line = line(at: min(range.lowerBound, bytes.count))
    let (start, end) = (lineStarts[line], endOfLine(line))
    let lower = max(start, min(range.lowerBound, end))
    let upper = max(lower, min(range.upperBound, end))
    guard end - start > Self.shown else {
      return Excerpt(
        line: text(start..<end), column: count(start..<lower) + 1,
        length: max(1, count(lower..<upper)))
    }
    return window(of: start..<end, around: lower..<upper)
  }

  /// The user's own line at a place of this file.
  package func excerpt(of place: SourcePlace) -> Excerpt? {
    offset(of: place).map { excerpt($0..<$0 + 1) }
  }

  /// The byte at which a place of this file lies.
  func offset(of place: SourcePlace) -> Int? {
    guard let line = place.line, lineStarts.indices.contains(line - 1) else { return nil }
    let start = lineStarts[line - 1]
    let column = max(0, (place.column ?? 1) - 1)
    return start + text(start..<endOfLine(line - 1)).prefix(column).utf8.count
  }

  /// Makes a finding about a range of the file.
  package func diagnostic(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, pointer: String? = nil,
    severity: Severity? = nil, notes: [String] = [], help: String
  ) -> Diagnostic {
    Diagnostic(
      code, message, at: place(range.lowerBound, pointer: pointer), severity: severity,
      excerpt: excerpt(range), notes: notes, help: help)
  }

  private func window(of line: Range<Int>, around range: Range<Int>) -> Excerpt {
    // Four bytes hold a character of any script; a composed one that is longer loses its beginning.
    let first = boundary(atOrAfter: max(line.lowerBound, range.lowerBound - 4 * Self.shownBefore))
    // A line that begins with a damaged character has its first boundary behind it.
    let from = min(first, range.lowerBound)
    let before = text(from..<range.lowerBound).suffix(Self.shownBefore)
    let stop = boundary(atOrAfter: min(line.upperBound, range.lowerBound + 4 * Self.shown))
    let after = text(range.lowerBound..<stop).prefix(Self.shown - before.count)
    let marked = text(range.lowerBound..<min(range.upperBound, stop)).count
    let isCutBefore = before.utf8.count < range.lowerBound - line.lowerBound
    let isCutAfter = after.utf8.count < line.upperBound - range.lowerBound
    return Excerpt(
      line: (isCutBefore ? "…" : "") + before + after + (isCutAfter ? "…" : ""),
      column: before.count + (isCutBefore ? 2 : 1), length: max(1, min(marked, after.count)))
  }

  private func boundary(atOrAfter offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  private func endOfLine(_ line: Int) -> Int {
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > lineStarts[line], isLineEnd(bytes[end - 1]) { end -= 1 }
    return end
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func line(at offset: Int) -> Int {
    lineStarts.lastPlace { $0 <= offset } ?? 0
  }

  private func characters(before offset: Int, from start: Int) -> Int {
    guard offset > start else { return 0 }
    guard let mark = marks.lastPlace(where: { $0.offset <= offset }), marks[mark].offset > start
    else { return JSONSource.characters(bytes[start..<offset]) }
    return marks[mark].characters + JSONSource.characters(bytes[marks[mark].offset..<offset])
  }

  private func count(_ range: Range<Int>) -> Int { JSONSource.characters(bytes[range]) }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension JSONSource {
  private static func starts(of bytes: [UInt8]) -> [Int] {
    // A byte order mark is no character of the first line.
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (offset, byte) in bytes.enumerated() where byte <= UInt8(ascii: "\r") {
      let isFollowedByLF = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && !isFollowedByLF) {
        starts.append(offset + 1)
      }
    }
    return starts
  }

  private static func marks(
    in bytes: [UInt8], _ lineStarts: [Int]
  ) -> [(offset: Int, characters: Int)] {
    var marks: [(offset: Int, characters: Int)] = []
    for (line, start) in lineStarts.enumerated() {
      let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
      var (last, counted) = (start, 0)
      while let next = mark(in: bytes, last + markDistance, end) {
        counted += characters(bytes[last..<next])
        marks.append((next, counted))
        last = next
      }
    }
    return marks
  }

  /// The first offset from `from` on between two ASCII bytes, where no character is cut in two.
  private static func mark(in bytes: [UInt8], _ from: Int, _ end: Int) -> Int? {
    var offset = from
    while offset < end {
      if bytes[offset - 1] < 0x80, bytes[offset] < 0x80 { return offset }
      offset += 1
    }
    return nil
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.count }
    return String(decoding: bytes, as: UTF8.self).count
  }
}

extension Array {
  /// The last place whose element meets a condition that no later element meets once one fails it.
  fileprivate func lastPlace(where holds: (Element) -> Bool) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
