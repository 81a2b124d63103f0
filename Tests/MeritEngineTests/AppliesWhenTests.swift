import MeritModel
import Testing

/// Definitions that apply under a condition, and what stands for absent values.
@Suite struct AppliesWhenTests {
  private static func year(_ sections: String, sales: [String?], points: [String?] = []) throws
    -> SmallYear
  {
    var year = try SmallYear(
      """
      "measures": { \(SmallYear.given("sales")), \(SmallYear.given("points", "points")),
        \(SmallYear.given("last_sales")) }, \(sections)
      """)
    year.rows = sales.indices.map { SmallYear.Row(id: "E\($0 + 1)") }
    year.given = ["2026-03": ["sales": sales, "points": points]]
    return year
  }

  private static func texts(_ year: SmallYear, _ figure: String) throws -> [String] {
    try year.roster.people.map { try year.text(figure, "2026-03", $0) }
  }

  @Test func `a bonus that does not apply is not applicable, before its handlers`() throws {
    let pay = """
      "bonuses": { "pay": { "per": "month", "appliesWhen": "sales >= 10 EUR", "whenMissing": 0,
        "steps": [ { "id": "base", "start": "5 EUR" }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "pay" } } ]
      """
    let year = try Self.year(pay, sales: ["10", "9.99", nil])
    #expect(try Self.texts(year, "pay") == ["5", "not-applicable", "0"])
  }

  @Test func `whom a prize or a pool does not apply to takes no part`() throws {
    let policy = """
      "prizes": { "top": { "per": "month", "within": "company", "appliesWhen": "sales >= 10 EUR",
        "by": [ { "of": "points", "best": "high" } ], "ties": "each",
        "places": [ { "count": 1, "pays": 100 } ] } },
      "allocations": { "pool": { "per": "month", "within": "company", "pool": "90 EUR",
        "appliesWhen": "sales >= 10 EUR", "by": "points", "to": "0.01", "whenMissing": "no-share" } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": ["top", "pool"] } } ]
      """
    let year = try Self.year(policy, sales: ["9", "10", "20"], points: ["50", "20", "10"])
    #expect(try Self.texts(year, "top") == ["not-applicable", "100", "0"])
    #expect(try Self.texts(year, "pool") == ["not-applicable", "60", "30"])
  }

  @Test func `a grade that does not apply takes no seat`() throws {
    let policy = """
      "grades": { "mark": { "per": "month", "of": "points", "set": "abc",
        "appliesWhen": "sales >= 10 EUR", "whenMissing": "not-graded",
        "quota": { "within": "company", "order": [ { "of": "points", "best": "high" } ], "shares": [
          { "is": "A", "share": "50%" }, { "is": "B", "share": "50%" } ] } } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "grade": "mark" } } ]
      """
    let year = try Self.year(policy, sales: ["9", "10", "20"], points: ["50", "20", "10"])
    #expect(try Self.texts(year, "mark") == ["not-applicable", "A", "B"])
  }

  @Test func `another value may stand for an absent one, in a step, a line and a definition`()
    throws
  {
    let policy = """
      "constants": { "least": { "kind": "points", "is": 7 } },
      "indicators": { "shown": { "per": "month", "bands": { "of": "points", "rows": [
        { "from": 0, "is": 1 } ] }, "whenMissing": { "use": "least" } } },
      "bonuses": { "pay": { "per": "month", "steps": [
        { "id": "base", "start": "sales", "whenMissing": { "use": "50 EUR" } },
        { "id": "pay", "round": "0.01 half-up" } ] } },
      "scores": { "total": { "per": "month", "weights": [
        { "of": "points", "weight": "50%", "whenMissing": { "use": "least * 2" } },
        { "of": "shown", "weight": "50%" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"],
        "month": { "bonus": "pay", "score": "total" } } ]
      """
    let year = try Self.year(policy, sales: ["8", nil], points: ["3", nil])
    #expect(try Self.texts(year, "pay") == ["8", "50"])
    #expect(try Self.texts(year, "shown") == ["1", "7"])
    #expect(try Self.texts(year, "total") == ["2", "10.5"])
  }
}
