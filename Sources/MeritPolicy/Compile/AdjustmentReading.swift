import MeritModel

extension DefinitionReading {
  /// Reads an adjustment: a measure over rows of discretionary amounts, each within limits.
  func adjustment(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> MeasureRule? {
    let betweenNode = reader.required("between")
    let needsNode = reader.optional("needs")
    checkKind(of: declaration)
    if let betweenNode { checkScopes(of: declaration, betweenNode) }
    guard let measure = measure(&reader, declaration, context, shapes: ["sum", "only"]),
      case .rows(var rows) = measure.shape, let betweenNode, let kind = declaration.kind
    else { return nil }
    let needs = needsNode.map { self.needs($0, names.inputs[rows.table]) } ?? []
    guard let (least, greatest) = between(betweenNode, kind, context), let needs else {
      return nil
    }
    rows.limits = RowLimits(least: least.least, greatest: greatest.greatest, needs: needs)
    if least.table != nil || greatest.table != nil {
      rows.limitTables = LimitTables(least: least.table, greatest: greatest.table)
    }
    return MeasureRule(
      shape: .rows(rows), range: measure.range, roles: measure.roles, withSelf: measure.withSelf)
  }

  private func checkKind(of declaration: Declaration) {
    guard let kind = declaration.kind, ![Kind.money, .percent, .points].contains(kind) else {
      return
    }
    findings.report(
      .kindMismatch, "an adjustment is money, a percent or points, not \(kind.name)",
      at: declaration.node, help: "other values are measures: move it to `measures`")
  }

  /// A table gives the limit of a person's rows, so a group has none.
  private func checkScopes(of declaration: Declaration, _ node: JSONNode) {
    guard declaration.scopes != [.employee], case .array(let items) = node.content,
      items.contains(where: { if case .object = $0.content { true } else { false } })
    else { return }
    findings.report(
      .wrongShape, "limits by a table are those of one person", at: node,
      help: "delete `for`, and let a `total` sum the members")
  }

  /// One end of the limits: all that it can be, and the table that gives it for a person.
  private struct Limit {
    let least: Exact
    let greatest: Exact
    let table: LookupTable?
  }

  private func between(
    _ node: JSONNode, _ kind: Kind, _ context: ExpressionContext
  ) -> (least: Limit, greatest: Limit)? {
    guard let items = findings.items(node) else { return nil }
    guard items.count == 2 else {
      findings.report(
        .wrongShape, "the limits are two amounts, the least and the greatest", at: node,
        help: "write them as in `[0, 500]`")
      return nil
    }
    let limits = items.map { limit($0, kind, context) }
    guard let least = limits[0], let greatest = limits[1] else { return nil }
    guard least.least <= greatest.greatest else {
      findings.report(
        .wrongShape, "the limits end below their beginning", at: node,
        help: "write `[\(findings.plain(items[1])), \(findings.plain(items[0]))]`")
      return nil
    }
    return (least, greatest)
  }

  private func limit(_ node: JSONNode, _ kind: Kind, _ context: ExpressionContext) -> Limit? {
    guard case .object = node.content else {
      return findings.amount(node, of: kind, currency: names.currency).map {
        Limit(least: $0, greatest: $0, table: nil)
      }
    }
    guard var reader = ObjectReader(node, .limitTable, findings) else { return nil }
    let tableNode = reader.required("table")
    reader.finish()
    guard let tableNode, let table = table(tableNode, context) else { return nil }
    findings.expect(table, kind, tableNode)
    let values = table.rows.compactMap(\.value.exact)
    guard let least = values.min(), let greatest = values.max() else { return nil }
    return Limit(least: least, greatest: greatest, table: table)
  }

  /// The columns that a row may not leave empty.
  private func needs(_ node: JSONNode, _ table: InputTable) -> [Int]? {
    guard let items = findings.someItems(node) else { return nil }
    let columns = items.map { item -> Int? in
      guard let name = findings.text(item) else { return nil }
      if let column = table.column(named: name) { return column }
      if names.broken.contains("\(table.name).\(name)") { return nil }
      findings.report(
        .unknownColumn, "the input `\(table.name)` has no column `\(name)`", at: item,
        help: findings.meant(
          by: name, among: table.columnNames, else: "name a column of `\(table.name)`"))
      return nil
    }
    return columns.contains(nil) ? nil : columns.compactMap { $0 }
  }
}
