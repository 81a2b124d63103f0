import MeritModel
import MeritPolicy

/// The results of a rule for many people at once, where the rule is not more than operators over its
/// operands: a formula, a quotient, a cell of the measure table, a bonus, or a balance.
///
/// Who has no value here is computed alone, as by ``RuleEvaluation``, which says the same of the others.
struct RuleColumns {
  private(set) var values: ExpressionColumns.Column
  /// Of a bonus the value after each step, where it is asked for; of a balance the entries.
  private(set) var steps: [ExpressionColumns.Column] = []
  /// Of a balance that releases each addition by itself those that wait.
  private var waiting: [[WaitingAddition]?] = []

  /// Computes the rule; nil where everybody has to be computed alone.
  init?(work: Workspace, scene: RuleScene, people: ArraySlice<Int>, _ keepsSteps: Bool) {
    guard scene.isPlain else { return nil }
    let operands = ExpressionColumns(work: work, scene: scene, people: people)
    switch scene.rule.body {
    case .measure(let measure):
      guard let values = operands.measure(measure.shape) else { return nil }
      self.values = values
    case .bonus(let bonus):
      let steps = StepColumns(columns: operands)
      (values, self.steps) = steps.bonus(bonus, keepsSteps)
    case .balance(let balance):
      let facts = work.facts(of: balance, scene.rule)
      guard let balances = BalanceColumns(columns: operands, facts: facts) else { return nil }
      (values, self.steps) = (balances.closings, balances.entries)
      waiting = balances.waiting
    default: return nil
    }
    round(scene.rule)
  }

  /// What waits of a balance of the person at a place.
  func waiting(at place: Int) -> [WaitingAddition]? { waiting.isEmpty ? nil : waiting[place] }

  /// The values after each step for the person at a place, who has one.
  func steps(at place: Int) -> some Collection<Value> {
    steps.lazy.map { $0[place] ?? .missing }
  }

  /// Rounds as the rule says; an absent value that the rule replaces is left to who computes it alone.
  private mutating func round(_ rule: Rule) {
    guard rule.rounding != nil || rule.handlers != .none else { return }
    for place in values.indices {
      guard let value = values[place] else { continue }
      if let number = value.number {
        guard let rounding = rule.rounding else { continue }
        values[place] = (try? rounding(number)).map(Value.number)
      } else if !value.isPresent, rule.handlers.action(for: value) != nil {
        values[place] = nil
      }
    }
  }
}

extension RuleScene {
  /// Whether the rule may be computed for many people at once.
  fileprivate var isPlain: Bool {
    guard scope == .employee, !hasCondition else { return false }
    return switch rule.body {
    case .measure(let measure): measure.shape.isPlain
    // What a guard leaves goes by limits of each person.
    case .bonus(let bonus): !bonus.steps.contains { $0.action.isGuard }
    case .balance: true
    case .indicator, .score, .grade, .allocation, .prize, .ranking, .outcome: false
    }
  }
}

extension MeasureShape {
  fileprivate var isPlain: Bool {
    switch self {
    case .formula, .ratio: true
    case .rows(let aggregate): aggregate.limitTables == nil
    case .total, .lookup, .rating: false
    }
  }
}

extension StepAction {
  fileprivate var isGuard: Bool {
    if case .guarded = self { true } else { false }
  }
}

extension ExpressionColumns {
  fileprivate func measure(_ shape: MeasureShape) -> Column? {
    switch shape {
    case .formula(let expression): column(expression.root)
    case .ratio(let upper, let lower, _): ratio(upper, lower)
    case .rows(let aggregate): cells(aggregate)
    case .total, .lookup, .rating: nil
    }
  }

  /// Who has a divisor of zero is asked alone.
  private func ratio(_ upper: CompiledExpression, _ lower: CompiledExpression) -> Column? {
    guard let uppers = column(upper.root), let lowers = column(lower.root) else { return nil }
    return zip(uppers, lowers).map { upper, lower in
      guard let upper, let lower else { return nil }
      return try? Value.arithmetic(.dividedBy, upper, lower)
    }
  }

  private func cells(_ aggregate: RowAggregate) -> Column {
    let cells = work.cells[scene.rule.id.index]
    let none = aggregate.withoutRows
    let counts = aggregate.function == .count
    return people.map { person in
      guard cells.indices.contains(person) else { return none }
      let rows = cells[person].rows
      if !cells[person].conflict.isEmpty { return nil }
      guard rows >= aggregate.needsRows else { return none }
      if let value = cells[person].value { return .present(value) }
      return counts ? .number(Exact(rows)) : none
    }
  }
}

extension RowAggregate {
  /// What a person without enough rows has; nil where somebody has to be asked, or the run stops.
  fileprivate var withoutRows: Value? {
    switch whenNoRows {
    case .value(let scalar): .present(scalar)
    case .missing: .missing
    case .notApplicable, .reweight: .notApplicable
    case .fail, .no: .present(.flag(false))
    case .error, .use: nil
    }
  }
}
