internal import Foundation

/// Brings ids into one form, so that two ways of typing one id are one id.
///
/// Accents are composed, full-width letters and digits become plain; leading zeros and case stay.
package enum IDText {
  /// What became of a text.
  enum Reading {
    case plain
    case changed([UInt8], [Conversion])
    /// It holds a character that nobody sees.
    case invisible(UnicodeScalar)
  }

  /// Looks at a text that is not all ASCII.
  static func read(_ bytes: [UInt8]) -> Reading {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.unicodeScalars.allSatisfy(isInOneForm) { return .plain }
    if let scalar = text.unicodeScalars.first(where: isInvisible) { return .invisible(scalar) }
    let folded = WidthFolding.folded(bytes)
    let plain = String(decoding: folded.text, as: UTF8.self)
    let composed = Array(plain.precomposedStringWithCanonicalMapping.utf8)
    let conversions: [Conversion] =
      (folded.isChanged ? [.widthFolded] : []) + (composed == folded.text ? [] : [.composed])
    return conversions.isEmpty ? .plain : .changed(composed, conversions)
  }

  /// The one form of an id.
  package static func normalised(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }),
      case .changed(let bytes, _) = read(Array(text.utf8))
    else { return text }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An id without case and leading zeros, to tell the user which one may be meant.
  static func lookalike(_ text: String) -> String {
    let digits = normalised(text).lowercased().drop { $0 == "0" }
    return String(digits)
  }

  /// Whether a character is visible and the same in every form, whatever stands beside it: letters of
  /// Latin, Greek, Cyrillic, Chinese, Japanese and Korean, which most names are made of.
  ///
  /// Source: the property NFC_Quick_Check of Unicode, UAX #15.
  static func isInOneForm(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<0x80, 0xA1..<0xAD, 0xAE..<0x300, 0x388...0x482, 0x3041...0x3096, 0x30A1...0x30FA,
      0x4E00...0x9FFF, 0xAC00...0xD7A3:
      true
    default: false
    }
  }

  private static func isInvisible(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    // Control characters of ASCII show up as ids that nobody has; to look for them costs every row.
    case 0x80..<0xA0, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE000...0xF8FF, 0xF0000...0x10FFFF:
      true
    default: false
    }
  }
}
