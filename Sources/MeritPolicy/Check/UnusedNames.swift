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
    let all = WordCount(root)
    for (section, word) in Self.sections {
      guard case .object(let parts) = root.content,
        let named = parts.first(where: { $0.key == section })?.node,
        case .object(let members) = named.content
      else { continue }
      for member in members where member.key != "roster" {
        // Once as the key, and as often as the definition names itself.
        let own = WordCount(member.node).counts[member.key, default: 0] + 1
        guard all.counts[member.key, default: 0] <= own else { continue }
        findings.report(
          .unusedDefinition, "nothing uses the \(word) `\(member.key.shortened)`", member.keyRange,
          pointer: member.node.pointer, help: "use it, or delete \(findings.quoted(member))")
      }
    }
  }
}

/// How often each word stands in the keys and texts of a tree.
private struct WordCount {
  private(set) var counts: [String: Int] = [:]

  init(_ node: JSONNode) { add(node) }

  private mutating func add(_ node: JSONNode) {
    switch node.content {
    case .text(let text):
      for word in Self.words(text) { counts[String(word), default: 0] += 1 }
    case .array(let items): for item in items { add(item) }
    case .object(let members):
      for member in members {
        counts[member.key, default: 0] += 1
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
