internal import MeritImport

/// A value as the bits by which it differs from others.
protocol ValueWord: BitwiseCopyable, Equatable {
  /// The word that no value has.
  static var none: Self { get }
  /// All bits mixed; the upper ones depend on all.
  var mixed: UInt64 { get }
}

extension UInt64: ValueWord {
  static var none: UInt64 { 0 }
  @inline(__always)
  var mixed: UInt64 { self &* 0x9E37_79B9_7F4A_7C15 }
}

extension SIMD2<UInt64>: ValueWord {
  static var none: SIMD2<UInt64> { .zero }
  @inline(__always)
  var mixed: UInt64 {
    (self[0] ^ (self[1] &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
  }
}

/// The different ones among values, and where rows count, how many rows have each.
final class DifferentValues<Word: ValueWord> {
  /// The number of different values.
  private(set) var count = 0
  private let countsRows: Bool
  private let words: Lane<Word>
  private let rows: Lane<Int>
  private let size: Int
  /// How many of the upper bits of a mixed word are a place.
  private let bits: Int

  /// Makes room for at most so many values.
  init(atMost most: Int, countsRows: Bool) {
    self.countsRows = countsRows
    var bits = 4
    while 2 << bits < 3 * most { bits += 1 }
    self.bits = bits
    size = 1 << bits
    words = Lane(capacity: size, repeating: .none)
    rows = Lane(capacity: countsRows ? size : 1, repeating: 0)
  }

  deinit {
    words.free()
    rows.free()
  }

  /// Adds the values of a person.
  func add(_ blocks: ValueBlocks<Word>, of person: Int) {
    let (words, rows, countsRows, last) = (words, rows, countsRows, size - 1)
    let shift = UInt64(64 - bits)
    var found = 0
    blocks.forEach(of: person) { value, standing in
      var place = Int(truncatingIfNeeded: value.mixed &>> shift)
      while words[place] != value, words[place] != .none { place = (place &+ 1) & last }
      found &+= words[place] == .none ? 1 : 0
      words[place] = value
      if countsRows { rows[place] += standing }
    }
    count += found
  }

  /// Gives each value once, with its rows where they count and 1 where they do not.
  func forEach(_ body: (Word, Int) -> Void) {
    for place in 0..<size where words[place] != .none {
      body(words[place], countsRows ? rows[place] : 1)
    }
  }

  /// How many values have at least so many rows; rows must count.
  func count(havingRows least: Int) -> Int {
    (0..<size).count { words[$0] != .none && rows[$0] >= least }
  }
}
