package import MeritImport
internal import MeritModel
package import MeritPolicy

/// One table of a book, opened to be measured.
struct TableRead {
  let policy: CompiledPolicy
  /// The table's place in the policy.
  let index: Int
  let source: TableSource
  let opened: OpenTable
  let scan: TableScan
  let owners: OwnerIndex

  init(
    _ policy: CompiledPolicy, _ index: Int, _ source: TableSource, _ owners: OwnerIndex,
    _ settings: ScanSettings
  ) throws {
    let table = policy.inputs[index]
    self.policy = policy
    self.index = index
    self.source = source
    self.owners = owners
    opened = try OpenTable(
      table.contract, source,
      utcOffset: ZoneClock.offsets(of: policy.header.timeZone) ?? { _ in 0 })
    scan = TableScan(opened, owners: owners, derived: table.computedKinds, settings: settings)
  }

  var table: InputTable { policy.inputs[index] }

  /// The names of the files, by their places.
  var files: [String] { opened.files.map(\.name) }

  /// Plans what the cohorts in `active` need of the table; nil means all.
  func plan(_ asked: MeasureScan.Asked, active: Set<Int>? = nil) -> TablePlan {
    TablePlan(policy, index, asked, scan.scales, active: active)
  }

  /// Says whether rows that repeat or contradict others are looked for.
  var searchesDuplicates: Bool { source.duplicates != .ignore && !table.key.isEmpty }

  /// The places of the files in the order in which they were loaded; nil where that decides nothing.
  private var ranks: [Int]? {
    guard source.duplicates == .latest else { return nil }
    return source.files.map { file in file.loadedOn.map { Int($0.number) } ?? .min }
  }

  /// Gathers what is planned, without rows that repeat or contradict others.
  ///
  /// `exclusions` are those that an earlier pass has found; nil where none has looked for them.
  func gather(
    _ plan: TablePlan, _ exclusions: inout [RowPlace: Exclusion]?
  ) throws -> (workers: [TableWorker], logs: [ScanLog]) {
    if let exclusions { return try run(plan, isHashing: false, exclusions) }
    exclusions = [:]
    guard searchesDuplicates else {
      return try run(plan, isHashing: false, [:])
    }
    let first = try run(plan, isHashing: true, [:])
    let suspects = DuplicateSearch.repeated(first.workers)
    guard !suspects.isEmpty else { return first }
    let found = try DuplicateSearch(plan: plan, scan: scan).exclusions(
      suspects, files: files, ranks: ranks)
    exclusions = found
    return found.isEmpty ? first : try run(plan, isHashing: false, found)
  }

  private func run(
    _ plan: TablePlan, isHashing: Bool, _ exclusions: [RowPlace: Exclusion]
  ) throws -> (workers: [TableWorker], logs: [ScanLog]) {
    try scan.run(
      makeWorker: {
        TableWorker(plan, people: owners, isHashing: isHashing, exclusions: exclusions)
      },
      take: { worker, batch in worker.take(batch) })
  }
}

extension InputTable {
  /// What the importers must deliver.
  package var contract: TableContract {
    TableContract(
      name: name,
      columns: columns.filter { $0.lookup == nil }.map { column in
        ContractColumn(
          name: column.name, kind: column.kind, isOptional: column.isOptional,
          least: column.range?.least, greatest: column.range?.greatest)
      },
      key: key, owner: owner, date: date)
  }

  /// Says whether a column's value depends on the period that is computed.
  var looksUpAtPeriodEnd: Bool {
    columns.contains { $0.lookup?.validity?.day == .periodEnd }
  }
}
