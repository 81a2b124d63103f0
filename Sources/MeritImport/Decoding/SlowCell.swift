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
    let isMissing =
      !reader.missing.isEmpty
      && reader.missing.find(window.bytes, start, length) != KeyTable.absent
    if length == 0 || isMissing { return empty(isMissing ? start : nil, length) }
    let listed = reader.table.find(window.bytes, start, length)
    if listed != KeyTable.absent { return inRange(row, mapped(listed)) }
    let text = window.bytes.array(at: start, count: length)
    if reader.form != .text, !reader.hasStatedMissing, MissingWord.contains(text) {
      note([.missingWord], row, text)
      return empty(start, length)
    }
    guard reader.isOpen else { return unlisted(start, length) }
    switch reader.form {
    case .text: return column.kind == .id ? id(text, row, start) : .success(span(start, length))
    case .number: return number(row, text)
    case .date, .moment: return time(text, row)
    case .month: return month(text, row)
    case .quarter: return quarter(text)
    case .flag: return flag(text, start, length)
    case .choice: return unlisted(start, length)
    }
  }

  private func empty(_ start: Int?, _ length: Int) -> Result<Int64, CellFault> {
    if column.isOptional { return .success(RowBatch.empty) }
    let word = start.map { "; `\(window.bytes.text(at: $0, count: length))` is no value" } ?? ""
    return fault(.emptyCell, "column `\(column.name)` is empty\(word)")
  }

  private func span(_ start: Int, _ length: Int) -> Int64 { Int64(start) << 32 | Int64(length) }

  /// An id in its one form.
  private func id(_ text: [UInt8], _ row: Int, _ start: Int) -> Result<Int64, CellFault> {
    switch IDText.read(text) {
    case .plain: return .success(span(start, text.count))
    case .invisible(let scalar):
      let code = String(scalar.value, radix: 16, uppercase: true)
      let shown = String(repeating: "0", count: max(0, 4 - code.count)) + code
      return fault(
        .unreadable, "the id in column `\(column.name)` holds the invisible character U+\(shown)")
    case .changed(let plain, let conversions):
      note(conversions, row, text)
      let place = window.keep(plain)
      let listed = reader.table.find(window.bytes, place, plain.count)
      return .success(listed == KeyTable.absent ? span(place, plain.count) : mapped(listed))
    }
  }

  private func note(_ conversions: [Conversion], _ row: Int, _ text: [UInt8]) {
    for conversion in conversions {
      batch.noted |= 1 << UInt32(conversion.rawValue)
      batch.log.note(conversion, column: reader.place, line: batch.lines[row]) {
        String(decoding: text.prefix(200), as: UTF8.self)
      }
    }
  }

  private func mapped(_ value: Int64) -> Int64 {
    guard reader.form == .text else { return value }
    let text = reader.texts[Int(value)]
    return span(window.keep(text), text.count)
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
    case "true", "yes", "y", "1", "是": .success(1)
    case "false", "no", "n", "0", "否": .success(0)
    default: unreadable(text, "a flag")
    }
  }

  private func number(_ row: Int, _ text: [UInt8]) -> Result<Int64, CellFault> {
    let read = NumberText.read(
      text, kind: column.kind, scale: reader.scale, style: reader.style,
      currency: reader.currency)
    guard let read else { return noNumber(row, text) }
    let number = read.value
    guard (column.least.map { $0 <= number } ?? true),
      (column.greatest.map { number <= $0 } ?? true)
    else { return outOfRange(number.canonicalText) }
    note(read.conversions, row, text)
    if let parts = reader.scale.parts(number) { return .success(parts) }
    batch.wide[reader.place][row] = number
    return .success(RowBatch.wideMark)
  }

  private func noNumber(_ row: Int, _ text: [UInt8]) -> Result<Int64, CellFault> {
    let shown = String(decoding: text, as: UTF8.self)
    if column.kind == .money, let currency = reader.currency,
      CurrencySign.foreign(text, to: currency) != nil
    {
      return fault(
        .unreadable,
        "`\(shown)` in column `\(column.name)` is not in \(currency); a column in another currency "
          + "says so in merit.json, as `\"currency\": \"USD\"`")
    }
    // Beside such a number `1.500` may mean fifteen hundred, so the file is refused.
    if !reader.isStyleStated, DecimalComma.isIn(text),
      batch.log.decimalCommas[reader.place] == nil
    {
      batch.log.decimalCommas[reader.place] = (batch.lines[row], shown)
    }
    return unreadable(text, "a number")
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

  /// The clock fields by the column's patterns or in a plain form; an error where there are none.
  private func fields(_ text: [UInt8], _ row: Int) -> Result<CellValue<ClockFields>, CellFault> {
    guard reader.patterns.isEmpty else {
      for pattern in reader.patterns {
        if let fields = pattern.read(text) { return .success(fields) }
      }
      let shown = String(decoding: text, as: UTF8.self)
      return .failure(
        CellFault(
          fault: .unreadable,
          message: "`\(shown)` in column `\(column.name)` does not follow the format"))
    }
    switch PlainDate.read(text, order: reader.order) {
    case .fields(let fields): return .success(fields)
    case .ambiguous:
      let shown = String(decoding: text, as: UTF8.self)
      if batch.log.ambiguousDates[reader.place] == nil {
        batch.log.ambiguousDates[reader.place] = (batch.lines[row], shown)
      }
      fallthrough
    case .unreadable:
      let shown = String(decoding: text, as: UTF8.self)
      return .failure(
        CellFault(
          fault: .unreadable,
          message: "`\(shown)` in column `\(column.name)` is not a \(column.kind.name)"))
    }
  }

  private func time(_ text: [UInt8], _ row: Int) -> Result<Int64, CellFault> {
    fields(text, row).flatMap { read in
      guard let day = read.value.date, let second = read.value.secondOfDay else {
        return impossible(text, "no date that exists")
      }
      var conversions = read.conversions
      var moment = Int64(day.number) * 86_400 + Int64(second)
      if let offset = read.value.offset {
        moment -= Int64(offset)
        moment += Int64(reader.utcOffset(moment))
      } else if let clock = reader.clock {
        guard let found = clock.moment(of: moment) else {
          return impossible(text, "skipped by the clock of its zone")
        }
        moment = found.seconds + Int64(reader.utcOffset(found.seconds))
        conversions += found.isRepeated ? [.zone, .repeatedHour] : [.zone]
      }
      if reader.form == .date, second != 0 { conversions.append(.timeDropped) }
      note(conversions, row, text)
      guard reader.form == .date else { return .success(moment) }
      return .success(Int64(Moment(seconds: moment).day.number))
    }
  }

  private func impossible(_ text: [UInt8], _ what: String) -> Result<Int64, CellFault> {
    let shown = String(decoding: text, as: UTF8.self)
    return fault(.impossibleDate, "`\(shown)` in column `\(column.name)` is \(what)")
  }

  private func month(_ text: [UInt8], _ row: Int) -> Result<Int64, CellFault> {
    if reader.patterns.isEmpty, let month = MonthText.read(text) {
      note(month.conversions, row, text)
      return .success(month.value)
    }
    return fields(text, row).flatMap { read in
      guard let day = read.value.date, day.parts.day == 1 else {
        return unreadable(text, "a month")
      }
      note(read.conversions, row, text)
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
