import Foundation
import MeritEngine
import MeritModel
import MeritPolicy
import MeritReport
import Testing

/// March 2026 of two specialists and a supervisor under the example policy of the language.
///
/// E1024 is the person whose figures the language document quotes; E2 has no survey and a hostile
/// name; S1 has no plan for a month.
struct TwoPeople {
  let calculator: Calculator
  let calculation: Calculation

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "MeritPolicyTests/Fixtures/telesales-example.policy.json")
    let checked = PolicyCompiler.compile(Array(try Data(contentsOf: file)), file: "policy.json")
    let policy = try #require(checked.valid)
    let month = try #require(policy.header.calendar.period(named: "2026-03"))
    let cohort = Cohort(of: try TwoPeople.roster(policy), in: month)
    let table = try TwoPeople.measures(policy)
    calculator = Calculator(policy: policy, cohort: cohort, measures: table)
    calculation = try #require(calculator.calculation().result)
  }

  var facts: ReviewFacts { ReviewFacts(calculation: calculation) }

  private static func roster(_ policy: CompiledPolicy) throws -> Roster {
    let table = try #require(policy.roster)
    let from = try #require(CalendarDay(iso: "2025-01-01"))
    let people = [
      ("E1024", "Li Wei", "specialist"), ("E2", "=cmd|'x'!A1, \"quoted\"", "specialist"),
      ("S1", "Boss", "supervisor"),
    ]
    let rows = people.map { id, name, role in
      let texts = [
        "employee_id": id, "name": name, "role": role, "team_id": "T1", "department_id": "D1",
      ]
      let values = table.columns.map { column -> Value in
        if let text = texts[column.name] { return .present(.text(text)) }
        return column.kind == .date ? .present(.day(from)) : .missing
      }
      return RosterRow(
        employee: id, values: values, validFrom: from, validTo: nil,
        place: SourcePlace(file: "roster.csv", line: 2))
    }
    return Roster(columns: table.columns.map(\.name), rows: rows)
  }

  private static func measures(_ policy: CompiledPolicy) throws -> MeasureTable {
    let given = [
      "net_sales": ["46250", "40000"], "sales_target": ["40000", "40000"],
      "won_sales": ["37", "37"], "connected_calls": ["412", "412"], "survey_average": ["4.25", ""],
      "off_hours_calls": ["5", "5"], "minor_complaints": ["1", "1"], "worked_days": ["20", "20"],
      "scheduled_days": ["21", "21"],
    ]
    var table = MeasureTable()
    for rule in policy.rules where rule.scope == .employee {
      guard let texts = given[rule.name] else { continue }
      let cells = texts.map { text -> MeasureCell in
        let number = Exact(decimal: text)
        return MeasureCell(rows: number == nil ? 0 : 3, value: number.map(Scalar.number))
      }
      table.cells[rule.id] = cells + [MeasureCell(rows: 0, value: nil)]
    }
    return table
  }
}

extension OutputFile {
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
}
