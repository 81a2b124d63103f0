package import MeritModel
package import MeritPolicy

/// Looks at the accounts of a run for exports that cannot be what is meant: those of another period,
/// and those of which most rows are rejected.
///
/// Each row is accounted for all the same; but a reader of a payroll sees no account.
package struct AccountCheck {
  /// The rows of all files of a table.
  private struct Table {
    var name: String
    var file: String
    var read = 0
    var used = 0
    var rejected = 0
    var reasons: [String: Int] = [:]

    var isMostlyRejected: Bool { rejected > read - rejected }

    /// Why rows do not count, the most frequent reason first.
    var words: String {
      reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
  }

  private let tables: [Table]

  /// Adds up the accounts of a policy's inputs whose rows have dates.
  package init(_ accounts: [ConservationAccount], _ policy: CompiledPolicy) {
    let dated = policy.inputs.filter { $0.date != nil && $0.name != "roster" }
    self.init(accounts, of: dated.map(\.name))
  }

  /// Adds up the accounts of some inputs.
  package init(_ accounts: [ConservationAccount], of inputs: [String]) {
    tables = inputs.compactMap { input -> Table? in
      let own = accounts.filter { $0.table == input }
      guard let first = own.first else { return nil }
      var table = Table(name: input, file: first.file)
      for account in own {
        table.read += account.rowsRead
        table.used += account.rowsUsed
        table.rejected += account.rejected.values.reduce(0, +)
        for (reason, rows) in account.notUsed {
          table.reasons["not used: \(reason)", default: 0] += rows
        }
        for (reason, rows) in account.rejected {
          table.reasons["rejected: \(reason)", default: 0] += rows
        }
      }
      return table.read > 0 ? table : nil
    }
  }

  /// The inputs that have rows of which none counts, in the order of the policy.
  package var unused: [String] { tables.filter { $0.used == 0 }.map(\.name) }

  /// What is to be said before anybody is paid by it.
  ///
  /// Small inputs may well have no row in a month, as exams; the largest is what the work is counted by.
  package func findings(_ period: String) -> [Diagnostic] {
    let rejected = tables.filter(\.isMostlyRejected).map(mostRejected)
    let most = tables.map(\.read).max() ?? 0
    guard let largest = tables.first(where: { $0.read == most }), largest.used == 0,
      !largest.isMostlyRejected
    else { return rejected }
    return rejected + [noRowCounts(largest, period)]
  }

  private func noRowCounts(_ largest: Table, _ period: String) -> Diagnostic {
    Diagnostic(
      .noRowCounts, "no row of `\(largest.name)`, the largest export, counts for \(period)",
      at: SourcePlace(file: largest.file),
      notes: tables.filter { $0.used == 0 }.map { "`\($0.name)`: \($0.words)" },
      help: "put the exports of \(period) where `\"files\"` in merit.json names them, or give "
        + "`merit run` the period that these are of")
  }

  private func mostRejected(_ table: Table) -> Diagnostic {
    Diagnostic(
      .mostRowsRejected,
      "most rows of `\(table.name)` are rejected: \(table.rejected) of \(table.read)",
      at: SourcePlace(file: table.file), notes: [table.words],
      help: "read the reasons in problems.csv, then correct the export, or `\"key\"` and "
        + "`\"columns\"` of `\(table.name)` in the policy")
  }
}
