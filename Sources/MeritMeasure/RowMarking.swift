internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Says which rows lie in a period, and what each says.
struct RowMarking: Sendable {
  let table: InputTable
  let period: Period
  let calendar: PeriodCalendar
  /// The columns that the files hold.
  private let columns: [Int]

  init(table: InputTable, period: Period, calendar: PeriodCalendar) {
    (self.table, self.period, self.calendar) = (table, period, calendar)
    columns = table.columns.indices.filter { table.columns[$0].lookup == nil }
  }

  func isInside(_ batch: RowBatch, _ row: Int) -> Bool {
    guard let date = table.date else { return isRoster ? isValid(batch, row) : true }
    switch batch.value(date, row) {
    case .present(.day(let day)): return period.contains(day)
    case .present(.moment(let moment)): return period.contains(moment.day)
    case .present(.text(let name)):
      guard let part = calendar.period(named: name.string) else { return false }
      return period.start <= part.start && part.end <= period.end
    default: return false
    }
  }

  func mark(_ batch: RowBatch, _ row: Int) -> RowMark {
    var bytes: [UInt8] = []
    write(batch, row, into: &bytes)
    let whole = String(decoding: bytes, as: UTF8.self)
    let key = table.key.map { batch.canonicalText($0, row) }
    return RowMark(
      key: key.isEmpty ? whole : key.joined(separator: "\t"), contents: whole,
      owner: table.owner.map { batch.canonicalText($0, row) } ?? "")
  }

  /// Writes what a row says in place of what stood there.
  func write(_ batch: RowBatch, _ row: Int, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    for column in columns {
      // A tab parts the cells; no identity of rows hangs on it, only what is said of them.
      if column != columns.first { bytes.append(UInt8(ascii: "\t")) }
      bytes.append(contentsOf: text(batch, column, row).utf8)
    }
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
    if isRoster, table.columns[column].name == "valid_to",
      let day = batch.value(column, row).day, day > period.end
    {
      return ""
    }
    return batch.canonicalText(column, row)
  }
}

extension RowBatch {
  /// The canonical text of a cell; a value would keep a long text of each row.
  fileprivate func canonicalText(_ column: Int, _ row: Int) -> String {
    guard kinds[column].isText else { return value(column, row).canonicalText }
    return lanes[column][row] == RowBatch.empty ? "" : text(column, row)
  }
}
