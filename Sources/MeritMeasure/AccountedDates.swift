internal import MeritPolicy

/// The dates of rows that a scan accounts for, by table, as the cells of the column that decides.
package struct AccountedDates: Sendable {
  private var cells: [String: [ClosedRange<Int64>]] = [:]

  /// Begins without any.
  package init() {}

  /// The stretches of a table's dates, where they are of a kind.
  func stretches(of table: InputTable) -> [ClosedRange<Int64>] {
    cells[Self.key(table), default: []]
  }

  mutating func add(_ stretches: [ClosedRange<Int64>], of table: InputTable) {
    cells[Self.key(table), default: []] += stretches
  }

  /// Adds those of another scan.
  package mutating func formUnion(_ other: AccountedDates) {
    cells.merge(other.cells) { $0 + $1 }
  }

  /// Cells of another kind of date cannot be compared.
  private static func key(_ table: InputTable) -> String {
    "\(table.name) \(table.date.map { "\(table.columnKind($0))" } ?? "")"
  }
}
