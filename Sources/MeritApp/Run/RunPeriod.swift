package import MeritEngine
import MeritImport
package import MeritModel
package import MeritPolicy
package import MeritReport

/// What a run is asked to do; everything from the outside world is in here.
package struct RunRequest {
  package var bookFolder: String
  /// Policy files relative to the book.
  package var policyFiles: [String]
  package var period: String
  /// The folder for results, relative to the book.
  package var output: String
  /// The exports that the book names, relative to it.
  package var inputFiles: [String]
  /// The day whose knowledge counts; nil for all that is known.
  package var knownOn: CalendarDay?
  package var reports: ReportChoice
  /// Computes and reports, but writes nothing.
  package var isDryRun: Bool

  /// Makes a request.
  package init(
    bookFolder: String, policyFiles: [String], period: String, output: String,
    reports: ReportChoice = ReportChoice(), isDryRun: Bool = false, inputFiles: [String] = [],
    knownOn: CalendarDay? = nil
  ) {
    self.inputFiles = inputFiles
    self.knownOn = knownOn
    self.bookFolder = bookFolder
    self.policyFiles = policyFiles
    self.period = period
    self.output = output
    self.reports = reports
    self.isDryRun = isDryRun
  }
}

extension RunRequest {
  /// The folder that is written; what was known on a day lies beside what is known now.
  package var target: String {
    let known = knownOn.map { ".as-known-on-\($0)" } ?? ""
    return "\(bookFolder)/\(output)/\(period)\(known)"
  }
}

/// Computes one period of a book and writes its folder.
package struct RunPeriod {
  /// Reads the rows of a run's periods, each for its version.
  package typealias Reading = (RunPlan, [CompiledPolicy]) throws -> Checked<PeriodInput>

  private let files: any FileSystem
  private let reading: Reading
  let history: SealedHistory?
  /// What corrections are made with; nil where closed periods are not looked at again.
  private var reader: PeriodReading?
  private let isCancelled: () -> Bool
  /// Who computes and writes; never what comes out.
  private let workers: any Workers

  /// Takes in the effects: where files lie, how rows are read, what is closed, and who asks to stop;
  /// a run that is stopped throws `CancellationError`, with the earlier results as they were.
  package init(
    files: any FileSystem, history: SealedHistory? = nil, workers: any Workers = OneWorker(),
    isCancelled: @escaping () -> Bool = { false }, reading: @escaping Reading
  ) {
    self.history = history
    self.workers = workers
    self.files = files
    self.isCancelled = isCancelled
    self.reading = reading
  }

  /// Takes in a reading of rows that knows what is closed.
  package init(
    files: any FileSystem, isCancelled: @escaping () -> Bool = { false }, reader: PeriodReading
  ) {
    self.init(
      files: files, history: reader.history, workers: reader.workers,
      isCancelled: isCancelled, reading: reader.read)
    self.reader = reader
  }

  /// Computes without writing; the result is nil where anything is an error.
  package func compute(_ request: RunRequest) throws -> Checked<PeriodResult> {
    let compiled = try PolicyChoice(files: files, knownOn: request.knownOn).compile(
      request.policyFiles, in: request.bookFolder)
    guard let policies = compiled.valid else { return Checked(nil, compiled.diagnostics) }
    let choice = PolicyChoice.choose(policies, period: request.period)
    guard let (file, period) = choice.valid else {
      return Checked(nil, compiled.diagnostics + choice.diagnostics)
    }
    let versions = policies.map(\.policy)
    let version = policies.firstIndex { $0.file == file.file } ?? 0
    let search = history.map {
      CorrectionSearch(history: $0, request: request, files: files, reader: reader)
    }
    let closed =
      reader == nil
      ? nil : try search?.periods(before: period, by: file, among: policies)
    let planned = RunPlan.plan(
      versions, version: version, period: period, sealed: history?.periods ?? [],
      corrected: closed?.paid.map(\.entry.period) ?? [])
    let checked = compiled.diagnostics + planned.diagnostics
    guard let plan = planned.valid else { return Checked(nil, checked) }
    let read = try reading(plan, versions)
    guard let input = read.valid else { return Checked(nil, checked + read.diagnostics) }
    let calculator = Calculator(
      versions: versions, earlier: input.earlier, own: input.own, workers: workers)
    let calculated = calculator.calculation()
    let doubts = AccountCheck(input.accounts, file.policy).findings(period.name)
    var diagnostics = checked + read.diagnostics + doubts + calculated.diagnostics
    guard let calculation = calculated.valid else { return Checked(nil, diagnostics) }
    let corrections = try corrected(closed, calculator, policies)
    diagnostics += try unpaid(closed, policies, file.policy.header)
    let fact = InputFact(table: "policy", file: file.file, hash: file.hash, rows: 0)
    return Checked(
      PeriodResult(
        input: input, calculation: calculation, calculator: calculator, diagnostics: diagnostics,
        policyFile: fact, otherPolicies: others(policies, input, but: version),
        holidays: policies.flatMap(\.holidays),
        earlier: input.earlier.filter { $0.known == nil }.map(earlier), corrections: corrections,
        knownOn: request.knownOn),
      diagnostics)
  }

  /// The versions but the run's own by which earlier periods were computed.
  private func others(
    _ policies: [CompiledFile], _ input: PeriodInput, but own: Int
  ) -> [PolicyFact] {
    let computing = Set(input.earlier.filter { $0.sealed == nil }.map(\.version))
    return policies.indices.filter { $0 != own && computing.contains($0) }.map { place in
      let header = policies[place].policy.header
      return PolicyFact(
        id: header.id, version: header.version, file: policies[place].file,
        hash: policies[place].hash)
    }
  }

  /// The rows of the run's own period as they are sealed; nil without a reading that can sum them.
  func sealedRows(_ result: PeriodResult) throws -> OutputFile? {
    try reader.map { try AcceptedRows(of: result, $0).sealed().file }
  }

  /// The closed periods that come out differently.
  private func corrected(
    _ closed: CorrectionSearch.Found?, _ calculator: Calculator, _ policies: [CompiledFile]
  ) throws -> [CorrectedResult] {
    guard let closed, let history, let reader else { return [] }
    let reading = CorrectionReading(reading: reader, history: history, policies: policies)
    return try closed.paid.compactMap { seal in
      guard let calculation = calculator.calculation(of: seal.entry.period) else { return nil }
      return try reading.result(of: seal, calculation)
    }
  }

  /// What is said of closed periods that lie too far back to be paid for.
  private func unpaid(
    _ closed: CorrectionSearch.Found?, _ policies: [CompiledFile], _ header: PolicyHeader
  ) throws -> [Diagnostic] {
    guard let closed, let history, let reader, let last = closed.unpaid.last?.entry.period else {
      return []
    }
    let versions = policies.map(\.policy)
    let version = versions.firstIndex { policy in
      policy.header.effectiveFrom <= last.end && last.end <= policy.header.effectiveTo
    }
    guard let version else { return [] }
    let planned = RunPlan.plan(
      versions, version: version, period: last, sealed: history.periods,
      corrected: closed.unpaid.dropLast().map(\.entry.period))
    guard let plan = planned.valid, let input = try reading(plan, versions).valid else { return [] }
    let calculator = Calculator(
      versions: versions, earlier: input.earlier, own: input.own, workers: workers)
    _ = calculator.calculation()
    let corrections = CorrectionReading(reading: reader, history: history, policies: policies)
    return try closed.unpaid.compactMap { seal in
      guard let calculation = calculator.calculation(of: seal.entry.period) else { return nil }
      return try corrections.finding(seal, calculation, retro: header.retro)
    }
  }

  private func earlier(_ stage: PeriodStage) -> EarlierPeriod {
    let period = stage.cohort.period
    return EarlierPeriod(
      name: period.name, seal: history?.seal(of: period)?.hash, isComputed: stage.sealed == nil)
  }

  /// Computes and writes; nothing is written where anything is an error.
  package func run(_ request: RunRequest) throws -> Checked<PeriodResult> {
    if let seal = history?.seal(named: request.period), !request.isDryRun, request.knownOn == nil {
      return Checked(nil, [seal.closedDiagnostic])
    }
    let computed = try compute(request)
    guard let result = computed.valid, !request.isDryRun else { return computed }
    let target = request.target
    let folder = try AtomicFolder(target: target, files: files)
    do {
      let outputs = OutputSet(
        result: result, facts: facts(of: result, request), choice: request.reports,
        workers: workers)
      if isCancelled() { throw CancellationError() }
      try outputs.write(into: folder, files: files)
      if isCancelled() { throw CancellationError() }
      try folder.commit()
    } catch {
      folder.discard()
      throw error
    }
    return computed
  }

  /// What the reports are made from.
  package func facts(of result: PeriodResult, _ request: RunRequest) -> ReviewFacts {
    func source(_ role: String, _ file: String, _ hash: String) -> MeritReport.SourceFile {
      MeritReport.SourceFile(role: role, path: file, sha256: hash)
    }
    let sources =
      [source("policy", result.policyFile.file, result.policyFile.hash)]
      + result.otherPolicies.map { source("policy", $0.file, $0.hash) }
      + result.inputs.map { source($0.table, $0.file, $0.hash) } + result.earlier.map(\.source)
    return ReviewFacts(
      calculation: result.calculation, accounts: result.accounts,
      problems: result.input.problems, findings: result.diagnostics, sources: sources,
      previous: previous(of: result, request), corrections: result.corrections.map(\.facts),
      knownOn: result.knownOn)
  }

  /// The period before, where a run of it lies in the book.
  package func previous(of result: PeriodResult, _ request: RunRequest) -> PeriodSummary? {
    let header = result.calculation.policy.header
    let before = header.calendar.previous(result.calculation.cohort.period)
    let path = "\(request.bookFolder)/\(request.output)/\(before.name)/figures.csv"
    guard files.kind(of: path) == .file, let bytes = try? files.read(path) else { return nil }
    return PeriodSummary(
      figures: String(decoding: bytes, as: UTF8.self), policyVersion: header.version)
  }
}
