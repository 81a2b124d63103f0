import MeritModel

extension DefinitionReading {
  /// Reads the section `rankings`: one ranking for each grain that it lists.
  func rankings(_ node: JSONNode?) -> [Ranking] {
    guard let node, var reader = ObjectReader(node, .rankings, findings) else { return [] }
    return reader.all().flatMap { ranking($0.key, $0.node) }
  }

  private func ranking(_ name: String, _ node: JSONNode) -> [Ranking] {
    guard var reader = ObjectReader(node, .ranking, findings) else { return [] }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? name
    let by = reader.required("by").flatMap { findings.items($0) } ?? []
    let within = reader.optional("within").map { list($0) } ?? [.company]
    let perNode = reader.required("per")
    let per = perNode.map { grains($0) } ?? []
    if let perNode { findings.checkTenDays(per, header.header, perNode) }
    reader.finish()
    return per.map { grain in
      let context = ExpressionContext(table: nil, grain: grain, scope: .employee)
      return Ranking(
        name: name, label: label, grain: grain, keys: by.compactMap { orderKey($0, context) },
        within: within, place: findings.place(node))
    }
  }

  private func list(_ node: JSONNode) -> [RankScope] {
    if case .array(let items) = node.content {
      return items.compactMap { findings.choice($0, RankScope.self) }
    }
    return findings.choice(node, RankScope.self).map { [$0] } ?? []
  }

  private func grains(_ node: JSONNode) -> [Grain] {
    if case .array(let items) = node.content {
      return items.compactMap { findings.choice($0, Grain.self) }
    }
    return findings.choice(node, Grain.self).map { [$0] } ?? []
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
    let reconcileNode = reader.optional("reconcile")
    let assertNode = reader.optional("assert")
    reader.finish()
    guard let id else { return nil }
    var found: (Grain, PolicyCheckBody)?
    if let reconcileNode { found = reconcile(reconcileNode) }
    if let assertNode { found = assertion(assertNode) }
    if reconcileNode == nil, assertNode == nil {
      findings.report(.missingKey, "a check has `reconcile` or `assert`", at: node)
    }
    guard let (grain, body) = found else { return nil }
    return PolicyCheck(
      id: id, grain: grain, body: body, severity: otherwise ?? .error, place: findings.place(node))
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
      let near = nearest(to: name, among: names.declarations.keys)
      findings.report(
        .unknownName, "`\(name)` is no measure of employees", at: measureNode,
        help: near.map { "did you mean `\($0)`?" })
      return nil
    }
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2, let table = names.inputs.firstIndex(where: { $0.name == parts[0] }),
      let column = names.inputs[table].column(named: parts[1])
    else {
      findings.report(.unknownColumn, "`\(path)` names no column", at: with)
      return nil
    }
    let body = PolicyCheckBody.reconcile(measure: rule, table: table, column: column)
    return (declaration.grains[0], body)
  }

  /// An assertion belongs to the coarsest grain of its names.
  private func assertion(_ node: JSONNode) -> (Grain, PolicyCheckBody)? {
    guard let text = findings.text(node) else { return nil }
    let grain =
      (try? ExpressionParser.parse(text))?.paths
      .compactMap { names.declarations[$0.last ?? ""]?.grains.max() }.max() ?? .month
    let context = ExpressionContext(table: nil, grain: grain, scope: .company)
    return condition(node, context).map { (grain, .assert($0)) }
  }
}
