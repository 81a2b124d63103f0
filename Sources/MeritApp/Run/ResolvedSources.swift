import MeritImport
import MeritModel

/// The sources of a book with the identities of people put in, and what the identity tables told.
struct ResolvedSources: Sendable {
  var sources: [String: TableSource] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var problems: [RowProblem] = []
  private(set) var accounts: [ConservationAccount] = []

  /// Adds one column of an identity table; several columns of one file may tell the same of it.
  mutating func add(_ reading: AliasReading) {
    diagnostics += reading.diagnostics.filter { !diagnostics.contains($0) }
    problems += reading.problems.filter { !problems.contains($0) }
    accounts += reading.accounts.filter { account in
      !accounts.contains { $0.table == account.table && $0.file == account.file }
    }
  }
}
