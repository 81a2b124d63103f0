/// Counts the characters beyond ASCII that bytes hold in an encoding, and how many of them are
/// everyday ones; the older encodings put those into rows of their own, so no table is needed.
struct CharacterCount {
  private(set) var usual = 0
  private(set) var unusual = 0
  private(set) var bad = 0
  /// What the everyday characters are, in words.
  let what: String

  var all: Int { usual + unusual + bad }

  /// Walks over a sample from its first byte, which begins a character.
  init(_ sample: [UInt8], _ encoding: TextEncoding) {
    what =
      switch encoding {
      case .utf8: "sound UTF-8"
      case .gb18030, .gbk: "everyday simplified Chinese"
      case .big5, .big5HongKong: "everyday traditional Chinese"
      case .shiftJIS, .eucJP: "kana and everyday Japanese"
      default: "letters inside words"
      }
    var place = 0
    while place < sample.count {
      if sample[place] < 0x80 {
        place += 1
        continue
      }
      switch encoding {
      case .utf8: takeUTF8(sample, &place)
      case .windows1252, .latin1: takeSingle(sample, &place, hasSigns: encoding == .windows1252)
      case .shiftJIS where (0xA1...0xDF).contains(sample[place]):
        // Half-width kana are rare, and most bytes of other encodings look like them.
        unusual += 1
        place += 1
      default: takePair(sample, &place, encoding)
      }
    }
  }

  private mutating func takeUTF8(_ sample: [UInt8], _ place: inout Int) {
    let length = sample[place] >= 0xF0 ? 4 : (sample[place] >= 0xE0 ? 3 : 2)
    let end = min(sample.count, place + length)
    let rest = sample[place + 1..<end]
    if sample[place] >= 0xC2, sample[place] < 0xF5, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) {
      usual += 1
      place = end
    } else {
      bad += 1
      place += 1
    }
  }

  private mutating func takeSingle(_ sample: [UInt8], _ place: inout Int, hasSigns: Bool) {
    let byte = sample[place]
    let isLetter = byte >= 0xC0 && byte != 0xD7 && byte != 0xF7
    let before = place > 0 && CharacterCount.isLetter(sample[place - 1])
    let after = place + 1 < sample.count && CharacterCount.isLetter(sample[place + 1])
    if isLetter, before || after {
      usual += 1
    } else if !hasSigns, byte < 0xA0 {
      bad += 1
    } else if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) {
      bad += 1
    } else if hasSigns, [0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA3].contains(byte) {
      usual += 1
    } else {
      unusual += 1
    }
    place += 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private mutating func takePair(
    _ sample: [UInt8], _ place: inout Int, _ encoding: TextEncoding
  ) {
    guard place + 1 < sample.count else {
      place += 1
      return
    }
    let (lead, trail) = (sample[place], sample[place + 1])
    if encoding == .gb18030, (0x30...0x39).contains(trail), lead >= 0x81, lead < 0xFF {
      unusual += 1
      place += 4
      return
    }
    guard CharacterCount.isPair(lead, trail, encoding) else {
      bad += 1
      place += 1
      return
    }
    if CharacterCount.isUsual(lead, trail, encoding) { usual += 1 } else { unusual += 1 }
    place += 2
  }

  private static func isPair(_ lead: UInt8, _ trail: UInt8, _ encoding: TextEncoding) -> Bool {
    switch encoding {
    case .gb18030, .gbk:
      (0x81...0xFE).contains(lead) && (0x40...0xFE).contains(trail) && trail != 0x7F
    case .big5, .big5HongKong:
      (0x81...0xFE).contains(lead)
        && ((0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail))
    case .shiftJIS:
      ((0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead))
        && (0x40...0xFC).contains(trail) && trail != 0x7F
    default: (0xA1...0xFE).contains(lead) && (0xA1...0xFE).contains(trail)
    }
  }

  /// Signs, kana and the first level of the encoding's characters.
  private static func isUsual(_ lead: UInt8, _ trail: UInt8, _ encoding: TextEncoding) -> Bool {
    switch encoding {
    case .gb18030, .gbk:
      trail >= 0xA1 && ((0xA1...0xA3).contains(lead) || (0xB0...0xD7).contains(lead))
    case .big5, .big5HongKong: (0xA1...0xC6).contains(lead)
    case .shiftJIS: (0x81...0x83).contains(lead) || (0x88...0x97).contains(lead)
    default: (0xA1...0xA5).contains(lead) || (0xB0...0xCF).contains(lead)
    }
  }
}
