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
      table.contract, source, settings: settings,
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

  /// The columns that make a key by which rows are compared; nil where none are.
  var comparedBy: [Int]? {
    switch source.duplicates {
    case .ignore: nil
    case .exact: Array(table.contract.columns.indices)
    case .reject, .error, .latest, .newest: table.key.isEmpty ? nil : table.key
    }
  }

  /// The places of the files in the order in which they were loaded; nil where that decides nothing.
  private var ranks: [Int]? {
    guard source.duplicates == .latest else { return nil }
    return source.files.map { file in file.loadedOn.map { Int($0.number) } ?? .min }
  }

  /// The column that tells the latest of rows with one key; nil where none does.
  private var version: Int? {
    guard case .newest(let name) = source.duplicates else { return nil }
    return table.contract.columns.firstIndex { $0.name == name }
  }

  /// Gathers what is planned, without rows that others make superfluous.
  ///
  /// `exclusions` are those that an earlier pass has found; nil where none has looked for them.
  func gather(
    _ plan: TablePlan, _ exclusions: inout Exclusions?
  ) throws -> (workers: [TableWorker], logs: [ScanLog]) {
    if let exclusions { return try run(plan, hashing: nil, exclusions) }
    let none = Exclusions(files: files)
    exclusions = none
    guard let key = comparedBy else { return try run(plan, hashing: nil, none) }
    let parts = DuplicateSearch.parts(key, bytes: opened.files.reduce(0) { $0 + $1.size })
    let first = try run(plan, hashing: parts[0], none)
    let search = DuplicateSearch(plan: plan, scan: scan, key: key, version: version, ranks: ranks)
    var suspects = DuplicateSearch.repeated(first.workers.map(\.hashes.heaps))
    for worker in first.workers { worker.hashes.clear() }
    for part in parts.dropFirst() { suspects.add(try search.repeated(part)) }
    guard !suspects.all.isEmpty else { return first }
    let found = try search.exclusions(suspects, files: files)
    exclusions = found
    return found.isEmpty ? first : try run(plan, hashing: nil, found)
  }

  private func run(
    _ plan: TablePlan, hashing part: DuplicateSearch.Part?, _ exclusions: Exclusions
  ) throws -> (workers: [TableWorker], logs: [ScanLog]) {
    try scan.run(
      within: comparedBy == nil ? plan.dateReach : nil,
      makeWorker: {
        TableWorker(plan, people: owners, hashing: part, exclusions: exclusions)
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
      key: key, owner: owner, date: date, currency: currency)
  }

  /// Says whether a column's value depends on the period that is computed.
  var looksUpAtPeriodEnd: Bool {
    columns.contains { $0.lookup?.validity?.day == .periodEnd }
  }
}
