import MeritModel
import MeritPolicy

extension MeasureShape {
  /// What computes a measure for one subject; chosen once, as the shape of a rule.
  var evaluation: RuleShape {
    switch self {
    case .rows(let aggregate): { (of) throws(EvaluationFault) in try of.rows(aggregate) }
    case .ratio(let upper, let lower, let whenZero):
      { (of) throws(EvaluationFault) in try of.ratio(upper, lower, whenZero) }
    case .total(let rule): { (of) throws(EvaluationFault) in Shaped(try of.total(rule)) }
    case .formula(let expression):
      { (of) throws(EvaluationFault) in try of.formula(expression) }
    case .lookup(let table): { (of) throws(EvaluationFault) in try of.hit(table) }
    case .rating(let rating): { (of) throws(EvaluationFault) in try of.rating(rating) }
    }
  }
}

extension RuleEvaluation {
  fileprivate func ratio(
    _ of: CompiledExpression, _ to: CompiledExpression, _ whenZero: HandlerAction?
  ) throws(EvaluationFault) -> Shaped {
    let (upper, lower) = (try expressions.value(of), try expressions.value(to))
    trace?.derivation = .ratio(of: upper, to: lower)
    guard let first = upper.number, let second = lower.number else {
      return Shaped(upper.combined(with: lower))
    }
    guard !second.isZero else { return Shaped(try zeroDivisor(whenZero), isSettled: true) }
    return Shaped(.number(try exactly { () throws(ExactError) in try first / second }))
  }

  fileprivate func formula(_ expression: CompiledExpression) throws(EvaluationFault) -> Shaped {
    trace?.derivation = .expression(text: expression.text, operands: operands(expression))
    return Shaped(try expressions.value(expression))
  }

  fileprivate func hit(_ table: LookupTable) throws(EvaluationFault) -> Shaped {
    let (value, inputs, row) = try lookup(table)
    trace?.derivation = .table(name: table.name, inputs: inputs, row: row.map { $0 + 1 })
    return Shaped(value)
  }

  private func zeroDivisor(_ whenZero: HandlerAction?) throws(EvaluationFault) -> Value {
    guard let whenZero, whenZero != .error else { throw .zeroDivisor }
    let handlers = Handlers(whenMissing: whenZero, whenNotApplicable: nil)
    return try handlers.applied(to: .missing, in: expressions)
  }

  fileprivate func rows(_ aggregate: RowAggregate) throws(EvaluationFault) -> Shaped {
    let cells = work.cells[rule.id.index]
    let cell = cells.indices.contains(subject) ? cells[subject] : MeasureCell(rows: 0, value: nil)
    trace?.derivation = .rows(count: cell.rows, value: cell.value.map(Value.present))
    if !cell.conflict.isEmpty { throw .twoRows(cell.conflict) }
    try keepLimits(aggregate)
    let isCounting = aggregate.function == .count
    guard cell.rows >= aggregate.needsRows, cell.value != nil || isCounting else {
      let handlers = Handlers(whenMissing: aggregate.whenNoRows, whenNotApplicable: nil)
      return Shaped(try handlers.applied(to: .missing, in: expressions), isSettled: true)
    }
    return Shaped(cell.value.map(Value.present) ?? .number(Exact(cell.rows)))
  }

  /// Compares each row with the limits that tables give for the person.
  private func keepLimits(_ aggregate: RowAggregate) throws(EvaluationFault) {
    guard let tables = aggregate.limitTables, let fixed = aggregate.limits,
      let list = work.rowLists[rule.id]
    else { return }
    let rows = list[subject]
    guard !rows.isEmpty else { return }
    var (least, greatest) = (Value.number(fixed.least), Value.number(fixed.greatest))
    if let table = tables.least { least = try lookup(table).value }
    if let table = tables.greatest { greatest = try lookup(table).value }
    for row in rows {
      guard let amount = list.value(0, row).number else { continue }
      if let low = least.number, let high = greatest.number, low <= amount, amount <= high {
        continue
      }
      throw .outsideLimits(
        BrokenLimit(place: list.place(row), amount: amount, least: least, greatest: greatest))
    }
  }

  /// The sum of the members' values; an absent one is replaced by the handler, or decides the sum.
  fileprivate func total(_ id: RuleID) throws(EvaluationFault) -> Value {
    let column = work.columns[id.index] ?? []
    var numbers: [Exact] = []
    var members: [(id: String, value: Value)] = []
    for person in work.members(of: subject, for: rule) {
      var value = column.indices.contains(person) ? column[person] : .missing
      if let action = rule.handlers.action(for: value) {
        switch action {
        case .error: throw .stop(value)
        case .value(let scalar): value = .present(scalar)
        case .use(let substitute): value = try expressions.value(substitute.expression)
        case .missing: value = .missing
        default: value = .notApplicable
        }
      }
      if trace != nil { members.append((work.id(of: person, .employee), value)) }
      if value == .missing {
        trace?.derivation = .total(members: members)
        return .missing
      }
      if let number = value.number { numbers.append(number) }
    }
    trace?.derivation = .total(members: members)
    guard !numbers.isEmpty else { return .notApplicable }
    return .number(try expressions.sum(numbers))
  }
}
