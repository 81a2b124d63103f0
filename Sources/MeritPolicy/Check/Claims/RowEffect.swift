import MeritModel

/// What one more row of a table does to each measure over that table.
struct RowEffect {
  let facts: PolicyFacts
  let row: ClaimedRow

  /// The direction of every measure that the row can move.
  var directions: [RuleID: Direction] {
    var directions: [RuleID: Direction] = [:]
    for rule in facts.policy.rules {
      let effect = effect(on: rule)
      if !effect.isStill { directions[rule.id] = effect }
    }
    return directions
  }

  private func effect(on rule: Rule) -> Direction {
    let anyway = Direction(trend: .turning, isPresenceMoved: true)
    if rule.scope == .customer, facts.policy.customers?.table == row.table { return anyway }
    switch rule.measure?.shape {
    case .rating(let rating): return rating.table == row.table ? anyway : .still
    case .rows(let rows):
      if excuses(rowsOf: rows.table) { return anyway }
      return rows.table == row.table ? effect(on: rows) : .still
    default: return .still
    }
  }

  /// Whether the row is an event that takes other rows away.
  private func excuses(rowsOf table: Int) -> Bool {
    facts.policy.exclusions.contains { $0.events == row.table && $0.applies.contains(table) }
  }

  private func effect(on rows: RowAggregate) -> Direction {
    // A row that takes back another counts in other measures than one that does not.
    if facts.policy.inputs[rows.table].reversal != nil { return .turning }
    let counted = rows.function == .share ? rows.among : rows.condition
    if let wanted = counted?.root, let known = row.condition?.root,
      known.excludes(wanted)
    {
      return .still
    }
    let effect = direction(rows)
    switch rows.whenNoRows {
    case .value(let scalar):
      // The first row replaces this value.
      let first = facts.firstValue(of: rows)
      guard effect.trend == .rising, let value = scalar.exact, let least = first.least,
        value <= least
      else { return .turning }
      return effect
    case .error: return effect
    default: return Direction(trend: effect.trend, isPresenceMoved: true)
    }
  }

  private func direction(_ rows: RowAggregate) -> Direction {
    let cells = rows.column.map { facts.range($0, of: facts.policy.inputs[rows.table]) } ?? .any
    switch rows.function {
    case .sum:
      if !cells.canBeNegative { return .rising }
      return cells.greatest.map { $0 <= .zero } ?? false ? Direction.rising.turned : .turning
    case .count, .max: return .rising
    case .min: return Direction.rising.turned
    case .distinct: return .rising
    case .share, .average, .only, .median, .percentile: return .turning
    }
  }
}

extension PolicyFacts {
  /// The bounds of a row aggregate once it has rows.
  fileprivate func firstValue(of rows: RowAggregate) -> ValueRange {
    let cells = rows.column.map { range($0, of: policy.inputs[rows.table]) } ?? .any
    switch rows.function {
    case .sum: return sum(cells, canBeEmpty: false)
    case .count: return ValueRange(least: Exact(rows.needsRows), greatest: nil)
    case .distinct: return .notNegative
    case .share: return ValueRange(least: .zero, greatest: .one)
    case .average, .min, .max, .only, .median, .percentile: return cells
    }
  }
}

extension Expression {
  /// Whether no row can meet both conditions, as far as single comparisons of a column show.
  fileprivate func excludes(_ other: Expression) -> Bool {
    terms.contains { one in other.terms.contains { one.contradicts($0) } }
  }

  private func contradicts(_ other: Expression) -> Bool {
    guard let (column, values) = allowed, let (otherColumn, otherValues) = other.allowed else {
      return column.map { other.flag == .some(.init(column: $0, holds: !isPlain)) } ?? false
    }
    return column == otherColumn && values.isDisjoint(with: otherValues)
  }

  /// A column of flags as a condition: which one, and whether it must hold.
  private struct FlagTerm: Equatable {
    let column: Int
    let holds: Bool
  }

  private var flag: FlagTerm? {
    switch self {
    case .column(let column): FlagTerm(column: column, holds: true)
    case .not(.column(let column)): FlagTerm(column: column, holds: false)
    default: nil
    }
  }

  private var column: Int? { flag?.column }
  private var isPlain: Bool { flag?.holds ?? false }

  /// The values that a comparison allows a column.
  private var allowed: (column: Int, values: Set<Scalar>)? {
    switch self {
    case .comparison(.equal, .column(let column), .literal(let value)),
      .comparison(.equal, .literal(let value), .column(let column)):
      (column, [value])
    case .isOneOf(.column(let column), let values): (column, Set(values))
    default: nil
    }
  }
}
