/// Names sheets after what they show, as spreadsheets allow it.
enum SheetNames {
  private static let longest = 31
  private static let fixed = [
    "summary", "ranking", "to pay", "scorecards", "bonuses", "balances", "corrections", "promotion",
    "training & posts", "measures", "group measures", "problems", "policy", "policy rates",
    "sources", "history",
  ]

  /// The names for labels: without characters that a name cannot have, at most 31 long, and none like
  /// another one or like that of a sheet that every workbook has.
  static func names(for labels: [String]) -> [String] {
    var taken = Set(fixed)
    return labels.map { label in
      let plain = plain(label)
      var (name, number) = (plain, 1)
      while !taken.insert(name.lowercased()).inserted {
        number += 1
        let mark = " (\(number))"
        name = cut(plain, longest - mark.count) + mark
      }
      return name
    }
  }

  private static func plain(_ label: String) -> String {
    let kept = label.map { "[]:*?/\\".contains($0) || $0.isNewline ? " " : $0 }
    let words = trimmed(String(kept).split(separator: " ").joined(separator: " "))
    let name = trimmed(cut(words, longest))
    return name.isEmpty ? "Sheet" : name
  }

  // An apostrophe may stand inside a name, at neither end.
  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.first == "'" || text.first == " " { text.removeFirst() }
    while text.last == "'" || text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    var text = text
    while text.utf16.count > length { text.removeLast() }
    return text
  }
}
