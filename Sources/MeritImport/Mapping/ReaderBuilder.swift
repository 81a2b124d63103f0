internal import MeritModel

/// Makes the column readers of one file from the contract, the book's mapping and the header.
struct ReaderBuilder {
  let contract: TableContract
  let source: TableSource
  let file: String
  let dialect: CSVDialect
  /// The names of the columns; empty strings where the file has no header.
  let header: [String]
  let headerLine: Int
  let utcOffset: @Sendable (Int64) -> Int
  private(set) var diagnostics: [Diagnostic] = []
  private var used: Set<Int> = []

  init(
    contract: TableContract, source: TableSource, file: String, dialect: CSVDialect,
    header: [String], headerLine: Int, utcOffset: @escaping @Sendable (Int64) -> Int
  ) {
    self.contract = contract
    self.source = source
    self.file = file
    self.dialect = dialect
    self.header = header
    self.headerLine = headerLine
    self.utcOffset = utcOffset
  }

  mutating func build() -> [ColumnReader] {
    checkHeader()
    let readers = contract.columns.enumerated().compactMap { reader($0.element, $0.offset) }
    warnOfNearNames()
    return readers
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, help: String) {
    diagnostics.append(
      Diagnostic(code, message, at: SourcePlace(file: file, line: headerLine), help: help))
  }

  private mutating func checkHeader() {
    var seen: [String: Int] = [:]
    for (index, name) in header.enumerated() where !name.isEmpty {
      if let first = seen[name] {
        report(
          .headerRepeatsColumn,
          "columns \(first + 1) and \(index + 1) are both named `\(name)`",
          help:
            "rename one in the export, or name columns by their numbers: `{ \"column\": \(index + 1) }`"
        )
      } else {
        seen[name] = index
      }
    }
  }

  private mutating func warnOfNearNames() {
    // A profile knows the columns of its exports; those that it leaves out mean something else.
    guard source.profile == nil else { return }
    let names = contract.columns.map(\.name)
    for (index, name) in header.enumerated() where !used.contains(index) && !name.isEmpty {
      guard name.count > 3, let near = ColumnName.nearest(name, among: names),
        ColumnName.folded(name) != ColumnName.folded(near)
      else { continue }
      report(
        .columnUnknown, "column `\(name)` is not used; the policy has a column `\(near)`",
        help: "if it is meant, say so in merit.json: `\"\(near)\": \"\(name)\"` under `columns`")
    }
  }

  private mutating func field(_ name: String, for column: ContractColumn) -> Int? {
    let folded = ColumnName.folded(name)
    let found =
      header.firstIndex(of: name) ?? header.firstIndex { ColumnName.folded($0) == folded }
    if let found {
      used.insert(found)
      return found
    }
    let near = ColumnName.nearest(name, among: header)
    report(
      .columnMissing, "column `\(name)` is missing",
      help: near.map { "the file has a column `\($0)`; name it in merit.json if it is meant" }
        ?? "name the export's column for `\(column.name)` in merit.json")
    return nil
  }

  private mutating func cells(_ column: ContractColumn) -> ColumnReader.Cells? {
    switch source.columns[column.name]?.cells ?? .named(column.name) {
    case .named(let name): return field(name, for: column).map { .field($0) }
    case .numbered(let number):
      guard (1...max(1, header.count)).contains(number) else {
        report(
          .columnMissing, "column \(number) is missing; the file has \(header.count)",
          help: "write a number from `1` to `\(header.count)`")
        return nil
      }
      used.insert(number - 1)
      return .field(number - 1)
    case .joined(let names):
      let fields = names.compactMap { field($0, for: column) }
      return fields.count == names.count ? .joined(fields) : nil
    case .constant(let text): return .constant(Array(text.utf8))
    }
  }

  private mutating func reader(_ column: ContractColumn, _ place: Int) -> ColumnReader? {
    guard let cells = cells(column) else { return nil }
    let mapping = source.columns[column.name]
    guard let scale = NumberScale(column.kind, unit: mapping?.unit) else {
      report(
        .unreadableValue,
        "the unit `\(mapping?.unit ?? "")` does not fit column `\(column.name)` of kind "
          + column.kind.name,
        help: "delete `unit`, or change the column's kind in the policy")
      return nil
    }
    var reader = ColumnReader(
      column: column, place: place, cells: cells, form: form(column.kind), scale: scale,
      least: column.least.map(scale.partsAbove) ?? -(1 << 62),
      greatest: column.greatest.map(scale.partsBelow) ?? 1 << 62,
      fieldCount: header.count, quote: dialect.quote, utcOffset: utcOffset)
    for text in mapping?.missing ?? [] { reader.missing.set(text, 1) }
    reader.hasStatedMissing = mapping?.missing != nil
    reader.style = NumberStyle(decimal: mapping?.decimal ?? 46, grouping: mapping?.grouping)
    reader.isStyleStated = mapping?.decimal != nil || mapping?.grouping != nil
    reader.currency = mapping?.currency ?? contract.currency
    for format in mapping?.formats ?? [] { take(format, &reader) }
    if let zone = mapping?.timeZone {
      reader.clock = ZoneClock.offsets(of: zone).map { WallClock(offset: $0) }
    }
    fillTable(&reader, mapping)
    let iso: Set<String> = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"]
    let isISO = reader.patterns.isEmpty || iso.isSuperset(of: mapping?.formats ?? [])
    let hasTexts = reader.form == .text && !reader.texts.isEmpty
    let isMapped = mapping?.values != nil && reader.form != .choice && reader.form != .flag
    let hasPoints = reader.form != .number || reader.style.decimal == 46
    reader.isPlain =
      isISO && !hasTexts && !isMapped && hasPoints && reader.missing.isEmpty && reader.clock == nil
    return reader
  }

  private func take(_ format: String, _ reader: inout ColumnReader) {
    switch format {
    case "day-first": reader.order = .dayFirst
    case "month-first": reader.order = .monthFirst
    default: if let pattern = DatePattern(format) { reader.patterns.append(pattern) }
    }
  }

  private func form(_ kind: Kind) -> ColumnReader.Form {
    switch kind {
    case .text, .id, .grade: .text
    case .date: .date
    case .datetime: .moment
    case .month: .month
    case .quarter: .quarter
    case .flag: .flag
    case .choice: .choice
    case .number, .count, .percent, .points, .money, .days, .months, .minutes, .seconds: .number
    }
  }

  private mutating func fillTable(_ reader: inout ColumnReader, _ mapping: ColumnSource?) {
    if let values = mapping?.values {
      reader.isOpen = false
      for (text, value) in values.sorted(by: { $0.key < $1.key }) {
        if let number = number(value, &reader) { reader.table.set(text, number) }
      }
      return
    }
    for (alias, id) in (mapping?.aliases ?? [:]).sorted(by: { $0.key < $1.key })
    where reader.form == .text {
      reader.texts.append(Array(id.utf8))
      reader.table.set(IDText.normalised(alias), Int64(reader.texts.count - 1))
    }
    if case .choice(let names) = reader.column.kind {
      for (index, name) in names.enumerated() { reader.table.set(name, Int64(index)) }
    }
    if reader.form == .flag {
      for (text, value) in [("true", 1), ("false", 0), ("yes", 1), ("no", 0)] {
        let capital = text.prefix(1).uppercased() + text.dropFirst()
        for form in [text, capital, text.uppercased()] { reader.table.set(form, Int64(value)) }
      }
      for (text, value) in [("Y", 1), ("y", 1), ("1", 1), ("N", 0), ("n", 0), ("0", 0)] {
        reader.table.set(text, Int64(value))
      }
    }
  }

  private mutating func number(_ value: Scalar, _ reader: inout ColumnReader) -> Int64? {
    switch (value, reader.form) {
    case (.flag(let flag), .flag): return flag ? 1 : 0
    case (.text(let text), .text):
      reader.texts.append(Array(text.string.utf8))
      return Int64(reader.texts.count - 1)
    case (.text(let text), .choice):
      if case .choice(let names) = reader.column.kind, let index = names.firstIndex(of: text.string)
      {
        return Int64(index)
      }
    case (.number(let number), .number):
      if let parts = reader.scale.parts(number) { return parts }
    default: break
    }
    report(
      .unlistedValue,
      "the mapping of column `\(reader.column.name)` gives `\(value.canonicalText)`, "
        + "which is no \(reader.column.kind.name)",
      help: mappingHelp(reader.column.kind))
    return nil
  }

  private func mappingHelp(_ kind: Kind) -> String {
    switch kind {
    case .choice(let names):
      "map it to one of " + names.map { "`\"\($0)\"`" }.joined(separator: ", ")
    case .flag: "map it to `true` or `false`"
    default: "map it to a value of kind \(kind.name), as `0`"
    }
  }
}
