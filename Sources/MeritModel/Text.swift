internal import Synchronization

/// A text that is copied as plain bytes, without counting references.
///
/// Up to 23 bytes stand in the value itself; longer texts are kept once for the whole process, by their
/// number. Rules copy values by the million, and a `String` in them would be counted each time. So
/// nobody makes a text of each row of a large file: conditions over rows compare strings.
///
/// Two texts are equal where the strings are, whatever code points they write the same letters with.
package struct Text: Hashable, Sendable {
  private static let mostBytes = 23

  /// The bytes from the lowest of the first word up, then zeros, and in the highest byte of the last
  /// word how many they are; or the number of a long text, and a mark there.
  private let words: (UInt64, UInt64, UInt64)

  /// Makes a text of a string.
  package init(_ string: String) {
    let bytes = string.utf8
    if bytes.count > Self.mostBytes {
      words = (UInt64(LongTexts.number(of: string)), 0, Self.longMark)
      return
    }
    var words: (UInt64, UInt64, UInt64) = (0, 0, UInt64(bytes.count) << 56)
    var (place, shift) = (0, UInt64(0))
    for byte in bytes {
      let part = UInt64(byte) << shift
      switch place {
      case 0..<8: words.0 |= part
      case 8..<16: words.1 |= part
      default: words.2 |= part
      }
      place += 1
      shift = (shift + 8) & 63
    }
    self.words = words
  }

  /// The text as a string.
  package var string: String {
    if words.2 == Self.longMark { return LongTexts.string(Int(words.0)) }
    let count = Int(words.2 >> 56)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for place in 0..<count {
      let word = place < 8 ? words.0 : place < 16 ? words.1 : words.2
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64((place & 7) * 8)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Says whether both are the same text.
  package static func == (left: Text, right: Text) -> Bool {
    if left.words == right.words { return true }
    // The same letters have other bytes only where they are not of the first 128.
    if left.isASCII, right.isASCII { return false }
    return left.string == right.string
  }

  /// Hashes the text as the string is hashed.
  package func hash(into hasher: inout Hasher) { hasher.combine(string) }

  private static let longMark = UInt64(0xFF) << 56

  /// Whether all bytes stand here and are of the first 128 characters; the mark of a long text is not.
  private var isASCII: Bool {
    (words.0 | words.1 | words.2) & 0x8080_8080_8080_8080 == 0
  }
}

extension Text: ExpressibleByStringLiteral {
  /// Makes the text of a literal.
  package init(stringLiteral literal: String) { self.init(literal) }
}

/// The texts that do not fit a value, each once: they only ever become more, and what their numbers are
/// is seen by nobody, so it does not matter who comes first.
private enum LongTexts {
  private struct Kept {
    var strings: [String] = []
    /// By their bytes, since equal strings may be written in several ways.
    var numbers: [[UInt8]: Int] = [:]
  }

  private static let kept = Mutex(Kept())

  static func number(of string: String) -> Int {
    let bytes = Array(string.utf8)
    return kept.withLock { kept in
      if let known = kept.numbers[bytes] { return known }
      kept.strings.append(string)
      kept.numbers[bytes] = kept.strings.count - 1
      return kept.strings.count - 1
    }
  }

  static func string(_ number: Int) -> String { kept.withLock { $0.strings[number] } }
}
