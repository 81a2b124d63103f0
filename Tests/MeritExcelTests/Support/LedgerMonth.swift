import MeritEngine
import MeritModel
import MeritPolicy
import MeritReport
import Testing

/// A month of four people with a balance that has a floor and a ceiling, and a prize with places.
struct LedgerMonth {
  let facts: ReviewFacts

  /// The prize's keys are sales alone, or sales and results; E3 leaves, E4 has no sales.
  init(keys: [String] = ["sales"]) throws {
    let by = keys.map { "{ \"of\": \"\($0)\", \"best\": \"high\" }" }.joined(separator: ", ")
    let text = """
      { "policyFormat": 1,
        "policy": { "id": "p", "version": "1", "title": "P", "currency": "EUR", "timeZone": "UTC",
          "effective": { "from": "2026-03-01", "to": "2026-12-31" } },
        "inputs": {
          "roster": { "key": ["employee_id"], "columns": { "employee_id": "id", "role": ["agent"],
            "valid_from": "date", "valid_to": "date?" } },
          "facts": { "owner": "who", "date": "on", "columns": {
            "who": "id", "on": "date", "sales": "money 0..", "result": "money" } } },
        "measures": {
          "sales": { "per": "month", "kind": "money", "only": "facts.sales", "whenNoRows": "not-applicable" },
          "result": { "per": "month", "kind": "money", "only": "facts.result", "whenNoRows": 0 } },
        "balances": { "debt": { "label": "Carried forward", "per": "month", "add": "result",
          "floor": "-1000 EUR", "ceiling": "0 EUR", "onExit": "write-off" } },
        "prizes": { "contest": { "label": "Contest", "per": "month", "within": "company", "by": [\(by)],
          "places": [ { "count": 1, "pays": 2000 }, { "count": 1, "pays": 1000 } ],
          "ties": "share", "to": "0.01" } },
        "bonuses": { "pay": { "label": "Pay", "per": "month", "payOn": "last", "steps": [
          { "id": "over", "start": "debt.over" }, { "id": "round", "round": "0.01 half-up" } ] } },
        "plans": [ { "id": "all", "roles": ["agent"], "month": { "bonus": ["pay", "contest"] } } ] }
      """
    let checked = PolicyCompiler.compile(Array(text.utf8), file: "p.json")
    let policy = try #require(checked.valid, "\(checked.diagnostics)")
    let month = try #require(policy.header.calendar.period(named: "2026-03"))
    let cohort = Cohort(of: try LedgerMonth.roster(), in: month)
    let given: [String: [String?]] = [
      "sales": ["900", "800", "800", nil], "result": ["5000", "-1500", "-200", nil],
    ]
    var cells: [RuleID: [MeasureCell]] = [:]
    for rule in policy.rules {
      cells[rule.id] = given[rule.name]?.map { text in
        let number = text.flatMap { Exact(decimal: $0[...]) }
        return MeasureCell(rows: number == nil ? 0 : 1, value: number.map(Scalar.number))
      }
    }
    let calculator = Calculator(
      policy: policy, cohort: cohort, measures: MeasureTable(cells: cells))
    facts = ReviewFacts(calculation: try #require(calculator.calculation().valid))
  }

  /// The month with a correction that takes 3,000 back from E2, whose bonus is 500.
  static func corrected() throws -> ReviewFacts {
    let line = CorrectionLine(
      employee: "E2", name: "", payCode: "pay", before: Exact(3000), now: .zero,
      difference: Exact(-3000), cause: "sales: 1 row changed")
    let period = CorrectedPeriod(
      period: "2026-02", revision: 2, figureCount: 1, lines: [line], causes: [])
    return ReviewFacts(calculation: try LedgerMonth().facts.calculation, corrections: [period])
  }

  private static func roster() throws -> Roster {
    let from = try #require(CalendarDay(iso: "2025-01-01"))
    let exit = try #require(CalendarDay(iso: "2026-03-20"))
    return Roster(
      columns: ["employee_id", "role", "valid_from", "valid_to"],
      rows: ["E1", "E2", "E3", "E4"].map { id in
        let end = id == "E3" ? exit : nil
        return RosterRow(
          employee: id,
          values: [
            .present(.text(id)), .present(.text("agent")), .present(.day(from)),
            end.map { .present(.day($0)) } ?? .missing,
          ], validFrom: from, validTo: end, place: SourcePlace(file: "r.csv", line: 2))
      })
  }
}
