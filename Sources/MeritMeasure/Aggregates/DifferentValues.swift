internal import MeritImport

/// The different ones among values of two words, and where rows count, how many rows have each.
final class DifferentValues {
  /// The values in the order of their first.
  private(set) var words: [SIMD2<UInt64>] = []
  /// Empty where rows do not count.
  private(set) var rows: [Int] = []
  private let countsRows: Bool
  private let places: Lane<Int32>
  private let mask: Int

  /// Makes room for at most so many values.
  init(atMost most: Int, countsRows: Bool) {
    self.countsRows = countsRows
    var size = 16
    while size < 2 * most { size *= 2 }
    mask = size - 1
    places = Lane(capacity: size)
    for place in 0..<size { places[place] = -1 }
    words.reserveCapacity(most)
    if countsRows { rows.reserveCapacity(most) }
  }

  deinit { places.free() }

  /// Adds the values of a person.
  func add(_ blocks: ValueBlocks, of person: Int) {
    var (words, rows) = (words, rows)
    (self.words, self.rows) = ([], [])
    blocks.forEach(of: person) { value, standing in
      let mixed = (value[0] ^ (value[1] &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
      var place = Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & mask
      while places[place] >= 0, words[Int(places[place])] != value { place = (place + 1) & mask }
      let known = Int(places[place])
      if known < 0 {
        places[place] = Int32(words.count)
        words.append(value)
        if countsRows { rows.append(standing) }
      } else if countsRows {
        rows[known] += standing
      }
    }
    (self.words, self.rows) = (words, rows)
  }
}
