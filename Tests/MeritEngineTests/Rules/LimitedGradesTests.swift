import MeritModel
import MeritPolicy
import Testing

/// Ceilings on the best grades beside bands.
@Suite struct LimitedGradesTests {
  @Test(arguments: [
    // 5 %: 0.45, 0.5, 1.5, 2.5; 10 %: 0.9.
    (9, "0.05", RoundingMode.halfUp, 0), (10, "0.05", .halfUp, 1), (30, "0.05", .halfUp, 2),
    (50, "0.05", .halfUp, 3), (30, "0.05", .halfEven, 2), (50, "0.05", .halfEven, 2),
    (9, "0.1", .halfUp, 1),
  ])
  func `a share of the heads is rounded to seats as written`(
    size: Int, share: String, mode: RoundingMode, seats: Int
  ) throws {
    let count = SeatCount.share(exact(share), Rounding(step: .one, mode: mode))
    #expect(try count.seats(groupOf: size) == seats)
  }

  @Test(arguments: [(0, 0), (1, 1), (5, 1), (6, 2), (40, 2)])
  func `a unit of 5 or fewer has one seat, more have two`(size: Int, seats: Int) {
    let count = SizedCount(rows: [
      SizedCount.SizeRow(edge: .one, isInclusive: true, count: 1),
      SizedCount.SizeRow(edge: exact("5"), isInclusive: false, count: 2),
    ])
    #expect(count.count(groupOf: size) == seats)
  }

  private static func grades(
    _ points: [String?], _ seats: String, ties: String, exceptions: String = "[]",
    teams: [String]? = nil
  ) throws -> [String] {
    let policy = """
      "measures": { \(SmallYear.given("points", "points")) },
      "grades": { "mark": { "per": "month", "of": "points", "set": "abc", "bands": [
        { "from": 90, "is": "A" }, { "from": 60, "is": "B" }, { "from": 0, "is": "C" } ],
        "exceptions": \(exceptions), "whenMissing": "not-graded",
        "limits": { "within": "team", "order": [ { "by": "points", "best": "high" } ],
          "ties": "\(ties)", "seats": [ \(seats) ] } } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "grade": "mark" } } ]
      """
    var year = try SmallYear(policy)
    year.rows = points.indices.map {
      SmallYear.Row(id: "E\($0 + 1)", team: teams?[$0] ?? "T1")
    }
    year.given = ["2026-03": ["points": points]]
    return try year.roster.people.map { try year.text("mark", "2026-03", $0) }
  }

  @Test func `those without a seat get the next grade and compete there`() throws {
    let seats = #"{ "is": "A", "count": 1 }, { "is": "B", "count": 2 }"#
    // Three earn an A, two a B: the second and third A take the two seats of B.
    #expect(
      try Self.grades(["95", "92", "91", "70", "65"], seats, ties: "better-grade")
        == ["A", "B", "B", "C", "C"])
  }

  @Test(arguments: [
    // Two earn an A, three a B; five places together are enough for all, four are not.
    (#"{ "is": ["A", "B"], "count": 5 }"#, ["A", "A", "B", "B", "B"]),
    (#"{ "is": ["A", "B"], "count": 4 }"#, ["A", "A", "B", "B", "C"]),
    (#"{ "is": ["A", "B"], "count": 1 }"#, ["A", "C", "C", "C", "C"]),
    // A place of A that nobody may have is one more for B.
    (#"{ "is": "A", "count": 1 }, { "is": ["A", "B"], "count": 4 }"#, ["A", "B", "B", "B", "C"]),
    (#"{ "is": ["A", "B"], "count": 4 }, { "is": "B", "count": 1 }"#, ["A", "A", "B", "C", "C"]),
  ])
  func `grades that share seats: the better one first, who is left over gets the grade below`(
    seats: String, grades: [String]
  ) throws {
    #expect(try Self.grades(["95", "92", "89", "88", "87"], seats, ties: "better-grade") == grades)
  }

  @Test(arguments: [
    ("better-grade", ["A", "A", "A", "B"]), ("worse-grade", ["A", "B", "B", "B"]),
    ("employee-id", ["A", "A", "B", "B"]),
  ])
  func `a tied block at the edge goes as the policy says`(ties: String, grades: [String]) throws {
    let seats = #"{ "is": "A", "count": 2 }"#
    #expect(try Self.grades(["95", "92", "92", "91"], seats, ties: ties) == grades)
  }

  @Test func `people who are not graded take no seat and do not count`() throws {
    let seats = #"{ "is": "A", "share": "50%", "round": "1 down" }"#
    #expect(
      try Self.grades(["95", nil, "92", "91"], seats, ties: "better-grade")
        == ["A", "not-applicable", "B", "B"])
  }

  @Test func `each team has seats of its own, after exceptions`() throws {
    let seats = #"{ "is": "A", "bySize": [ { "from": 1, "is": 1 } ] }"#
    let low =
      #"[ { "id": "low", "when": "points >= 99", "atMost": "B", "whenMissing": "no" } ]"#
    #expect(
      try Self.grades(
        ["99", "92", "91", "95"], seats, ties: "better-grade", exceptions: low,
        teams: ["T1", "T1", "T1", "T2"]) == ["B", "A", "B", "A"])
  }
}
