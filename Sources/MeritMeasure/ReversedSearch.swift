internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Finds the rows that others take back: of any date, whoever owns them.
struct ReversedSearch {
  let plan: TablePlan
  let read: TableRead
  let exclusions: Exclusions

  /// Unchecked, since one worker owns it until the scan is over.
  private final class Found: @unchecked Sendable {
    var rows: [(key: Int, from: RowPlace, row: ReversedRows.Row)] = []
  }

  /// The rows of these keys with their values in some columns; of several rows the first.
  func rows(of keys: [String], _ columns: [Int]) throws -> ReversedRows {
    guard let key = plan.table.key.first, let date = plan.table.date, !keys.isEmpty else {
      return ReversedRows([:])
    }
    let index = OwnerIndex(keys)
    let files = read.files
    let result = try read.scan.run(makeWorker: { Found() }) { found, batch in
      RowPreparation(plan: plan, batch: batch).run()
      for row in 0..<batch.count where batch.faults[row] == 0 {
        let place = batch.place(key, row, among: index)
        guard place < keys.count else { continue }
        let from = RowPlace(file: batch.file, line: batch.lines[row])
        guard exclusions[from] == nil else { continue }
        let values = columns.map { ($0, batch.value($0, row)) }
        let reversed = ReversedRows.Row(
          place: SourcePlace(file: files[from.file], line: from.line),
          date: batch.value(date, row), values: Dictionary(uniqueKeysWithValues: values))
        found.rows.append((place, from, reversed))
      }
    }
    let all = result.workers.flatMap(\.rows).sorted { $0.from < $1.from }
    return ReversedRows(
      Dictionary(all.map { (keys[$0.key], $0.row) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension MeasureScan {
  /// Finds the rows that the gathered ones take back, for the periods of a pass.
  func findReversed(
    _ result: inout MeasureResult, _ plan: TablePlan, _ workers: [TableWorker], _ read: TableRead,
    _ exclusions: Exclusions
  ) throws {
    guard plan.table.reversal != nil, let gathered = workers.first?.partials else { return }
    var (keys, columns, cohorts): (Set<String>, Set<Int>, Set<Int>) = ([], [], [])
    for use in plan.uses where isReversing(use.rule) {
      guard case .rows(let asked) = use.key.what, let column = asked.first,
        let place = plan.keys.firstIndex(of: use.key), case .rows(let partial) = gathered[place]
      else { continue }
      keys.formUnion(partial.distinctTexts)
      columns.insert(column)
      cohorts.insert(use.cohort)
    }
    guard !keys.isEmpty else { return }
    let search = ReversedSearch(plan: plan, read: read, exclusions: exclusions)
    let found = try search.rows(of: keys.sorted(), columns.sorted())
    for cohort in cohorts { result.tables[cohort].reversed[read.index] = found }
  }

  private func isReversing(_ rule: RuleID) -> Bool {
    if case .rows(let aggregate)? = policy[rule].measure?.shape {
      aggregate.isReversing
    } else {
      false
    }
  }
}
