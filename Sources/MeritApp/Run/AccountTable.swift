import MeritModel

/// What was read of each file: rows used, not used, rejected, and why.
package struct AccountTable {
  private let input: PeriodInput

  /// Takes in what was read.
  package init(of input: PeriodInput) {
    self.input = input
  }

  /// The table for the terminal.
  package var text: String {
    var table = TextTable(
      header: ["table", "file", "read", "used", "not used", "rejected", "why"],
      numbers: [2, 3, 4, 5])
    for account in input.accounts.sorted(by: { ($0.table, $0.file) < ($1.table, $1.file) }) {
      let reasons = account.notUsed.merging(account.rejected) { $0 + $1 }
      table.append([
        account.table, account.file, String(account.rowsRead), String(account.rowsUsed),
        String(account.notUsed.values.reduce(0, +)),
        String(account.rejected.values.reduce(0, +)),
        reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: "; "),
      ])
    }
    return table.text
  }
}
