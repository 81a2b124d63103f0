package import MeritEngine
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
  package var reports: ReportChoice
  /// Computes and reports, but writes nothing.
  package var isDryRun: Bool

  /// Makes a request.
  package init(
    bookFolder: String, policyFiles: [String], period: String, output: String,
    reports: ReportChoice = ReportChoice(), isDryRun: Bool = false
  ) {
    self.bookFolder = bookFolder
    self.policyFiles = policyFiles
    self.period = period
    self.output = output
    self.reports = reports
    self.isDryRun = isDryRun
  }
}

/// Computes one period of a book and writes its folder.
package struct RunPeriod {
  /// Reads the rows of a run's periods, each for its version.
  package typealias Reading = (RunPlan, [CompiledPolicy]) throws -> Checked<PeriodInput>

  private let files: any FileSystem
  private let reading: Reading
  private let history: SealedHistory?
  private let isCancelled: () -> Bool

  /// Takes in the effects: where files lie, how rows are read, what is closed, and who asks to stop;
  /// a run that is stopped throws `CancellationError`, with the earlier results as they were.
  package init(
    files: any FileSystem, history: SealedHistory? = nil,
    isCancelled: @escaping () -> Bool = { false }, reading: @escaping Reading
  ) {
    self.history = history
    self.files = files
    self.isCancelled = isCancelled
    self.reading = reading
  }

  /// Computes without writing; the result is nil where anything is an error.
  package func compute(_ request: RunRequest) throws -> Checked<PeriodResult> {
    let compiled = try PolicyChoice(files: files).compile(
      request.policyFiles, in: request.bookFolder)
    guard let policies = compiled.valid else { return Checked(nil, compiled.diagnostics) }
    let choice = PolicyChoice.choose(policies, period: request.period)
    guard let (file, period) = choice.valid else {
      return Checked(nil, compiled.diagnostics + choice.diagnostics)
    }
    let versions = policies.map(\.policy)
    let version = policies.firstIndex { $0.file == file.file } ?? 0
    let planned = RunPlan.plan(
      versions, version: version, period: period, sealed: history?.periods ?? [])
    // What only the author of a policy can weigh is told by `check`, not on every run.
    let checked = compiled.diagnostics.filter { !$0.code.isAdvice } + planned.diagnostics
    guard let plan = planned.valid else { return Checked(nil, checked) }
    let read = try reading(plan, versions)
    guard let input = read.valid else { return Checked(nil, checked + read.diagnostics) }
    let calculator = Calculator(versions: versions, earlier: input.earlier, own: input.own)
    let calculated = calculator.calculation()
    let diagnostics = checked + read.diagnostics + calculated.diagnostics
    guard let calculation = calculated.valid else { return Checked(nil, diagnostics) }
    let fact = InputFact(table: "policy", file: file.file, hash: file.hash, rows: 0)
    return Checked(
      PeriodResult(
        input: input, calculation: calculation, calculator: calculator, diagnostics: diagnostics,
        policyFile: fact, holidays: policies.flatMap(\.holidays),
        earlier: input.earlier.map(earlier)), diagnostics)
  }

  private func earlier(_ stage: PeriodStage) -> EarlierPeriod {
    let period = stage.cohort.period
    return EarlierPeriod(
      name: period.name, seal: stage.sealed == nil ? nil : history?.seal(of: period)?.hash)
  }

  /// Computes and writes; nothing is written where anything is an error.
  package func run(_ request: RunRequest) throws -> Checked<PeriodResult> {
    if let seal = history?.seal(named: request.period), !request.isDryRun {
      return Checked(nil, [seal.closedDiagnostic])
    }
    let computed = try compute(request)
    guard let result = computed.valid, !request.isDryRun else { return computed }
    let target = "\(request.bookFolder)/\(request.output)/\(request.period)"
    let folder = try AtomicFolder(target: target, files: files)
    do {
      let outputs = OutputSet(
        result: result, facts: facts(of: result, request), choice: request.reports)
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
    let policy = result.policyFile
    let sources =
      [
        MeritReport.SourceFile(
          role: "policy", path: policy.file, sha256: policy.hash)
      ]
      + (result.holidays + result.input.files).map {
        MeritReport.SourceFile(role: $0.table, path: $0.file, sha256: $0.hash)
      } + result.earlier.map(\.source)
    return ReviewFacts(
      calculation: result.calculation, accounts: result.input.accounts,
      problems: result.input.problems, findings: result.diagnostics, sources: sources,
      previous: previous(of: result, request))
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
