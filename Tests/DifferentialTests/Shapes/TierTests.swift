import Foundation
import Testing

/// Rates on the period, on the year to date, on each row, and taken back.
struct TierTests {
  private func book(_ tiers: String, _ step: String, sales: [String]) -> SmallBook {
    var small = SmallBook(
      sections: """
        "measures": {
          "sold": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 },
          "back": { "per": "month", "kind": "money", "sum": "sales.amount", "reversing": true,
            "whenNoRows": 0 } },
        "tiers": { "rates": { \(tiers) } },
        "bonuses": { "pay": { "per": "month", "steps": [
          { "id": "s", "start": \(step), "whenMissing": 7 }, { "id": "r", "round": "exact" } ] } },
        "plans": [ { "id": "p", "roles": ["agent"], "month": { "bonus": "pay" } } ]
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1"),
        "sales": "sale_id agent_id sold_on amount refund_of\n" + sales.joined(separator: "\n"),
      ])
    small.sales += #", "reverses": { "key": "refund_of", "within": "12 months" }"#
    return small
  }

  private func pay(_ small: SmallBook, _ month: Int) throws -> String {
    try small.figures("2026-0\(month)")["pay", of: "employee E1"]
  }

  private let slabs =
    #""rows": [ { "from": 0, "rate": "3%" }, { "from": 100, "rate": "5%" }, { "from": 300, "rate": "8%" } ]"#

  private let year = ["S1 E1 2026-01-05 80 -", "S2 E1 2026-02-05 120 -", "S3 E1 2026-04-05 200 -"]

  @Test(
    "bases",
    arguments: [
      (#""marginal", "basis": "period""#, "2.4", "4", "0", "8"),
      // 80, then 200, 200 and 400 in all: 2.4, 8, 8 and 21.
      (#""marginal", "basis": "year-to-date""#, "2.4", "5.6", "0", "13"),
      (#""whole", "basis": "year-to-date""#, "2.4", "7.6", "0", "22"),
      (#""whole", "basis": "period""#, "2.4", "6", "0", "10"),
      (#""marginal", "basis": "row""#, "2.4", "4", "0", "8"),
    ])
  func bases(method: String, one: String, two: String, three: String, four: String) throws {
    let small = book(
      #""method": \#(method), \#(slabs)"#, #"{ "tiers": "rates", "on": "sold" }"#, sales: year)
    #expect(try (1...4).map { try pay(small, $0) } == [one, two, three, four])
  }

  @Test(
    "slabs of what is counted, each at a price",
    arguments: [
      // 31 sales: one above 30; 36: five at 5 % and one at 10 %; 41: the last one pays nothing.
      (30, "marginal", "0"), (31, "marginal", "5"), (35, "marginal", "25"),
      (36, "marginal", "35"), (40, "marginal", "75"), (41, "marginal", "75"),
      (31, "whole", "155"), (36, "whole", "360"), (30, "whole", "150"), (29, "whole", "0"),
    ])
  func each(sales: Int, method: String, pay: String) throws {
    let rows =
      #""rows": [ { "from": 0, "rate": "0%" }, { "from": 30, "rate": "5%" }, { "from": 35, "rate": "10%" }, "#
      + #"{ "from": 40, "rate": "0%" } ]"#
    var small = book(
      #""method": "\#(method)", \#(rows)"#,
      #"{ "tiers": "rates", "on": "deals", "each": "100 CNY" }"#,
      sales: (1...sales).map { "S\($0) E1 2026-01-05 1 -" })
    small.sections = small.sections.replacingOccurrences(
      of: #""measures": {"#,
      with:
        #""measures": { "deals": { "per": "month", "kind": "count", "count": "sales", "whenNoRows": 0 },"#
    )
    let expected = sales == 40 && method == "whole" ? "0" : pay
    #expect(try self.pay(small, 1) == expected)
  }

  @Test("each row has its own slabs")
  func rows() throws {
    let sales = ["S1 E1 2026-01-05 150 -", "S2 E1 2026-01-06 150 -", "S3 E1 2026-01-07 400 -"]
    let small = book(
      #""method": "marginal", "basis": "row", \#(slabs)"#, #"{ "tiers": "rates", "on": "sold" }"#,
      sales: sales)
    // Twice 3 + 2.5, and 3 + 10 + 8.
    #expect(try pay(small, 1) == "32")
  }

  @Test(
    "a sale that is taken back is worth what it was paid",
    arguments: [
      // January: 350. Slabs 17, without the last 100: 10.5 + 0; whole 8 %, interpolated 8 %.
      (#""marginal""#, "6.5"), (#""whole""#, "8"), (#""interpolated""#, "8"),
      (#""marginal", "basis": "row""#, "4.2"),
    ])
  func takenBack(method: String, expected: String) throws {
    let sales = [
      "S1 E1 2026-01-05 250 -", "S2 E1 2026-01-06 100 -", "S3 E1 2026-02-07 40 S1",
      "S4 E1 2026-02-08 60 S1",
    ]
    let small = book(
      #""method": \#(method), \#(slabs)"#,
      #"{ "tiers": "rates", "on": "sold", "reversing": "back" }"#, sales: sales)
    #expect(try pay(small, 2) == expected)
    #expect(try small.figures("2026-02")["sold", of: "employee E1"] == "0")
    #expect(try small.figures("2026-02")["back", of: "employee E1"] == "100")
  }

  @Test(
    "a reversed row must be found in time",
    arguments: [("2025-02-08", true), ("2025-02-07", false), ("2025-12-31", true)])
  func within(sold: String, found: Bool) throws {
    let small = book(
      #""method": "whole", \#(slabs)"#,
      #"{ "tiers": "rates", "on": "sold", "reversing": "back" }"#,
      sales: ["S1 E1 \(sold) 100 -", "S2 E1 2026-02-08 100 S1"])
    if found {
      // What was sold before the policy has no rate, and the handler's 7 stands.
      #expect(try pay(small, 2) == "7")
    } else {
      #expect(throws: (any Error).self) { try small.figures("2026-02") }
    }
  }
}
