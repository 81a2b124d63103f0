/// What must be known of a stretch of bytes before its rows can be placed: line ends, quotes, and
/// whether something other than plain ASCII stands in it.
struct ByteCensus {
  var newlines = 0
  var quotes = 0
  var hasHighBytes = false
  var hasNUL = false

  /// Counts over a stretch.
  init(_ bytes: WindowBytes, from start: Int, to end: Int, _ dialect: CSVDialect) {
    let (newline, quote) = (
      SIMD16<UInt8>(repeating: dialect.newline), SIMD16<UInt8>(repeating: dialect.quote)
    )
    let zero = SIMD16<UInt8>(repeating: 0)
    var place = start
    var seen = zero
    var zeros = zero
    while place + 16 <= end {
      // A lane counts to at most 255 before it is emptied.
      let stop = min(end - 15, place + 255 * 16)
      var (lineLanes, quoteLanes) = (zero, zero)
      while place < stop {
        let block = bytes.block(at: place)
        lineLanes = lineLanes &- lanesEqual(block, newline)
        quoteLanes = quoteLanes &- lanesEqual(block, quote)
        seen |= block
        zeros |= lanesEqual(block, zero)
        place &+= 16
      }
      newlines += total(lineLanes)
      quotes += total(quoteLanes)
    }
    var (highBits, hasZero) = (false, false)
    for lane in 0..<16 {
      highBits = highBits || seen[lane] >= 0x80
      hasZero = hasZero || zeros[lane] != 0
    }
    while place < end {
      let byte = bytes[place]
      if byte == dialect.newline { newlines += 1 }
      if byte == dialect.quote { quotes += 1 }
      highBits = highBits || byte >= 0x80
      hasZero = hasZero || byte == 0
      place += 1
    }
    (hasHighBytes, hasNUL) = (highBits, hasZero)
  }

  private func total(_ lanes: SIMD16<UInt8>) -> Int {
    var sum = 0
    for lane in 0..<16 { sum += Int(lanes[lane]) }
    return sum
  }
}

/// Checks UTF-8 strictly.
enum UTF8Check {
  /// The place of the first byte that is no part of valid UTF-8; nil if all are.
  ///
  /// A sequence that begins before `end` may reach up to `limit`; as many continuation bytes at the
  /// start as are `pending` belong to a sequence that began before.
  static func firstInvalid(
    _ bytes: WindowBytes, from start: Int, to end: Int, limit: Int, pending: Int
  ) -> Int? {
    var place = start
    while place < end, place < start + pending, bytes[place] & 0xC0 == 0x80 { place += 1 }
    while place < end {
      if place + 8 <= end, bytes.word(at: place) & 0x8080_8080_8080_8080 == 0 {
        place += 8
        continue
      }
      guard let length = sequence(bytes, place, limit) else { return place }
      place += length
    }
    return nil
  }

  /// The continuation bytes that a sequence still asks for behind some bytes, of which the last three
  /// are enough.
  static func pending(_ before: [UInt8]) -> Int {
    for (back, byte) in before.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : (byte >= 0xE0 ? 3 : (byte >= 0xC0 ? 2 : 1))
      return max(0, length - back - 1)
    }
    return 0
  }

  private static func sequence(_ bytes: WindowBytes, _ place: Int, _ limit: Int) -> Int? {
    let first = bytes[place]
    if first < 0x80 { return 1 }
    let (length, least, greatest): (Int, UInt8, UInt8) =
      switch first {
      case 0xC2...0xDF: (2, 0x80, 0xBF)
      case 0xE0: (3, 0xA0, 0xBF)
      case 0xED: (3, 0x80, 0x9F)
      case 0xE1...0xEF: (3, 0x80, 0xBF)
      case 0xF0: (4, 0x90, 0xBF)
      case 0xF1...0xF3: (4, 0x80, 0xBF)
      case 0xF4: (4, 0x80, 0x8F)
      default: (0, 0, 0)
      }
    guard length > 0, place + length <= limit, bytes[place + 1] >= least,
      bytes[place + 1] <= greatest
    else { return nil }
    for index in 2..<max(2, length) where bytes[place + index] & 0xC0 != 0x80 { return nil }
    return length
  }
}
