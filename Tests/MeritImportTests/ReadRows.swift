import MeritImport
import MeritModel

/// Unchecked, since one worker owns it until the scan is over.
final class ReadRows: @unchecked Sendable {
  var rows: [ReadRow] = []
}

/// A row as it was read: its line and its values in words, or its fault.
struct ReadRow: Hashable {
  var line: Int
  var values: [String]
}

/// What a text gave.
struct Reading {
  var rows: [ReadRow]
  var problems: [RowProblem]
  var diagnostics: [Diagnostic]
  var account: ConservationAccount?

  var codes: [String] { diagnostics.map(\.code.rawValue) }
  var values: [[String]] { rows.map(\.values) }
}

/// Reads a text by a contract; refused rows are left out of `rows`.
func read(
  _ text: String, _ contract: TableContract, columns: [String: ColumnSource] = [:],
  dialect: DialectSettings = DialectSettings(), settings: ScanSettings = ScanSettings()
) throws -> Reading {
  try read(Array(text.utf8), contract, columns: columns, dialect: dialect, settings: settings)
}

func read(
  _ bytes: [UInt8], _ contract: TableContract, columns: [String: ColumnSource] = [:],
  dialect: DialectSettings = DialectSettings(), settings: ScanSettings = ScanSettings()
) throws -> Reading {
  let source = TableSource(
    files: [SourceFile(name: "a.csv", bytes: bytes)], dialect: dialect, columns: columns)
  return try read(contract, source, settings)
}

/// Reads a source by a contract, for a policy eight hours east of UTC.
func read(_ contract: TableContract, _ source: TableSource, _ settings: ScanSettings) throws
  -> Reading
{
  let table = try OpenTable(contract, source) { _ in 8 * 3600 }
  let scan = TableScan(table, owners: OwnerIndex([]), settings: settings)
  let count = contract.columns.count
  let result = try scan.run(makeWorker: { ReadRows() }) { rows, batch in
    for row in 0..<batch.count where unsafe batch.faults.base[row] == 0 {
      let values = (0..<count).map { batch.value($0, row).canonicalText }
      rows.rows.append(ReadRow(line: unsafe batch.lines.base[row], values: values))
      batch.log.uses[RowUse.used.rawValue] += 1
    }
  }
  let summary = ScanSummary(table, result.logs)
  return Reading(
    rows: result.workers.flatMap(\.rows).sorted { $0.line < $1.line },
    problems: summary.problems, diagnostics: summary.diagnostics,
    account: summary.accounts.first)
}

/// A contract of optional texts.
func texts(_ names: String...) -> TableContract {
  TableContract(
    name: "t", columns: names.map { ContractColumn(name: $0, kind: .text, isOptional: true) })
}

/// A contract of one required column `x`.
func one(_ kind: Kind, isOptional: Bool = false, least: Exact? = nil, greatest: Exact? = nil)
  -> TableContract
{
  TableContract(
    name: "t",
    columns: [
      ContractColumn(
        name: "x", kind: kind, isOptional: isOptional, least: least, greatest: greatest)
    ])
}
