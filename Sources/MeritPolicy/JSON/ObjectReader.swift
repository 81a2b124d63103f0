import MeritModel

/// Hands out the members of a JSON object by key and reports those that mean nothing there.
///
/// Opened with a shape it knows the keys of the shape; without one, those that were asked for.
package struct ObjectReader {
  package let node: JSONNode
  private let findings: FindingCollector
  private let shape: ObjectShape?
  private let members: [JSONMember]
  private var known: Set<String> = []

  /// Opens an object; reports any other type.
  package init?(_ node: JSONNode, _ findings: FindingCollector) {
    self.init(node, shape: nil, findings)
  }

  /// Opens an object of a shape; reports any other type.
  package init?(_ node: JSONNode, _ shape: ObjectShape, _ findings: FindingCollector) {
    self.init(node, shape: shape, findings)
  }

  private init?(_ node: JSONNode, shape: ObjectShape?, _ findings: FindingCollector) {
    guard case .object(let members) = node.content else {
      findings.wrongType(node, expectedObject: shape)
      return nil
    }
    self.node = node
    self.findings = findings
    self.shape = shape
    self.members = members
    if let shape { findings.audit?.opened(shape) }
  }

  /// The member of a key, if it is there.
  package mutating func optional(_ key: String) -> JSONNode? {
    note(key, isRequired: false)
    return member(key)
  }

  /// The member of a key; reports a missing one.
  package mutating func required(_ key: String, help: String? = nil) -> JSONNode? {
    note(key, isRequired: true)
    if let node = member(key) { return node }
    findings.report(
      .missingKey, "the key `\(key)` is missing", at: node,
      help: help ?? shape?.key(key)?.helpWhereMissing ?? "add `\"\(key)\": …`")
    return nil
  }

  /// The text of a member, if it is there.
  package mutating func text(_ key: String) -> String? {
    optional(key).flatMap { findings.text($0) }
  }

  /// The word of a member, one of those that its shape lists.
  package mutating func word(_ key: String) -> String? {
    let known = shape?.key(key)
    let node = known?.isRequired == true ? required(key) : optional(key)
    return node.flatMap { findings.word($0, of: known?.value.words ?? []) }
  }

  /// Says that keys may stand here without being read.
  package mutating func allow(_ keys: String...) {
    known.formUnion(keys)
  }

  /// All members that the author names, in the order of the file; they count as known.
  package mutating func all() -> [JSONMember] {
    guard let shape else {
      known.formUnion(members.map(\.key))
      return members
    }
    for key in shape.keys { findings.audit?.asked(key.name, of: shape, isRequired: false) }
    return members
  }

  /// Whether keys stand here that the shape does not know.
  package var hasUnknownKeys: Bool {
    guard let shape, shape.members == nil else { return false }
    return members.contains { shape.key($0.key) == nil }
  }

  /// Reports the keys that mean nothing here, with the nearest one that does.
  package func finish() {
    guard let shape else { return finish(known: known) }
    let present = members.map(\.key)
    for member in members where !known.contains(member.key) {
      if shape.allows(member.key, beside: present) {
        if let key = shape.key(member.key), key.isRemark { check(member.node, key) }
      } else if let key = shape.key(member.key) {
        reportAlone(member, key)
      } else {
        let keys = shape.keys.map(\.name).filter { shape.allows($0, beside: present) }
        reportUnknown(member, known: known.union(keys))
      }
    }
  }

  private func finish(known: Set<String>) {
    for member in members where !known.contains(member.key) { reportUnknown(member, known: known) }
  }

  private func reportUnknown(_ member: JSONMember, known: Set<String>) {
    let near = findings.nearest(to: member.key, among: known)
    let isEnd =
      known.contains("from") && !known.contains("to")
      && ["to", "upTo", "below", "until"].contains(member.key)
    let end = isEnd ? ": a row ends where the next one begins" : ""
    let other = Self.synonyms[member.key.lowercased()].flatMap { known.contains($0) ? $0 : nil }
    let help =
      other.map { "write `\"\($0)\"`" } ?? (isEnd ? nil : near.map { "did you mean `\($0)`?" })
      ?? "delete \(findings.quoted(member))\(end); allowed here: \(known.sorted().map { "`\($0)`" }.joined(separator: ", "))"
    findings.report(
      .unknownKey, "the key `\(member.key.shortened)` means nothing here", member.keyRange,
      pointer: member.node.pointer, help: help)
  }

  /// Words of other systems for keys of this language, in small letters.
  private static let synonyms = [
    "cap": "atMost", "max": "atMost", "maximum": "atMost", "limit": "atMost", "ceiling": "atMost",
    "floor": "atLeast", "min": "atLeast", "minimum": "atLeast", "guarantee": "atLeast",
    "multiply": "times", "multiplyby": "times", "factor": "times", "add": "plus",
    "subtract": "minus", "deduct": "minus", "base": "start", "condition": "onlyIf", "if": "onlyIf",
    "filter": "where", "when": "where", "period": "per", "grain": "per", "frequency": "per",
    "value": "is", "amount": "is", "points": "is",
  ]

  private func reportAlone(_ member: JSONMember, _ key: ShapeKey) {
    let others = key.beside.map { "`\($0)`" }.joined(separator: ", ")
    findings.report(
      .unknownKey, "the key `\(member.key)` means nothing here", member.keyRange,
      pointer: member.node.pointer,
      help: "delete \(findings.quoted(member)): it goes with \(others) only")
  }

  /// Nobody reads a remark, so its type is checked here.
  private func check(_ node: JSONNode, _ key: ShapeKey) {
    switch key.value {
    case .either: _ = findings.label(node)
    case .words(let words): _ = findings.word(node, of: words)
    default: _ = findings.text(node)
    }
  }

  private func member(_ key: String) -> JSONNode? {
    if let shape, shape.key(key) == nil, shape.members == nil { return nil }
    return members.first { $0.key == key }?.node
  }

  private mutating func note(_ key: String, isRequired: Bool) {
    guard let shape else {
      known.insert(key)
      return
    }
    findings.audit?.asked(key, of: shape, isRequired: isRequired)
  }
}
