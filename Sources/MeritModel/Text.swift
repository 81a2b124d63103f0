internal import Synchronization

/// A text that is copied as plain bytes, without counting references.
///
/// Up to 15 bytes stand in the value itself; longer texts are kept once for the whole process, by their
/// number. Rules copy values by the million, and a `String` in them would be counted each time. So
/// nobody makes a text of each row of a large file: conditions over rows compare strings.
///
/// Two texts are equal where the strings are, whatever code points they write the same letters with.
@usableFromInline
package struct Text: Hashable, Sendable {
  private static let mostBytes = 15
  private static let keptMark = UInt64(0xFF) << 56
  private static let foreignMark: UInt64 = 1

  /// The first eight bytes from the lowest up, then zeros; or the ``KeptText`` of a long text.
  @usableFromInline let first: UInt64
  /// The next seven bytes, and in the highest how many they are in all; or the mark of a long text, and
  /// whether it has letters beyond the first 128.
  @usableFromInline let second: UInt64

  /// Makes a text of a string.
  package init(_ string: String) {
    let bytes = string.utf8
    if bytes.count > Self.mostBytes {
      let isForeign = bytes.contains { $0 >= 0x80 }
      first = KeptText(string).word
      second = Self.keptMark | (isForeign ? Self.foreignMark : 0)
      return
    }
    var (low, high) = (UInt64(0), UInt64(bytes.count) << 56)
    for (place, byte) in bytes.enumerated() {
      let part = UInt64(byte) << UInt64((place & 7) * 8)
      if place < 8 { low |= part } else { high |= part }
    }
    (first, second) = (low, high)
  }

  /// The text as a string.
  package var string: String {
    if let kept { return kept.string }
    let bytes = (0..<Int(second >> 56)).map { place in
      UInt8(truncatingIfNeeded: (place < 8 ? first : second) >> UInt64((place & 7) * 8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Says whether both are the same text.
  @inlinable
  package static func == (left: Text, right: Text) -> Bool {
    left.first == right.first && left.second == right.second || areSameLetters(left, right)
  }

  /// Says whether two texts of other words are the same text.
  @usableFromInline
  static func areSameLetters(_ left: Text, _ right: Text) -> Bool {
    if let kept = left.kept, let other = right.kept { return kept == other }
    // The same letters have other bytes only where some are not of the first 128.
    if left.isASCII, right.isASCII { return false }
    return left.string == right.string
  }

  /// Hashes the text as the string is hashed.
  @usableFromInline
  package func hash(into hasher: inout Hasher) { hasher.combine(string) }

  private var isKept: Bool { second >= Self.keptMark }
  private var kept: KeptText? { isKept ? KeptText(word: first) : nil }

  /// Whether all letters are of the first 128 characters.
  private var isASCII: Bool {
    isKept ? second == Self.keptMark : (first | second) & 0x8080_8080_8080_8080 == 0
  }
}

extension Text: ExpressibleByStringLiteral {
  /// Makes the text of a literal.
  @usableFromInline
  package init(stringLiteral literal: String) { self.init(literal) }
}
