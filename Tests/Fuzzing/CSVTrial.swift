package import MeritImport
internal import MeritModel

/// Reads any bytes as a table of any kinds, and looks for what must never happen.
package enum CSVTrial {
  /// Pieces of text that matter to the reader.
  package static let pieces = [
    "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", "\\\"", "\\", "'", "sep=;\n",
    " \"",
    "\" ", "\"\n\"", "2026-03-31", "31/12/2026", "45658.5", "1,234.50", "1e9", "-", "NA",
    "99999999999999999999",
    "3小时26分钟", "１２３", "\u{FEFF}", "\u{200B}", "🙂", "e\u{301}", "é", "=1+1", "0:00:00", "12:59 PM",
  ]

  /// What a reading gave, in words.
  package struct Outcome: Hashable, Sendable {
    package var rows: [String] = []
    package var problems: [String] = []
    package var errors: [String] = []
    package var codes: Set<String> = []
    /// What must not be; nil where all is well.
    package var flaw: String?
  }

  /// What stands between the cells of a row in words.
  package static let separator: Character = "\u{1F}"

  private static let kinds: [Kind] = [
    .text, .id, .money, .date, .datetime, .seconds, .flag, .percent, .month, .count,
    .choice(["a", "b"]), .number,
  ]

  /// Unchecked, since one worker owns it until the scan is over.
  private final class Rows: @unchecked Sendable {
    var rows: [(place: Int, text: String)] = []
  }

  /// What is wrong with the reader, by these bytes; nil where nothing is.
  package static func flaw(_ bytes: [UInt8]) throws -> String? {
    let inspection = try FileInspection(InputFile(bytes: bytes), name: "f.csv")
    let count = min(inspection.columns.count, kinds.count)
    guard count > 0 else { return nil }
    let source = self.source(bytes, inspection.encoding)
    let whole = try outcome(source, count, ScanSettings())
    if let flaw = whole.flaw { return flaw }
    // Of a long text pieces of a few bytes would be too many.
    let least = max(64, bytes.count / 100)
    for settings in [ScanSettings(chunk: least), ScanSettings(threads: 3, chunk: 16 * least)] {
      let cut = try outcome(source, count, settings)
      if let flaw = cut.flaw { return flaw }
      if whole.errors.isEmpty != cut.errors.isEmpty {
        return "pieces of \(settings.chunk): errors \(whole.errors) became \(cut.errors)"
      }
      guard whole.errors.isEmpty else { continue }
      if whole.rows != cut.rows { return "pieces of \(settings.chunk) give other rows" }
      if whole.problems != cut.problems {
        return "pieces of \(settings.chunk): \(whole.problems) became \(cut.problems)"
      }
    }
    return nil
  }

  /// Reads bytes whose columns are all texts.
  package static func texts(
    _ bytes: [UInt8], columns: Int, dialect: DialectSettings = DialectSettings()
  ) throws -> Outcome {
    var source = TableSource(
      files: [SourceFile(name: "f.csv", bytes: bytes)], dialect: dialect)
    for place in 0..<columns { source.columns["c\(place)"] = ColumnSource(.numbered(place + 1)) }
    let contract = TableContract(
      name: "t",
      columns: (0..<columns).map { ContractColumn(name: "c\($0)", kind: .text, isOptional: true) })
    return try outcome(source, contract, ScanSettings())
  }

  /// Reads the columns of some names, all of them texts.
  package static func texts(
    _ bytes: [UInt8], named columns: [String], dialect: DialectSettings = DialectSettings()
  ) throws -> Outcome {
    let source = TableSource(
      files: [SourceFile(name: "f.csv", bytes: bytes)], dialect: dialect)
    let contract = TableContract(
      name: "t",
      columns: columns.map { ContractColumn(name: $0, kind: .text, isOptional: true) })
    return try outcome(source, contract, ScanSettings())
  }

  private static func source(_ bytes: [UInt8], _ encoding: TextEncoding?) -> TableSource {
    var source = TableSource(files: [SourceFile(name: "f.csv", bytes: bytes)])
    if encoding != .utf8 { source.dialect.encoding = encoding }
    return source
  }

  private static func outcome(
    _ source: TableSource, _ count: Int, _ settings: ScanSettings
  ) throws -> Outcome {
    var source = source
    for place in 0..<count { source.columns["c\(place)"] = ColumnSource(.numbered(place + 1)) }
    let contract = TableContract(
      name: "t",
      columns: (0..<count).map { ContractColumn(name: "c\($0)", kind: kinds[$0], isOptional: true) }
    )
    return try outcome(source, contract, settings)
  }

  private static func outcome(
    _ source: TableSource, _ contract: TableContract, _ settings: ScanSettings
  ) throws -> Outcome {
    let table = try OpenTable(contract, source) { _ in 8 * 3600 }
    let scan = TableScan(table, owners: OwnerIndex([]), settings: settings)
    let result = try scan.run(makeWorker: { Rows() }) { rows, batch in
      for row in 0..<batch.count where unsafe batch.faults.base[row] == 0 {
        let values = contract.columns.indices.map { batch.value($0, row).canonicalText }
        rows.rows.append(
          (unsafe batch.lines.base[row], values.joined(separator: String(separator))))
        batch.log.uses[RowUse.used.rawValue] += 1
      }
    }
    let summary = ScanSummary(table, result.logs)
    var outcome = Outcome()
    outcome.rows = result.workers.flatMap(\.rows).sorted { $0.place < $1.place }.map(\.text)
    outcome.problems = summary.problems.map { "\($0.line): \($0.message)" }
    outcome.errors = summary.diagnostics.filter { $0.severity == .error }
      .map { "\($0.code.rawValue) \($0.message)" }
    outcome.codes = Set(
      (summary.problems.map(\.code) + summary.diagnostics.map(\.code)).map(\.rawValue))
    for account in summary.accounts where !account.balances && outcome.errors.isEmpty {
      outcome.flaw = "the account does not balance"
    }
    return outcome
  }
}
