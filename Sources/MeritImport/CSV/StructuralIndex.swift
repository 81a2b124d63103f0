/// Finds the delimiters and line ends of a window that stand outside quotes, 64 bytes at a time.
///
/// Quotes toggle; a quote that opens inside a field or closes before text is noted as a fault, so
/// that no row is ever shifted in silence.
struct StructuralIndex {
  /// The bytes that one run looks at.
  static let span = 131_072

  /// Places of delimiters and line ends; the first entry is the place before the first row.
  let places: Lane<UInt32>
  /// For each row its line end, as an index into `places`.
  let ends: Lane<UInt32>
  private(set) var placeCount = 1
  private(set) var rowCount = 0
  /// Whether the window ends inside quotes: all bits set, or none.
  private(set) var quoted: UInt64 = 0
  /// Whether a line end was seen inside quotes.
  private(set) var hasQuotedNewline = false
  /// The place of the first quote that stands wrong.
  private(set) var strayQuote: Int?
  /// Where the field of that quote begins, as far as the index knows.
  private(set) var openedAt = 0
  private var lastOpening = 0

  private let delimiter: SIMD16<UInt8>
  private let newline: SIMD16<UInt8>
  private let quote: SIMD16<UInt8>
  private let dialect: CSVDialect
  private let fieldCount: Int

  /// Makes room; most rows are expected to have `fieldCount` fields.
  init(_ dialect: CSVDialect, fieldCount: Int) {
    self.dialect = dialect
    self.fieldCount = fieldCount
    delimiter = SIMD16(repeating: dialect.delimiter)
    newline = SIMD16(repeating: dialect.newline)
    quote = SIMD16(repeating: dialect.quote)
    places = Lane(capacity: 2 * StructuralIndex.span + 128)
    ends = Lane(capacity: StructuralIndex.span + 128)
  }

  func free() {
    places.free()
    ends.free()
  }

  /// Starts before a row whose first byte is at a place.
  mutating func start(at place: Int) {
    places[0] = UInt32(truncatingIfNeeded: place &- 1)
    placeCount = 1
    rowCount = 0
    quoted = 0
    hasQuotedNewline = false
    strayQuote = nil
  }

  /// Forgets the rows that were found and keeps the fields of the row that has no end yet.
  mutating func keepRest() {
    guard rowCount > 0 else { return }
    let first = Int(ends[rowCount - 1])
    for index in first..<placeCount { places[index - first] = places[index] }
    placeCount -= first
    rowCount = 0
    hasQuotedNewline = quoted != 0
  }

  /// Says whether another span fits behind the fields of a row without end.
  var hasRoom: Bool { placeCount < StructuralIndex.span }

  /// Indexes the bytes of a stretch that is at most a span long; `hasQuotes` is false where it is
  /// known to hold none.
  mutating func run(_ bytes: WindowBytes, from start: Int, to end: Int, hasQuotes: Bool) {
    if hasQuotes || quoted != 0 {
      index(bytes, from: start, to: end, hasQuotes: true)
    } else {
      index(bytes, from: start, to: end, hasQuotes: false)
    }
  }

  /// Notes all delimiters and line ends, then finds out which of them are line ends: nearly always
  /// the last of each row's fields, and their number says whether that is all of them.
  @inline(__always)
  private mutating func index(
    _ bytes: WindowBytes, from start: Int, to end: Int, hasQuotes: Bool
  ) {
    let known = placeCount
    var (place, count, lines) = (start, placeCount, 0)
    while place < end {
      // A lane counts to at most 255 before it is emptied.
      let stop = min(end, place &+ 63 &* 64)
      var lineLanes = SIMD16<UInt8>(repeating: 0)
      while place < stop {
        let (first, second) = (bytes.block(at: place), bytes.block(at: place &+ 16))
        let (third, fourth) = (bytes.block(at: place &+ 32), bytes.block(at: place &+ 48))
        var found =
          bits(first) | bits(second) &<< 16 | bits(third) &<< 32 | bits(fourth) &<< 48
        var valid = UInt64.max
        if end &- place < 64 {
          valid = (1 as UInt64) &<< UInt64(truncatingIfNeeded: end &- place) &- 1
          lines &+= (mask(bytes, place, newline) & valid).nonzeroBitCount
        } else {
          lineLanes =
            lineLanes &- lanesEqual(first, newline) &- lanesEqual(second, newline)
            &- lanesEqual(third, newline) &- lanesEqual(fourth, newline)
        }
        if hasQuotes {
          let quotes = mask(bytes, place, quote) & valid
          if quotes | quoted != 0 {
            let inside = insideQuotes(bytes, place, end, quotes)
            let hidden = mask(bytes, place, newline) & valid & inside
            if hidden != 0 { hasQuotedNewline = true }
            lines &-= hidden.nonzeroBitCount
            found &= ~inside
          }
        }
        count = note(found & valid, at: place, count)
        place &+= 64
      }
      for lane in 0..<16 { lines &+= Int(lineLanes[lane]) }
    }
    placeCount = count
    if !findRegularEnds(bytes, lines) { findEnds(bytes, from: known) }
  }

  /// Notes the places of bits; a few more are written than there are bits, since a loop whose length
  /// nobody can foresee costs more.
  @inline(__always)
  private func note(_ bits: UInt64, at place: Int, _ first: Int) -> Int {
    let count = bits.nonzeroBitCount
    var rest = bits
    for index in 0..<10 {
      places[first &+ index] = UInt32(truncatingIfNeeded: place &+ rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    var index = 10
    while index < count {
      places[first &+ index] = UInt32(truncatingIfNeeded: place &+ rest.trailingZeroBitCount)
      rest &= rest &- 1
      index &+= 1
    }
    return first &+ count
  }

  /// Finds the line ends where each stands after the expected number of fields; says whether those
  /// are as many as there are line ends.
  private mutating func findRegularEnds(_ bytes: WindowBytes, _ lines: Int) -> Bool {
    var (end, found) = (fieldCount, 0)
    while end < placeCount, bytes[Int(places[end])] == dialect.newline {
      ends[found] = UInt32(truncatingIfNeeded: end)
      found &+= 1
      end &+= fieldCount
    }
    rowCount = found
    return found == lines
  }

  private mutating func findEnds(_ bytes: WindowBytes, from first: Int) {
    rowCount = 0
    for index in first..<placeCount where bytes[Int(places[index])] == dialect.newline {
      ends[rowCount] = UInt32(truncatingIfNeeded: index)
      rowCount &+= 1
    }
  }

  private mutating func insideQuotes(
    _ bytes: WindowBytes, _ place: Int, _ end: Int, _ quotes: UInt64
  ) -> UInt64 {
    var inside = quotes
    var shift: UInt64 = 1
    while shift < 64 {
      inside ^= inside &<< shift
      shift &+= shift
    }
    inside ^= quoted
    var rest = quotes
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      check(bytes, place + bit, opens: inside >> UInt64(bit) & 1 == 1, end)
      rest &= rest &- 1
    }
    let last = UInt64(min(64, end - place) - 1)
    quoted = (inside >> last) & 1 == 1 ? ~0 : 0
    return inside
  }

  private mutating func check(_ bytes: WindowBytes, _ place: Int, opens: Bool, _ end: Int) {
    if opens {
      let isFirst = place == Int(places[0] &+ 1)
      let before = isFirst ? dialect.delimiter : bytes[place - 1]
      if before != dialect.quote || isFirst { lastOpening = place }
      if before == dialect.delimiter || before == dialect.newline || before == dialect.quote {
        return
      }
    } else {
      let after = bytes[place + 1]
      if after == dialect.delimiter || after == dialect.newline || after == dialect.quote
        || after == 13 || after == 0
      {
        return
      }
    }
    if strayQuote == nil { (strayQuote, openedAt) = (place, lastOpening) }
  }

  @inline(__always)
  private func mask(_ bytes: WindowBytes, _ place: Int, _ wanted: SIMD16<UInt8>) -> UInt64 {
    var found: UInt64 = 0
    for quarter in 0..<4 {
      let block = bytes.block(at: place &+ 16 &* quarter)
      found |= laneBits(lanesEqual(block, wanted)) &<< UInt64(truncatingIfNeeded: 16 &* quarter)
    }
    return found
  }

  /// A bit for each delimiter or line end of a block.
  @inline(__always)
  private func bits(_ block: SIMD16<UInt8>) -> UInt64 {
    laneBits(lanesEqual(block, delimiter) | lanesEqual(block, newline))
  }
}
