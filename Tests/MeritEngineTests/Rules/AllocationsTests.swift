import MeritModel
import Testing

@Suite struct AllocationsTests {
  private static func month(
    _ points: [String?], money: [String?], among: String = "", onlyIf: String = ""
  ) throws -> SmallYear {
    var year = try SmallYear(
      #""measures": { "# + SmallYear.given("points", "points") + "," + SmallYear.given("money")
        + """
        , "team_money": { "for": "team", "per": "month", "kind": "money", "total": "money",
                          "whenMissing": 0 } },
        "allocations": { "share": { "per": "month", "within": "team", "pool": "team_money * 10%",
          \(among)\(onlyIf) "by": "points", "to": "0.01", "remainder": "largest-remainder",
          "whenMissing": "no-share" } },
        "plans": [ { "id": "all", "roles": ["agent"], "month": { "bonus": "share" } },
                   { "id": "leads", "roles": ["lead"] } ]
        """)
    year.rows = points.indices.map { SmallYear.Row(id: "E\($0 + 1)") }
    year.given = ["2026-03": ["points": points, "money": money]]
    return year
  }

  private static func shares(_ year: SmallYear) throws -> [String] {
    try year.roster.people.map { try year.text("share", "2026-03", $0) }
  }

  @Test("the shares sum to the pool; the cent left goes to the largest remainder")
  func conserves() throws {
    let year = try Self.month(["50", "30", "20"], money: ["1000", "0.3", "0"])
    // The pool is 100.03: 50.015, 30.009, 20.006.
    #expect(try Self.shares(year) == ["50.01", "30.01", "20.01"])
  }

  @Test("who is not among them gets nothing, who has no key has no share")
  func among() throws {
    let year = try Self.month(
      ["50", "10", nil], money: ["1000", "0", "0"],
      among: #""among": "points is present and points >= 20","#)
    #expect(try Self.shares(year) == ["100", "0", "0"])
    let all = try Self.month(["50", "50", nil], money: ["1000", "0", "0"])
    #expect(try Self.shares(all) == ["50", "50", "not-applicable"])
  }

  @Test("a pool whose condition fails pays nobody")
  func onlyIf() throws {
    let open = try Self.month(
      ["50", "50"], money: ["1000", "0"], onlyIf: #""onlyIf": "team_money >= 1000 EUR","#)
    #expect(try Self.shares(open) == ["50", "50"])
    let closed = try Self.month(
      ["50", "50"], money: ["999.99", "0"], onlyIf: #""onlyIf": "team_money >= 1000 EUR","#)
    #expect(try Self.shares(closed) == ["0", "0"])
  }

  @Test("a pool that nobody can take is told")
  func undistributed() throws {
    let year = try Self.month(["0", "0"], money: ["1000", "0"])
    #expect(try Self.shares(year) == ["0", "0"])
    #expect(try year.codes("2026-03") == ["D209"])
  }
}
