/// The dates that a scan asks for; of a row with another date nothing else is read.
///
/// Such a row is counted as outside the period: what its other cells hold, readable or not,
/// concerns another period.
package struct DateReach: Sendable {
  /// The place of the date among the columns of the table.
  package let column: Int
  /// The cells of the date that are asked for, in order.
  package let stretches: [ClosedRange<Int64>]

  /// Asks for the dates in some stretches, which stand in order and do not touch.
  package init(column: Int, stretches: [ClosedRange<Int64>]) {
    (self.column, self.stretches) = (column, stretches)
  }

  @inline(__always)
  func contains(_ cell: Int64) -> Bool {
    stretches.contains { $0.lowerBound <= cell && cell <= $0.upperBound }
  }
}

extension RowBatch {
  /// Takes out the rows with a date that is not asked for; gives their number.
  ///
  /// Rows whose date is missing or cannot be read stay, so that the rest of them is told as well.
  func keep(in reach: DateReach) -> Int {
    let lane = lanes[reach.column]
    if reach.stretches.count == 1, let outside = allOrNone(lane, outside: reach.stretches[0]) {
      if outside > 0 { count = 0 }
      return outside
    }
    var kept = 0
    for row in 0..<count {
      let cell = lane[row]
      guard cell == RowBatch.empty || faults[row] != 0 || reach.contains(cell) else { continue }
      if kept < row {
        lane[kept] = cell
        faults[kept] = faults[row]
        lines[kept] = lines[row]
        bases[kept] = bases[row]
        rowStarts[kept] = rowStarts[row]
      }
      kept &+= 1
    }
    defer { count = kept }
    return count - kept
  }

  /// The number of rows to take out where those are none or all, as they mostly are in the order of
  /// time; nil else.
  private func allOrNone(_ lane: Lane<Int64>, outside stretch: ClosedRange<Int64>) -> Int? {
    let (first, last) = (stretch.lowerBound, stretch.upperBound)
    var outside = 0
    for row in 0..<count {
      let cell = lane[row]
      let isOutside = (cell < first || cell > last) && cell != RowBatch.empty && faults[row] == 0
      outside &+= isOutside ? 1 : 0
    }
    return outside == 0 || outside == count ? outside : nil
  }
}
