import Foundation
import Testing

/// What rules know of earlier periods and of the parts of their own.
struct HistoryTests {
  private func book(_ formula: String, per: String = "month", kind: String = "money") -> SmallBook {
    SmallBook(
      sections: """
        "measures": {
          "sold": { "per": ["day", "month", "quarter"], "kind": "money", "sum": "sales.amount",
            "whenNoRows": 0 },
          "best": { "per": "month", "kind": "money", "max": "sales.amount", "whenNoRows": "missing" },
          "any": { "per": "month", "kind": "money", "max": "sales.amount",
            "whenNoRows": "not-applicable" },
          "result": { "per": "\(per)", "kind": "\(kind)", "formula": "\(formula)" } },
        "plans": []
        """,
      tables: [
        "roster":
          "employee_id role valid_from valid_to\nE1 agent 2025-06-01 -\nE2 agent 2026-02-01 -",
        "sales": SmallBook.sold(
          "E1 2025-12-30 999", "E1 2026-01-05 100", "E1 2026-02-05 300", "E1 2026-02-06 50",
          "E1 2026-03-05 200", "E2 2026-02-10 80", "E2 2026-03-31 20"),
      ])
  }

  @Test(
    "one month and those before it",
    arguments: [
      ("previous(sold)", "2026-03", "350", "80"),
      // Nothing is computed before the policy, and E2 was not there in January.
      ("previous(sold)", "2026-01", "missing", "none"),
      ("previous(sold)", "2026-02", "100", "missing"),
      ("previous(previous(sold))", "2026-03", "100", "missing"),
      ("total(last(2, sold))", "2026-03", "550", "100"),
      ("average(last(3, sold))", "2026-03", "650/3", "missing"),
      ("max(last(2, sold)) - sold", "2026-03", "150", "60"),
      ("total(last(3, day.sold))", "2026-03", "0", "20"),
      ("previous(any)", "2026-03", "300", "80"), ("previous(any)", "2026-02", "100", "missing"),
    ])
  func money(formula: String, period: String, one: String, two: String) throws {
    let list = try book(formula).figures(period)
    #expect(list["result", of: "employee E1"] == one)
    #expect(list["result", of: "employee E2"] == two)
  }

  @Test(
    "how often something was so",
    arguments: [
      ("streak(sold >= 100 CNY)", "3", "0"), ("streak(sold >= 200 CNY)", "2", "0"),
      ("streak(sold >= 20 CNY)", "3", "2"), ("how_many(last(3, sold >= 200 CNY))", "2", "missing"),
      ("how_many(last(2, sold >= 50 CNY))", "2", "1"), ("streak(best >= 200 CNY)", "2", "0"),
    ])
  func counts(formula: String, one: String, two: String) throws {
    let list = try book(formula, kind: "count").figures("2026-03")
    #expect(list["result", of: "employee E1"] == one)
    #expect(list["result", of: "employee E2"] == two)
  }

  @Test(
    "a milestone is reached once",
    arguments: [("2026-01", "false"), ("2026-02", "true"), ("2026-03", "false")])
  func firstTime(period: String, value: String) throws {
    let list = try book("first_time(sold >= 150 CNY)", kind: "flag").figures(period)
    #expect(list["result", of: "employee E1"] == value)
  }

  @Test(
    "a quarter collects its months or days",
    arguments: [
      ("total(month.sold)", "money", "650", "100"), ("average(month.sold)", "money", "650/3", "50"),
      ("max(month.sold)", "money", "350", "80"), ("min(sold)", "money", "100", "20"),
      ("how_many(month.sold >= 200 CNY)", "count", "2", "0"),
      ("how_many(day.sold > 0 CNY)", "count", "4", "2"),
      ("total(best)", "money", "600", "100"), ("total(any)", "money", "600", "100"),
      ("total(last(2, month.sold))", "money", "550", "100"),
    ])
  func quarter(formula: String, kind: String, one: String, two: String) throws {
    let list = try book(formula, per: "quarter", kind: kind).figures("2026-Q1")
    #expect(list["result", of: "employee E1"] == one)
    #expect(list["result", of: "employee E2"] == two)
  }

  @Test("a missing part leaves the whole missing, one that does not apply is left out")
  func absentParts() throws {
    var small = book("total(best)", per: "quarter")
    small.tables["sales"] = SmallBook.sold("E1 2026-01-05 100", "E2 2026-02-01 7")
    #expect(try small.figures("2026-Q1")["result", of: "employee E1"] == "missing")
    small.sections = small.sections.replacingOccurrences(of: "total(best)", with: "total(any)")
    #expect(try small.figures("2026-Q1")["result", of: "employee E1"] == "100")
  }
}
