import MeritLedger
package import MeritModel

/// The ledger cannot be used; the world failed, not the user's policy or data.
package struct LedgerFailure: Error, Hashable, Sendable {
  /// What is wrong, with its code.
  package let diagnostic: Diagnostic

  /// Makes a failure.
  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

}

/// What is thrown for an error of the ledger at a path: a refusal of the system stays one.
func failure(_ error: LedgerError, path: String) -> any Error {
  if case .failed(let reason) = error {
    return FileError(operation: "use", path: path, reason: reason)
  }
  return LedgerFailure(error.diagnostic(path: path))
}

extension LedgerError {
  /// The error as a finding.
  func diagnostic(path: String) -> Diagnostic {
    let place = SourcePlace(file: path)
    switch self {
    case .notADatabase:
      return Diagnostic(
        .ledgerNotADatabase, "the file is no ledger and no database", at: place,
        help: "correct `ledger` in merit.json, or put back the last copy of the ledger")
    case .foreign:
      return Diagnostic(
        .ledgerForeign, "the file is a database of another program", at: place,
        help: "correct `ledger` in merit.json")
    case .newer(let format):
      return Diagnostic(
        .ledgerNewer, "the ledger was written by a newer Merit, in format \(format)", at: place,
        help: "use that program; `merit --version` is \(meritVersion) here")
    case .truncated(let has, let needs):
      return Diagnostic(
        .ledgerTruncated, "the end of the ledger is lost: it has \(has) of \(needs) bytes",
        at: place, help: "put back the last whole copy, then `merit verify`")
    case .damaged(let reason):
      return Diagnostic(
        .ledgerDamaged, "the ledger is damaged", at: place, notes: [reason],
        help: "put back the last whole copy, check the disk, then `merit verify`")
    case .rulesChanged(let name, let count):
      return Diagnostic(
        .ledgerDamaged, "the ledger's tables or rules are not as the program makes them", at: place,
        severity: .warning,
        notes: ["`\(name)`" + (count > 1 ? " and \(count - 1) more" : "")],
        help: "ask who changed them; what they hold is compared with its hashes all the same by "
          + "`merit verify`")
    case .chainBroken(let number, let period):
      return Diagnostic(
        .sealAltered, "seal \(number), of \(period), is not what was sealed", at: place,
        help: "put back the last copy that `merit verify` finds sound")
    case .contentAltered(let name, let period):
      return Diagnostic(
        .sealedContentAltered, "`\(name)`, sealed with \(period), was altered in the ledger",
        at: place, help: "put back the last copy that `merit verify` finds sound")
    case .contentAbsent(let name, let period):
      return Diagnostic(
        .sealedContentAltered, "`\(name)`, sealed with \(period), is not in the ledger any more",
        at: place, help: "put back the last copy that `merit verify` finds sound")
    case .closedAlready(let seal): return seal.closedDiagnostic
    case .busy:
      return Diagnostic(
        .ledgerBusy, "another command is writing to the ledger, or has just closed a period",
        at: place, help: "wait until it is done, then look at `merit ledger`")
    case .failed(let reason):
      return Diagnostic(
        .ledgerDamaged, "the ledger cannot be used: \(reason)", at: place,
        help: "put back the last whole copy, check the disk, then `merit verify`")
    }
  }
}

extension Seal {
  /// Says that the period was closed, when and by whom.
  var closedDiagnostic: Diagnostic {
    Diagnostic(
      .periodClosed,
      "\(entry.period.name) was closed on \(entry.closedOn) by \(entry.closedBy)",
      help:
        "what is known since then becomes a correction in the run of the next open period, if the "
        + "policy has `retro`; what it would be today shows `merit run \(entry.period.name) --dry-run`"
    )
  }
}
