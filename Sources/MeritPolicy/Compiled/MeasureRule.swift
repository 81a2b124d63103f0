package import MeritModel

/// A measure: a value from rows, or from other measures.
package struct MeasureRule: Sendable {
  package let shape: MeasureShape
  package let range: ValueRange?
  /// The roles to which a group measure is limited; nil for all.
  package let roles: [String]?
  /// Whether the manager counts among the own reports or organisation.
  package let withSelf: Bool

  /// Makes a measure.
  package init(shape: MeasureShape, range: ValueRange?, roles: [String]?, withSelf: Bool) {
    self.shape = shape
    self.range = range
    self.roles = roles
    self.withSelf = withSelf
  }
}

/// How a measure comes about.
package enum MeasureShape: Sendable {
  case rows(RowAggregate)
  /// `of` divided by `to`; `whenZero` acts where the divisor is zero.
  case ratio(of: CompiledExpression, to: CompiledExpression, whenZero: HandlerAction?)
  /// The sum over the members of the rule's group of the employees' values of a rule.
  case total(RuleID)
  case formula(CompiledExpression)
  /// What a decision table gives.
  case lookup(LookupTable)
  case rating(RatingRule)
}

/// A value over the rows of one table that one subject owns, of one period, that meet a condition.
package struct RowAggregate: Sendable {
  /// The table's place in the policy.
  package let table: Int
  package let function: AggregateFunction
  /// The aggregated column; nil for `count` and `share`.
  package let column: Int?
  package let condition: CompiledExpression?
  package let window: Window?
  /// Fewer matching rows than this count as no rows; at least 1.
  package let needsRows: Int
  package let whenNoRows: HandlerAction
  /// The column with the person to whom the rows belong instead of the table's owner.
  package var ownedBy: Int?
  /// Of which rows a `share` is taken; nil for all.
  package var among: CompiledExpression?
  /// Whether it counts the rows that take back others, and them alone.
  package var isReversing = false
  /// The column with the customer to whom the rows belong, in a customer's measure.
  package var customer: Int?
  /// What holds of each counted row, where the measure is an adjustment.
  package var limits: RowLimits?
  /// The decision tables that narrow the limits for each person.
  package var limitTables: LimitTables?

  /// Makes an aggregate.
  package init(
    table: Int, function: AggregateFunction, column: Int?, condition: CompiledExpression?,
    window: Window?, needsRows: Int, whenNoRows: HandlerAction
  ) {
    self.table = table
    self.function = function
    self.column = column
    self.condition = condition
    self.window = window
    self.needsRows = needsRows
    self.whenNoRows = whenNoRows
  }
}

/// What each row of an adjustment must keep to.
package struct RowLimits: Hashable, Sendable {
  /// The least amount of a row, inclusive.
  package let least: Exact
  /// The greatest amount of a row, inclusive.
  package let greatest: Exact
  /// The columns that must not be empty.
  package let needs: [Int]

  /// Makes limits.
  package init(least: Exact, greatest: Exact, needs: [Int]) {
    self.least = least
    self.greatest = greatest
    self.needs = needs
  }
}

/// The decision tables that give a person's least and greatest amount of a row of an adjustment.
///
/// The fixed limits beside them hold everything that the tables can give.
package struct LimitTables: Sendable {
  package let least: LookupTable?
  package let greatest: LookupTable?

  /// Takes in the tables; nil where a limit is fixed.
  package init(least: LookupTable?, greatest: LookupTable?) {
    self.least = least
    self.greatest = greatest
  }

  /// The tables, each once for each limit.
  package var all: [LookupTable] { [least, greatest].compactMap(\.self) }
}

/// The function of a row aggregate.
package enum AggregateFunction: Hashable, Sendable {
  case sum
  case count
  /// The rows that meet the condition as a part of those that meet `among`.
  case share
  case average
  case min
  case max
  /// Exactly one row may match.
  case only
  /// How many different values; with `havingRows` those that at least so many rows hold.
  case distinct(havingRows: Int)
  case median
  /// The nearest-rank percentile, 1 to 100.
  case percentile(Int)
}

/// A stretch of time that ends with the period and replaces its start.
package struct Window: Hashable, Sendable {
  package let count: Int
  package let unit: Grain

  /// Makes a window.
  package init(count: Int, unit: Grain) {
    self.count = count
    self.unit = unit
  }
}

/// One cell of the measure table: what the rows of one subject gave.
package struct MeasureCell: Hashable, Sendable {
  /// The matching rows.
  package var rows: Int
  /// The aggregate; nil where no row matched.
  package var value: Scalar?
  /// Two of the rows where `only` found more than one.
  package var conflict: [SourcePlace]

  /// Makes a cell.
  package init(rows: Int, value: Scalar?, conflict: [SourcePlace] = []) {
    self.rows = rows
    self.value = value
    self.conflict = conflict
  }
}

/// What all row aggregates of one period gave: the interface between the rows and the rules.
package struct MeasureTable: Sendable {
  /// For each rule with a row aggregate its cells: by person of the roster for the scope
  /// `employee`, else by group of the cohort.
  package var cells: [RuleID: [MeasureCell]]
  /// For each `reconcile` check, by its place among the checks, the sum over all rows of the period
  /// that meet the measure's condition, whoever owns them.
  package var controlTotals: [Int: Exact]
  /// The rows of those rules whose rows are looked at one by one; subjects as in `cells`.
  package var rows: [RuleID: RowList] = [:]
  /// The rows that others take back, by the place of their table among the inputs.
  package var reversed: [Int: ReversedRows] = [:]

  /// Makes a table.
  package init(
    cells: [RuleID: [MeasureCell]] = [:], controlTotals: [Int: Exact] = [:],
    rows: [RuleID: RowList] = [:]
  ) {
    self.cells = cells
    self.controlTotals = controlTotals
    self.rows = rows
  }
}
