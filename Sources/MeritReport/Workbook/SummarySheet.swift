import MeritEngine
import MeritModel
import MeritPolicy

/// The first sheet: the period beside the last one, grades, teams, who to look at, and charts.
struct SummarySheet {
  static let name = "Summary"
  static let backLink = "← Summary"
  private static let chartColumn = 7

  let facts: ReviewFacts
  /// The rows of the sheet of ranks; nil without people.
  let people: ClosedRange<Int>?
  /// The names of the other sheets, with their titles.
  let others: [(name: String, title: String)]

  private var calculation: Calculation { facts.calculation }
  private var current: PeriodSummary { facts.summary }

  /// The sheet.
  func sheet(title: String, subtitle: String, printing: PrintSetup) -> Sheet {
    var rows: [[Cell]] = [[.text(title, .title)], [.text(subtitle, .subtitle)], []]
    rows += totals(firstRow: rows.count) + [[]]
    let grades = gradeRows(firstRow: rows.count)
    let gradeRange = range(of: grades, from: rows.count)
    rows += grades + [[]]
    let teams = teamRows(firstRow: rows.count)
    let teamRange = range(of: teams, from: rows.count)
    rows += teams + [[]]
    let negative = negativeRows()
    rows += negative + (negative.isEmpty ? [] : [[]])
    let movementStart = rows.count + 2
    let movements = movementRows()
    rows += movements + (movements.isEmpty ? [] : [[]]) + index()
    return Sheet(
      name: SummarySheet.name, columns: [36, 20, 18, 16, 16, 30, 3].map(SheetColumn.init),
      rows: rows,
      highlights: highlights(movementStart, movements.count - 3),
      charts: charts(gradeRange, teamRange), printing: printing)
  }

  private func bonuses() -> String? { people.map { reference($0, RankingSheet.bonusColumn) } }

  private func reference(_ rows: ClosedRange<Int>, _ column: Int) -> String {
    CellName.quoted(sheet: RankingSheet.name) + "!"
      + CellName.fixed(CellRange(rows: rows, column: column))
  }

  private func totals(firstRow: Int) -> [[Cell]] {
    let previous = facts.previous
    let header: [Cell] =
      [.text("", .header), .text(current.period, .headerRight)]
      + (previous.map { [.text($0.period, .headerRight), .text("Change", .headerRight)] } ?? [])
    let lines: [(String, Cell, Cell)] =
      [
        (
          "People in the period",
          count("COUNTA", RankingSheet.nameColumn, calculation.cohort.members.count),
          .blank
        ),
        (
          "People paid", paidCell(),
          previous.map { .count($0.paidCount) } ?? .blank
        ),
        (
          "Bonus total (\(calculation.policy.header.currency))", money("SUM", current.total),
          money(previous?.total)
        ),
      ]
      + corrections(below: firstRow + 3) + [
        ("Median of those paid", medianCell(), money(previous?.median))
      ]
      + (calculation.hasChecklists
        ? [
          (
            "Eligible for promotion", .count(current.eligible.count),
            previous.map { .count($0.eligible.count) } ?? .blank
          )
        ] : []) + [
        ("Rows not used", .count(facts.rowCounts.notUsed), .blank),
        ("Rows rejected", .count(facts.rowCounts.rejected), .blank),
        ("Findings, on the sheet Problems", .count(facts.problemLines.count), .blank),
      ]
    return [header]
      + lines.enumerated().map { index, line in
        [.text(line.0), line.1, line.2, change(line.1, line.2, row: firstRow + 1 + index)]
      }
  }

  /// What closed periods add or take back, and what is paid in all; the bonuses stand in a row.
  private func corrections(below row: Int) -> [(String, Cell, Cell)] {
    guard !facts.corrections.isEmpty else { return [] }
    let currency = calculation.policy.header.currency
    let corrected = facts.correctionTotal
    let live = CorrectionSheet(facts: facts).differences.flatMap { range in
      corrected.map { Cell.formula("=SUM(\(range))", gives: $0, .money) }
    }
    let sum = "=\(CellName.cell(row, 1))+\(CellName.cell(row + 1, 1))"
    return [
      ("Corrections of closed periods (\(currency))", live ?? money(corrected), .blank),
      (
        "Total to pay (\(currency))",
        facts.totalToPay.map { .formula(sum, gives: $0, CellStyle(.money, .result)) } ?? .blank,
        .blank
      ),
    ]
  }

  private func count(_ function: String, _ column: Int, _ value: Int) -> Cell {
    guard let people else { return .count(value) }
    return .formula("=\(function)(\(reference(people, column)))", gives: Exact(value), .count)
  }

  private func paidCell() -> Cell {
    guard let bonuses = bonuses() else { return .count(current.paidCount) }
    return .formula("=COUNTIF(\(bonuses),\">0\")", gives: Exact(current.paidCount), .count)
  }

  private func money(_ function: String, _ value: Exact?) -> Cell {
    guard let bonuses = bonuses(), !current.bonuses.isEmpty, let value else { return money(value) }
    return .formula("=\(function)(\(bonuses))", gives: value, .money)
  }

  // Those paid stand before all others in order of size: the middle of the largest.
  private func medianCell() -> Cell {
    guard let bonuses = bonuses(), let median = current.median else { return money(current.median) }
    let count = "COUNTIF(\(bonuses),\">0\")"
    let middle = { (more: Int) in "LARGE(\(bonuses),INT((\(count)+\(more))/2))" }
    return .formula("=(\(middle(1))+\(middle(2)))/2", gives: median, .money)
  }

  private func money(_ value: Exact?) -> Cell { value.map { .number($0, .money) } ?? .blank }

  private func change(_ now: Cell, _ before: Cell, row: Int) -> Cell {
    guard let first = now.number, let second = before.number, !second.isZero,
      let difference = try? first - second, let change = try? difference / second
    else { return .blank }
    let text = "=\(CellName.cell(row, 1))/\(CellName.cell(row, 2))-1"
    return .formula(text, gives: change, .percent)
  }

  private func gradeRows(firstRow: Int) -> [[Cell]] {
    let names = calculation.policy.gradesInUse(calculation.cohort.period.grain)
    guard !names.isEmpty else { return [] }
    let header: [Cell] = [
      .text("Grade", .header), .text("People", .headerRight),
      .text(facts.previous?.period ?? "", .headerRight),
    ]
    let counts = CellRange(rows: (firstRow + 2)...(firstRow + 1 + names.count), column: 1)
    let rest = people.map { rows in
      Cell.formula(
        "=ROWS(\(reference(rows, RankingSheet.gradeColumn)))-SUM(\(CellName.block(counts)))",
        gives: Exact(facts.notGradedCount), .count)
    }
    return [[.text("Grades", .section)], header]
      + names.enumerated().map { index, grade in
        let cell = CellName.cell(firstRow + 2 + index, 0)
        let count = Exact(current.count(of: grade))
        let live = people.map { rows in
          Cell.formula(
            "=SUMPRODUCT(--EXACT(\(reference(rows, RankingSheet.gradeColumn)),\(cell)))",
            gives: count, .count)
        }
        return [
          .text(grade), live ?? .number(count, .count),
          facts.previous.map { .count($0.count(of: grade)) } ?? .blank,
        ]
      } + [
        [.text("not graded", .absent), rest ?? .count(facts.notGradedCount)],
        total(
          counts.rows.lowerBound...(counts.rows.upperBound + 1), [(1, Exact(memberCount), .count)]),
      ]
  }

  private var memberCount: Int { calculation.cohort.members.count }

  /// The line below a list: the sum of the rows of each column.
  private func total(
    _ rows: ClosedRange<Int>, _ columns: [(column: Int, sum: Exact, style: CellStyle)]
  ) -> [Cell] {
    [.text("Total", CellStyle(.text, .total))]
      + columns.map { column, sum, style in
        .formula(
          "=SUM(\(CellName.block(CellRange(rows: rows, column: column))))", gives: sum,
          style.with(.total))
      }
  }

  private func teamRows(firstRow: Int) -> [[Cell]] {
    guard let teams = calculation.cohort.groups[.team], !teams.ids.isEmpty else { return [] }
    let header: [Cell] = [
      .text("Team", .header), .text("People", .headerRight), .text("Bonus", .headerRight),
    ]
    let rows = teams.ids.indices.filter { !teams.members[$0].isEmpty }
    let listed = rows.enumerated().map { index, team in
      line(
        .text(teams.ids[team], .id), CellName.cell(firstRow + 2 + index, 0), teams.members[team])
    }
    let inTeams = Set(rows.flatMap { teams.members[$0] })
    let others = calculation.cohort.members.filter { !inTeams.contains($0) }
    let rest = others.isEmpty ? [] : [line(.text("no team", .absent), "\"\"", others)]
    let last = firstRow + 1 + listed.count + rest.count
    return [[.text("Teams", .section)], header] + listed + rest + [
      total(
        (firstRow + 2)...last,
        [(1, Exact(memberCount), .count), (2, current.total ?? .zero, .money)])
    ]
  }

  /// A team, or those without one: how many people, and their bonuses.
  private func line(_ name: Cell, _ key: String, _ members: [Int]) -> [Cell] {
    let total = members.compactMap { calculation.slot(.bonus, of: $0).number }.total
    return [
      name, live(key, Exact(members.count), bonuses: nil, .count),
      live(key, total ?? .zero, bonuses: bonuses(), .money),
    ]
  }

  private func live(_ cell: String, _ value: Exact, bonuses: String?, _ style: CellStyle) -> Cell {
    guard let people else { return .number(value, style) }
    let test = "--EXACT(\(reference(people, RankingSheet.teamColumn)),\(cell))"
    let text = "=SUMPRODUCT(\(test)\(bonuses.map { ",\($0)" } ?? ""))"
    return .formula(text, gives: value, style)
  }

  private func movementRows() -> [[Cell]] {
    guard facts.previous != nil else { return [] }
    let meant = facts.movements.filter(\.needsALook)
    let title = Cell.text("To look at: pay moved by more than 30 %", .section)
    let remark = Cell.text(Words.noPlainReason, .absent)
    guard !meant.isEmpty else { return [[title], [remark], [.text("Nobody.", .absent)]] }
    let header: [Cell] = [
      .text("Employee", .header), .text("Name", .header), .text("Before", .headerRight),
      .text("Now", .headerRight), .text("Change", .headerRight), .text("Ask", .header),
    ]
    let names = facts.names
    return [[title], [remark], header]
      + meant.map { movement in
        [
          .text(movement.employee, .id), .text(names[movement.employee] ?? ""),
          money(movement.before), money(movement.now),
          movement.change.map { .number($0, .percent) } ?? .text(Words.notApplicable, .absentRight),
          ask(movement.employee),
        ]
      }
  }

  private func ask(_ employee: String) -> Cell {
    .text("merit explain \(current.period) \(employee)", .absent)
  }

  /// Those who are to get less than nothing.
  private func negativeRows() -> [[Cell]] {
    let pay = facts.toPay
    guard !pay.belowZero.isEmpty else { return [] }
    let names = facts.names
    let header: [Cell] = [
      .text("Employee", .header), .text("Name", .header), .text("Bonus", .headerRight),
      .text("Corrections", .headerRight), .text("To pay", .headerRight), .text("Ask", .header),
    ]
    return [[.text("To look at: \(Words.belowZero)", .section)], header]
      + pay.belowZero.map { id in
        [
          .text(id, .id), .text(names[id] ?? ""), money(pay.bonuses[id]),
          money(pay.corrections[id]), money(pay[id]), ask(id),
        ]
      }
  }

  private func index() -> [[Cell]] {
    [[.text("Sheets", .section)]]
      + others.map { [.link(to: $0.name, $0.name), .text($0.title, .subtitle)] }
  }

  private func highlights(_ start: Int, _ count: Int) -> [Highlight] {
    guard count > 0 else { return [] }
    return [
      Highlight(CellRange(rows: (start + 1)...(start + count), column: 4), .beyondPercent(30))
    ]
  }

  // The rows between the names of the columns and the total.
  private func range(of rows: [[Cell]], from start: Int) -> ClosedRange<Int>? {
    rows.count > 3 ? (start + 2)...(start + rows.count - 2) : nil
  }

  // A chart of nothing says nothing.
  private func charts(_ grades: ClosedRange<Int>?, _ teams: ClosedRange<Int>?) -> [Chart] {
    let isPaid = current.bonuses.values.contains { !$0.isZero }
    let most = Set(current.grades.values).map { current.count(of: $0) }.max() ?? 0
    return [
      (current.grades.isEmpty ? nil : grades).map { rows in
        Chart(
          kind: .column, title: "People by grade", sheet: SummarySheet.name,
          categories: CellRange(rows: rows, column: 0), values: CellRange(rows: rows, column: 1),
          valueName: "People", row: 2, column: SummarySheet.chartColumn,
          unit: max(most, facts.notGradedCount) <= 10 ? 1 : nil)
      },
      (isPaid ? teams : nil).map { rows in
        Chart(
          kind: .bar, title: "Bonus by team (\(calculation.policy.header.currency))",
          sheet: SummarySheet.name, categories: CellRange(rows: rows, column: 0),
          values: CellRange(rows: rows, column: 2), valueName: "Bonus", row: 18,
          column: SummarySheet.chartColumn)
      },
    ].compactMap(\.self)
  }
}

extension Cell {
  /// The number of a cell, computed or not.
  var number: Exact? {
    switch content {
    case .number(let number), .formula(_, let number): number
    case .blank, .text, .date, .flag, .link: nil
    }
  }
}

extension CompiledPolicy {
  /// The names of the grades that plans give at a grain, best first, each once.
  func gradesInUse(_ grain: Grain) -> [String] {
    var names: [String] = []
    for plan in plans {
      guard let id = plan.bindings[grain]?.grade, case .grade(let rule) = self[id].body else {
        continue
      }
      for grade in rule.set.grades where !names.contains(grade.name) { names.append(grade.name) }
    }
    return names
  }
}
