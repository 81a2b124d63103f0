package import MeritModel
import MeritEngine
import MeritPolicy
import MeritReport

/// Closes a period for ever: checks that what is sealed is what was looked at, then seals it.
package struct ClosePeriod {
  private let book: OpenBook
  /// Nil before the first close.
  private let ledger: BookLedger?
  private let run: RunPeriod
  private let files: RecordingFileSystem

  /// Takes in the book, its ledger, the run, and the files that book and run are read from.
  package init(
    book: OpenBook, ledger: BookLedger?, run: RunPeriod, files: RecordingFileSystem
  ) {
    self.book = book
    self.ledger = ledger
    self.run = run
    self.files = files
  }

  /// Computes the period anew and checks that it may be closed; nothing is written.
  package func prepare(_ request: CloseRequest) throws -> Checked<ClosingPeriod> {
    let compiled = try PolicyChoice(files: files).compile(
      request.run.policyFiles, in: request.run.bookFolder)
    guard let versions = compiled.valid else { return Checked(nil, compiled.diagnostics) }
    let choice = PolicyChoice.choose(versions, period: request.run.period)
    guard let (version, period) = choice.valid else { return Checked(nil, choice.diagnostics) }
    try ledger?.check(belongsTo: version.policy.header.id)
    if let finding = turn(versions, version, period, request) { return Checked(nil, [finding]) }
    let target = "\(request.run.bookFolder)/\(request.run.output)/\(period.name)"
    guard files.kind(of: "\(target)/manifest.json") == .file,
      let before = ManifestFacts(try files.read("\(target)/manifest.json"))
    else {
      return Checked(
        nil,
        [
          Diagnostic(
            .neverRun, "there are no results of \(period.name) to close",
            help: "`merit run \(period.name)`, look at the results, then close")
        ])
    }
    let computed = try run.compute(request.run)
    guard let result = computed.valid else { return computed.map { _ in nil } }
    let draft = try ResultDraft(
      result, facts: run.facts(of: result, request.run), request: request.run, files: files)
    if let finding = try changes(before, draft, target) { return Checked(nil, [finding]) }
    let problems = AcknowledgedProblems(
      result.diagnostics, result.input.problems, acknowledged: request.acknowledged,
      reason: request.reason)
    guard !problems.findings.hasErrors else { return Checked(nil, problems.findings) }
    let parts = try self.parts(draft)
    let entry = try entry(result, request, parts, problems.list)
    return Checked(
      ClosingPeriod(result: result, entry: entry, parts: parts, findings: problems.findings),
      problems.findings)
  }

  /// Seals what was prepared; from then on the period is closed.
  package func seal(_ closing: ClosingPeriod) throws -> Seal {
    let folder = book.book.folder
    let ledger = try ledger ?? BookLedger.openOrBegin(book.book, files: LocalFileSystem())
    return try ledger.seal(closing.entry, parts: closing.parts) { source, take in
      var failure: (any Error)?
      var hash = RunningHash()
      try files.read("\(folder)/\(source.path)") { bytes in
        guard failure == nil else { return }
        hash.add(bytes)
        do { try take(bytes) } catch { failure = error }
      }
      if let failure { throw failure }
      guard hash.text == source.hash else { throw ClosePeriod.changed([source.path]) }
    }
  }

  private func turn(
    _ versions: [CompiledFile], _ version: CompiledFile, _ period: Period, _ request: CloseRequest
  ) -> Diagnostic? {
    let first = versions.map(\.policy.header.effectiveFrom).min() ?? period.start
    let grains = versions.flatMap(\.policy.plans).flatMap { $0.bindings.keys }
    return CloseOrder(
      seals: ledger?.seals ?? [], calendar: version.policy.header.calendar, grains: Set(grains),
      first: first
    ).finding(period, closedOn: request.closedOn)
  }

  /// What is not as it was when somebody looked at the results; nil where all is.
  private func changes(
    _ before: ManifestFacts, _ draft: ResultDraft, _ target: String
  ) throws -> Diagnostic? {
    var said = ManifestFacts(draft.manifest).map(before.differences) ?? []
    if said.isEmpty, try files.read("\(target)/manifest.json") != draft.manifest {
      said = ["the manifest would come out differently"]
    }
    for output in before.outputs {
      let path = "\(target)/\(output.file)"
      guard files.kind(of: path) == .file else {
        said.append("the result `\(output.file)` is gone")
        continue
      }
      if try sha256(of: path, files: LocalFileSystem()) != output.sha256 {
        said.append("the result `\(output.file)` was edited")
      }
    }
    guard !said.isEmpty else { return nil }
    return Diagnostic(
      .changedSinceRun, "what would be closed is not what was run", notes: said,
      help: "`merit run \(before.period)`, look at the results, then close")
  }

  private static func changed(_ paths: [String]) -> LedgerFailure {
    LedgerFailure(
      Diagnostic(
        .changedSinceRun, "a file changed while the period was being closed",
        notes: paths.map { "`\($0)` has changed" }, help: "`merit run` the period again, then close"
      ))
  }

  private func parts(_ draft: ResultDraft) throws -> [String: [UInt8]] {
    let result = draft.result
    var parts = draft.sealed
    let corrections = result.corrections.map(\.facts)
    let files = [
      SealedPeople.file(of: result.input.cohort),
      SealedPay.file(of: result.calculation.payroll(with: corrections)),
      try run.sealedRows(result),
    ]
    for file in files.compactMap(\.self) {
      parts[file.path] = file.bytes
    }
    for corrected in result.corrections {
      let period = corrected.facts.period
      parts[SealedRevision.path("figures.csv", of: period)] = corrected.figures
      parts[SealedRevision.path(SealedPeople.name, of: period)] = corrected.people
    }
    return parts
  }

  private func entry(
    _ result: PeriodResult, _ request: CloseRequest, _ parts: [String: [UInt8]],
    _ acknowledgements: [Acknowledgement]
  ) throws -> SealEntry {
    let header = result.calculation.policy.header
    let summary = PeriodSummary(of: result.calculation)
    return SealEntry(
      period: result.calculation.cohort.period, closedBy: request.closedBy,
      closedOn: request.closedOn, program: meritVersion, policyID: header.id,
      policyVersion: header.version, people: result.input.cohort.members.count,
      total: summary.total?.canonicalText ?? "",
      sources: try SourceList(book: book, files: files).sources(result),
      parts: parts.sorted { $0.key < $1.key }.map { name, bytes in
        SealedPart(name: name, hash: sha256(bytes), byteCount: bytes.count)
      },
      acknowledgements: acknowledgements,
      revisions: result.corrections.map {
        Revision(period: $0.facts.period, number: $0.facts.revision)
      })
  }
}

extension Checked {
  /// The same findings with another result.
  func map<Other>(_ transform: (Result) -> Other?) -> Checked<Other> {
    Checked<Other>(result.flatMap(transform), diagnostics)
  }
}
