import MeritModel

/// Whether a made-up person could stand in the data: the row checks of their tables hold.
struct TrialRows {
  /// A condition over figures that stand for the cells of one row.
  private struct RowRule {
    let condition: Expression
    let rule: RuleID
  }

  private let rules: [RowRule]

  /// Takes in the row checks whose columns are all read one row at a time.
  init(policy: CompiledPolicy) {
    self.rules = policy.inputs.enumerated().compactMap { place, table in
      guard let check = table.rowCheck?.root else { return nil }
      var cells: [Int: RuleID] = [:]
      for rule in policy.rules where rule.scope == .employee {
        guard case .rows(let rows)? = rule.measure?.shape, rows.table == place,
          rows.function == .only, rows.condition == nil, rows.window == nil,
          let column = rows.column
        else { continue }
        cells[column] = cells[column] ?? rule.id
      }
      guard let first = cells.values.min() else { return nil }
      return check.replacingColumns(cells).map { RowRule(condition: $0, rule: first) }
    }
  }

  /// Whether no row check fails for the person as far as the facts tell.
  func allow(_ person: TrialPerson, _ track: TrialTrack) -> Bool {
    rules.allSatisfy { row in
      var trial = Trial(person, track)
      let scene = Trial.Scene(rule: row.rule, grain: person.period.grain)
      guard let value = try? trial.value(row.condition, scene) else { return true }
      return value.value != .present(.flag(false))
    }
  }
}

extension Expression {
  /// The condition over figures instead of columns; nil where it uses more than comparisons.
  fileprivate func replacingColumns(_ cells: [Int: RuleID]) -> Expression? {
    func both(_ left: Expression, _ right: Expression) -> (Expression, Expression)? {
      guard let one = left.replacingColumns(cells), let other = right.replacingColumns(cells)
      else { return nil }
      return (one, other)
    }
    switch self {
    case .literal, .constant: return self
    case .column(let column): return cells[column].map { .figure($0) }
    case .negated(let inner): return inner.replacingColumns(cells).map { .negated($0) }
    case .arithmetic(let operation, let left, let right):
      return both(left, right).map { .arithmetic(operation, $0, $1) }
    case .comparison(let comparison, let left, let right):
      return both(left, right).map { .comparison(comparison, $0, $1) }
    case .all(let terms):
      let replaced = terms.compactMap { $0.replacingColumns(cells) }
      return replaced.isEmpty ? nil : .all(replaced)
    default: return nil
    }
  }
}
