import MeritModel

extension DefinitionReading {
  /// Reads an adjustment: a measure over rows of discretionary amounts, each within limits.
  func adjustment(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> MeasureRule? {
    let betweenNode = reader.required("between")
    let needsNode = reader.optional("needs")
    checkKind(of: declaration)
    guard let measure = measure(&reader, declaration, context, shapes: ["sum", "only"]),
      case .rows(var rows) = measure.shape, let betweenNode, let kind = declaration.kind
    else { return nil }
    let needs = needsNode.map { self.needs($0, names.inputs[rows.table]) } ?? []
    guard let between = between(betweenNode, kind), let needs else { return nil }
    rows.limits = RowLimits(least: between.least, greatest: between.greatest, needs: needs)
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

  private func between(_ node: JSONNode, _ kind: Kind) -> (least: Exact, greatest: Exact)? {
    guard let items = findings.items(node) else { return nil }
    guard items.count == 2 else {
      findings.report(
        .wrongShape, "the limits are two amounts, the least and the greatest", at: node,
        help: "write them as in [0, 500]")
      return nil
    }
    let amounts = items.map { findings.amount($0, of: kind, currency: names.currency) }
    guard let least = amounts[0], let greatest = amounts[1] else { return nil }
    guard least <= greatest else {
      findings.report(
        .wrongShape, "the limits end below their beginning", at: node,
        help: "write the lower limit first")
      return nil
    }
    return (least, greatest)
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
        help: findings.nearest(to: name, among: table.columnNames).map { "did you mean `\($0)`?" })
      return nil
    }
    return columns.contains(nil) ? nil : columns.compactMap { $0 }
  }
}
