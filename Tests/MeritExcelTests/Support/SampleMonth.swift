import Foundation
import MeritEngine
import MeritModel
import MeritPolicy
import MeritReport
import Testing

/// An invented month of a dozen people under the example policy of the language.
struct SampleMonth {
  let policy: CompiledPolicy
  let facts: ReviewFacts
  let calculator: Calculator

  private static let names = [
    "Li Wei", "Ana Silva", "王小明", "=HYPERLINK(\"x\")", "O'Brien, Pat", "Müller", "Zoë", "Ravi",
    "Chen_x0041_", "Dana", "Eve", "Long Name That Goes On And On And On",
  ]
  /// Won sales, target, won, connected, surveys, answer, off hours, minor, serious, worked of 21.
  private static let rows = [
    "46250 40000 37 412 12 4.25 5 1 0 20", "40000 40000 30 300 2 4 0 0 0 21",
    "37798 40000 37 412 12 4.25 5 1 0 21", "52000 40000 55 420 9 4.9 0 0 1 21",
    "9000 40000 4 150 3 2.5 9 3 0 14", "125000 40000 80 500 30 4.75 0 0 0 21",
    "0 40000 0 0 0 0 0 0 0 21", "31234.56 36000 21 333 7 3.3333 1 0 0 19",
    "28000 36000 19 290 5 3.5 2 1 0 20", "33333.33 36000 24 310 4 4.1 0 2 0 21",
    "36000 36000 28 350 6 3 0 0 0 17", "22222.22 36000 17 200 8 3.7 3 0 0 21",
  ]

  init(previous: PeriodSummary? = nil, withoutTeam: Set<String> = []) throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appending(path: "MeritPolicyTests/Fixtures/telesales-example.policy.json")
    let checked = PolicyCompiler.compile(Array(try Data(contentsOf: file)), file: "policy.json")
    policy = try #require(checked.valid)
    let month = try #require(policy.header.calendar.period(named: "2026-03"))
    let roster = try SampleMonth.roster(policy, withoutTeam)
    let cohort = Cohort(of: roster, in: month)
    let measures = try SampleMonth.measures(policy, count: roster.people.count)
    calculator = Calculator(policy: policy, cohort: cohort, measures: measures)
    let calculation = try #require(calculator.calculation().result)
    var account = ConservationAccount(table: "sales", file: "data/sales.csv")
    (account.rowsRead, account.rowsUsed) = (412, 405)
    account.notUsed["closed_on is outside 2026-03"] = 5
    account.rejected["amount is not a number"] = 2
    let problem = RowProblem(
      code: .fileEmpty, severity: .error, table: "sales", file: "data/sales.csv", line: 17,
      column: 3, message: "`1,2O4.50` is not a number", value: "=1,2O4.50")
    facts = ReviewFacts(
      calculation: calculation, accounts: [account], problems: [problem],
      sources: [
        SourceFile(
          role: "policy", path: "policies/telesales.policy.json",
          sha256: String(repeating: "3f9c", count: 16)),
        SourceFile(
          role: "sales", path: "data/sales.csv",
          sha256: String(repeating: "a1b2", count: 16)),
      ], previous: previous)
  }

  /// February, in which one person earned far more.
  static func february() throws -> PeriodSummary {
    let text = """
      scope,id,period,figure,kind,state,value
      employee,E001,2026-02,bonus,money,present,1500
      employee,E001,2026-02,grade,grade,present,B
      employee,E002,2026-02,bonus,money,present,3100.5
      employee,E003,2026-02,bonus,money,present,2594.13
      employee,E003,2026-02,grade,grade,present,B
      """
    return try #require(PeriodSummary(figures: text, policyVersion: "2026.1"))
  }

  private static func roster(
    _ policy: CompiledPolicy, _ withoutTeam: Set<String>
  ) throws -> Roster {
    let table = try #require(policy.roster)
    let from = try #require(CalendarDay(iso: "2025-01-01"))
    let middle = try #require(CalendarDay(iso: "2026-03-16"))
    let rows = names.enumerated().map { index, name in
      let id = "E\(padded(index + 1, 3))"
      let texts = [
        "employee_id": id, "name": name, "role": "specialist",
        "team_id": index < 7 ? "T01" : "T02", "department_id": "D1",
      ]
      let values = table.columns.map { column -> Value in
        if column.name == "team_id", withoutTeam.contains(id) { return .missing }
        if let text = texts[column.name] { return .present(.text(text)) }
        return column.kind == .date ? .present(.day(from)) : .missing
      }
      return RosterRow(
        employee: id, values: values, validFrom: index == 9 ? middle : from, validTo: nil,
        place: SourcePlace(file: "roster.csv", line: index + 2))
    }
    return Roster(columns: table.columns.map(\.name), rows: rows)
  }

  private static func measures(_ policy: CompiledPolicy, count: Int) throws -> MeasureTable {
    let names = [
      "net_sales", "sales_target", "won_sales", "connected_calls", "surveys", "survey_average",
      "off_hours_calls", "minor_complaints", "serious_violations", "worked_days",
    ]
    var table = MeasureTable()
    for rule in policy.rules where rule.scope == .employee {
      let column = rule.name == "scheduled_days" ? -1 : names.firstIndex(of: rule.name)
      guard let column else { continue }
      table.cells[rule.id] = try rows.map { line in
        let values = line.split(separator: " ").map(String.init)
        let text = column == -1 ? "21" : values[column]
        let number = try #require(Exact(decimal: text))
        let surveys = try #require(Int(values[4]))
        let count = rule.name == "survey_average" ? surveys : 1
        return MeasureCell(rows: count, value: count == 0 ? nil : .number(number))
      }
    }
    return table
  }
}
