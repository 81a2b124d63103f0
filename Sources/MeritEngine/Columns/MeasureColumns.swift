import MeritModel
import MeritPolicy

extension OperandColumns {
  /// A measure: a formula, a quotient, a decision table, or a cell of the measure table.
  func measure(_ shape: MeasureShape) -> Column? {
    switch shape {
    case .formula(let expression): column(of: expression)
    case .ratio(let upper, let lower, _): ratio(upper, lower)
    case .rows(let aggregate): cells(aggregate)
    case .lookup(let table): hits(table)
    case .total, .rating: nil
    }
  }

  /// Who has a divisor of zero is asked alone.
  private func ratio(_ upper: CompiledExpression, _ lower: CompiledExpression) -> Column? {
    guard let uppers = column(of: upper), let lowers = column(of: lower) else { return nil }
    return zip(uppers, lowers).map { upper, lower in
      guard let upper, let lower else { return nil }
      return try? Value.arithmetic(.dividedBy, upper, lower)
    }
  }

  /// Who has rows whose limits go by a table is asked alone.
  private func cells(_ aggregate: RowAggregate) -> Column {
    let cells = work.cells[scene.rule.id.index]
    let limited = aggregate.limitTables == nil ? nil : work.rowLists[scene.rule.id]
    let none = aggregate.withoutRows
    let counts = aggregate.function == .count
    return people.map { person in
      guard cells.indices.contains(person) else { return none }
      let rows = cells[person].rows
      if !cells[person].conflict.isEmpty { return nil }
      if let limited, !limited[person].isEmpty { return nil }
      guard rows >= aggregate.needsRows else { return none }
      if let value = cells[person].value { return .present(value) }
      return counts ? .number(Exact(rows)) : none
    }
  }
}

extension RowAggregate {
  /// What a person without enough rows has; nil where somebody has to be asked, or the run stops.
  fileprivate var withoutRows: Value? {
    Handlers(whenMissing: whenNoRows, whenNotApplicable: nil).plain(.missing)
  }
}
