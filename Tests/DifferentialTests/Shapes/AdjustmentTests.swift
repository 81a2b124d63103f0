import Reference
import Testing

/// Discretionary amounts whose limit a table gives for each person.
struct AdjustmentTests {
  private func extra(_ amount: String, sales: Int) throws -> String {
    let small = SmallBook(
      inputs: """
        , "extras": { "key": ["who", "month"], "owner": "who", "date": "month", "columns": {
            "who": "id", "month": "month", "extra": "money" } }
        """,
      sections: """
        "measures": { "deals": { "per": "month", "kind": "count", "count": "sales", "whenNoRows": 0 } },
        "tables": { "most": { "gives": "money", "inputs": { "deals": "deals" }, "rows": [
          { "deals": { "below": 2 }, "is": 100 }, { "deals": { "from": 2 }, "is": 500 } ] } },
        "adjustments": { "extra": { "per": "month", "kind": "money", "sum": "extras.extra",
          "between": [0, { "table": "most" }], "whenNoRows": 0 } },
        "plans": [ { "id": "p", "roles": ["agent"] } ]
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1"),
        "sales": "sale_id agent_id sold_on amount\n"
          + (0..<sales).map { "S\($0) E1 2026-01-05 1" }.joined(separator: "\n"),
        "extras": "who month extra\nE1 2026-01 \(amount)",
      ])
    return try small.figures("2026-01")["extra", of: "employee E1"]
  }

  @Test("both sides of each limit", arguments: [("100", 1), ("500", 2), ("0", 0)])
  func inside(amount: String, sales: Int) throws {
    #expect(try extra(amount, sales: sales) == amount)
  }

  @Test("beyond a limit the run stops", arguments: [("100.01", 1), ("500.01", 2), ("-0.01", 2)])
  func outside(amount: String, sales: Int) {
    #expect(throws: ReferenceStop.self) { try extra(amount, sales: sales) }
  }
}
