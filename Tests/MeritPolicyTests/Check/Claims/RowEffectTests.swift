import MeritModel
import Testing

@testable import MeritPolicy

/// What one more row does to measures that do not simply count it.
@Suite struct RowEffectTests {
  private func verdicts(_ section: String, bonus: String, adding table: String) throws -> [String] {
    let text = """
      { "policyFormat": 1,
        "policy": { "id": "p", "version": "1", "title": "P", "currency": "EUR", "timeZone": "UTC",
          "effective": { "from": "2026-01-01", "to": "2026-12-31" } },
        "inputs": {
          "roster": { "key": ["employee_id"], "columns": { "employee_id": "id", "role": ["agent"] } },
          "sales": { "owner": "who", "date": "on", "columns": {
            "who": "id", "on": "date", "amount": "money 0.." } },
          "ballots": { "owner": "who", "date": "on", "columns": {
            "who": "id", "rater": "id", "on": "date", "score": "number 0..100" } },
          "outages": { "columns": { "who": "id", "starts": "date", "ends": "date?", "why": "text" } } },
        \(section)
        "bonuses": { "pay": { "per": "month", "steps": [
          { "id": "a", "start": "\(bonus)" }, { "id": "r", "round": "0.01 half-up" } ] } },
        "plans": [ { "id": "all", "roles": ["agent"], "month": { "bonus": "pay" } } ],
        "claims": [ { "id": "more", "neverLower": "pay", "whenAdding": "\(table)" } ] }
      """
    let checked = PolicyCompiler.compile(Array(text.utf8), file: "p.json")
    return SmallPolicy.faults(checked).map(\.code.rawValue)
  }

  private static let sales = """
    "measures": { "sales": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 } },
    """

  @Test func `an event takes rows away, a sale brings one`() throws {
    let excused = """
      "exclusions": { "o": { "from": "outages", "who": "who", "starts": "starts", "ends": "ends",
        "reason": "why", "applies": ["sales"] } },
      """
    #expect(try verdicts(Self.sales + excused, bonus: "sales", adding: "sales").isEmpty)
    #expect(try verdicts(Self.sales, bonus: "sales", adding: "outages").isEmpty)
    let found = try verdicts(Self.sales + excused, bonus: "sales", adding: "outages")
    #expect(found == ["P702"] || found == ["P701"])
  }

  @Test func `one more ballot can lower a mean`() throws {
    let rating = """
      "ratings": { "opinion": { "per": "month", "kind": "number", "of": "ballots.score", "rater": "rater",
        "whenNoRaters": 0 } },
      """
    let found = try verdicts(rating, bonus: "opinion * 1 EUR", adding: "ballots")
    #expect(found == ["P702"] || found == ["P701"])
  }
}
