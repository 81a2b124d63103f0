import Foundation
import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// One person under the example policy of the language, with measures as given.
struct OnePerson {
  let policy: CompiledPolicy
  var cells: [String: MeasureCell] = [:]
  var role = "specialist"
  var validFrom = "2025-01-01"
  var validTo: String?

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "MeritPolicyTests/Fixtures/telesales-example.policy.json")
    let checked = PolicyCompiler.compile(Array(try Data(contentsOf: file)), file: "example")
    policy = try #require(checked.valid)
  }

  /// Sets a measure of rows; the number is a decimal or `n/d`.
  mutating func set(_ name: String, _ number: String, rows: Int = 1) throws {
    let value = try #require(Exact(canonical: number))
    cells[name] = MeasureCell(rows: rows, value: .number(value))
  }

  func calculator(_ period: String = "2026-03") throws -> Calculator {
    let month = try #require(policy.header.calendar.period(named: period))
    let table = try #require(policy.roster)
    let texts = [
      "employee_id": "E1024", "name": "Li Wei", "role": role, "team_id": "T1",
      "department_id": "D1",
    ]
    let from = try #require(CalendarDay(iso: validFrom))
    let values = table.columns.map { column -> Value in
      if let text = texts[column.name] { return .present(.text(text)) }
      return column.kind == .date ? .present(.day(from)) : .missing
    }
    let row = RosterRow(
      employee: "E1024", values: values, validFrom: from,
      validTo: validTo.flatMap { CalendarDay(iso: $0) }, place: SourcePlace(file: "roster.csv"))
    let roster = Roster(columns: table.columns.map(\.name), rows: [row])
    let cohort = Cohort(of: roster, in: month)
    var measures = MeasureTable()
    for rule in policy.rules {
      guard let cell = cells[rule.name] else { continue }
      measures.cells[rule.id] = [cell]
    }
    return Calculator(policy: policy, cohort: cohort, measures: measures)
  }

  /// The canonical text of a figure, `missing` or `not-applicable`.
  func figure(_ name: String, _ period: String = "2026-03") throws -> String {
    let calculation = try #require(try calculator(period).calculation().result)
    let rule = try #require(policy.rule(named: name, grain: .month))
    let value = calculation.value(rule.id, of: 0)
    return value.isPresent ? value.canonicalText : value.stateName
  }
}
