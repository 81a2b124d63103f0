package import MeritModel

/// An amount that is carried from period to period, as a ledger.
package struct BalanceRule: Sendable {
  /// What the first period opens with; nil for 0.
  package let opening: CompiledExpression?
  package let add: CompiledExpression?
  package let take: CompiledExpression?
  package let floor: CompiledExpression?
  package let ceiling: CompiledExpression?
  package let release: BalanceRelease?
  /// The grain at whose starts the opening is taken anew.
  package let resets: Grain?
  package let onExit: BalanceExit

  /// Makes a balance.
  package init(
    opening: CompiledExpression?, add: CompiledExpression?, take: CompiledExpression?,
    floor: CompiledExpression?, ceiling: CompiledExpression?, release: BalanceRelease?,
    resets: Grain?, onExit: BalanceExit
  ) {
    self.opening = opening
    self.add = add
    self.take = take
    self.floor = floor
    self.ceiling = ceiling
    self.release = release
    self.resets = resets
    self.onExit = onExit
  }
}

/// When a balance is paid out.
package enum BalanceRelease: Sendable {
  /// All of it, if above 0, where the condition holds.
  case when(CompiledExpression)
  /// Each addition where the condition holds for the period that made it, as it is known by then.
  case each(CompiledExpression)
  /// Parts of what was added some periods before.
  case schedule([ScheduledRelease])
  /// Each row of what is added in equal parts over as many periods as the row says.
  case spread(SpreadRelease)
}

/// Rows whose amounts are paid out over a number of later periods each.
package struct SpreadRelease: Hashable, Sendable {
  /// The measure that sums the rows.
  package let measure: RuleID
  /// The column of the rows' table with the number of periods.
  package let over: Int
  /// The rows' table, by its place among the inputs.
  package let table: Int

  /// Makes a release.
  package init(measure: RuleID, over: Int, table: Int) {
    self.measure = measure
    self.over = over
    self.table = table
  }
}

/// A share of what was added a number of periods before.
package struct ScheduledRelease: Hashable, Sendable {
  /// How many periods after the addition.
  package let after: Int
  /// The fraction of the addition.
  package let share: Exact

  /// Makes a release.
  package init(after: Int, share: Exact) {
    self.after = after
    self.share = share
  }
}

extension BalanceRule {
  /// What decides about each addition by itself; nil where nothing does.
  package var each: CompiledExpression? {
    if case .each(let condition)? = release { condition } else { nil }
  }

  /// The rows that are paid out over periods of their own; nil where none are.
  package var spread: SpreadRelease? {
    if case .spread(let spread)? = release { spread } else { nil }
  }
}

/// What becomes of a balance when the person leaves.
package enum BalanceExit: String, CaseIterable, Sendable {
  case writeOff = "write-off"
  case pay
  case keep
}

/// The parts of a balance in the order of the ledger; the raw value is the part's name.
package enum BalancePart: String, CaseIterable, Sendable {
  case opening
  case added
  case taken
  case released
  case over
  case under
  case writtenOff = "written_off"

  /// The place among a balance's parts.
  package var place: Int {
    switch self {
    case .opening: 0
    case .added: 1
    case .taken: 2
    case .released: 3
    case .over: 4
    case .under: 5
    case .writtenOff: 6
    }
  }
}
