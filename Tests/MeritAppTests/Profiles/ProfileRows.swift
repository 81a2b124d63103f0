import MeritApp
import MeritImport
import MeritModel
import Testing

/// Reads bytes as a book with a profile would, for a policy in Shanghai.
struct ProfileRows {
  /// Unchecked, since one worker owns it until the scan is over.
  private final class Rows: @unchecked Sendable {
    var rows: [[String]] = []
  }

  private(set) var rows: [[String]] = []
  private(set) var problems: [RowProblem] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ bytes: [UInt8], profile: String, columns: [(name: String, kind: Kind)],
    owner: Int? = nil, stated: [String: ColumnSource] = [:]
  ) throws {
    let contract = TableContract(
      name: "t",
      columns: columns.map { ContractColumn(name: $0.name, kind: $0.kind, isOptional: true) },
      owner: owner)
    var source = TableSource(
      files: [SourceFile(name: "a.csv", bytes: bytes)], columns: stated)
    let use: ProfileUse = try #require(ShippedProfiles.use(named: profile))
    source.profile = use
    let offsets = try #require(ZoneClock.offsets(of: "Asia/Shanghai"))
    let table = try OpenTable(contract, source, utcOffset: offsets)
    let scan = TableScan(table, owners: OwnerIndex([]), settings: ScanSettings())
    let result = try scan.run(makeWorker: { Rows() }) { rows, batch in
      for row in 0..<batch.count where unsafe batch.faults.base[row] == 0 {
        rows.rows.append(columns.indices.map { batch.value($0, row).canonicalText })
      }
    }
    let summary = ScanSummary(table, result.logs)
    rows = result.workers.flatMap(\.rows)
    problems = summary.problems.filter { $0.severity != .hint }
    diagnostics = summary.diagnostics
  }
}
