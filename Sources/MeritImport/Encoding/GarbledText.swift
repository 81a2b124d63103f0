/// Recognises UTF-8 that was once read as Western text and saved again: `å·¥å·` for `工号`.
struct GarbledText {
  /// The garbled piece and what it was.
  let found: String
  let meant: String
  let line: Int

  /// The first garbled piece of a text, where all pieces beyond ASCII are garbled alike.
  static func find(_ text: [UInt8]) -> GarbledText? {
    guard text.prefix(1 << 16).contains(where: { $0 >= 0x80 }) else { return nil }
    var first: GarbledText?
    var (run, line, runLine) = (String.UnicodeScalarView(), 1, 1)
    for scalar in String(decoding: text.prefix(1 << 16), as: UTF8.self).unicodeScalars {
      if scalar.value >= 0x80 {
        if run.isEmpty { runLine = line }
        run.append(scalar)
        continue
      }
      if !run.isEmpty {
        guard let meant = meaning(run) else { return nil }
        first = first ?? GarbledText(found: String(run), meant: meant, line: runLine)
        run = String.UnicodeScalarView()
      }
      if scalar == "\n" { line += 1 }
    }
    return first
  }

  /// The text whose UTF-8 bytes stand as characters; nil where it is none.
  private static func meaning(_ run: String.UnicodeScalarView) -> String? {
    let bytes = run.map { byte($0) }
    guard bytes.count > 1, bytes.allSatisfy({ $0 != nil }) else { return nil }
    let text = String(validating: bytes.compactMap { $0 }, as: UTF8.self)
    return text.flatMap { $0.unicodeScalars.allSatisfy { $0.value >= 0x80 } ? $0 : nil }
  }

  /// The byte that Latin-1 or Windows-1252 shows as a character.
  private static func byte(_ scalar: UnicodeScalar) -> UInt8? {
    if scalar.value <= 0xFF { return UInt8(scalar.value) }
    return signs.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
  }

  /// The characters of Windows-1252 from 0x80; bytes without one stand for themselves.
  private static let signs = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}
