package import MeritModel

/// Rows that reach the rules one by one: those of each subject in the order of their contents, so
/// that the order of a file never shows.
///
/// One for all who read it, since it is asked for each person.
package final class RowList: Sendable {
  /// For each subject the place of its first row; one more for the end of the last.
  private let starts: [Int]
  /// For each asked column its values, row by row.
  private let columns: [[Value]]
  /// For each row its file and line, to be shown and never to be computed with.
  private let places: [(file: Int32, line: Int)]
  private let files: [String]
  private let numbers: [[Int32]]

  /// Makes a list; `starts` has one entry more than there are subjects, and `numbers` are those of
  /// ``textNumbers(_:)``.
  package init(
    starts: [Int], columns: [[Value]], places: [(file: Int32, line: Int)], files: [String],
    numbers: [[Int32]] = []
  ) {
    self.starts = starts
    self.columns = columns
    self.places = places
    self.files = files
    self.numbers = numbers
  }

  /// No rows of nobody.
  package static let empty = RowList(starts: [], columns: [], places: [], files: [])

  /// The places of a subject's rows.
  package subscript(subject: Int) -> Range<Int> {
    starts.indices.contains(subject + 1) ? starts[subject]..<starts[subject + 1] : 0..<0
  }

  /// The number of rows.
  package var count: Int { places.count }

  /// The number of subjects.
  package var subjects: Int { max(0, starts.count - 1) }

  /// A row's value in one of the asked columns.
  package func value(_ column: Int, _ row: Int) -> Value { columns[column][row] }

  /// For each row its value in one of the asked columns; nothing for a column that was not asked for.
  package func values(_ column: Int) -> [Value] {
    columns.indices.contains(column) ? columns[column] : []
  }

  /// For each row the number of its text in one of the asked columns, -1 without one or with an empty
  /// one; nothing for a column of something else.
  ///
  /// Numbers go up from 0 in the order of the texts' code points, and equal texts have the same one,
  /// so that rows are put together and compared without looking at texts.
  package func textNumbers(_ column: Int) -> [Int32] {
    numbers.indices.contains(column) ? numbers[column] : []
  }

  /// Where a row stands.
  package func place(_ row: Int) -> SourcePlace {
    SourcePlace(file: files[Int(places[row].file)], line: places[row].line)
  }
}

/// The rows of a table that others take back.
package struct ReversedRows: Sendable {
  /// A row with its date and its values in the columns that are added up.
  package struct Row: Sendable {
    package let place: SourcePlace
    package let date: Value
    package let values: [Int: Value]

    /// Makes a row.
    package init(place: SourcePlace, date: Value, values: [Int: Value]) {
      self.place = place
      self.date = date
      self.values = values
    }
  }

  private let rows: [String: Row]

  /// Keeps rows by their keys.
  package init(_ rows: [String: Row]) {
    self.rows = rows
  }

  /// The row of a key.
  package subscript(key: String) -> Row? { rows[key] }
}

extension CompiledPolicy {
  /// The rules whose rows reach other rules one by one, with the columns that are read of them.
  package var rowColumns: [RuleID: [Int]] {
    var columns: [RuleID: [Int]] = [:]
    for measure in rules.flatMap(\.body.rowMeasures) {
      guard case .rows(let aggregate)? = self[measure].measure?.shape, let column = aggregate.column
      else { continue }
      columns[measure] = [column]
      let table = inputs[aggregate.table]
      if aggregate.isReversing, let reversal = table.reversal, let date = table.date {
        columns[measure] = [column, reversal.column, date]
      }
    }
    for rule in rules where columns[rule.id] == nil {
      guard case .rows(let rows)? = rule.measure?.shape, rows.limitTables != nil,
        let column = rows.column
      else { continue }
      columns[rule.id] = [column]
    }
    for rule in rules {
      guard case .balance(let balance) = rule.body, let spread = balance.spread,
        columns[spread.measure]?.contains(spread.over) == false
      else { continue }
      columns[spread.measure]?.append(spread.over)
    }
    return columns
  }
}

extension RuleBody {
  /// The measures whose rows the rule's tiers apply to or take back, or that a balance spreads.
  fileprivate var rowMeasures: [RuleID] {
    switch self {
    case .bonus(let bonus): bonus.steps.compactMap { $0.action.operand?.rowMeasure }
    case .allocation(let allocation): [allocation.pool.rowMeasure].compactMap { $0 }
    case .balance(let balance): [balance.spread?.measure].compactMap(\.self)
    default: []
    }
  }
}

extension Operand {
  fileprivate var rowMeasure: RuleID? {
    switch self {
    case .tiers(_, _, let measure): measure
    case .takenBack(let back): back.measure
    case .each(let inner, _): inner.rowMeasure
    case .expression, .table: nil
    }
  }
}
