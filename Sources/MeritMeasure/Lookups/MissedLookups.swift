internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Tells for which looked-up column no row was found, where that leaves a column empty.
struct MissedLookups: Sendable {
  let table: InputTable
  /// The columns that each derived column names.
  private let named: [[Int]]

  init(_ table: InputTable) {
    self.table = table
    named = table.derived.map { derived in
      Array(Set(derived.source.expressions.flatMap(\.root.columns))).sorted()
    }
  }

  /// Says whether a column can be empty because a lookup finds nothing.
  func canMiss(_ column: Int) -> Bool {
    guard column < table.columns.count else {
      return named[column - table.columns.count].contains(where: canMiss)
    }
    return table.columns[column].lookup != nil && table.columns[column].isOptional
  }

  /// The looked-up column that found nothing and so leaves an empty column empty; nil where a cell
  /// of the file is empty that may be.
  func cause(of column: Int, _ batch: RowBatch, _ row: Int) -> Int? {
    guard batch.lanes[column][row] == RowBatch.empty else { return nil }
    guard column < table.columns.count else {
      return named[column - table.columns.count].lazy.compactMap { cause(of: $0, batch, row) }.first
    }
    guard let lookup = table.columns[column].lookup else { return nil }
    var asked = lookup.match
    if case .column(let day)? = lookup.validity?.day { asked.append(day) }
    guard let empty = asked.first(where: { batch.lanes[$0][row] == RowBatch.empty }) else {
      return column
    }
    return cause(of: empty, batch, row)
  }

  /// What was looked for, as the row says it.
  func sought(_ column: Int, _ batch: RowBatch, _ row: Int) -> String {
    (table.columns[column].lookup?.match ?? [])
      .map { batch.value($0, row).canonicalText }.joined(separator: ", ")
  }
}

extension Expression {
  /// The columns of the row that it names.
  fileprivate var columns: [Int] {
    if case .column(let place) = self { [place] } else { parts.flatMap(\.columns) }
  }
}
