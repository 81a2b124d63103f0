import MeritModel

/// Reads decision tables; they are compiled where they are used, against the names of that place.
struct TableReading {
  let names: NameTable
  let findings: FindingCollector

  /// Compiles the named decision table for the place where it is used.
  func table(_ node: JSONNode, _ context: ExpressionContext) -> LookupTable? {
    guard let name = findings.text(node) else { return nil }
    guard let written = names.tables[name],
      var reader = ObjectReader(written, .decisionTable, findings)
    else {
      if names.broken.contains(name) { return nil }
      findings.report(
        .unknownName, "there is no table `\(name)`", at: node,
        help: findings.meant(
          by: name, among: names.tables.keys, else: "define it in the section `tables`"))
      return nil
    }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? name
    let gives = reader.required("gives").flatMap(self.gives)
    let inputsNode = reader.required("inputs")
    let rowsNode = reader.required("rows")
    reader.finish()
    guard let gives, let inputsNode,
      var inputReader = ObjectReader(inputsNode, .tableInputs, findings),
      let rowsNode
    else { return nil }
    var inputs: [(name: String, of: CompiledExpression)] = []
    for member in inputReader.all() {
      guard let expression = findings.expression(member.node, context, names) else { return nil }
      inputs.append((member.key, expression))
    }
    let rows = (findings.someItems(rowsNode) ?? []).compactMap { row($0, inputs, gives) }
    return LookupTable(
      name: name, label: label, inputs: inputs, rows: rows, kind: gives,
      place: findings.place(written))
  }

  private func gives(_ node: JSONNode) -> Kind? {
    if case .array(let items) = node.content {
      return .choice(items.compactMap { findings.text($0) })
    }
    if case .text(let text) = node.content, names.gradeSets.contains(where: { $0.name == text }) {
      return .grade(set: text)
    }
    return findings.kind(node)
  }

  private func row(
    _ node: JSONNode, _ inputs: [(name: String, of: CompiledExpression)], _ gives: Kind
  ) -> LookupRow? {
    guard var reader = ObjectReader(node, .tableRow, findings) else { return nil }
    let cells = inputs.map { input in
      reader.required(input.name).flatMap { cell($0, input.of.kind) }
    }
    let value = reader.required("is").flatMap { findings.literal($0, gives, names) }
    reader.finish()
    let read = cells.compactMap { $0 }
    guard read.count == cells.count, let value else { return nil }
    return LookupRow(cells: read, value: value, place: findings.place(node))
  }

  private func cell(_ node: JSONNode, _ kind: Kind) -> LookupCell? {
    switch node.content {
    case .text("any"): return .any
    case .array(let items):
      let values = items.compactMap { findings.literal($0, kind, names) }
      return values.count == items.count ? .oneOf(values) : nil
    case .object: return interval(node, kind).map(LookupCell.interval)
    default: return findings.literal(node, kind, names).map { .oneOf([$0]) }
    }
  }

  private func interval(_ node: JSONNode, _ kind: Kind) -> Interval? {
    guard var reader = ObjectReader(node, .interval, findings) else { return nil }
    var edges: [String: Exact] = [:]
    for key in ["from", "above", "below", "upTo"] {
      guard let edge = reader.optional(key) else { continue }
      guard let value = findings.amount(edge, of: kind, currency: names.currency) else {
        return nil
      }
      edges[key] = value
    }
    reader.finish()
    if edges["from"] != nil && edges["above"] != nil
      || edges["below"] != nil && edges["upTo"] != nil || edges.isEmpty
    {
      findings.report(
        .wrongShape, "an interval has at most one lower and one upper edge, and at least one",
        at: node, help: "lower: `from` or `above`; upper: `below` or `upTo`")
      return nil
    }
    return Interval(
      from: edges["from"], above: edges["above"], below: edges["below"], upTo: edges["upTo"])
  }
}

extension FindingCollector {
  /// Reports a table that gives another kind than the definition that it stands in.
  func expect(_ table: LookupTable, _ kind: Kind, _ node: JSONNode) {
    guard table.kind != kind else { return }
    report(
      .kindMismatch,
      "the kind is \(kind.name), but the table `\(table.name)` gives \(table.kind.name)", at: node,
      help: "write `\"kind\": \"\(table.kind.name)\"`, or name another table")
  }
}
