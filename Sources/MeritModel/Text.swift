/// A text that is copied as plain bytes, without counting references.
///
/// Up to 23 bytes stand in the value itself; a longer one stands in an object that is never freed. Rules
/// copy values by the million, and a `String` in them would be counted each time. So nobody makes a
/// text of each row of a large file: conditions over rows compare strings.
///
/// Two texts are equal where the strings are, whatever code points they write the same letters with.
package struct Text: Hashable, Sendable {
  private static let mostBytes = 23

  /// The bytes from the lowest of the first word up, then zeros; or the address of a ``LongText``.
  private let words: (UInt64, UInt64, UInt64)

  /// Makes a text of a string.
  package init(_ string: String) {
    let bytes = string.utf8
    if bytes.count > Self.mostBytes {
      let kept = unsafe Unmanaged.passRetained(LongText(string)).toOpaque()
      words = (UInt64(UInt(bitPattern: kept)), 0, Self.longMark)
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
    if words.2 == Self.longMark, let kept = unsafe UnsafeRawPointer(bitPattern: UInt(words.0)) {
      return unsafe Unmanaged<LongText>.fromOpaque(kept).takeUnretainedValue().string
    }
    let words = (words.0.littleEndian, words.1.littleEndian, words.2.littleEndian)
    return unsafe withUnsafeBytes(of: words) { bytes in
      unsafe String(decoding: bytes.prefix(count), as: UTF8.self)
    }
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

  /// The number of bytes of a text that stands in the value.
  private var count: Int { Int(words.2 >> 56) }

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

/// A text that does not fit a value.
private final class LongText: Sendable {
  let string: String

  init(_ string: String) { self.string = string }
}
