package import MeritModel

/// Bounds of a number, both inclusive, either absent.
package struct ValueRange: Hashable, Sendable {
  package let least: Exact?
  package let greatest: Exact?

  /// Makes bounds.
  package init(least: Exact?, greatest: Exact?) {
    self.least = least
    self.greatest = greatest
  }

  /// Says whether a number lies inside.
  package func contains(_ number: Exact) -> Bool {
    (least.map { $0 <= number } ?? true) && (greatest.map { number <= $0 } ?? true)
  }
}

/// A table that the importers deliver: the contract of a policy with its data.
package struct InputTable: Sendable {
  package let name: String
  /// The key columns by place; empty where rows have no key.
  package let key: [Int]
  /// The column that holds the employee who owns the row.
  package let owner: Int?
  /// The people to whom a row is credited in parts, instead of one owner; empty where it has one.
  package var credits: [Credit] = []
  /// How some rows take back others; nil where none does.
  package var reversal: Reversal?
  /// The column that decides the row's period.
  package let date: Int?
  /// The policy's currency, in which amounts of money are; nil where none is known yet.
  package internal(set) var currency: String?
  /// The columns of the files, then those that are looked up in other tables, each after those
  /// that it names.
  package let columns: [InputColumn]
  /// Columns computed per row; they are addressed after `columns`, in an order in which each comes
  /// after those that it names.
  package let derived: [DerivedColumn]
  /// A condition that every row must meet.
  package let rowCheck: CompiledExpression?
  package let place: SourcePlace

  /// Makes a table.
  package init(
    name: String, key: [Int], owner: Int?, date: Int?, columns: [InputColumn],
    derived: [DerivedColumn], rowCheck: CompiledExpression?, place: SourcePlace
  ) {
    self.name = name
    self.key = key
    self.owner = owner
    self.date = date
    self.columns = columns
    self.derived = derived
    self.rowCheck = rowCheck
    self.place = place
  }

  /// The same table, with amounts in a currency.
  func inCurrency(_ currency: String) -> InputTable {
    var table = self
    table.currency = currency
    return table
  }

  /// The name of a column or derived column.
  package func columnName(_ column: Int) -> String {
    column < columns.count ? columns[column].name : derived[column - columns.count].name
  }

  /// The names of all columns, derived ones last.
  package var columnNames: [String] { columns.map(\.name) + derived.map(\.name) }

  /// The columns in words, to choose from.
  var columnList: String {
    "its columns are \(columnNames.map { "`\($0)`" }.joined(separator: ", "))"
  }

  /// The kinds of the columns that no file holds: looked-up ones, then derived ones.
  package var computedKinds: [Kind] {
    columns.filter { $0.lookup != nil }.map(\.kind) + derived.map(\.kind)
  }

  /// The kind of a column or derived column.
  package func columnKind(_ column: Int) -> Kind {
    column < columns.count ? columns[column].kind : derived[column - columns.count].kind
  }

  /// The place of a column or derived column by name.
  package func column(named name: String) -> Int? {
    if let place = columns.firstIndex(where: { $0.name == name }) { return place }
    return derived.firstIndex { $0.name == name }.map { columns.count + $0 }
  }
}

/// One of several people to whom a row is credited.
package struct Credit: Sendable {
  /// The column with the person's id.
  package let column: Int
  package let share: Exact
  /// Whether an empty cell spreads its share over the others, in proportion.
  package let spreadsWhenEmpty: Bool

  /// Makes a credit.
  package init(column: Int, share: Exact, spreadsWhenEmpty: Bool) {
    self.column = column
    self.share = share
    self.spreadsWhenEmpty = spreadsWhenEmpty
  }
}

/// How some rows of a table take back others of the same table.
package struct Reversal: Hashable, Sendable {
  /// The column with the key of the row that is taken back; empty in a row that takes back none.
  package let column: Int
  /// How far before the day of the one the day of the other may lie; nil for any time.
  package let within: Window?

  /// Makes a reversal.
  package init(column: Int, within: Window?) {
    self.column = column
    self.within = within
  }

  /// The earliest day of a row that a row of some day may take back; nil for any.
  package func earliest(from day: CalendarDay) -> CalendarDay? {
    guard let within else { return nil }
    switch within.unit {
    case .day: return day.adding(days: -within.count)
    case .tenDays: return day.adding(days: -10 * within.count)
    case .month: return day.adding(months: -within.count)
    case .quarter: return day.adding(months: -3 * within.count)
    case .year: return day.adding(months: -12 * within.count)
    }
  }
}

/// A column as a policy declares it.
package struct InputColumn: Sendable {
  package let name: String
  package let kind: Kind
  /// Says whether a cell may be empty.
  package let isOptional: Bool
  package let range: ValueRange?
  /// Where the value stands in another table; nil for a column of the files.
  package var lookup: Lookup?
  package let place: SourcePlace

  /// Makes a column.
  package init(
    name: String, kind: Kind, isOptional: Bool, range: ValueRange?, place: SourcePlace
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.range = range
    self.place = place
  }
}

/// A column computed from the others of its row, exact and never rounded.
package struct DerivedColumn: Sendable {
  package let name: String
  package let kind: Kind
  package let source: DerivedSource

  /// Makes a derived column.
  package init(name: String, kind: Kind, source: DerivedSource) {
    self.name = name
    self.kind = kind
    self.source = source
  }
}

/// What a derived column is computed by.
package enum DerivedSource: Sendable {
  case expression(CompiledExpression)
  /// A decision table over the row's columns.
  case table(LookupTable)

  /// The expressions over the row's columns.
  package var expressions: [CompiledExpression] {
    switch self {
    case .expression(let expression): [expression]
    case .table(let table): table.inputs.map(\.of)
    }
  }
}
