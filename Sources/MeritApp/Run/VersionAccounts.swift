internal import MeritImport
internal import MeritMeasure
internal import MeritModel

/// The account of rows that several versions of a policy read, each version those of its own periods.
///
/// The run's own version accounts for every row, and calls those of other versions' periods outside. What
/// another version says of them takes their place, so that no row which decided a figure is called not
/// used, and no row that a closer look refused is passed over.
struct VersionAccounts {
  private(set) var accounts: [ConservationAccount]
  private(set) var problems: [RowProblem]

  /// Begins with what the run's own version says.
  init(_ own: MeasureResult) {
    (accounts, problems) = (own.accounts, own.problems)
  }

  /// Takes in what another version says of rows that none before it accounted for.
  mutating func add(_ other: MeasureResult) {
    let told = Set(problems)
    let new = other.problems.filter { !told.contains($0) }
    for account in other.accounts {
      let place = accounts.firstIndex { $0.table == account.table && $0.file == account.file }
      if let place {
        accounts[place] = merged(accounts[place], account, new)
      } else {
        accounts.append(account)
      }
    }
    problems += new
  }

  /// An account with the rows of another one that it calls outside; as it was, where these are more
  /// than there are.
  private func merged(
    _ own: ConservationAccount, _ other: ConservationAccount, _ problems: [RowProblem]
  ) -> ConservationAccount {
    var merged = own
    merged.rowsUsed += other.rowsUsed
    for (reason, rows) in other.notUsed where !Self.ofAllRows.contains(reason) {
      merged.notUsed[reason, default: 0] += rows
    }
    for problem in problems where problem.table == own.table && problem.file == own.file {
      let fault = RowFault.allCases.first { $0.code == problem.code }
      if let fault { merged.rejected[fault.reason, default: 0] += 1 }
    }
    let outside = RowUse.outsidePeriod.reason
    let rest = merged.rowsRead - (merged.accountedRows - own.notUsed[outside, default: 0])
    guard rest >= 0 else { return own }
    merged.notUsed[outside] = rest == 0 ? nil : rest
    return merged
  }

  /// What every version says of the same rows, whatever their dates.
  private static let ofAllRows = Set(
    [RowUse.outsidePeriod, .noDate, .repeated, .superseded, .repeatedHeader].map(\.reason))
}
