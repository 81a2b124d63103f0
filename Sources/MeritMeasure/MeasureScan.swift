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
  /// The dates of the rows that were accounted for, by table.
  package var accounted = AccountedDates()

  /// Begins with a table for each cohort and nothing said.
  package init(tables: [MeasureTable]) { self.tables = tables }
}

/// Computes all row aggregates of a policy: each table is read once, whatever the number of
/// measures, groups and periods.
package struct MeasureScan: Sendable {
  let policy: CompiledPolicy
  let sources: [String: TableSource]
  var settings: ScanSettings

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
  /// windows; control totals are those of the cohort at `accountFor`. Rows that lookups leave out are
  /// told of the periods inside `told`, without it of that cohort's. Rows with dates that another scan
  /// has accounted for are outside for this one's accounts. Findings are collected; a failing disk or a
  /// cancellation throws.
  package func run(
    _ cohorts: [Cohort], needing: [Set<RuleID>]? = nil, accountFor: Int = 0,
    telling told: Period? = nil, besides accounted: AccountedDates = AccountedDates(),
    customers: CustomerFile? = nil
  ) throws -> MeasureResult {
    precondition(needing.map { $0.count == cohorts.count } ?? true, "a set for each cohort")
    var result = MeasureResult(tables: cohorts.map { _ in MeasureTable() })
    guard let roster = cohorts.first?.roster else { return result }
    let owners = OwnerIndex(roster.people)
    let asked = Asked(
      cohorts: cohorts, needing: needing, accountFor: accountFor,
      told: told ?? cohorts[accountFor].period, accounted: accounted)
    var others = LookupSources(
      policy: policy, sources: sources, roster: roster, settings: settings)
    if let customers { others.take(customers) }
    var measured: [Int: Measured] = [:]
    for read in try opened(owners) {
      for file in read.opened.files { result.dialects[file.name] = file.dialect }
      measured[read.index] = try measure(read, asked, &others, &result)
    }
    for index in policy.inputs.indices { add(measured[index], others.tables[index], &result) }
    result.problems += others.notes
    result.diagnostics += others.diagnostics
    return result
  }

  /// Opens all tables at the same time, since some files are looked at whole.
  private func opened(_ owners: OwnerIndex) throws -> [TableRead] {
    let tables = policy.inputs.indices.compactMap { index -> (index: Int, source: TableSource)? in
      let name = policy.inputs[index].name
      return name == "roster" ? nil : sources[name].map { (index, $0) }
    }
    let reads = ThreadWorkers(settings.threads).split(tables.count) { places in
      places.map { place in
        Result {
          try TableRead(policy, tables[place].index, tables[place].source, owners, settings)
        }
      }
    }
    return try reads.joined().map { try $0.get() }
  }

  /// For whom rows are read.
  struct Asked: Sendable {
    let cohorts: [Cohort]
    var needing: [Set<RuleID>]?
    var accountFor = 0
    /// The period whose rows and those of its parts are told that lookups leave out; nil for none.
    var told: Period?
    /// The dates of rows that another scan accounts for.
    var accounted = AccountedDates()
  }

  /// What measuring one table said of its rows.
  private struct Measured {
    var accounts: [ConservationAccount] = []
    var problems: [RowProblem] = []
    var diagnostics: [Diagnostic] = []
  }

  /// A table that was measured has its account from there, one that was only looked up in has its own.
  private func add(
    _ measured: Measured?, _ lookedUp: WholeTable?, _ result: inout MeasureResult
  ) {
    if let measured {
      result.accounts += measured.accounts
      result.problems += measured.problems
      result.diagnostics += measured.diagnostics
    } else if let lookedUp {
      result.accounts += lookedUp.accounts
      result.problems += lookedUp.problems
      result.diagnostics += lookedUp.diagnostics
    }
  }

  /// Measures a table; nil where no period needs it.
  ///
  /// One pass serves all periods, unless a column's value depends on the period's last day.
  private func measure(
    _ read: TableRead, _ asked: Asked, _ others: inout LookupSources,
    _ result: inout MeasureResult
  ) throws -> Measured? {
    var measured: Measured?
    var exclusions: Exclusions?
    for active in passes(read.table, asked.cohorts) {
      var plan = read.plan(asked, active: active)
      guard plan.isNeeded else { continue }
      plan.lookups = try others.columns(of: read.table, read.scan.scales)
      plan.excused = try others.excused(read.index, plan)
      let (workers, logs) = try read.gather(plan, &exclusions)
      if measured == nil {
        measured = said(read, logs, exclusions)
        result.accounted.add(plan.reach.map { $0.least...$0.greatest }, of: read.table)
      }
      measured?.diagnostics += workers.flatMap(\.limitFaults).diagnostics
      let missed = MissedReport(plan, workers, files: read.files)
      measured?.diagnostics += missed.diagnostics
      measured?.problems += missed.problems
      measured?.diagnostics += fill(&result, plan, workers, asked.cohorts, read.files)
      try findReversed(
        &result, plan, workers, read, exclusions ?? Exclusions(files: read.files))
    }
    return measured
  }

  /// The cohorts that one pass over the rows can serve together; nil for all.
  private func passes(_ table: InputTable, _ cohorts: [Cohort]) -> [Set<Int>?] {
    guard table.looksUpAtPeriodEnd else { return [nil] }
    let byEnd = Dictionary(grouping: cohorts.indices) { cohorts[$0].knownUntil }
    return byEnd.sorted { $0.key < $1.key }.map { Set($0.value) }
  }

  private func said(_ read: TableRead, _ logs: [ScanLog], _ exclusions: Exclusions?) -> Measured {
    let summary = ScanSummary(read.opened, logs, owners: read.owners)
    var diagnostics = summary.diagnostics
    if read.source.duplicates == .error { diagnostics += conflicts(summary.problems) }
    return Measured(
      accounts: summary.accounts,
      problems: summary.problems + (exclusions?.pairs(read.table.name) ?? []),
      diagnostics: diagnostics)
  }

  private func conflicts(_ problems: [RowProblem]) -> [Diagnostic] {
    problems.filter { $0.code == .duplicateRow }.map { problem in
      Diagnostic(
        .duplicateRow, problem.message, at: SourcePlace(file: problem.file, line: problem.line),
        severity: .error, help: problem.help)
    }
  }
}
