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
        at: declaration.node,
        help: "keep one, or add for example `\"requires\": [{ \"id\": \"…\", \"check\": \"…\" }]`")
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
    TableReading(names: names, findings: findings).table(node, context)
  }
}
