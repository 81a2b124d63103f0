internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// What is said of the rows that measures leave out because a lookup found nothing.
struct MissedReport {
  private struct Subject: Hashable, Comparable {
    let rule: RuleID
    /// The looked-up column.
    let column: Int

    static func < (left: Subject, right: Subject) -> Bool {
      (left.rule, left.column) < (right.rule, right.column)
    }
  }

  private struct Row: Hashable {
    let file: Int
    let line: Int
    let column: Int
  }

  private let plan: TablePlan
  private let files: [String]
  private var counts: [Subject: Int] = [:]
  private var first: [Subject: MissedRow] = [:]
  /// The measures in which each row does not count.
  private var rows: [Row: (sought: String, rules: Set<RuleID>)] = [:]

  init(_ plan: TablePlan, _ workers: [TableWorker], files: [String]) {
    self.plan = plan
    self.files = files
    for worker in workers {
      for (key, found) in worker.missed?.found ?? [:] {
        for rule in plan.watchers(of: key.key) {
          take(found, Subject(rule: rule, column: key.column))
        }
      }
    }
  }

  private mutating func take(_ found: MissedRows.Found, _ subject: Subject) {
    counts[subject, default: 0] += found.count
    for row in found.rows {
      if let known = first[subject], (known.file, known.line) <= (row.file, row.line) {
      } else {
        first[subject] = row
      }
      let place = Row(file: row.file, line: row.line, column: subject.column)
      rows[place, default: (row.sought, [])].rules.insert(subject.rule)
    }
  }

  /// A finding for each measure, whatever its grains and scopes, and looked-up column.
  var diagnostics: [Diagnostic] {
    let byName = Dictionary(grouping: counts) { subject, _ in
      [plan.policy[subject.rule].name, plan.table.columnName(subject.column)]
    }
    return byName.values.compactMap { counts in
      counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    }.sorted { $0.key < $1.key }.map { diagnostic($0.key, $0.value) }
  }

  private func diagnostic(_ subject: Subject, _ count: Int) -> Diagnostic {
    let (column, table) = names(subject.column)
    let row = first[subject]
    let isOne = count == 1
    return Diagnostic(
      .lookupFoundNothing,
      (isOne ? "1 row" : "\(count) rows")
        + " of `\(plan.table.name)` \(isOne ? "has" : "have") no `\(column)`, since no row of "
        + "`\(table)` gives one: \(isOne ? "it does" : "they do") not count in "
        + "`\(plan.policy[subject.rule].name)`",
      at: row.map { SourcePlace(file: files[$0.file], line: $0.line) },
      notes: row.map { ["looked for in `\(table)`: \($0.sought)"] } ?? [],
      help: "add the rows to `\(table)`; or provide for them in the policy, by `\"orElse\"` of "
        + "`\(column)` or by `\"where\": \"\(column) is present\"` in the measure")
  }

  /// A line for each row, whatever the number of measures, the first ones of many.
  var problems: [RowProblem] {
    rows.sorted {
      ($0.key.file, $0.key.line, $0.key.column) < ($1.key.file, $1.key.line, $1.key.column)
    }.prefix(ScanLog.limit).map { row, missed in
      let (column, table) = names(row.column)
      let measures = Set(missed.rules.map { plan.policy[$0].name }).sorted()
      return RowProblem(
        code: .lookupFoundNothing, severity: DiagnosticCode.lookupFoundNothing.severity,
        table: plan.table.name, file: files[row.file], line: row.line, column: nil,
        message: "no row of `\(table)` gives a `\(column)`, so the row does not count in "
          + measures.map { "`\($0)`" }.joined(separator: ", "),
        value: missed.sought)
    }
  }

  private func names(_ column: Int) -> (column: String, table: String) {
    let table = plan.table.columns[column].lookup.map { plan.policy.inputs[$0.table].name }
    return (plan.table.columnName(column), table ?? "")
  }
}
