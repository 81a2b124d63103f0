import ArgumentParser
import MeritApp
import MeritImport
import MeritModel

/// `merit verify`: computes what was closed again, and compares.
struct VerifyCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Computes closed periods again and compares every figure and byte.",
    discussion: """
      Checks the ledger's structure, its chain of hashes and every sealed document; then computes each \
      period from the inputs and the policy that were sealed.

      Examples:
        merit verify
        merit verify 2026-03
      """)

  @Argument(help: "The period; without it all that are closed.")
  var period: String?

  @OptionGroup var shared: SharedOptions

  func perform(_ reporter: Reporter) throws -> ExitCode {
    let session = LedgerSession(reporter: reporter, bookFolder: shared.bookFolder)
    guard let book = try session.book() else { return .findings }
    let ledger = try BookLedger.open(book.book, files: LocalFileSystem())
    let seals = (ledger?.seals ?? []).filter { period == nil || $0.entry.period.name == period }
    guard let ledger, !seals.isEmpty else { return nothing(reporter) }
    guard let lock = try FileLock(book.lockPath) else { throw book.busy }
    defer { withExtendedLifetime(lock) {} }
    let verify = try session.verify(book, ledger)
    var findings = ledger.findings + (try verify.ledgerFindings())
    var verified: [VerifiedPeriod] = []
    // What a damaged ledger gives is not computed from; a period that differs says nothing of others.
    let isWhole = !findings.hasErrors
    for seal in seals where isWhole {
      let one = try verify.verify(seal)
      reporter.clearProgress()
      findings += one.findings
      verified.append(one)
    }
    reporter.report(findings)
    let list = VerifiedList(verified)
    reporter.result(list.text, json: list.json)
    return ending(findings)
  }

  /// A ledger that is not as it was written is the world's failure, not that of the user's files.
  private func ending(_ findings: [Diagnostic]) -> ExitCode {
    let broken: Set<DiagnosticCode> = [.ledgerDamaged, .sealAltered, .sealedContentAltered]
    if findings.contains(where: { broken.contains($0.code) }) { return .world }
    return findings.hasErrors ? .findings : .success
  }

  private func nothing(_ reporter: Reporter) -> ExitCode {
    guard let period else {
      reporter.result("no period is closed\n", json: .array([]))
      return .success
    }
    reporter.report([
      Diagnostic(
        .periodNotClosed, "\(period) is not closed", help: "`merit ledger` lists what is closed")
    ])
    return .findings
  }
}
