package import MeritEngine
package import MeritImport
package import MeritMeasure
package import MeritModel
package import MeritPolicy

/// Reads what a period needs of a book: the roster, the rows behind every measure, the files' hashes.
package struct PeriodReading: Sendable {
  let book: OpenBook
  let files: any FileSystem
  let settings: ScanSettings
  /// The closed periods, whose figures are read and not computed.
  let history: SealedHistory?
  /// The hashes of files that need not be taken again, by their names.
  private let hashes: [String: String]
  /// The hashes that earlier runs took; nil where all are to be taken now.
  private let cache: HashCache?

  /// Takes in the book, how a scan may use the machine, and what is closed.
  package init(
    book: OpenBook, files: any FileSystem, settings: ScanSettings, history: SealedHistory? = nil,
    hashes: [String: String] = [:], cache: HashCache? = nil
  ) {
    self.cache = cache
    self.history = history
    self.hashes = hashes
    self.book = book
    self.files = files
    self.settings = settings
  }

  /// Who computes and writes for a run.
  var workers: any Workers { ThreadWorkers(settings.threads) }

  /// Reads for all periods of a run; all findings are collected.
  ///
  /// The roster is read as the version of the run's own period declares it. Each version reads the
  /// rows of its own periods; all of them together account for the rows.
  package func read(
    _ plan: RunPlan, _ versions: [CompiledPolicy]
  ) throws -> Checked<PeriodInput> {
    guard let target = plan.needs.last else { return Checked(nil) }
    let policy = versions[target.version]
    var diagnostics = mismatches(policy, among: versions)
    let resolved = try resolvedSources(policy)
    var sources = resolved.sources
    diagnostics += resolved.diagnostics
    guard let table = policy.roster, !diagnostics.hasErrors else {
      return Checked(nil, diagnostics)
    }
    let witnesses = InputHashes(
      read(by: policy), files: files, folder: book.book.folder, known: hashes, cache: cache)
    witnesses.witness(&sources)
    let identityHashes = InputHashes(
      resolved.accounts.map { ($0.table, $0.file) }, files: files, folder: book.book.folder,
      known: hashes)
    guard let source = sources["roster"] else { return Checked(nil, diagnostics) }
    let roster = try RosterReader.read(
      table.contract, source, settings: settings, utcOffset: utcOffset(policy))
    diagnostics += roster.diagnostics
    let documents = try history?.documents(plan) ?? [:]
    let people = roster.roster.including(
      documents.values.reduce(into: []) { $0.formUnion($1.employees) })
    let rows = try self.rows(plan, versions, people, sources, documents)
    diagnostics += rows.diagnostics
    let accounts = resolved.accounts + roster.accounts + rows.accounts
    guard let own = rows.stages.last, !diagnostics.hasErrors else {
      return Checked(nil, diagnostics)
    }
    let facts = try witnesses.facts(accounts, by: workers)
    return Checked(
      PeriodInput(
        roster: people, earlier: rows.stages.dropLast(), own: own, accounts: accounts,
        problems: resolved.problems + roster.problems + rows.problems, files: facts,
        identities: try identityHashes.facts(resolved.accounts, by: workers)), diagnostics)
  }

  /// What the rows of all periods gave.
  private struct RunRows {
    var stages: [PeriodStage] = []
    var accounts: [ConservationAccount] = []
    var problems: [RowProblem] = []
    var diagnostics: [Diagnostic] = []
  }

  /// Reads the rows version by version: one scan for all periods that a version governs.
  private func rows(
    _ plan: RunPlan, _ versions: [CompiledPolicy], _ roster: Roster,
    _ sources: [String: TableSource], _ documents: [Int: SealedDocument]
  ) throws -> RunRows {
    var rows = RunRows()
    let target = plan.needs.count - 1
    var stages = [PeriodStage?](repeating: nil, count: plan.needs.count)
    for (place, document) in documents.sorted(by: { $0.key < $1.key }) {
      let need = plan.needs[place]
      let read = SealedReading(
        policy: versions[need.version], need: need, document: document, roster: roster
      ).stage()
      rows.diagnostics += read.diagnostics
      stages[place] = read.valid
    }
    let read = plan.needs.indices.filter {
      documents[$0] == nil || !plan.rowsOfSealed($0, versions).isEmpty
    }
    let own = plan.needs[target].version
    var said: [Int: MeasureResult] = [:]
    var accounted = AccountedDates()
    // The run's own version comes first: rows that several read are accounted for by it.
    for (version, places) in Dictionary(grouping: read, by: { plan.needs[$0].version })
      .sorted(by: { ($0.key != own ? 1 : 0, $0.key) < ($1.key != own ? 1 : 0, $1.key) })
    {
      let needs = places.map { place in
        documents[place] == nil ? plan.needs[place].rules : plan.rowsOfSealed(place, versions)
      }
      let scan = MeasureScan(versions[version], sources: sources, settings: settings)
      let customers = try scan.customers(of: roster)
      let cohorts = cohorts(of: roster, places.map { plan.needs[$0] }, customers?.list)
        .enumerated().map { stages[places[$0.offset]]?.cohort ?? $0.element }
      let result = try scan.run(
        cohorts, needing: needs,
        accountFor: places.firstIndex(of: target) ?? places.count - 1,
        telling: plan.needs[target].period, besides: accounted, customers: customers)
      accounted.formUnion(result.accounted)
      said[version] = result
      for (index, place) in places.enumerated() {
        stages[place] = PeriodStage(
          version: version, cohort: cohorts[index], measures: result.tables[index],
          rules: place == target ? nil : plan.needs[place].rules, sealed: stages[place]?.sealed,
          known: plan.needs[place].known,
          tellsParts: place == target || plan.corrected.contains(plan.needs[place].period))
      }
    }
    rows.stages = stages.compactMap(\.self)
    rows.diagnostics += said.sorted { $0.key < $1.key }.flatMap(\.value.diagnostics)
    if let first = said[own] {
      var merged = VersionAccounts(first)
      for (version, result) in said.sorted(by: { $0.key < $1.key }) where version != own {
        merged.add(result)
      }
      (rows.accounts, rows.problems) = (merged.accounts, merged.problems)
    }
    return rows
  }

  /// The people of periods, each found once however often the period is looked at again.
  private func cohorts(
    of roster: Roster, _ needs: [PeriodNeed], _ customers: CustomerList?
  ) -> [Cohort] {
    var found: [Period: Cohort] = [:]
    var last: Cohort?
    return needs.map { need in
      var cohort =
        found[need.period]
        ?? Cohort(of: roster, in: need.period, customers: customers, like: last)
      found[need.period] = cohort
      last = cohort
      if let known = need.known { cohort.knownUntil = known.end }
      return cohort
    }
  }

  /// The rows of one person that a measure of the run's own period counted, and the others by
  /// reason; nil for rules that are no aggregates over a person's rows.
  package func provenance(
    of use: Explanation.Use, in result: PeriodResult
  ) throws -> RowProvenance? {
    let policy = result.calculation.policy
    let sources = try resolvedSources(policy).sources
    return try MeasureScan(policy, sources: sources, settings: settings)
      .provenance(of: use.rule, person: use.subject, in: result.input.cohort)
  }

  func utcOffset(_ policy: CompiledPolicy) -> @Sendable (Int64) -> Int {
    ZoneClock.offsets(of: policy.header.timeZone) ?? { _ in 0 }
  }

  /// What the book maps and a policy does not have, or the other way round; columns of inputs may be
  /// those of any version.
  func mismatches(
    _ policy: CompiledPolicy, among versions: [CompiledPolicy]? = nil
  ) -> [Diagnostic] {
    BookMatch(book.book, versions ?? [policy]).findings(computing: policy)
      + unknownVersions(policy)
  }

  /// The sources with the identities of people put in.
  func resolvedSources(
    _ policy: CompiledPolicy
  ) throws -> ResolvedSources {
    var resolved = ResolvedSources()
    var aliases: [IdentityUse: [String: String]] = [:]
    let uses = Set(book.book.inputs.values.flatMap(\.identities.values))
    for use in uses.sorted(by: { ($0.table, $0.column) < ($1.table, $1.column) }) {
      guard let source = book.identities[use.table] else { continue }
      let read = try AliasReader.read(
        source, named: use.table, column: use.column, settings: settings)
      aliases[use] = read.aliases
      resolved.add(read)
    }
    for (name, input) in book.book.inputs {
      var source = input.source
      if !input.statesDuplicates, let column = latest(source, policy, name) {
        source.duplicates = .newest(by: column)
      }
      for (column, use) in input.identities {
        source.columns[column]?.aliases = aliases[use] ?? [:]
      }
      resolved.sources[name] = source
    }
    return resolved
  }

  /// The column that tells the latest of rows with one key, where the profile knows one.
  private func latest(_ source: TableSource, _ policy: CompiledPolicy, _ table: String) -> String? {
    let meanings = Set((source.profile?.forms ?? []).compactMap(\.latestBy))
    guard !meanings.isEmpty else { return nil }
    let columns = policy.inputs.first { $0.name == table }?.contract.columns ?? []
    return columns.first {
      ShippedProfiles.words.meaning(of: $0.name).map(meanings.contains) ?? false
    }?.name
  }

  /// Inputs whose latest row a column tells that the policy does not have, or that is no time.
  private func unknownVersions(_ policy: CompiledPolicy) -> [Diagnostic] {
    book.book.inputs.sorted { $0.key < $1.key }.compactMap { name, input in
      guard case .newest(let column) = input.source.duplicates,
        let table = policy.inputs.first(where: { $0.name == name })
      else { return nil }
      let known = table.contract.columns.filter { $0.kind.tellsLatest }.map(\.name)
      guard !known.contains(column) else { return nil }
      return Diagnostic(
        .unknownName,
        "`latestBy` of `\(name)` names no column of the policy with a time or number: `\(column)`",
        at: input.place,
        help: known.isEmpty
          ? "add a column with the time of the last change to the policy, as "
            + "`\"\(column)\": \"datetime\"`"
          : "it may be " + known.map { "`\($0)`" }.joined(separator: ", "))
    }
  }

  /// The files by table that a run of the policy reads.
  private func read(by policy: CompiledPolicy) -> [(table: String, file: String)] {
    policy.inputs.flatMap { table in
      (book.book.inputs[table.name]?.files ?? []).map { (table.name, $0) }
    }
  }
}

extension Kind {
  /// Says whether values of the kind can tell which of two rows is the later one.
  fileprivate var tellsLatest: Bool {
    switch self {
    case .date, .datetime, .number, .count: true
    default: false
    }
  }
}
