import MeritModel
import Testing

@Suite("a text in a value is the string that it was made of")
struct TextTests {
  /// Texts around the edges of 8 and 15 bytes, with letters of one to four bytes.
  static let texts = [
    "", "a", "1234567", "12345678", "123456789", "12345678901234", "123456789012345",
    "1234567890123456", "né", "客户服务中", "客户服务中心", "🙂🙂🙂", "🙂🙂🙂🙂", "a\u{0}b", "\u{0}",
    String(repeating: "x", count: 5000),
  ]

  @Test(arguments: texts)
  func `it gives back every byte`(text: String) {
    #expect(Array(Text(text).string.utf8) == Array(text.utf8))
    #expect(Array(Text(text).string.utf8) == Array(text.utf8), "and again")
  }

  @Test(arguments: texts)
  func `it is equal to itself alone`(text: String) {
    for other in Self.texts {
      #expect((Text(text) == Text(other)) == (text == other), "\(text) and \(other)")
      #expect((Set([Text(text), Text(other)]).count == 1) == (text == other))
    }
  }

  /// The same letters in two ways of writing, as bytes: short both, long both, and one of each.
  static let written = [
    ("\u{E9}", "e\u{301}"), ("K", "\u{212A}"),
    ("1234567890123456\u{E9}", "1234567890123456e\u{301}"),
    ("1234567890123\u{E9}", "1234567890123e\u{301}"), ("KKKKKK", "\u{212A}KKKK\u{212A}"),
    ("KKKKKK", "\u{212A}\u{212A}\u{212A}\u{212A}\u{212A}\u{212A}"),
    ("1234567890123456K", "1234567890123456\u{212A}"),
  ]

  @Test(arguments: written)
  func `ways of writing the same letters are equal and stay as they are`(pair: (String, String)) {
    let (one, other) = (Text(pair.0), Text(pair.1))
    #expect(one == other)
    #expect(Set([one, other]).count == 1)
    #expect(Array(one.string.unicodeScalars) == Array(pair.0.unicodeScalars))
    #expect(Array(other.string.unicodeScalars) == Array(pair.1.unicodeScalars))
    #expect(Scalar.text(pair.0) == Scalar.text(pair.1))
  }

  @Test
  func `a value is plain bytes`() {
    #expect(_isPOD(Value?.self))
    #expect(MemoryLayout<Value?>.stride == 24)
  }
}
