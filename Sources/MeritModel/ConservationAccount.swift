/// Accounts for every row of one file: rows read = used + not used + rejected.
package struct ConservationAccount: Hashable, Sendable {
  /// The input's name in the policy.
  package let table: String
  /// The file, relative to the book.
  package let file: String
  /// The encoding in which it was read, as merit.json names it; nil where it could not be read.
  package var encoding: String?
  package var rowsRead: Int
  package var rowsUsed: Int
  /// Rows that are sound and count nowhere, by reason.
  package var notUsed: [String: Int]
  /// Rows that were refused, by reason.
  package var rejected: [String: Int]

  /// Makes an account without rows.
  package init(table: String, file: String) {
    self.table = table
    self.file = file
    self.encoding = nil
    self.rowsRead = 0
    self.rowsUsed = 0
    self.notUsed = [:]
    self.rejected = [:]
  }

  /// The rows of which something is said: used, not used and rejected.
  package var accountedRows: Int {
    rowsUsed + notUsed.values.reduce(0, +) + rejected.values.reduce(0, +)
  }

  /// Says whether the equation holds.
  package var balances: Bool { rowsRead == accountedRows }
}

/// A row that was not used, or a finding about a row, for problems.csv.
package struct RowProblem: Hashable, Sendable {
  package let code: DiagnosticCode
  package let severity: Severity
  package let table: String
  package let file: String
  package let line: Int
  /// The column from 1 in characters, nil where the whole row is meant.
  package let column: Int?
  package let message: String
  /// The cell as it stands in the file.
  package let value: String

  /// Makes a problem.
  package init(
    code: DiagnosticCode, severity: Severity, table: String, file: String, line: Int, column: Int?,
    message: String, value: String
  ) {
    self.code = code
    self.severity = severity
    self.table = table
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.value = value
  }
}
