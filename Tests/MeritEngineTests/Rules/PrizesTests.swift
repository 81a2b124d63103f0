import MeritModel
import Testing

/// Prizes: who is placed, what the places pay, what a tie does at the edge.
@Suite struct PrizesTests {
  /// Six places: 500, 300, 300, 100, 100, 100.
  private static func policy(_ more: String, key: String = "sales") -> String {
    """
    "measures": { \(SmallYear.given("sales")), \(SmallYear.given("debt")) },
    "prizes": { "top": { "per": "month", "within": "company",
      "by": [ { "of": "\(key)", "best": "high" } ],
      "places": [ { "count": 1, "pays": "500 EUR" }, { "count": 2, "pays": 300 },
                  { "count": 3, "pays": 100 } ], \(more) } },
    "plans": [ { "id": "agents", "roles": ["agent"], "month": { "bonus": "top" } },
               { "id": "leads", "roles": ["lead"] } ]
    """
  }

  private static func year(_ more: String, sales: [String?], debt: [String?] = []) throws
    -> SmallYear
  {
    var year = try SmallYear(policy(more))
    year.rows = sales.indices.map { SmallYear.Row(id: "E\($0 + 1)") }
    year.given = ["2026-03": ["sales": sales, "debt": debt]]
    return year
  }

  private static func prizes(_ year: SmallYear) throws -> [String] {
    try year.roster.people.map { try year.text("top", "2026-03", $0) }
  }

  @Test(arguments: [
    // Without ties: one, two and three places, then nothing.
    (
      #""ties": "each""#, ["70", "60", "50", "40", "30", "20", "10"],
      ["500", "300", "300", "100", "100", "100", "0"]
    ),
    // Two equal at places 3 and 4: each the better sum; the next stands on place 5.
    (
      #""ties": "each""#, ["70", "60", "50", "50", "30", "20", "10"],
      ["500", "300", "300", "300", "100", "100", "0"]
    ),
    // Shared: (300 + 100) / 2.
    (
      #""ties": "share", "to": "0.01""#, ["70", "60", "50", "50", "30", "20", "10"],
      ["500", "300", "200", "200", "100", "100", "0"]
    ),
    // Three share 300 + 300 + 100 = 700: a cent is left for the first by id.
    (
      #""ties": "share", "to": "0.01""#, ["70", "60", "60", "60", "30", "20", "10"],
      ["500", "233.34", "233.33", "233.33", "100", "100", "0"]
    ),
    // A block over the last edge shares what is inside: 100 by two.
    (
      #""ties": "share", "to": "0.01""#, ["70", "60", "50", "40", "30", "20", "20"],
      ["500", "300", "300", "100", "100", "50", "50"]
    ),
    // By id where the keys are equal.
    (
      #""ties": "next-key""#, ["70", "60", "50", "50", "30", "20", "20"],
      ["500", "300", "300", "100", "100", "100", "0"]
    ),
  ])
  func `a tie at the edge does what the policy says`(
    ties: String, sales: [String], paid: [String]
  ) throws {
    #expect(try Self.prizes(Self.year(ties, sales: sales)) == paid)
  }

  @Test func `without a first key or a plan that binds it there is no part in it`() throws {
    var year = try Self.year(#""ties": "each""#, sales: ["70", nil, "50"])
    year.rows[2].role = "lead"
    #expect(try Self.prizes(year) == ["500", "not-applicable", "not-applicable"])
  }

  @Test func `a winner who fails leaves the prize vacant, or the next moves up`() throws {
    let condition = #""onlyIf": "debt <= 40 EUR", "whenMissing": "no", "ties": "each""#
    let sales = ["70", "60", "50", "40"]
    let stays = try Self.year(
      condition + #", "vacant": "stays""#, sales: sales, debt: ["41", "40", nil, "0"])
    #expect(try Self.prizes(stays) == ["0", "300", "0", "100"])
    let moves = try Self.year(
      condition + #", "vacant": "moves-up""#, sales: sales, debt: ["41", "40", nil, "0"])
    #expect(try Self.prizes(moves) == ["0", "500", "0", "300"])
  }

  @Test func `the number of places follows the size of the group`() throws {
    let policy = """
      "measures": { \(SmallYear.given("sales")) },
      "prizes": { "top": { "per": "month", "within": "team", "ties": "each",
        "by": [ { "of": "sales", "best": "high" } ],
        "places": [ { "count": { "bySize": [ { "from": 2, "is": 1 }, { "above": 3, "is": 2 } ] },
          "pays": 50 } ] } },
      "plans": [ { "id": "agents", "roles": ["agent", "lead"], "month": { "bonus": "top" } } ]
      """
    var year = try SmallYear(policy)
    // E9 sold nothing and takes no part.
    let teams = ["T1", "T2", "T2", "T2", "T3", "T3", "T3", "T3", "T2"]
    year.rows = teams.enumerated().map { SmallYear.Row(id: "E\($0 + 1)", team: $1) }
    year.given = ["2026-03": ["sales": ["9", "9", "8", "7", "9", "8", "7", "6", nil]]]
    // One: below the lowest row. Three: one place. Four: two places.
    #expect(
      try Self.prizes(year) == ["0", "50", "0", "0", "50", "50", "0", "0", "not-applicable"])
  }

  @Test(arguments: [
    ("stays", ["0", "1000", "500"]), ("moves-up", ["0", "2000", "1000"]),
  ])
  func `the first of three units fails, and nobody moves up unless the policy says so`(
    vacant: String, paid: [String]
  ) throws {
    let policy = """
      "measures": { \(SmallYear.given("sales")), \(SmallYear.given("debt")),
        "unit_sales": { "for": "team", "per": "month", "kind": "money", "total": "sales",
          "whenMissing": 0 },
        "unit_debt": { "for": "team", "per": "month", "kind": "money", "total": "debt",
          "whenMissing": 0 } },
      "prizes": { "top_units": { "per": "month", "for": "team", "within": "company", "ties": "each",
        "by": [ { "of": "unit_sales", "best": "high" } ], "onlyIf": "unit_debt <= 40 EUR",
        "vacant": "\(vacant)", "places": [ { "count": 1, "pays": 2000 },
          { "count": 1, "pays": 1000 }, { "count": 1, "pays": 500 } ] } },
      "bonuses": { "pay": { "per": "month", "steps": [ { "id": "unit", "start": "top_units",
        "whenNotApplicable": "no-bonus" }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "agents", "roles": ["agent", "lead"], "month": { "bonus": "pay" } } ]
      """
    var year = try SmallYear(policy)
    year.rows = [1, 2, 3].map { SmallYear.Row(id: "E\($0)", team: "T\($0)") }
    year.given = ["2026-03": ["sales": ["300", "200", "100"], "debt": ["41", "40", "0"]]]
    #expect(try ["T1", "T2", "T3"].map { try year.text("top_units", "2026-03", $0) } == paid)
    #expect(try year.roster.people.map { try year.text("pay", "2026-03", $0) } == paid)
  }

  /// A team lies in the department of most of its people; of two with as many, in the first one.
  @Test(
    arguments: [
      // T1 has two people in D2 and one in D1, so that it competes with T3 alone.
      (["D2", "D1", "D2", "D1", "D2"], ["1000", "1000", "0"]),
      // One of each: T1 competes with T2, and wins.
      (["D2", "D1", "D1", "D1", "D2"], ["1000", "0", "1000"]),
      ([nil, "D2", "D1", "D1", "D2"], ["1000", "0", "1000"]),
    ] as [([String?], [String])])
  func `a team competes in the department of most of its people`(
    departments: [String?], paid: [String]
  ) throws {
    let policy = """
      "measures": { \(SmallYear.given("sales")),
        "unit_sales": { "for": "team", "per": "month", "kind": "money", "total": "sales",
          "whenMissing": 0 } },
      "prizes": { "top_units": { "per": "month", "for": "team", "within": "department",
        "ties": "each", "by": [ { "of": "unit_sales", "best": "high" } ],
        "places": [ { "count": 1, "pays": 1000 } ] } },
      "bonuses": { "pay": { "per": "month", "steps": [ { "id": "unit", "start": "top_units",
        "whenNotApplicable": "no-bonus" }, { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "agents", "roles": ["agent", "lead"], "month": { "bonus": "pay" } } ]
      """
    var year = try SmallYear(policy)
    // T1 has three people, T2 and T3 one each.
    year.rows = zip(["T1", "T1", "T1", "T2", "T3"], departments).enumerated().map { place, row in
      SmallYear.Row(id: "E\(place + 1)", team: row.0, department: row.1)
    }
    year.given = ["2026-03": ["sales": ["300", "0", "0", "200", "100"]]]
    #expect(try ["T1", "T2", "T3"].map { try year.text("top_units", "2026-03", $0) } == paid)
  }
}
