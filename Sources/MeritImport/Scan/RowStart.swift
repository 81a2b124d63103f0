/// Recognises rows that repeat the header, as where exports were put one behind the other.
struct RowStart {
  private let header: [UInt8]
  private let word: UInt64
  private let mask: UInt64
  /// The first three bytes of a byte order mark, which comes with a whole file.
  private static let mark: UInt64 = 0xBF_BBEF

  /// Takes the bytes of the header; none if there is no header.
  init(_ header: [UInt8]) {
    self.header = header
    let first = header.prefix(8)
    word = first.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    mask = first.count == 8 ? .max : ((1 as UInt64) << UInt64(8 * first.count)) - 1
  }

  /// Says whether a row may repeat the header: cheap, and seldom true.
  @inline(__always)
  func begins(_ bytes: WindowBytes, _ row: Int) -> Bool {
    let found = bytes.word(at: row)
    return found & mask == word || found & 0xFF_FFFF == RowStart.mark
  }

  /// Says whether a row is the header.
  func stands(_ bytes: WindowBytes, _ row: Int, _ end: Int) -> Bool {
    guard !header.isEmpty else { return false }
    let start = bytes.word(at: row) & 0xFF_FFFF == RowStart.mark ? row + 3 : row
    let last = end > start && bytes[end - 1] == 13 ? end - 1 : end
    return last - start == header.count && bytes.equal(start, header)
  }
}
