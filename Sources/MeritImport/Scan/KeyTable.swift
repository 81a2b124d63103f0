/// Maps texts to numbers by their bytes: people, choices, flags, mapped values.
///
/// Texts of up to 16 bytes compare as two words; longer ones by hash, then byte by byte.
struct KeyTable: Sendable {
  private struct Entry {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var value: Int64 = KeyTable.absent
  }

  /// What a text without an entry gives.
  static let absent = Int64.min

  private var entries: [Entry]
  private var longTexts: [Int: [UInt8]] = [:]
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
    let bytes = Array(text.utf8)
    if count * 2 >= entries.count { grow() }
    let key = KeyTable.key(bytes)
    var place = KeyTable.hash(key.low, key.high) & mask
    while entries[place].value != KeyTable.absent {
      if entries[place].low == key.low, entries[place].high == key.high,
        bytes.count <= 16 || longTexts[place] == bytes
      {
        entries[place].value = value
        return
      }
      place = (place + 1) & mask
    }
    entries[place] = Entry(low: key.low, high: key.high, value: value)
    if bytes.count > 16 { longTexts[place] = bytes }
    count += 1
  }

  /// The number of the text at a place of a window.
  @inline(__always)
  func find(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> Int64 {
    let (low, high) = TextKey.words(bytes, start, length)
    var place = KeyTable.hash(low, high) & mask
    while entries[place].value != KeyTable.absent {
      if entries[place].low == low, entries[place].high == high,
        length <= 16 || isLong(place, bytes, start)
      {
        return entries[place].value
      }
      place = (place &+ 1) & mask
    }
    return KeyTable.absent
  }

  private func isLong(_ place: Int, _ bytes: WindowBytes, _ start: Int) -> Bool {
    longTexts[place].map { bytes.equal(start, $0) } ?? false
  }

  private mutating func grow() {
    let old = self
    entries = Array(repeating: Entry(), count: old.entries.count * 2)
    mask = entries.count - 1
    longTexts = [:]
    for (place, entry) in old.entries.enumerated() where entry.value != KeyTable.absent {
      var target = KeyTable.hash(entry.low, entry.high) & mask
      while entries[target].value != KeyTable.absent { target = (target + 1) & mask }
      entries[target] = entry
      if let text = old.longTexts[place] { longTexts[target] = text }
    }
  }

  private static func key(_ bytes: [UInt8]) -> (low: UInt64, high: UInt64) {
    let window = WindowBytes(capacity: bytes.count + 64)
    defer { window.free() }
    window.store(bytes, at: 0)
    return TextKey.words(window, 0, bytes.count)
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
