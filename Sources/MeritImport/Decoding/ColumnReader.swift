internal import MeritModel

/// Reads the cells of one column of one file into a lane.
struct ColumnReader: Sendable {
  /// Where the cells stand, by field from 0.
  enum Cells: Sendable {
    case field(Int)
    case joined([Int])
    case constant([UInt8])
  }

  /// How a cell becomes a number.
  enum Form: Sendable {
    case text, number, date, moment, month, quarter, flag, choice
  }

  let column: ContractColumn
  let place: Int
  let cells: Cells
  let form: Form
  let scale: NumberScale
  let least: Int64
  let greatest: Int64
  /// Numbers by text: choices, flags, mapped values.
  var table = KeyTable()
  /// The texts that mapped text columns and aliases give.
  var texts: [[UInt8]] = []
  /// Whether a text that the table lacks is read as it stands.
  var isOpen = true
  var missing = KeyTable()
  /// Whether the book says itself which texts mean an empty cell.
  var hasStatedMissing = false
  var patterns: [DatePattern] = []
  /// The order of day and month where the column's has been stated or found.
  var order: DateOrder?
  var style = NumberStyle.plain
  /// Whether the book says how numbers are written.
  var isStyleStated = false
  /// The currency whose signs may stand beside amounts; nil for any.
  var currency: String?
  /// The clock that the export shows where it is not the policy's.
  var clock: WallClock?
  var isPlain = true
  let fieldCount: Int
  let quote: UInt8
  let utcOffset: @Sendable (Int64) -> Int

  /// The most bytes that a rewritten cell adds to those of its row.
  var arenaBytesPerRow: Int {
    let mapped = texts.map(\.count).max() ?? 0
    switch cells {
    case .field: return mapped
    case .joined(let fields): return mapped + 2 * fields.count
    case .constant(let text): return mapped + 2 * text.count
    }
  }

  /// Reads the cells of a batch.
  func read(_ batch: RowBatch, _ places: Lane<UInt32>, _ window: ScanWindow) {
    switch cells {
    case .field(let field): readField(field, batch, places, window)
    case .joined(let fields):
      var spans = Array(repeating: (start: 0, length: 0), count: fields.count)
      for row in 0..<batch.count {
        for (index, field) in fields.enumerated() {
          let (start, length) = bounds(field, batch, places, row)
          let clean = CellText.clean(window, start, length, quote)
          spans[index] = (clean.start, clean.length)
        }
        let joined = window.keep(joined: spans)
        readSlowly(batch, window, row, joined.start, joined.length)
      }
    case .constant(let text):
      let start = window.keep(text)
      for row in 0..<batch.count {
        if row > 0, batch.faults[0] == 0, batch.wide[place].isEmpty {
          batch.lanes[place][row] = batch.lanes[place][0]
        } else {
          readSlowly(batch, window, row, start, text.count)
        }
      }
    }
  }

  @inline(__always)
  private func bounds(_ field: Int, _ batch: RowBatch, _ places: Lane<UInt32>, _ row: Int) -> (
    Int, Int
  ) {
    let base = Int(batch.bases[row]) &+ field
    let start = Int(places[base] &+ 1)
    var end = Int(places[base &+ 1])
    if field == fieldCount - 1, end > start, batch.bytes[end &- 1] == 13 { end &-= 1 }
    return (start, end &- start)
  }

  @inline(__always)
  private func each(
    _ field: Int, _ batch: RowBatch, _ places: Lane<UInt32>, _ window: ScanWindow,
    _ plain: (Int, Int) -> Int64
  ) {
    let lane = batch.lanes[place]
    let isOptional = column.isOptional
    for row in 0..<batch.count {
      let (start, length) = bounds(field, batch, places, row)
      if length == 0, isOptional {
        lane[row] = RowBatch.empty
        continue
      }
      let value = length == 0 ? RowBatch.empty : plain(start, length)
      if value == RowBatch.empty {
        readSlowly(batch, window, row, start, length)
      } else {
        lane[row] = value
      }
    }
  }

  private func readField(
    _ field: Int, _ batch: RowBatch, _ places: Lane<UInt32>, _ window: ScanWindow
  ) {
    let bytes = batch.bytes
    guard isPlain else {
      each(field, batch, places, window) { _, _ in RowBatch.empty }
      return
    }
    switch form {
    case .text:
      let quote = quote
      if column.kind == .id, !batch.isASCII {
        each(field, batch, places, window) { start, length in
          guard isPlain(bytes, start, length), bytes[start] != quote else { return RowBatch.empty }
          return Int64(start) << 32 | Int64(length)
        }
        return
      }
      each(field, batch, places, window) { start, length in
        let (first, last) = (bytes[start], bytes[start &+ length &- 1])
        let isPlain = first &- 33 < 94 && last &- 33 < 94 && first != quote
        return isPlain ? Int64(start) << 32 | Int64(length) : RowBatch.empty
      }
    case .number:
      let (factors, least, greatest) = (scale.factors, least, greatest)
      each(field, batch, places, window) { start, length in
        guard let value = FastCell.decimal(bytes, start, length, factors), value >= least,
          value <= greatest
        else { return RowBatch.empty }
        return value
      }
    case .date:
      var months = MonthMemory()
      each(field, batch, places, window) { start, length in
        length == 10 ? months.day(bytes, start) : RowBatch.empty
      }
    case .moment:
      var hours = HourMemory()
      each(field, batch, places, window) { start, length in
        length == 19 ? hours.moment(bytes, start) : RowBatch.empty
      }
    case .month:
      each(field, batch, places, window) { start, length in
        guard length == 7, bytes[start &+ 4] == 45 else { return RowBatch.empty }
        let year = FastCell.digits(bytes, start, 4)
        let month = FastCell.digits(bytes, start &+ 5, 2)
        guard year > 0, month >= 1, month <= 12 else { return RowBatch.empty }
        return year &* 12 &+ month &- 1
      }
    case .quarter:
      each(field, batch, places, window) { _, _ in RowBatch.empty }
    case .flag, .choice:
      let table = table
      each(field, batch, places, window) { start, length in table.find(bytes, start, length) }
    }
  }

  /// Says whether a cell is all visible ASCII.
  private func isPlain(_ bytes: WindowBytes, _ start: Int, _ length: Int) -> Bool {
    for place in start..<start + length where bytes[place] &- 33 >= 94 { return false }
    return true
  }

  private func readSlowly(
    _ batch: RowBatch, _ window: ScanWindow, _ row: Int, _ start: Int, _ length: Int
  ) {
    let cell = CellText.clean(window, start, length, quote)
    if cell.isTrimmed, form == .text {
      batch.log.note(.blanksTaken, column: place, line: batch.lines[row]) {
        window.bytes.text(at: cell.start, count: cell.length)
      }
    }
    let memory = batch.memories[place]
    if form != .text, let known = memory.find(window.bytes, cell.start, cell.length) {
      batch.lanes[place][row] = known
      return
    }
    batch.noted = 0
    let result = SlowCell(reader: self, batch: batch, window: window)
      .read(row, cell.start, cell.length)
    switch result {
    case .success(let value):
      batch.lanes[place][row] = value
      if form != .text, value != RowBatch.wideMark {
        memory.keep(value, batch.noted, window.bytes, cell.start, cell.length)
      }
    case .failure(let fault):
      batch.lanes[place][row] = RowBatch.empty
      batch.refuse(row, fault.fault, reader: self, start, length, fault.message)
    }
  }
}

/// Holds a reader in one place: a copy for each batch would count the references of all its parts.
final class HeldReader: Sendable {
  let reader: ColumnReader

  init(_ reader: ColumnReader) { self.reader = reader }
}
