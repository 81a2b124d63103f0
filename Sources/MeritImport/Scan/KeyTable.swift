/// Maps texts to numbers by their bytes: people, choices, flags, mapped values.
///
/// Texts of up to 16 bytes compare as two words; longer ones by hash, then word by word.
struct KeyTable: Sendable {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var value: Int64 = KeyTable.absent
  }

  /// What a text without an entry gives.
  static let absent = Int64.min

  private var entries: [Entry]
  /// Eight bytes a word, the last one filled up with zeros: texts of more than 16 bytes, one after another.
  private var longWords: [UInt64] = []
  /// Where the long text of each entry begins there; empty as long as there is none.
  private var longStarts: [Int] = []
  private var mask: Int
  private var count = 0

  init(capacity: Int = 8) {
    var size = 16
    while size < capacity * 2 + 2 { size *= 2 }
    entries = Array(repeating: Entry(), count: size)
    mask = size - 1
  }

  var isEmpty: Bool { count == 0 }

  /// Sets the number of a text; it must not be `absent`.
  mutating func set(_ text: String, _ value: Int64) {
    if count * 2 >= entries.count { grow() }
    let bytes = Array(text.utf8)
    let window = WindowBytes(capacity: bytes.count + 64)
    defer { window.free() }
    window.store(bytes, at: 0)
    let (low, high) = TextKey.words(window, 0, bytes.count)
    let place = place(low, high, window, 0, bytes.count)
    if entries[place].value == KeyTable.absent {
      count += 1
      if bytes.count > 16 { keepLong(window, bytes.count, at: place) }
    }
    entries[place] = Entry(low: low, high: high, value: value)
  }

  /// The number of the text at a place of a window.
  @inline(__always)
  func find(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> Int64 {
    let (low, high) = TextKey.words(bytes, start, length)
    return entries[place(low, high, bytes, start, length)].value
  }

  /// Where a text stands, or would stand.
  @inline(__always)
  private func place(
    _ low: UInt64, _ high: UInt64, _ bytes: WindowBytes, _ start: Int, _ length: Int
  ) -> Int {
    var place = KeyTable.hash(low, high) & mask
    while entries[place].value != KeyTable.absent {
      if entries[place].low == low, entries[place].high == high,
        length <= 16 || isLong(place, bytes, start, length)
      {
        return place
      }
      place = (place &+ 1) & mask
    }
    return place
  }

  /// Whether a text is the long one of a place, which is as long.
  private func isLong(_ place: Int, _ bytes: WindowBytes, _ start: Int, _ length: Int) -> Bool {
    var (own, other, left) = (longStarts[place], start, length)
    while left > 0 {
      let word = bytes.word(at: other) & TextKey.lowBytes(left)
      if longWords[own] != word { return false }
      (own, other, left) = (own &+ 1, other &+ 8, left &- 8)
    }
    return true
  }

  private mutating func keepLong(_ bytes: WindowBytes, _ length: Int, at place: Int) {
    if longStarts.isEmpty { longStarts = Array(repeating: 0, count: entries.count) }
    longStarts[place] = longWords.count
    for start in stride(from: 0, to: length, by: 8) {
      longWords.append(bytes.word(at: start) & TextKey.lowBytes(length - start))
    }
  }

  private mutating func grow() {
    let (old, oldStarts) = (entries, longStarts)
    entries = Array(repeating: Entry(), count: old.count * 2)
    if !oldStarts.isEmpty { longStarts = Array(repeating: 0, count: entries.count) }
    mask = entries.count - 1
    for (place, entry) in old.enumerated() where entry.value != KeyTable.absent {
      var target = KeyTable.hash(entry.low, entry.high) & mask
      while entries[target].value != KeyTable.absent { target = (target + 1) & mask }
      entries[target] = entry
      if !oldStarts.isEmpty { longStarts[target] = oldStarts[place] }
    }
  }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> Int {
    let mixed = TextKey.mix(low: low, high: high)
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }
}

/// A text in two words: its bytes where there are at most 16, else a hash and a mark that no UTF-8
/// text has.
package enum TextKey {
  /// The mark of a text of more than 16 bytes: the top byte, which is 255 in no UTF-8 text.
  package static let longMark: UInt64 = 0xFF << 56

  /// The words of a text at a place of a window.
  @inline(__always)
  static func words(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> (
    low: UInt64, high: UInt64
  ) {
    if length <= 8 { return (bytes.word(at: start) & lowBytes(length), 0) }
    if length <= 16 {
      return (bytes.word(at: start), bytes.word(at: start &+ 8) & lowBytes(length &- 8))
    }
    let hash = TextKey.hash(bytes, start, length, seed: 0x243F_6A88_85A3_08D3)
    return (hash, longMark | UInt64(truncatingIfNeeded: length))
  }

  /// A hash of a text of any length.
  static func hash(_ bytes: WindowBytes, _ start: Int, _ length: Int, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: length)
    var place = 0
    while place + 8 <= length {
      hash = mix(hash, bytes.word(at: start + place))
      place += 8
    }
    if place < length { hash = mix(hash, bytes.word(at: start + place) & lowBytes(length - place)) }
    return hash
  }

  /// Both words of a text mixed; the upper bits depend on all of them.
  @inline(__always)
  static func mix(low: UInt64, high: UInt64) -> UInt64 {
    (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
  }

  /// Takes one more word into a hash.
  @inline(__always)
  static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return (product.high ^ product.low) &+ 0xD6E8_FEB8_6659_FD93
  }

  /// The mask of the first bytes of a word.
  @inline(__always)
  static func lowBytes(_ count: Int) -> UInt64 {
    count >= 8 ? .max : ((1 as UInt64) &<< UInt64(truncatingIfNeeded: 8 &* count)) &- 1
  }
}
