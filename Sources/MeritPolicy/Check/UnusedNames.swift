import MeritModel

/// P103 of grade sets, calendars and inputs: their names stand nowhere else in the file.
struct UnusedNames {
  let root: JSONNode
  let findings: FindingCollector

  /// The sections whose names are looked for, with the word for one of them.
  private static let sections = [
    ("gradeSets", "grade set"), ("calendars", "calendar"), ("inputs", "input"),
  ]

  func run() {
    let named = Self.sections.compactMap { section, word in
      members(of: section).map { (word: word, members: $0) }
    }
    let names = Set(named.flatMap { $0.members.map { Substring($0.key) } })
    let all = WordCount(of: names, in: root)
    for (word, members) in named {
      for member in members where member.key != "roster" {
        // Once as the key, and as often as the definition names itself.
        let own = WordCount(of: names, in: member.node).count(of: member.key) + 1
        guard all.count(of: member.key) <= own else { continue }
        findings.report(
          .unusedDefinition, "nothing uses the \(word) `\(member.key.shortened)`", member.keyRange,
          pointer: member.node.pointer, help: "use it, or delete \(findings.quoted(member))")
      }
    }
  }

  private func members(of section: String) -> [JSONMember]? {
    guard case .object(let members)? = root[section]?.content else { return nil }
    return members
  }
}

/// How often some words stand in the keys and texts of a tree.
private struct WordCount {
  private let wanted: Set<Substring>
  private var counts: [Substring: Int] = [:]

  init(of wanted: Set<Substring>, in node: JSONNode) {
    self.wanted = wanted
    if !wanted.isEmpty { add(node) }
  }

  func count(of word: String) -> Int { counts[Substring(word), default: 0] }

  private mutating func add(_ word: Substring) {
    if wanted.contains(word) { counts[word, default: 0] += 1 }
  }

  private mutating func add(_ node: JSONNode) {
    switch node.content {
    case .text(let text): for word in Self.words(text) { add(word) }
    case .array(let items): for item in items { add(item) }
    case .object(let members):
      for member in members {
        add(Substring(member.key))
        add(member.node)
      }
    case .null, .flag, .number: return
    }
  }

  /// The words of a text.
  ///
  /// Almost all texts are ASCII, where bytes tell letters at no cost.
  private static func words(_ text: String) -> [Substring] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.utf8.split { !isWordByte($0) }.map { Substring($0) }
    }
    return text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
