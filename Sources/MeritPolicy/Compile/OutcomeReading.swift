import MeritModel

extension DefinitionReading {
  func outcome(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> OutcomeRule? {
    let requires = reader.optional("requires")
    let anyOf = reader.optional("anyOf")
    let assign = reader.optional("assign")
    let tableNode = reader.optional("table")
    if let assign, requires == nil, tableNode == nil {
      let items = findings.itemsWithIDs(assign) ?? []
      return .assign(items.compactMap { assignment($0, context) })
    }
    if let tableNode, requires == nil, assign == nil {
      return table(tableNode, context).map(OutcomeRule.table)
    }
    guard requires != nil || anyOf != nil, assign == nil, tableNode == nil else {
      findings.report(
        .missingKey, "an outcome has one of `requires`, `assign` or `table`",
        at: declaration.node)
      return nil
    }
    let lines = requires.flatMap { findings.itemsWithIDs($0) } ?? []
    let alternatives = anyOf.flatMap { findings.itemsWithIDs($0) } ?? []
    return .requires(
      lines.compactMap { requirement($0, context) },
      anyOf: alternatives.compactMap { requirement($0, context) })
  }

  private func requirement(_ node: JSONNode, _ context: ExpressionContext) -> Requirement? {
    guard var reader = ObjectReader(node, .requirement, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let label = reader.optional("label").flatMap { findings.label($0) }
    let check = condition(reader.required("check"), context)
    let handlers = reader.handlers(findings, names, .requirement, context)
    reader.finish()
    guard let id, let check else { return nil }
    return Requirement(
      id: id, label: label, check: check, handlers: handlers, place: findings.place(node))
  }

  private func assignment(_ node: JSONNode, _ context: ExpressionContext) -> Assignment? {
    guard var reader = ObjectReader(node, .assignment, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let label = reader.optional("label").flatMap { findings.label($0) }
    let when = condition(reader.required("when"), context)
    let handlers = reader.handlers(findings, names, .condition, context)
    reader.finish()
    guard let id, let when else { return nil }
    return Assignment(
      id: id, label: label, when: when, handlers: handlers, place: findings.place(node))
  }

  /// Compiles the named decision table for the place where it is used.
  func table(_ node: JSONNode, _ context: ExpressionContext) -> LookupTable? {
    guard let name = findings.text(node) else { return nil }
    guard let written = names.tables[name],
      var reader = ObjectReader(written, .decisionTable, findings)
    else {
      if names.broken.contains(name) { return nil }
      let near = nearest(to: name, among: names.tables.keys)
      findings.report(
        .unknownName, "there is no table `\(name)`", at: node,
        help: near.map { "did you mean `\($0)`?" })
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
      guard let expression = expression(member.node, context) else { return nil }
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
