package import MeritModel

/// A JSON value with its place in the file.
package struct JSONNode: Sendable {
  /// What the value is.
  package indirect enum Content: Sendable {
    case null
    case flag(Bool)
    /// The number's own text; never turned into a binary fraction.
    case number(String)
    case text(String)
    case array([JSONNode])
    /// The members in the order of the file.
    case object([JSONMember])
  }

  package let content: Content
  /// The bytes of the file that the value takes.
  package let range: Range<Int>
  /// The JSON pointer.
  package let pointer: String

  /// The word for what stands here, for messages.
  package var typeName: String {
    switch content {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A member of a JSON object.
package struct JSONMember: Sendable {
  package let key: String
  package let keyRange: Range<Int>
  package let node: JSONNode
}

/// A JSON file: its bytes, to turn byte offsets into places.
package struct JSONSource: Sendable {
  package let file: String
  package let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Takes in the bytes of a file.
  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.lineStarts = starts
  }

  /// The place of a byte offset: line from 1, column from 1 in characters.
  package func place(_ offset: Int, pointer: String? = nil) -> SourcePlace {
    let line = lineIndex(offset)
    let column = characters(lineStarts[line]..<min(offset, bytes.count)) + 1
    return SourcePlace(file: file, line: line + 1, column: column, pointer: pointer)
  }

  /// The user's own line around a range, cut to the range's first line.
  package func excerpt(_ range: Range<Int>) -> Excerpt {
    let line = lineIndex(range.lowerBound)
    var end = lineStarts[line]
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") {
      end += 1
    }
    let text = String(decoding: bytes[lineStarts[line]..<end], as: UTF8.self)
    let stop = max(range.lowerBound, min(range.upperBound, end))
    return Excerpt(
      line: text, column: characters(lineStarts[line]..<min(range.lowerBound, end)) + 1,
      length: max(1, characters(min(range.lowerBound, end)..<stop)))
  }

  /// The user's own line at a place of this file.
  package func excerpt(of place: SourcePlace) -> Excerpt? {
    guard let line = place.line, lineStarts.indices.contains(line - 1) else { return nil }
    let start = lineStarts[line - 1]
    let whole = excerpt(start..<start)
    return Excerpt(line: whole.line, column: place.column ?? 1)
  }

  /// Makes a finding about a range of the file.
  package func diagnostic(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, pointer: String? = nil,
    severity: Severity? = nil, notes: [String] = [], help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, message, at: place(range.lowerBound, pointer: pointer), severity: severity,
      excerpt: excerpt(range), notes: notes, help: help)
  }

  private func lineIndex(_ offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func characters(_ range: Range<Int>) -> Int {
    range.isEmpty ? 0 : String(decoding: bytes[range], as: UTF8.self).count
  }
}
