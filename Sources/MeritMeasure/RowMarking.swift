internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Says which rows lie in a period, and what each says.
struct RowMarking: Sendable {
  let table: InputTable
  let period: Period
  let calendar: PeriodCalendar

  func isInside(_ batch: RowBatch, _ row: Int) -> Bool {
    guard let date = table.date else { return isRoster ? isValid(batch, row) : true }
    switch batch.value(date, row) {
    case .present(.day(let day)): return period.contains(day)
    case .present(.moment(let moment)): return period.contains(moment.day)
    case .present(.text(let name)):
      guard let part = calendar.period(named: name) else { return false }
      return period.start <= part.start && part.end <= period.end
    default: return false
    }
  }

  func mark(_ batch: RowBatch, _ row: Int) -> RowMark {
    let columns = table.columns.indices.filter { table.columns[$0].lookup == nil }
    let contents = columns.map { text(batch, $0, row) }
    // A tab parts the cells; no identity of rows hangs on it, only what is said of them.
    let key = table.key.map { batch.value($0, row).canonicalText }
    let whole = contents.joined(separator: "\t")
    return RowMark(
      key: key.isEmpty ? whole : key.joined(separator: "\t"), contents: whole,
      owner: table.owner.map { batch.value($0, row).canonicalText } ?? "")
  }

  private var isRoster: Bool { table.name == "roster" }

  /// Says whether a row of the roster holds on a day of the period.
  private func isValid(_ batch: RowBatch, _ row: Int) -> Bool {
    func day(_ name: String) -> CalendarDay? {
      table.columns.firstIndex { $0.name == name }.flatMap { batch.value($0, row).day }
    }
    return day("valid_from").map { $0 <= period.end } ?? true
      && day("valid_to").map { $0 >= period.start } ?? true
  }

  /// The text of a cell; that somebody left after the period says nothing of the period.
  private func text(_ batch: RowBatch, _ column: Int, _ row: Int) -> String {
    let value = batch.value(column, row)
    if isRoster, table.columns[column].name == "valid_to", let day = value.day, day > period.end {
      return ""
    }
    return value.canonicalText
  }
}
