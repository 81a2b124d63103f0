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
}
