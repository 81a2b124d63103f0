import MeritEngine
import MeritModel
import MeritPolicy

/// The sheets that list what went in and what was said: measures, problems, policy, sources.
struct ListSheets {
  let facts: ReviewFacts

  private var calculation: Calculation { facts.calculation }
  private var policy: CompiledPolicy { calculation.policy }
  private var grain: Grain { calculation.cohort.period.grain }

  /// Every person's measures, a column for each, and the grades that no sheet of scores shows.
  func measures(subtitle: String) -> TableSheet {
    let rules =
      policy.rules.filter { $0.measure != nil && $0.scope == .employee && $0.grain == grain }
      + calculation.otherGrades
    let rows = calculation.cohort.members.map { person in
      PersonColumns.cells(person, of: calculation)
        + rules.map { Cell.value(calculation.value($0.id, of: person), $0.kind) }
    }
    return TableSheet(
      name: "Measures", title: "Measures", subtitle: subtitle + Words.absentValues,
      columns: PersonColumns.columns
        + rules.map {
          $0.isGrade ? TableColumn($0.label, width: 12) : .numbers(RuleWords.heading($0))
        },
      rows: rows)
  }

  /// Every group's measures, a row for each.
  func groupMeasures(subtitle: String) -> TableSheet? {
    let rows = Scope.allCases.sorted().flatMap { scope -> [[Cell]] in
      guard scope != .employee, let groups = calculation.cohort.groups[scope] else { return [] }
      let rules = policy.rules.filter {
        $0.measure != nil && $0.scope == scope && $0.grain == grain
      }
      return groups.ids.indices.filter { !groups.members[$0].isEmpty }.flatMap { group in
        rules.map { rule in
          [
            .text(scope.rawValue), .text(groups.ids[group], .id), .text(RuleWords.heading(rule)),
            .value(calculation.value(rule.id, of: group), rule.kind),
          ]
        }
      }
    }
    guard !rows.isEmpty else { return nil }
    return TableSheet(
      name: "Group measures", title: "Measures of teams and departments", subtitle: subtitle,
      columns: [
        TableColumn("Scope", width: 14), TableColumn("Group", width: 16),
        TableColumn("Measure", width: 34), .numbers("Value", least: 16),
      ], rows: rows)
  }

  /// Every row not used and every finding.
  func problems(subtitle: String) -> TableSheet {
    let rows = facts.problemLines.map { line -> [Cell] in
      [
        .text(line.severity.rawValue), .text(line.code), .text(line.table), .text(line.file),
        line.line.map(Cell.count) ?? .blank, line.column.map(Cell.count) ?? .blank,
        .text(line.message, .wrapped), .text(line.value),
      ]
    }
    var table = TableSheet(
      name: "Problems", title: "Findings about rows and files", subtitle: subtitle,
      columns: [
        TableColumn("Severity", width: 10), TableColumn("Code", width: 8),
        TableColumn("Table", width: 14), TableColumn("File", width: 28), .numbers("Line", least: 8),
        .numbers("Column", least: 8), TableColumn("What is wrong", width: 64),
        TableColumn("Value", width: 24),
      ], rows: rows, emptyRemark: "No findings.")
    if let range = table.values(0) {
      table.highlights = [
        Highlight(range, .text("error", .poor)), Highlight(range, .text("warning", .middle)),
      ]
    }
    return table
  }

  /// The policy in words.
  func policyWords(subtitle: String) -> TableSheet {
    let rows = policy.rules.filter { $0.grain == grain }.map { rule -> [Cell] in
      [
        .text(rule.kindOfRule), .text(rule.label, .wrapped), .text(rule.name),
        .text(rule.scope.rawValue), .text(RuleWords.sentence(rule, in: policy), .wrapped),
        .text(rule.rounding.map(RuleWords.words) ?? "exact"), .text(rule.source ?? ""),
      ]
    }
    return TableSheet(
      name: "Policy", title: "\(policy.header.title), version \(policy.header.version), in words",
      subtitle: subtitle,
      columns: [
        TableColumn("What", width: 11), TableColumn("Meaning", width: 30),
        TableColumn("Name", width: 26), TableColumn("For", width: 12),
        TableColumn("Rule", width: 80), TableColumn("Rounded to", width: 16),
        TableColumn("Source", width: 18),
      ], rows: rows)
  }

  /// The files with their hashes, and where each of their rows went.
  func sources(subtitle: String) -> TableSheet {
    let accounts = facts.accounts.inOrder
    let covered = Set(accounts.map(\.file))
    var rows = accounts.enumerated().map { index, account -> [Cell] in
      let row = TableSheet.firstRow + index
      let source = facts.sources.first { $0.path == account.file }
      let rest = account.rowsRead - account.rowsUsed - account.notUsedCount - account.rejectedCount
      let check =
        "=\(CellName.cell(row, 2))-\(CellName.cell(row, 3))-\(CellName.cell(row, 4))"
        + "-\(CellName.cell(row, 5))"
      return [
        .text(account.table), .text(account.file), .count(account.rowsRead),
        .count(account.rowsUsed), .count(account.notUsedCount), .count(account.rejectedCount),
        .formula(check, gives: Exact(rest), .count), .text(account.reasonText, .wrapped),
        .text(source?.sha256 ?? "", .wrapped),
      ]
    }
    for source in facts.sources where !covered.contains(source.path) {
      rows.append(
        [.text(source.role, .wrapped), .text(source.path)] + Array(repeating: .blank, count: 6)
          + [.text(source.sha256, .wrapped)])
    }
    return TableSheet(
      name: "Sources", title: "Files read, and where their rows went", subtitle: subtitle,
      columns: [
        TableColumn("Table", width: 20), TableColumn("File", width: 30), .numbers("Rows read"),
        .numbers("Used"), .numbers("Not used"), .numbers("Rejected"),
        .numbers("Not accounted for (must be 0)"), TableColumn("Reasons", width: 50),
        TableColumn("SHA-256", width: 38),
      ], rows: rows)
  }
}

extension ConservationAccount {
  var notUsedCount: Int { notUsed.values.reduce(0, +) }
  var rejectedCount: Int { rejected.values.reduce(0, +) }
}

extension Rule {
  /// The word for what the rule is.
  var kindOfRule: String {
    switch body {
    case .measure: "measure"
    case .indicator: "indicator"
    case .score: "score"
    case .grade: "grade"
    case .bonus: "bonus"
    case .allocation: "allocation"
    case .prize: "prize"
    case .balance: "balance"
    case .ranking: "ranking"
    case .outcome: "outcome"
    }
  }
}
