package import MeritImport
package import MeritModel
package import MeritPolicy

/// What the rows of a book gave: a table for each period, and the account of every row.
package struct MeasureResult: Sendable {
  /// A table for each cohort, in their order.
  package var tables: [MeasureTable]
  package var accounts: [ConservationAccount] = []
  package var problems: [RowProblem] = []
  package var diagnostics: [Diagnostic] = []
  /// The form in which each file was read, by its name.
  package var dialects: [String: CSVDialect] = [:]
}

/// Computes all row aggregates of a policy: each table is read once, whatever the number of
/// measures, groups and periods.
package struct MeasureScan: Sendable {
  let policy: CompiledPolicy
  let sources: [String: TableSource]
  let settings: ScanSettings

  /// Prepares a scan of the tables that have a source.
  package init(
    _ policy: CompiledPolicy, sources: [String: TableSource],
    settings: ScanSettings = ScanSettings()
  ) {
    self.policy = policy
    self.sources = sources
    self.settings = settings
  }

  /// Reads the tables that the measures of the cohorts' periods need: all of them, or for each
  /// cohort those in its set.
  ///
  /// All cohorts have the same roster. A row is used where it lies in any of their periods and
  /// windows; control totals are those of the cohort at `accountFor`. Findings are collected; a
  /// failing disk or a cancellation throws.
  package func run(
    _ cohorts: [Cohort], needing: [Set<RuleID>]? = nil, accountFor: Int = 0
  ) throws -> MeasureResult {
    precondition(needing.map { $0.count == cohorts.count } ?? true, "a set for each cohort")
    var result = MeasureResult(tables: cohorts.map { _ in MeasureTable() })
    guard let roster = cohorts.first?.roster else { return result }
    let owners = OwnerIndex(roster.people)
    for (index, table) in policy.inputs.enumerated() where table.name != "roster" {
      guard let source = sources[table.name] else { continue }
      let asked = Asked(cohorts: cohorts, needing: needing, accountFor: accountFor)
      try read(index, table, source, asked, owners, &result)
    }
    return result
  }

  /// For whom rows are read.
  private struct Asked {
    let cohorts: [Cohort]
    let needing: [Set<RuleID>]?
    let accountFor: Int
  }

  private func read(
    _ index: Int, _ table: InputTable, _ source: TableSource, _ asked: Asked,
    _ owners: OwnerIndex, _ result: inout MeasureResult
  ) throws {
    let opened = try OpenTable(
      table.contract, source,
      utcOffset: ZoneClock.offsets(of: policy.header.timeZone) ?? { _ in 0 })
    for file in opened.files { result.dialects[file.name] = file.dialect }
    let scan = TableScan(
      opened, owners: owners, derived: table.derived.map(\.kind), settings: settings)
    let plan = TablePlan(
      policy, index, asked.cohorts, scan.scales, needing: asked.needing,
      accountFor: asked.accountFor)
    guard plan.isNeeded else { return }
    let searches = source.duplicates != .ignore && !table.key.isEmpty
    var (workers, logs) = try run(scan, plan, owners, isHashing: searches, [:])
    let suspects = searches ? DuplicateSearch.repeated(workers) : []
    if !suspects.isEmpty {
      let exclusions = try DuplicateSearch(plan: plan, scan: scan)
        .exclusions(suspects, files: opened.files.map(\.name))
      if !exclusions.isEmpty {
        (workers, logs) = try run(scan, plan, owners, isHashing: false, exclusions)
      }
    }
    let summary = ScanSummary(opened, logs)
    result.accounts += summary.accounts
    result.problems += summary.problems
    result.diagnostics += summary.diagnostics
    if source.duplicates == .error { result.diagnostics += conflicts(summary.problems) }
    result.diagnostics += workers.flatMap(\.limitFaults).diagnostics
    fill(&result, plan, workers, asked.cohorts, opened.files.map(\.name))
  }

  private func run(
    _ scan: TableScan, _ plan: TablePlan, _ owners: OwnerIndex, isHashing: Bool,
    _ exclusions: [RowPlace: Exclusion]
  ) throws -> ([TableWorker], [ScanLog]) {
    let result = try scan.run(
      makeWorker: {
        TableWorker(plan, people: owners, isHashing: isHashing, exclusions: exclusions)
      },
      take: { worker, batch in worker.take(batch) })
    return (result.workers, result.logs)
  }

  private func conflicts(_ problems: [RowProblem]) -> [Diagnostic] {
    problems.filter { $0.code == .duplicateRow }.map { problem in
      Diagnostic(
        .duplicateRow, problem.message, at: SourcePlace(file: problem.file, line: problem.line),
        severity: .error)
    }
  }

  private func fill(
    _ result: inout MeasureResult, _ plan: TablePlan, _ workers: [TableWorker],
    _ cohorts: [Cohort], _ files: [String]
  ) {
    guard let first = workers.first else { return }
    let isText = plan.columnIndices.map { plan.table.columnKind($0).isText }
    for (place, partial) in first.partials.enumerated() {
      for other in workers.dropFirst() { partial.merge(other.partials[place], isText: isText) }
    }
    let cells = CellFiller(plan: plan, partials: first.partials, files: files)
    for use in plan.uses {
      if case .rows = use.key.what {
        do {
          result.tables[use.cohort].rows[use.rule] = try cells.rows(use, cohorts[use.cohort])
        } catch {
          result.diagnostics.append(tooLarge("`\(policy[use.rule].name)`", policy[use.rule].place))
        }
        continue
      }
      let (made, overflows) = cells.cells(use, cohorts[use.cohort])
      result.tables[use.cohort].cells[use.rule] = made
      let rule = policy[use.rule]
      for subject in overflows {
        let who = cohorts[use.cohort].id(of: subject, rule.scope)
        result.diagnostics.append(
          tooLarge("`\(rule.name)` of \(rule.scope.rawValue) `\(who)`", rule.place))
      }
    }
    for total in plan.totals {
      if let number = cells.total(total.key) {
        result.tables[total.cohort].controlTotals[total.check] = number
      } else {
        let check = policy.checks[total.check]
        result.diagnostics.append(tooLarge("the check `\(check.id)`", check.place))
      }
    }
  }

  private func tooLarge(_ what: String, _ place: SourcePlace) -> Diagnostic {
    Diagnostic(
      .overflow, "\(what): the rows add up to a number beyond exact fractions of 128 bits",
      at: place)
  }
}

extension InputTable {
  /// What the importers must deliver.
  package var contract: TableContract {
    TableContract(
      name: name,
      columns: columns.map { column in
        ContractColumn(
          name: column.name, kind: column.kind, isOptional: column.isOptional,
          least: column.range?.least, greatest: column.range?.greatest)
      },
      key: key, owner: owner, date: date)
  }
}
