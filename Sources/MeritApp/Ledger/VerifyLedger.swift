package import MeritImport
import MeritLedger
import MeritMeasure
package import MeritModel
import MeritReport

/// What verifying found of one closed period.
package struct VerifiedPeriod: Sendable {
  package let period: String
  package let number: Int
  /// How many figures were compared.
  package let figures: Int
  package let findings: [Diagnostic]
}

/// Computes every closed period again from what was sealed, and compares every figure and byte.
package struct VerifyLedger {
  private let open: OpenBook
  private let ledger: BookLedger
  private let files: any FileSystem
  private let settings: ScanSettings
  /// What is kept of the seals, laid out from the first that is verified to the last.
  private let laid: SealedFiles

  /// Takes in the book, its ledger, and how a scan may use the machine; makes the folder to compute in.
  package init(
    book: OpenBook, ledger: BookLedger, files: any FileSystem, settings: ScanSettings
  ) throws {
    open = book
    laid = try SealedFiles(of: ledger, in: "\(book.book.folder)/.verify", files: files)
    self.ledger = ledger
    self.files = files
    self.settings = settings
  }

  private var book: Book { open.book }

  /// What is wrong with the ledger as a whole: structure, chain, documents.
  package func ledgerFindings() throws -> [Diagnostic] {
    do throws(LedgerError) {
      return try ledger.ledger.faults().map { $0.diagnostic(path: ledger.name) }
    } catch {
      throw failure(error, path: ledger.name)
    }
  }

  /// Verifies one closed period; what is wrong with its documents is among the findings.
  package func verify(_ seal: Seal) throws -> VerifiedPeriod {
    do { return try computed(seal) } catch let failure as LedgerFailure {
      return VerifiedPeriod(
        period: seal.entry.period.name, number: seal.number, figures: 0,
        findings: [failure.diagnostic])
    }
  }

  private func computed(_ seal: Seal) throws -> VerifiedPeriod {
    let sealed = try KeptBook.layOut(seal, of: book, in: laid, files: files)
    var findings = try sinceClose(sealed, seal) + resultFindings(seal)
    var figures = 0
    if let kept = sealed.valid {
      let computed = try compute(seal, kept)
      findings += computed.diagnostics
      if let draft = computed.valid {
        let compared = try compare(draft, seal)
        figures = compared.figures
        findings += compared.findings
        findings += try rowFindings(draft, seal, kept)
      }
    }
    return VerifiedPeriod(
      period: seal.entry.period.name, number: seal.number, figures: figures, findings: findings)
  }

  /// What the book has that the period was not closed with.
  private func sinceClose(_ found: Checked<KeptBook>, _ seal: Seal) throws -> [Diagnostic] {
    guard let kept = found.result else { return found.diagnostics }
    let rows = SinceClose(
      kept: kept, now: open, seal: seal, sealed: try sealedRows(seal), laid: laid, files: files,
      settings: settings)
    return try rows.explained(found.diagnostics) + rows.findings()
  }

  private func sealedRows(_ seal: Seal) throws -> SealedRows? {
    guard seal.entry.parts.contains(where: { $0.name == SealedRows.name }) else { return nil }
    return SealedRows(try ledger.part(SealedRows.name, of: seal))
  }

  private func compute(_ seal: Seal, _ kept: KeptBook) throws -> Checked<ResultDraft> {
    let opened = try BookReader.read(kept.root, files: kept)
    guard let book = opened.valid.map(kept.placed) else { return Checked(nil, opened.diagnostics) }
    let history = SealedHistory(ledger, before: seal.number)
    let reading = PeriodReading(
      book: book, files: kept, settings: settings, history: history, hashes: kept.hashes)
    let run = RunPeriod(files: kept, reader: reading)
    var request = RunRequest(
      bookFolder: kept.root, policyFiles: book.book.policies, period: seal.entry.period.name,
      output: book.book.output, reports: book.book.reports, inputFiles: book.book.inputFiles)
    let computed = try run.compute(request)
    guard let result = computed.valid else { return Checked(nil, computed.diagnostics) }
    let facts = run.facts(of: result, request)
    request.bookFolder = laid.folder
    return Checked(
      try ResultDraft(result, facts: facts, request: request, files: files))
  }

  /// The tables whose rows in the period are not those that were accepted.
  private func rowFindings(
    _ draft: ResultDraft, _ seal: Seal, _ kept: KeptBook
  ) throws -> [Diagnostic] {
    guard let sealed = try sealedRows(seal),
      let book = try BookReader.read(kept.root, files: kept).valid.map(kept.placed)
    else { return [] }
    let reading = PeriodReading(book: book, files: kept, settings: settings)
    let accepted = AcceptedRows(of: draft.result, reading)
    let tables = try sealed.tables.sorted { $0.key < $1.key }.filter { table, then in
      try !then.holds(accepted.sum(table))
    }
    guard !tables.isEmpty else { return [] }
    return [
      Diagnostic(
        .sealedOutputDiffers,
        "the rows of \(seal.entry.period.name) are not those that were accepted",
        notes: try tables.flatMap { table, then in
          try ["`\(table)`"]
            + RowDifferences.words(sealed: then, now: accepted.prints(table, keys: false))
        },
        help: "put the exports and `merit.json` back as they were, then verify again")
    ]
  }

  private func compare(
    _ draft: ResultDraft, _ seal: Seal
  ) throws -> (figures: Int, findings: [Diagnostic]) {
    let period = seal.entry.period.name
    let figures = try FigureComparison(
      sealed: ledger.part("figures.csv", of: seal), now: draft.sealed["figures.csv"] ?? [])
    guard figures.differences.isEmpty else {
      let shown = figures.differences.prefix(20).map(\.description)
      let rest = figures.differences.count - shown.count
      let finding = Diagnostic(
        .sealedFigureDiffers,
        "\(figures.differences.count) figures of \(period) come out differently",
        notes: shown + (rest > 0 ? ["and \(rest) more"] : []),
        help:
          "\(period) was closed by version \(seal.entry.program) of the program; `merit --version` is "
          + "\(meritVersion) here")
      return (figures.count, [finding])
    }
    guard let before = ManifestFacts(try ledger.part("manifest.json", of: seal)),
      let now = ManifestFacts(draft.manifest)
    else { return (figures.count, []) }
    let differing = Set(before.outputs).symmetricDifference(now.outputs).map(\.file)
    guard !differing.isEmpty else { return (figures.count, []) }
    let isSameProgram = before.merit == now.merit
    let finding = Diagnostic(
      .sealedOutputDiffers, "files of \(period) come out with other bytes",
      severity: isSameProgram ? .error : .warning, notes: Set(differing).sorted().map { "`\($0)`" },
      help:
        "\(period) was closed by version \(before.merit); `merit --version` is \(now.merit) here")
    return (figures.count, [finding])
  }

  /// The files of the results that are not those that were sealed.
  private func resultFindings(_ seal: Seal) throws -> [Diagnostic] {
    let period = seal.entry.period.name
    guard let facts = ManifestFacts(try ledger.part("manifest.json", of: seal)) else { return [] }
    let target = "\(book.folder)/\(book.output)/\(period)"
    guard files.kind(of: target) == .folder else { return [] }
    let changed = try facts.outputs.filter { output in
      let path = "\(target)/\(output.file)"
      guard files.kind(of: path) == .file else { return true }
      return try sha256(of: path, files: files) != output.sha256
    }
    guard !changed.isEmpty else { return [] }
    return [
      Diagnostic(
        .outputChangedOnDisk, "results of \(period) are not those that were sealed",
        notes: changed.prefix(20).map { "`\(book.output)/\(period)/\($0.file)`" },
        help:
          "the sealed figures are in the ledger and are not touched; `merit verify \(period)` compares "
          + "them")
    ]
  }
}
