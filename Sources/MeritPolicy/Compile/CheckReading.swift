import MeritModel

extension DefinitionReading {
  /// Reads a ranking among one kind of group.
  func ranking(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> RankingRule? {
    _ = reader.optional("within")
    let by = reader.required("by").flatMap { findings.someItems($0) } ?? []
    let keys = by.compactMap { orderKey($0, context) }
    guard keys.count == by.count, !keys.isEmpty, let within = declaration.within else { return nil }
    return RankingRule(keys: keys, within: within)
  }

  /// Reads the section `checks`.
  func checks(_ node: JSONNode?) -> [PolicyCheck] {
    (node.map(withIDs) ?? []).compactMap(check)
  }

  func withIDs(_ node: JSONNode) -> [JSONNode] {
    // No checks at all is fine, unlike no steps.
    if case .array(let items) = node.content, items.isEmpty { return [] }
    return findings.itemsWithIDs(node) ?? []
  }

  private func check(_ node: JSONNode) -> PolicyCheck? {
    guard var reader = ObjectReader(node, .check, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let otherwise = reader.optional("otherwise").flatMap { findings.choice($0, Severity.self) }
    let scope = reader.word("for").flatMap(Scope.init(rawValue:)) ?? .company
    let reconcileNode = reader.optional("reconcile")
    let assertNode = reader.optional("assert")
    reader.finish()
    guard let id else { return nil }
    var found: (Grain, PolicyCheckBody)?
    if let reconcileNode { found = reconcile(reconcileNode) }
    if let assertNode { found = assertion(assertNode, scope) }
    if reconcileNode == nil, assertNode == nil {
      findings.report(
        .missingKey, "a check has `reconcile` or `assert`", at: node,
        help: "add, for example, `\"assert\": \"…\"` with a condition that must hold")
    }
    guard let (grain, body) = found else { return nil }
    return PolicyCheck(
      id: id, grain: grain, scope: scope, body: body, severity: otherwise ?? .error,
      place: findings.place(node))
  }

  private func reconcile(_ node: JSONNode) -> (Grain, PolicyCheckBody)? {
    guard var reader = ObjectReader(node, .reconcile, findings) else { return nil }
    let measureNode = reader.required("measure")
    let with = reader.required("with")
    reader.finish()
    guard let measureNode, let name = findings.text(measureNode), let with,
      let path = findings.text(with)
    else { return nil }
    guard let declaration = names.declarations[name], declaration.section == .measures,
      let rule = declaration.rule(declaration.grains[0], .employee)
    else {
      let measures = names.declarations.values.filter { $0.section == .measures }.map(\.name)
      findings.report(
        .unknownName, "`\(name)` is no measure of employees", at: measureNode,
        help: findings.meant(by: name, among: measures, else: "define one under `\"measures\"`"))
      return nil
    }
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2, let table = names.inputs.firstIndex(where: { $0.name == parts[0] }),
      let column = names.inputs[table].column(named: parts[1])
    else {
      let columns = names.inputs.flatMap { input in
        input.columns.map { "\(input.name).\($0.name)" }
      }
      findings.report(
        .unknownColumn, "`\(path)` names no column", at: with,
        help: findings.meant(
          by: path, among: columns, else: "write an input and its column: `sales.amount`"))
      return nil
    }
    let body = PolicyCheckBody.reconcile(measure: rule, table: table, column: column)
    return (declaration.grains[0], body)
  }

  /// An assertion belongs to the coarsest grain of its names.
  private func assertion(_ node: JSONNode, _ scope: Scope) -> (Grain, PolicyCheckBody)? {
    guard let text = findings.text(node) else { return nil }
    let grain =
      (try? ExpressionParser.parse(text))?.paths
      .compactMap { names.declaration($0)?.grains.max() }.max() ?? .month
    let context = ExpressionContext(table: nil, grain: grain, scope: scope)
    return condition(node, context).map { (grain, .assert($0)) }
  }
}
