import MeritModel

/// P015: a name that mixes alphabets or hides characters reads like another one.
struct NamesInOneScript {
  let findings: FindingCollector

  /// Keys whose texts are for readers and may hold anything.
  private static let free: Set<String> = [
    "label", "title", "note", "source", "by", "document", "$schema",
  ]

  /// Looks through every text that stands for a name or holds one.
  func run(_ node: JSONNode) {
    switch node.content {
    case .text(let text): check(text, node)
    case .array(let items): for item in items { run(item) }
    case .object(let members):
      for member in members where !Self.free.contains(member.key) { run(member.node) }
    case .null, .flag, .number: return
    }
  }

  private func check(_ text: String, _ node: JSONNode) {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return }
    if let hidden = text.unicodeScalars.first(where: \.isHidden) {
      let code = String(hidden.value, radix: 16, uppercase: true)
      let bare = String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.isHidden }))
      findings.report(
        .mixedScript, "the text holds the invisible character U+\(code)", at: node,
        help: "type it again without it: `\(bare.shortened)`")
      return
    }
    guard let word = text.words.first(where: \.mixesAlphabets) else { return }
    findings.report(
      .mixedScript, "`\(word.shortened)` mixes letters of two alphabets that look alike", at: node,
      help: "type it again in one alphabet"
        + (text.inLatin.map { ": `\($0.shortened)`" } ?? ""))
  }
}

extension String {
  /// The text with Latin letters for those of other alphabets that look like them; nil where some
  /// letter looks like none.
  var inLatin: String? {
    let letters = unicodeScalars.map { scalar in
      scalar.alphabet == nil || scalar.alphabet == "latin"
        ? Character(scalar) : Self.lookAlikes[Character(scalar)]
    }
    return letters.contains(nil) ? nil : String(letters.compactMap(\.self))
  }

  private static let lookAlikes: [Character: Character] = [
    "а": "a", "с": "c", "е": "e", "һ": "h", "і": "i", "ј": "j", "о": "o", "р": "p", "ѕ": "s",
    "у": "y", "х": "x", "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J",
    "К": "K", "М": "M", "О": "O", "Р": "P", "Ѕ": "S", "Т": "T", "Х": "X", "У": "Y", "ο": "o",
    "α": "a", "ν": "v", "ρ": "p", "Α": "A", "Β": "B", "Ε": "E", "Η": "H", "Ι": "I", "Κ": "K",
    "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X", "Ζ": "Z",
  ]

  fileprivate var words: [String] {
    split { !$0.isLetter }.map(String.init)
  }

  /// Latin beside Cyrillic or Greek; other scripts stand beside Latin in earnest.
  fileprivate var mixesAlphabets: Bool {
    Set(unicodeScalars.compactMap(\.alphabet)).count > 1
  }
}

extension Unicode.Scalar {
  /// One of the three alphabets whose letters look alike.
  fileprivate var alphabet: String? {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: "latin"
    case 0x370...0x3FF, 0x1F00...0x1FFF: "greek"
    case 0x400...0x52F: "cyrillic"
    default: nil
    }
  }

  /// Marks that turn the direction of text or take no room.
  fileprivate var isHidden: Bool {
    switch value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: true
    default: false
    }
  }
}
