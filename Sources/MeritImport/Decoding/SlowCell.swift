internal import MeritModel

/// Why a cell cannot be used.
struct CellFault: Error {
  let fault: RowFault
  let message: String
}

/// Reads a cell that is not in the plainest form; says why where it cannot.
struct SlowCell {
  let reader: ColumnReader
  let batch: RowBatch
  let window: ScanWindow

  private var column: ContractColumn { reader.column }

  func read(_ row: Int, _ start: Int, _ length: Int) -> Result<Int64, CellFault> {
    let isMissing = reader.missing.find(window.bytes, start, length) != KeyTable.absent
    if length == 0 || isMissing {
      return column.isOptional
        ? .success(RowBatch.empty) : fault(.emptyCell, "column `\(column.name)` is empty")
    }
    let listed = reader.table.find(window.bytes, start, length)
    if listed != KeyTable.absent { return inRange(row, mapped(listed)) }
    guard reader.isOpen else { return unlisted(start, length) }
    let text = window.bytes.array(at: start, count: length)
    switch reader.form {
    case .text: return .success(Int64(start) << 32 | Int64(length))
    case .number: return number(row, text)
    case .date, .moment: return time(text, row)
    case .month: return month(text, row)
    case .quarter: return quarter(text)
    case .flag: return flag(text, start, length)
    case .choice: return unlisted(start, length)
    }
  }

  private func mapped(_ value: Int64) -> Int64 {
    guard reader.form == .text else { return value }
    let text = reader.texts[Int(value)]
    return Int64(window.keep(text)) << 32 | Int64(text.count)
  }

  private func fault(_ fault: RowFault, _ message: String) -> Result<Int64, CellFault> {
    .failure(CellFault(fault: fault, message: message))
  }

  private func unlisted(_ start: Int, _ length: Int) -> Result<Int64, CellFault> {
    let text = window.bytes.text(at: start, count: length)
    return fault(.unlisted, "`\(text)` is none of the values of column `\(column.name)`")
  }

  private func unreadable(_ text: [UInt8], _ what: String) -> Result<Int64, CellFault> {
    fault(
      .unreadable,
      "`\(String(decoding: text, as: UTF8.self))` in column `\(column.name)` is not \(what)")
  }

  private func flag(_ text: [UInt8], _ start: Int, _ length: Int) -> Result<Int64, CellFault> {
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "true", "yes", "y", "1": .success(1)
    case "false", "no", "n", "0": .success(0)
    default: unreadable(text, "a flag")
    }
  }

  private func number(_ row: Int, _ text: [UInt8]) -> Result<Int64, CellFault> {
    guard let number = NumberText.read(text, kind: column.kind, scale: reader.scale) else {
      return unreadable(text, "a number")
    }
    guard (column.least.map { $0 <= number } ?? true),
      (column.greatest.map { number <= $0 } ?? true)
    else { return outOfRange(number.canonicalText) }
    if let parts = reader.scale.parts(number) { return .success(parts) }
    batch.wide[reader.place][row] = number
    return .success(RowBatch.wideMark)
  }

  private func inRange(_ row: Int, _ value: Int64) -> Result<Int64, CellFault> {
    guard reader.form == .number, value < reader.least || value > reader.greatest else {
      return .success(value)
    }
    return outOfRange((try? reader.scale.exact(Int128(value)).canonicalText) ?? "")
  }

  private func outOfRange(_ number: String) -> Result<Int64, CellFault> {
    let bounds =
      (column.least?.canonicalText ?? "") + ".." + (column.greatest?.canonicalText ?? "")
    return fault(
      .outOfRange, "`\(number)` in column `\(column.name)` is outside \(bounds)")
  }

  /// The clock fields by the reader's pattern or in a plain form; an error where there are none.
  private func fields(_ text: [UInt8], _ row: Int) -> Result<ClockFields, CellFault> {
    let shown = String(decoding: text, as: UTF8.self)
    if let pattern = reader.pattern {
      if let fields = pattern.read(text) { return .success(fields) }
      return .failure(
        CellFault(
          fault: .unreadable,
          message: "`\(shown)` in column `\(column.name)` does not follow the format"))
    }
    switch PlainDate.read(text) {
    case .fields(let fields, _): return .success(fields)
    case .ambiguous:
      if batch.log.ambiguousDates[reader.place] == nil {
        batch.log.ambiguousDates[reader.place] = (batch.lines[row], shown)
      }
      fallthrough
    case .unreadable:
      return .failure(
        CellFault(
          fault: .unreadable,
          message: "`\(shown)` in column `\(column.name)` is not a \(column.kind.name)"))
    }
  }

  private func time(_ text: [UInt8], _ row: Int) -> Result<Int64, CellFault> {
    fields(text, row).flatMap { fields in
      guard let day = fields.day, let second = fields.secondOfDay else {
        let shown = String(decoding: text, as: UTF8.self)
        return fault(
          .impossibleDate, "`\(shown)` in column `\(column.name)` is no date that exists")
      }
      var moment = Int64(day.number) * 86_400 + Int64(second)
      if let offset = fields.offset {
        moment -= Int64(offset)
        moment += Int64(reader.utcOffset(moment))
      }
      guard reader.form == .date else { return .success(moment) }
      return .success(Int64(Moment(seconds: moment).day.number))
    }
  }

  private func month(_ text: [UInt8], _ row: Int) -> Result<Int64, CellFault> {
    let parts = text.split(whereSeparator: { $0 == 45 || $0 == 47 })
    if reader.pattern == nil, parts.count == 2, parts[0].count == 4, parts[1].count <= 2,
      let year = Int(String(decoding: parts[0], as: UTF8.self)), year > 0,
      let month = Int(String(decoding: parts[1], as: UTF8.self)), (1...12).contains(month)
    {
      return .success(Int64(year * 12 + month - 1))
    }
    return fields(text, row).flatMap { fields in
      guard let day = fields.day, day.parts.day == 1 else { return unreadable(text, "a month") }
      return .success(Int64(day.parts.year * 12 + day.parts.month - 1))
    }
  }

  private func quarter(_ text: [UInt8]) -> Result<Int64, CellFault> {
    guard text.count == 7, text[4] == 45, text[5] == 81 || text[5] == 113,
      (49...52).contains(text[6]), let year = Int(String(decoding: text[..<4], as: UTF8.self)),
      year > 0
    else { return unreadable(text, "a quarter such as 2026-Q1") }
    return .success(Int64(year * 4 + Int(text[6]) - 49))
  }
}

extension RowBatch {
  /// Refuses a row for one of its cells and says why; the first fault of a row counts.
  func refuse(
    _ row: Int, _ fault: RowFault, reader: ColumnReader, _ start: Int, _ length: Int,
    _ message: String
  ) {
    if faults[row] == 0 { faults[row] = fault.rawValue }
    let column: Int? =
      if case .field = reader.cells { characters(row, until: start) + 1 } else { nil }
    log.report(
      RowProblem(
        code: fault.code, severity: fault.code.severity, table: log.table, file: log.file,
        line: lines[row], column: column, message: message,
        value: bytes.text(at: start, count: min(length, 200))))
  }

  /// The characters of a row before a place.
  private func characters(_ row: Int, until place: Int) -> Int {
    let first = rowStarts[row]
    guard place > first else { return 0 }
    var count = 0
    for byte in bytes.array(at: first, count: place - first) where byte & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}
