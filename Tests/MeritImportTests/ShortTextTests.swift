import Testing

@testable import MeritImport

private func word(_ text: String, before rest: String = "") -> UInt64 {
  let bytes = Array((text + rest).utf8)
  let window = WindowBytes(capacity: bytes.count + 64)
  defer { window.free() }
  window.store(bytes, at: 0)
  return ShortText.word(window, 0, text.utf8.count)
}

@Test(
  "Texts of up to seven bytes, and eight digits behind up to four, fit into a word",
  arguments: [
    ("", true), ("a", true), ("abcdefg", true), ("abcdefgh", false), ("12345678", true),
    ("A12345678", true), ("ABCD12345678", true), ("ABCDE12345678", false),
    ("ABCD1234567x", false), ("ABCD1234567", false), ("王小", true), ("王小明", false),
    ("王12345678", true), ("123456789012", true), ("1234567890123", false),
  ])
func fits(text: String, fits: Bool) {
  #expect((word(text) != ShortText.none) == fits)
  #expect(word(text) == word(text, before: "9,rest"))
}

@Test("Different texts have different words")
func differentWords() {
  var texts = ["", "\u{8}", "\u{1}", "0", "00", "0000000", "A", "a", "AB", "BA"]
  // The word of a short text may hold any bytes, those of digits among them.
  texts += (0..<8).map { String(repeating: "\u{7F}", count: $0) }
  for prefix in ["", "A", "B", "AB", "BA", "ABC", "ABCD", "0", "00", "000", "0000", "1"] {
    for number in ["00000000", "00000001", "10000000", "99999999", "12345678", "87654321"] {
      texts.append(prefix + number)
    }
  }
  let different = Set(texts)
  #expect(Set(different.map { word($0) }).count == different.count)
}
