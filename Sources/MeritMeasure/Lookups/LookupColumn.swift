internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// A looked-up column of a table with what it takes its values from.
struct LookupColumn: Sendable {
  let column: Int
  let lookup: Lookup
  let index: LookupIndex

  /// Fills the column of a batch; `periodEnd` is the last day of the period that is computed.
  func fill(_ batch: RowBatch, _ table: InputTable, periodEnd: CalendarDay) {
    take(batch, table, periodEnd)
    if let other = lookup.orElse { complete(batch, from: other) }
  }

  private func take(_ batch: RowBatch, _ table: InputTable, _ periodEnd: CalendarDay) {
    switch lookup.validity?.day {
    case nil: index.fill(batch, column, match: lookup.match) { _ in 0 }
    case .periodEnd:
      let day = Int64(periodEnd.number)
      index.fill(batch, column, match: lookup.match) { _ in day }
    case .column(let date):
      let (lane, isMoment) = (batch.lanes[date], table.columnKind(date) == .datetime)
      index.fill(batch, column, match: lookup.match) { row in
        let cell = lane[row]
        if cell == RowBatch.empty { return nil }
        return isMoment ? Int64(Moment(seconds: cell).day.number) : cell
      }
    }
  }
  /// Takes the values of another column of the batch for those that were not found.
  private func complete(_ batch: RowBatch, from other: Int) {
    let gaps = (0..<batch.count).filter { row in
      batch.faults[row] == 0 && batch.lanes[column][row] == RowBatch.empty
        && batch.lanes[other][row] != RowBatch.empty
    }
    guard !gaps.isEmpty else { return }
    let (kind, scale) = (batch.kinds[column], batch.scales[column])
    if kind.isText { return completeTexts(batch, Set(gaps), from: other) }
    for row in gaps {
      let value = batch.value(other, row)
      let cell = LookupIndex.cell(value, kind, scale)
      batch.lanes[column][row] = cell
      if cell == RowBatch.wideMark, let number = value.number { batch.wide[column][row] = number }
    }
  }

  /// A column's texts stand in one place, so those of both columns are put together.
  private func completeTexts(_ batch: RowBatch, _ gaps: Set<Int>, from other: Int) {
    let rows = (0..<batch.count).filter { row in
      gaps.contains(row) || batch.lanes[column][row] != RowBatch.empty
    }
    let pool = TextPool(rows.map { batch.text(gaps.contains($0) ? other : column, $0) })
    for (row, cell) in zip(rows, pool.cells) { batch.lanes[column][row] = cell }
    batch.pools[column] = pool
  }
}
