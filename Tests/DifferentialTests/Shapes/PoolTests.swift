import Testing

/// Pools that are shared out, and prizes for the first places.
struct PoolTests {
  private func book(
    _ shape: String, _ sections: String, sales: [String], roster: [String]
  ) -> SmallBook {
    SmallBook(
      sections: """
        "measures": {
          "sold": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 },
          "deals": { "per": "month", "kind": "count", "count": "sales", "whenNoRows": 0 },
          "any": { "per": "month", "kind": "money", "max": "sales.amount",
            "whenNoRows": "not-applicable" } },
        \(sections),
        "plans": [ { "id": "p", "roles": ["agent"], "month": { "bonus": "\(shape)" } } ]
        """,
      tables: [
        "roster": "employee_id role team_id department_id valid_from\n"
          + roster.map { $0 + " 2020-01-01" }.joined(separator: "\n"),
        "sales": "sale_id agent_id sold_on amount\n"
          + sales.enumerated().map { "S\($0.offset) \($0.element)" }.joined(separator: "\n"),
      ])
  }

  private func values(_ small: SmallBook, _ figure: String, _ ids: [String]) throws -> [String] {
    let list = try small.figures("2026-03")
    return ids.map { list[figure, of: "employee \($0)"] }
  }

  private let team = ["E1 agent T1 D1", "E2 agent T1 D1", "E3 agent T1 D1", "E4 agent - D1"]

  @Test(
    "a pool loses no cent",
    arguments: [
      (#""10000 CNY""#, "", ["91.20", "100.56", "77.33"], ["3389.2", "3737.04", "2873.76"]),
      // Equal remainders go to the first by id.
      (#""100 CNY""#, "", ["1", "1", "1"], ["33.34", "33.33", "33.33"]),
      // Half a cent of the pool is rounded up before it is split.
      (#""0.045 CNY""#, "", ["1", "1", "1"], ["0.02", "0.02", "0.01"]),
      (#""100 CNY""#, #""among": "sold > 1 CNY","#, ["1", "2", "3"], ["0", "40", "60"]),
      (#""100 CNY""#, #""onlyIf": "members() > 3","#, ["1", "2", "3"], ["0", "0", "0"]),
      (#""100 CNY""#, "", ["0", "0", "0"], ["0", "0", "0"]),
      (#""total(sold) * 10%""#, "", ["10", "20", "30"], ["1", "2", "3"]),
      (
        #""100 CNY""#, #""appliesWhen": "sold > 1 CNY","#, ["1", "2", "3"],
        ["not-applicable", "40", "60"]
      ),
    ])
  func allocation(pool: String, more: String, sold: [String], shares: [String]) throws {
    let small = book(
      "share",
      """
      "allocations": { "share": { "per": "month", "within": "team", "pool": \(pool), \(more)
        "by": "sold", "to": "0.01", "remainder": "largest-remainder" } }
      """,
      sales: zip(["E1", "E2", "E3"], sold).map { "\($0) 2026-03-05 \($1)" }, roster: team)
    #expect(try values(small, "share", ["E1", "E2", "E3"]) == shares)
    #expect(try values(small, "bonus", ["E1", "E2", "E3", "E4"]) == shares + ["not-applicable"])
  }

  @Test("who has no key has no share, and a key below zero stops the run")
  func keys() throws {
    let sections = """
      "allocations": { "share": { "per": "month", "within": "team", "pool": "9 CNY", "by": "any",
        "whenNotApplicable": "no-share", "to": "1", "remainder": "largest-remainder" } }
      """
    var small = book(
      "share", sections, sales: ["E1 2026-03-01 1", "E2 2026-03-01 2"], roster: team)
    #expect(try values(small, "share", ["E1", "E2", "E3"]) == ["3", "6", "not-applicable"])
    small.tables["sales"] = SmallBook.sold("E1 2026-03-01 -1")
    #expect(throws: (any Error).self) { try small.figures("2026-03") }
  }

  private func prize(_ more: String, sold: [String]) -> SmallBook {
    let ids = (1...sold.count).map { "E\($0)" }
    return book(
      "prize",
      """
      "prizes": { "prize": { "per": "month", "within": "company",
        "by": [ { "of": "sold", "best": "high" } ],
        "places": [ { "count": 1, "pays": "500 CNY" }, { "count": 2, "pays": 300 },
          { "count": 3, "pays": "100 CNY" } ], \(more) } }
      """,
      sales: zip(ids, sold).map { "\($0) 2026-03-05 \($1)" },
      roster: ids.map { "\($0) agent T1 D1" })
  }

  @Test(
    "places and ties",
    arguments: [
      (#""ties": "next-key""#, ["7", "6", "5", "4", "3", "2", "1"], "500 300 300 100 100 100 0"),
      // Ranks 3 and 4 are equal: one place of 300 and one of 100.
      (#""ties": "next-key""#, ["7", "6", "5", "5", "3", "2", "1"], "500 300 300 100 100 100 0"),
      (#""ties": "each""#, ["7", "6", "5", "5", "3", "2", "1"], "500 300 300 300 100 100 0"),
      (
        #""ties": "share", "to": "0.01""#, ["7", "6", "5", "5", "3", "2", "1"],
        "500 300 200 200 100 100 0"
      ),
      // Three share 500 and twice 300.
      (#""ties": "share", "to": "1""#, ["7", "7", "7", "1"], "367 367 366 100"),
      (
        #""ties": "share", "to": "0.01""#, ["9", "8", "7", "6", "5", "4", "4", "4"],
        "500 300 300 100 100 33.34 33.33 33.33"
      ),
      (#""ties": "each""#, ["9", "9", "9", "9", "9", "9", "9"], "500 500 500 500 500 500 500"),
    ])
  func places(ties: String, sold: [String], expected: String) throws {
    let small = prize("\(ties), \"vacant\": \"stays\"", sold: sold)
    let found = try values(small, "prize", (1...sold.count).map { "E\($0)" })
    #expect(found.joined(separator: " ") == expected)
  }

  @Test(
    "a winner below the bar leaves the place vacant, or makes room",
    arguments: [("stays", "0 300 300 100"), ("moves-up", "0 500 300 300")])
  func vacant(how: String, expected: String) throws {
    let more = #""ties": "next-key", "vacant": "\#(how)", "onlyIf": "sold <> 9 CNY""#
    let found = try values(
      prize(more, sold: ["9", "8", "7", "6"]), "prize", ["E1", "E2", "E3", "E4"])
    #expect(found.joined(separator: " ") == expected)
  }

  @Test("prizes for teams, with places by how many there are")
  func teams() throws {
    let small = SmallBook(
      sections: """
        "measures": { "sold": { "for": "team", "per": "month", "kind": "money",
          "sum": "sales.amount", "whenNoRows": 0 } },
        "prizes": { "cup": { "per": "month", "for": "team", "within": "company",
          "by": [ { "of": "sold", "best": "low" } ], "ties": "each", "vacant": "stays",
          "places": [ { "pays": 50,
            "count": { "bySize": [ { "from": 2, "is": 1 }, { "from": 3, "is": 2 } ] } } ] } },
        "plans": []
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1", "E2 agent T2 D1", "E3 agent T3 D1"),
        "sales": SmallBook.sold("E1 2026-03-01 5", "E2 2026-03-01 6", "E3 2026-03-01 7"),
      ])
    let list = try small.figures("2026-03")
    #expect(["T1", "T2", "T3"].map { list["cup", of: "team \($0)"] } == ["50", "50", "0"])
  }
}
