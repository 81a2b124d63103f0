package import MeritModel

extension OutputFile {
  /// Writes problems.csv: every row not used and every finding, by file, line, column, code.
  package static func problems(_ rows: [RowProblem], findings: [Diagnostic]) -> OutputFile {
    var text = CSVText(header: [
      "severity", "code", "table", "file", "line", "column", "message", "value",
    ])
    for line in ProblemLine.lines(rows, findings: findings) {
      text.append([
        line.severity.rawValue, line.code, line.table, CSVText.guarded(line.file),
        line.line.map(String.init) ?? "", line.column.map(String.init) ?? "",
        CSVText.guarded(line.message), CSVText.guarded(line.value),
      ])
    }
    return OutputFile(path: "problems.csv", bytes: text.bytes)
  }

  /// Writes accounts.csv: one line for each file, whose reasons say how many rows each took out.
  package static func accounts(_ accounts: [ConservationAccount]) -> OutputFile {
    var text = CSVText(header: [
      "table", "file", "rows_read", "rows_used", "rows_not_used", "rows_rejected", "reason",
    ])
    for account in accounts.inOrder {
      text.append([
        account.table, CSVText.guarded(account.file), String(account.rowsRead),
        String(account.rowsUsed), String(account.notUsed.values.reduce(0, +)),
        String(account.rejected.values.reduce(0, +)), account.reasonText,
      ])
    }
    return OutputFile(path: "accounts.csv", bytes: text.bytes)
  }
}

/// A row problem or a finding, as one line of a list.
package struct ProblemLine: Hashable, Sendable {
  package let severity: Severity
  package let code: String
  package let table: String
  package let file: String
  package let line: Int?
  package let column: Int?
  package let message: String
  package let value: String

  /// Puts row problems and findings into one list by file, line, column, code.
  package static func lines(_ rows: [RowProblem], findings: [Diagnostic]) -> [ProblemLine] {
    (rows.map(ProblemLine.init) + findings.map(ProblemLine.init)).sorted(by: comesFirst)
  }

  private init(_ problem: RowProblem) {
    severity = problem.severity
    code = problem.code.rawValue
    table = problem.table
    file = problem.file
    line = problem.line
    column = problem.column
    message = problem.message
    value = problem.value
  }

  private init(_ finding: Diagnostic) {
    severity = finding.severity
    code = finding.code.rawValue
    table = ""
    file = finding.place?.file ?? ""
    line = finding.place?.line
    column = finding.place?.column
    message = finding.message
    value = ""
  }

  private static func comesFirst(_ left: ProblemLine, _ right: ProblemLine) -> Bool {
    if left.file != right.file { return precedes(left.file, right.file) }
    let (first, second) = (left.line ?? 0, right.line ?? 0)
    if first != second { return first < second }
    let (here, there) = (left.column ?? 0, right.column ?? 0)
    if here != there { return here < there }
    return left.code != right.code
      ? precedes(left.code, right.code) : precedes(left.message, right.message)
  }
}

extension ConservationAccount {
  /// The reasons with their rows: `4 not used: status is 'cancelled'; 2 rejected: …`.
  var reasonText: String {
    let groups = [("not used", notUsed), ("rejected", rejected)]
    return groups.flatMap { word, reasons in
      reasons.sorted { precedes($0.key, $1.key) }.filter { $0.value > 0 }
        .map { "\($0.value) \(word): \($0.key)" }
    }.joined(separator: "; ")
  }
}

extension [ConservationAccount] {
  /// The accounts by table and file.
  var inOrder: [ConservationAccount] {
    sorted { $0.table != $1.table ? precedes($0.table, $1.table) : precedes($0.file, $1.file) }
  }
}
