internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// All rows of a table as values: what other tables look up in it, and the events that it tells of.
struct WholeTable: Sendable {
  /// A row that counts, with the values of the table's own and derived columns.
  struct Row: Sendable {
    let values: [Value]
    let place: SourcePlace
  }

  private(set) var rows: [Row] = []
  private(set) var accounts: [ConservationAccount] = []
  private(set) var problems: [RowProblem] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Unchecked, since the one worker of the scan owns it.
  private final class Rows: @unchecked Sendable {
    var rows: [Row] = []
  }

  /// No rows: those of a table that has no source.
  init() {}

  /// Reads a table by itself; its own lookups stay empty.
  init(_ policy: CompiledPolicy, _ index: Int, _ source: TableSource, _ settings: ScanSettings)
    throws
  {
    let table = policy.inputs[index]
    let opened = try OpenTable(
      table.contract, source,
      utcOffset: ZoneClock.offsets(of: policy.header.timeZone) ?? { _ in 0 })
    var single = settings
    single.threads = 1
    let scan = TableScan(
      opened, owners: OwnerIndex([]), derived: table.computedKinds, settings: single)
    let plan = TablePlan(policy, index, MeasureScan.Asked(cohorts: []), scan.scales)
    let names = opened.files.map(\.name)
    let result = try scan.run(makeWorker: { Rows() }) { rows, batch in
      RowPreparation(plan: plan, batch: batch).run()
      for row in 0..<batch.count where batch.faults[row] == 0 {
        rows.rows.append(
          Row(
            values: batch.kinds.indices.map { batch.value($0, row) },
            place: SourcePlace(file: names[batch.file], line: batch.lines[row])))
        batch.log.uses[RowUse.used.rawValue] += 1
      }
    }
    let summary = ScanSummary(opened, result.logs)
    (accounts, problems, diagnostics) = (summary.accounts, summary.problems, summary.diagnostics)
    rows = result.workers.flatMap(\.rows)
    if source.duplicates != .ignore, !table.key.isEmpty { removeDuplicates(table, source) }
  }

  /// Keeps equal rows once and rows of one key with other contents not at all.
  private mutating func removeDuplicates(_ table: InputTable, _ source: TableSource) {
    let own = table.contract.columns.indices
    let groups = Dictionary(grouping: rows.indices) { row in table.key.map { rows[row].values[$0] }
    }
    var dropped: [Int: Bool] = [:]
    for places in groups.values where places.count > 1 {
      let isConflict = places.contains { rows[$0].values[own] != rows[places[0]].values[own] }
      for (order, row) in places.enumerated() where isConflict || order > 0 {
        dropped[row] = isConflict
        report(row, other: places[order == 0 ? 1 : 0], isConflict: isConflict, table, source)
      }
    }
    rows = rows.indices.filter { dropped[$0] == nil }.map { rows[$0] }
    problems.sort { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  private mutating func report(
    _ row: Int, other: Int, isConflict: Bool, _ table: InputTable, _ source: TableSource
  ) {
    let (place, code) = (rows[row].place, isConflict ? DiagnosticCode.duplicateRow : .repeatedRow)
    let message =
      isConflict
      ? "the row has the key of \(rows[other].place) and other contents"
      : "the row repeats \(rows[other].place)"
    let key = table.key.map { rows[row].values[$0].canonicalText }.joined(separator: ", ")
    problems.append(
      RowProblem(
        code: code, severity: code.severity, table: table.name, file: place.file,
        line: place.line ?? 0, column: nil, message: message, value: key))
    if isConflict, source.duplicates == .error {
      diagnostics.append(Diagnostic(code, message, at: place, severity: .error))
    }
    guard let account = accounts.firstIndex(where: { $0.file == place.file }) else { return }
    accounts[account].rowsUsed -= 1
    if isConflict {
      accounts[account].rejected[RowFault.conflict.reason, default: 0] += 1
    } else {
      accounts[account].notUsed[RowUse.repeated.reason, default: 0] += 1
    }
  }
}
