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
      table.contract, source, settings: settings,
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
    removeDuplicates(table, source)
  }

  /// Keeps of rows with one key those that count, as the book says.
  private mutating func removeDuplicates(_ table: InputTable, _ source: TableSource) {
    let own = table.contract.columns.indices
    var (key, version) = (table.key, nil as Int?)
    switch source.duplicates {
    case .ignore: return
    case .exact: key = Array(own)
    case .reject, .error, .latest: break
    case .newest(let name): version = own.first { table.columns[$0].name == name }
    }
    guard !key.isEmpty else { return }
    let groups = Dictionary(grouping: rows.indices) { row in key.map { rows[row].values[$0] } }
    var dropped: Set<Int> = []
    for places in groups.values where places.count > 1 {
      let verdicts = RowGroup.verdicts(places.count) { one, other in
        rows[places[one]].values[own] == rows[places[other]].values[own]
      } isOlder: { one, other in
        version.map { rows[places[one]].values[$0].isBefore(rows[places[other]].values[$0]) }
          ?? false
      }
      for verdict in verdicts {
        dropped.insert(places[verdict.row])
        report(places[verdict.row], other: places[verdict.other], verdict.kind, table, source)
      }
    }
    rows = rows.indices.filter { !dropped.contains($0) }.map { rows[$0] }
    problems.sort { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  private mutating func report(
    _ row: Int, other: Int, _ kind: Exclusion.Kind, _ table: InputTable, _ source: TableSource
  ) {
    let (place, code) = (rows[row].place, kind.code)
    let message = kind.words(rows[other].place)
    let key = table.key.map { rows[row].values[$0].canonicalText }.joined(separator: ", ")
    let problem = RowProblem(
      code: code, severity: code.severity, table: table.name, file: place.file,
      line: place.line ?? 0, column: nil, message: message, value: key)
    problems.append(problem)
    if kind == .conflict, source.duplicates == .error {
      diagnostics.append(
        Diagnostic(code, message, at: place, severity: .error, help: problem.help))
    }
    guard let account = accounts.firstIndex(where: { $0.file == place.file }) else { return }
    accounts[account].rowsUsed -= 1
    if kind == .conflict {
      accounts[account].rejected[kind.reason, default: 0] += 1
    } else {
      accounts[account].notUsed[kind.reason, default: 0] += 1
    }
  }
}

extension Value {
  /// Says whether a time or number is less than another; an absent one is less than all others.
  fileprivate func isBefore(_ other: Value) -> Bool {
    switch (self, other) {
    case (.present(.day(let one)), .present(.day(let two))): one < two
    case (.present(.moment(let one)), .present(.moment(let two))): one.seconds < two.seconds
    case (.present(.number(let one)), .present(.number(let two))): one < two
    case (.present, _): false
    case (_, .present): true
    default: false
    }
  }
}
