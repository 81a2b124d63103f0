import MeritEngine
import MeritModel
import MeritPolicy
import Testing

@Suite struct QuotaGradesTests {
  private static func month(
    _ people: [SmallYear.Row], _ points: [String?], ties: String = "better-grade", needs: Int = 1,
    small: String = "as-is", exceptions: String = "", refill: Bool = false
  ) throws -> SmallYear {
    var year = try SmallYear(
      #""measures": { "# + SmallYear.given("points", "points") + "," + SmallYear.given("money")
        + """
        , "bad": { "per": "month", "kind": "count", "count": "facts", "whenNoRows": 0 } },
        "scores": { "s": { "per": "month", "weights": [
          { "of": "points", "weight": "100%", "whenMissing": "no-score" } ] } },
        "grades": { "g": { "per": "month", "of": "month.score", "set": "abc",
          "quota": { "within": "team", "groupNeeds": \(needs), "smallGroups": "\(small)",
            "shares": [ { "is": "A", "share": "25%" }, { "is": "B", "share": "50%" },
                        { "is": "C", "share": "25%" } ],
            "seats": "largest-remainder", "ties": "\(ties)", "refill": \(refill),
            "order": [ { "by": "month.score", "best": "high" }, { "by": "money", "best": "high" } ] },
          "whenNotApplicable": "not-graded"\(exceptions) } },
        "plans": [ { "id": "all", "roles": ["agent"], "month": { "score": "s", "grade": "g" } },
                   { "id": "leads", "roles": ["lead"] } ]
        """)
    year.rows = people
    year.given = ["2026-03": ["points": points, "money": points.map { _ in "5" }]]
    return year
  }

  private static func team(_ count: Int) -> [SmallYear.Row] {
    (1...count).map { SmallYear.Row(id: "E\($0)") }
  }

  private static func grades(_ year: SmallYear) throws -> [String] {
    try year.roster.people.map { try year.text("g", "2026-03", $0) }
  }

  @Test("seats go along the order from the best grade down")
  func order() throws {
    let year = try Self.month(Self.team(4), ["70", "90", "80", "60"])
    #expect(try Self.grades(year) == ["B", "A", "B", "C"])
  }

  @Test("people without a value take no seat")
  func withoutValue() throws {
    let year = try Self.month(Self.team(5), ["70", "90", nil, "80", "60"])
    #expect(try Self.grades(year) == ["B", "A", "not-applicable", "B", "C"])
  }

  @Test(
    "a block of equals gets one grade and moves nobody else",
    arguments: [
      ("better-grade", ["A", "A", "B", "C"]), ("worse-grade", ["B", "B", "B", "C"]),
      ("employee-id", ["A", "B", "B", "C"]),
    ])
  func ties(method: String, expected: [String]) throws {
    let year = try Self.month(Self.team(4), ["90", "90", "80", "60"], ties: method)
    #expect(try Self.grades(year) == expected)
  }

  @Test(
    "small groups are pooled, left out or graded as they are",
    arguments: [
      ("as-is", ["A", "B", "B", "C", "B"]),
      ("not-graded", ["A", "B", "B", "C", "not-applicable"]),
      ("pool-by-department", ["A", "B", "B", "C", "B"]),
    ])
  func smallGroups(method: String, expected: [String]) throws {
    var people = Self.team(5)
    people[4].team = "T2"
    let year = try Self.month(people, ["90", "80", "70", "60", "50"], needs: 2, small: method)
    #expect(try Self.grades(year) == expected)
    let codes = try year.codes("2026-03")
    #expect(codes.contains("D210") == (method == "pool-by-department"))
  }

  @Test("exceptions come after the seats and free none")
  func exceptions() throws {
    let year = try Self.month(
      Self.team(4), ["70", "90", "80", "60"],
      exceptions:
        #", "exceptions": [ { "id": "x", "when": "points >= 90", "atMost": "C", "whenMissing": "no" } ]"#
    )
    #expect(try Self.grades(year) == ["B", "C", "B", "C"])
  }

  @Test("who has a plan without the grade takes no part")
  func otherPlan() throws {
    var people = Self.team(5)
    people[1].role = "lead"
    let year = try Self.month(people, ["70", "99", "80", "60", "90"])
    #expect(try Self.grades(year) == ["B", "not-applicable", "B", "C", "A"])
  }

  @Test("a seat tells how many before it may not have so good a grade")
  func barred() throws {
    // E1 and E2 are first and second, and at most B.
    let exceptions =
      #", "exceptions": [ { "id": "low", "when": "money < 5 EUR", "atMost": "B","#
      + #" "whenMissing": "no" } ]"#
    var year = try Self.month(
      Self.team(4), ["90", "80", "70", "60"], ties: "employee-id", exceptions: exceptions,
      refill: true)
    year.given["2026-03"]?["money"] = ["1", "1", "5", "5"]
    let calculation = try #require(try year.calculated("2026-03").valid)
    let rule = try #require(calculation.policy.rule(named: "g", grain: .month))
    let seats = try #require(calculation.seats[rule.id])
    let told = (0..<4).map { person in
      seats[person].map { "\($0.earned.name) \($0.barred)" } ?? "none"
    }
    #expect(told == ["B 0", "B 0", "A 2", "C 0"])
  }
}
