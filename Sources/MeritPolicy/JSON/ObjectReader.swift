import MeritModel

/// Hands out the members of a JSON object by key and reports those that nobody asked for.
package struct ObjectReader {
  package let node: JSONNode
  private let findings: FindingCollector
  private let members: [JSONMember]
  private var known: Set<String> = []

  /// Opens an object; reports any other type.
  package init?(_ node: JSONNode, _ findings: FindingCollector) {
    guard case .object(let members) = node.content else {
      findings.wrongType(node, expected: "an object")
      return nil
    }
    self.node = node
    self.findings = findings
    self.members = members
  }

  /// The member of a key, if it is there.
  package mutating func optional(_ key: String) -> JSONNode? {
    known.insert(key)
    return members.first { $0.key == key }?.node
  }

  /// The member of a key; reports a missing one.
  package mutating func required(_ key: String, help: String? = nil) -> JSONNode? {
    if let node = optional(key) { return node }
    findings.report(.missingKey, "the key `\(key)` is missing", at: node, help: help)
    return nil
  }

  /// The text of a member, if it is there.
  package mutating func text(_ key: String) -> String? {
    optional(key).flatMap { findings.text($0) }
  }

  /// Says that keys may stand here without being read.
  package mutating func allow(_ keys: String...) {
    known.formUnion(keys)
  }

  /// Reports keys of the language that are not computed yet, where they stand here.
  package mutating func refuseLater(_ keys: String...) {
    for key in keys {
      guard let node = optional(key) else { continue }
      findings.report(
        .periodNotYetComputed, "`\(key)` is not computed yet", at: node,
        help: "remove it, or wait for the version that computes it")
    }
  }

  /// All members, in the order of the file; they count as known.
  package mutating func all() -> [JSONMember] {
    known.formUnion(members.map(\.key))
    return members
  }

  /// Reports the keys that nobody asked for, with the nearest known one.
  package func finish() {
    for member in members where !known.contains(member.key) {
      let near = nearest(to: member.key, among: known)
      let help =
        near.map { "did you mean `\($0)`?" }
        ?? "allowed here: \(known.sorted().map { "`\($0)`" }.joined(separator: ", "))"
      findings.report(
        .unknownKey, "the key `\(member.key.shortened)` means nothing here", member.keyRange,
        pointer: member.node.pointer, help: help)
    }
  }
}

/// The candidate nearest to a name by edits, at most two away (three for long names), else nil.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let limit = name.count > 8 ? 3 : 2
  let folded = Array(name.lowercased())
  var best: (distance: Int, name: String)?
  for candidate in candidates.sorted() {
    let distance = edits(folded, Array(candidate.lowercased()))
    if distance <= min(limit, candidate.count - 1), distance < best?.distance ?? .max {
      best = (distance, candidate)
    }
  }
  return best?.name
}

/// The least number of insertions, deletions, replacements and swaps of neighbours.
private func edits(_ left: [Character], _ right: [Character]) -> Int {
  if abs(left.count - right.count) > 3 || left.count > 80 { return .max }
  var before: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
      var least = min(replaced, last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        least = min(least, before[j - 1] + 1)
      }
      row.append(least)
    }
    (before, last) = (last, row)
  }
  return last[right.count]
}
