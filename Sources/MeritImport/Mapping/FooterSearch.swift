/// Finds where the lines below the data begin.
struct FooterSearch {
  /// The bytes at the end of a file in which a footer is looked for.
  private static let tailSize = 1 << 16

  /// The place after the last row.
  private(set) var end: Int
  /// The lines of the footer; 0 where there is none.
  private(set) var lines = 0

  /// Looks at the end of a file whose first row begins at a place.
  init(
    _ file: InputFile, _ form: FooterForm, from first: Int, fields: Int, _ dialect: CSVDialect
  ) throws(ImportError) {
    end = file.size
    let start = max(first, file.size - FooterSearch.tailSize)
    let tail = try file.bytes(at: start, count: file.size - start)
    // A line that begins before the tail is no part of a footer that can be found.
    let offset = start == first ? 0 : (tail.firstIndex(of: 10).map { $0 + 1 } ?? tail.count)
    let all = FooterSearch.lines(tail, from: offset)
    guard let index = FooterSearch.first(all, tail, form, fields, dialect) else { return }
    end = start + all[index].lowerBound
    lines = all.count - index
  }

  private static func lines(_ tail: [UInt8], from start: Int) -> [Range<Int>] {
    var (lines, place): ([Range<Int>], Int) = ([], start)
    while place < tail.count {
      let end = tail[place...].firstIndex(of: 10) ?? tail.count
      lines.append(place..<end)
      place = end + 1
    }
    return lines
  }

  private static func first(
    _ lines: [Range<Int>], _ tail: [UInt8], _ form: FooterForm, _ fields: Int,
    _ dialect: CSVDialect
  ) -> Int? {
    switch form {
    case .lines(let count): return count > 0 && count <= lines.count ? lines.count - count : nil
    case .startsWith(let text):
      let wanted = Array(text.utf8)
      return lines.firstIndex { line in
        let bytes = tail[line]
        return (bytes.first == dialect.quote ? bytes.dropFirst() : bytes).starts(with: wanted)
      }
    case .afterBlankLine:
      var found: Int?
      for (index, line) in lines.enumerated().reversed() {
        let bytes = tail[line].filter { $0 != 13 }
        // An odd number of quotes: the line belongs to a row that goes over several lines.
        let isCut = bytes.count { $0 == dialect.quote } % 2 == 1
        if bytes.isEmpty {
          found = index
        } else if isCut || HeaderRecord(bytes, from: 0, dialect).fields.count == fields {
          break
        }
      }
      return found
    }
  }
}
