package import MeritModel

/// Collects the findings about one JSON file while it is read.
///
/// Those after the first 1000 are left out, since a damaged file would give as many as it has
/// values. The first errors are always kept, whatever else was found before them.
package final class FindingCollector {
  /// The most errors that are kept, and the most other findings.
  package static let limit = 1000

  package let source: JSONSource
  /// Takes down which keys readers ask for; nil outside of tests.
  let audit: ShapeAudit?
  package private(set) var diagnostics: [Diagnostic] = []
  private var errors = 0
  private var searches = 0
  /// Nobody reads the suggestions of more findings, and each search goes through all names.
  private static let mostSearches = 100

  /// Makes an empty collector for a file.
  package init(source: JSONSource, audit: ShapeAudit? = nil) {
    self.source = source
    self.audit = audit
  }

  /// Reports a fault at a node.
  package func report(
    _ code: DiagnosticCode, _ message: String, at node: JSONNode, severity: Severity? = nil,
    notes: [String] = [], help: String
  ) {
    report(
      code, message, node.range, pointer: node.pointer, severity: severity, notes: notes,
      help: help)
  }

  /// Reports a fault at a range of bytes.
  package func report(
    _ code: DiagnosticCode, _ message: String, _ range: Range<Int>, pointer: String,
    severity: Severity? = nil, notes: [String] = [], help: String
  ) {
    guard hasRoom(for: severity ?? code.severity) else { return }
    keep(
      source.diagnostic(
        code, message, range, pointer: pointer, severity: severity, notes: notes, help: help))
  }

  /// Reports a fault at a part of a text node.
  ///
  /// `part` counts the UTF-8 bytes of the text as it reads after its escapes.
  package func report(
    _ code: DiagnosticCode, _ message: String, part: Range<Int>, of node: JSONNode,
    severity: Severity? = nil, notes: [String] = [], help: String
  ) {
    report(
      code, message, source.range(ofPart: part, of: node), pointer: node.pointer,
      severity: severity, notes: notes, help: help)
  }

  /// Takes in a finding made elsewhere.
  package func append(_ diagnostic: Diagnostic) {
    guard hasRoom(for: diagnostic.severity) else { return }
    keep(diagnostic)
  }

  /// Errors and the rest are counted apart: no number of hints may hide what forbids to run.
  private func hasRoom(for severity: Severity) -> Bool {
    severity == .error ? errors < Self.limit : diagnostics.count - errors < Self.limit
  }

  private func keep(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { errors += 1 }
    diagnostics.append(diagnostic)
  }

  /// The candidate nearest to a name, for the first hundred of a file; see `nearest(to:among:)`.
  package func nearest(
    to name: String, among candidates: @autoclosure () -> some Sequence<String>
  ) -> String? {
    takeSearch() ? MeritPolicy.nearest(to: name, among: candidates()) : nil
  }

  /// Takes one of the searches for names; false where none is left.
  func takeSearch() -> Bool {
    searches += 1
    return searches <= Self.mostSearches
  }

  /// The place of a node.
  package func place(_ node: JSONNode) -> SourcePlace {
    source.place(node.range.lowerBound, pointer: node.pointer)
  }

  /// Reports that a node has another type than expected.
  package func wrongType(_ node: JSONNode, expected: String) {
    report(
      .wrongShape, "\(expected) is expected, not \(node.typeName)", at: node,
      help: remedy(node, expected: expected))
  }

  /// The text of a node; reports any other type.
  package func text(_ node: JSONNode) -> String? {
    if case .text(let text) = node.content { return text }
    wrongType(node, expected: "a text")
    return nil
  }

  /// The flag of a node; reports any other type.
  package func flag(_ node: JSONNode) -> Bool? {
    if case .flag(let flag) = node.content { return flag }
    wrongType(node, expected: "true or false")
    return nil
  }

  /// The whole number of a node; reports any other type and fractions.
  package func whole(_ node: JSONNode) -> Int? {
    if case .number(let text) = node.content, let whole = Int(text) { return whole }
    wrongType(node, expected: "a whole number")
    return nil
  }

  /// The items of a list; reports any other type.
  package func items(_ node: JSONNode) -> [JSONNode]? {
    if case .array(let items) = node.content { return items }
    wrongType(node, expected: "a list")
    return nil
  }

  /// The items of a list that may not be empty; reports any other type.
  package func someItems(_ node: JSONNode) -> [JSONNode]? {
    guard let items = items(node) else { return nil }
    if items.isEmpty {
      report(
        .wrongShape, "the list is empty", at: node,
        help: "list one at least, or delete the key with `\(plain(node))`")
    }
    return items
  }

  /// The items of a list that may not be empty and whose `id` are all different.
  package func itemsWithIDs(_ node: JSONNode) -> [JSONNode]? {
    guard let items = someItems(node) else { return nil }
    var places: [String: JSONNode] = [:]
    for item in items {
      guard case .object(let members) = item.content,
        let member = members.first(where: { $0.key == "id" }),
        case .text(let id) = member.node.content
      else { continue }
      guard let first = places.updateValue(member.node, forKey: id) else { continue }
      report(
        .definedTwice, "the id `\(id.shortened)` stands twice in one list", at: member.node,
        notes: ["the other one is at \(place(first))"],
        help: "rename one of them, as to `\"\(id.shortened)_2\"`")
    }
    return items
  }

  /// The texts of a list, or of one text that stands for a list of one.
  package func texts(_ node: JSONNode) -> [String]? {
    if case .text(let text) = node.content { return [text] }
    return items(node)?.compactMap { text($0) }
  }
}
