/// Finds the delimiters and line ends of a window that stand outside quotes, 64 bytes at a time.
///
/// Quotes toggle; a quote that opens inside a field or closes before text is noted as a fault, so
/// that no row is ever shifted in silence.
struct StructuralIndex {
  /// The bytes that one run looks at.
  static let span = 65_536

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

  init(_ dialect: CSVDialect) {
    self.dialect = dialect
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

  @inline(__always)
  private mutating func index(
    _ bytes: WindowBytes, from start: Int, to end: Int, hasQuotes: Bool
  ) {
    var place = start
    var count = placeCount
    while place < end {
      var separators = mask(bytes, place, delimiter)
      var newlines = mask(bytes, place, newline)
      var quotes = hasQuotes ? mask(bytes, place, quote) : 0
      if end - place < 64 {
        let valid = (1 as UInt64) &<< UInt64(end - place) &- 1
        (separators, newlines, quotes) = (separators & valid, newlines & valid, quotes & valid)
      }
      if quotes | quoted != 0 {
        let inside = insideQuotes(bytes, place, end, quotes)
        if newlines & inside != 0 { hasQuotedNewline = true }
        (separators, newlines) = (separators & ~inside, newlines & ~inside)
      }
      count = note(separators | newlines, newlines, at: place, count)
      place &+= 64
    }
    placeCount = count
  }

  @inline(__always)
  private mutating func note(_ all: UInt64, _ newlines: UInt64, at place: Int, _ first: Int) -> Int
  {
    var (rest, count) = (all, first)
    while rest != 0 {
      places[count] = UInt32(truncatingIfNeeded: place &+ rest.trailingZeroBitCount)
      rest &= rest &- 1
      count &+= 1
    }
    var lines = newlines
    while lines != 0 {
      let before = all & ((lines & (0 &- lines)) &- 1)
      ends[rowCount] = UInt32(truncatingIfNeeded: first &+ before.nonzeroBitCount)
      rowCount &+= 1
      lines &= lines &- 1
    }
    return count
  }

  private mutating func insideQuotes(
    _ bytes: WindowBytes, _ place: Int, _ end: Int, _ quotes: UInt64
  ) -> UInt64 {
    var inside = quotes
    for shift in [1, 2, 4, 8, 16, 32] as [UInt64] { inside ^= inside &<< shift }
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
    var bits: UInt64 = 0
    for quarter in 0..<4 {
      let found = lanesEqual(bytes.block(at: place &+ 16 &* quarter), wanted)
      let low = (found[0] &* 0x0101_0101_0101_0101) &>> 56
      let high = (found[1] &* 0x0101_0101_0101_0101) &>> 56
      bits |= (low | high &<< 8) &<< UInt64(truncatingIfNeeded: 16 &* quarter)
    }
    return bits
  }
}

private let lanePowers = SIMD16<UInt8>(
  1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)

/// Two words with a power of two in each byte of a lane that matches; their bytes sum to a bit set.
@inline(__always)
private func lanesEqual(_ block: SIMD16<UInt8>, _ wanted: SIMD16<UInt8>) -> SIMD2<UInt64> {
  // The mask of a comparison is a vector of the same size with all bits of a lane set or none.
  let matches = unsafe unsafeBitCast(block .== wanted, to: SIMD16<UInt8>.self)
  return unsafe unsafeBitCast(matches & lanePowers, to: SIMD2<UInt64>.self)
}
