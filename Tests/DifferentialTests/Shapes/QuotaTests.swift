import Testing

/// Grades by rank, and few seats for the best of banded grades.
struct QuotaTests {
  /// People E01 to E`count`, who sold 100 times their number, but for those with other sums.
  private func book(
    count: Int, grade: String, sold: [Int: Int] = [:], roster: [String]? = nil
  ) -> SmallBook {
    let ids = (1...count).map { $0 < 10 ? "E0\($0)" : "E\($0)" }
    let people = roster ?? ids.map { "\($0) agent T1 D1" }
    let sales = (1...count).map { "\(ids[$0 - 1]) 2026-03-05 \(sold[$0] ?? $0 * 100)" }
    return SmallBook(
      sections: """
        "measures": {
          "sold": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 } },
        "indicators": { "points": { "per": "month", "worth": 1,
          "attainment": { "actual": "sold", "target": "100 CNY", "atLeast": "0%" } } },
        "scores": { "whole": { "per": "month", "weights": [ { "of": "points", "weight": "100%" } ] } },
        "grades": { "mark": { "per": "month", "of": "month.score", "set": "abcd", \(grade),
          "whenNotApplicable": "not-graded" } },
        "plans": [ { "id": "p", "roles": ["agent"],
          "month": { "score": "whole", "grade": "mark" } } ]
        """,
      tables: [
        "roster": "employee_id role team_id department_id valid_from\n"
          + people.map { $0 + " 2020-01-01" }.joined(separator: "\n"),
        "sales": "sale_id agent_id sold_on amount\n"
          + sales.enumerated().map { "S\($0.offset) \($0.element)" }.joined(separator: "\n"),
      ])
  }

  private func quota(
    shares: String = "10 20 60 10", ties: String = "better-grade", more: String = ""
  ) -> String {
    let rows = zip(["A", "B", "C", "D"], shares.split(separator: " ")).map {
      #"{ "is": "\#($0)", "share": "\#($1)%" }"#
    }
    return #""quota": { "within": "team", "shares": [\#(rows.joined(separator: ","))],"#
      + #""order": [ { "by": "month.score", "best": "high" } ], "ties": "\#(ties)" \#(more) }"#
  }

  /// The grades of everybody from the best seller down, such as `AABCD`.
  private func grades(_ small: SmallBook, _ count: Int) throws -> String {
    let list = try small.figures("2026-03")
    return (1...count).reversed().map { number in
      let value = list["grade", of: "employee E\(number < 10 ? "0" : "")\(number)"]
      return value.count == 1 ? value : "-"
    }.joined()
  }

  @Test("23 people have 2, 5, 14 and 2 seats")
  func seats() throws {
    let expected = "AABBBBB" + String(repeating: "C", count: 14) + "DD"
    #expect(try grades(book(count: 23, grade: quota()), 23) == expected)
  }

  @Test(
    "seats of small groups, where equal remainders go to the better grade",
    arguments: [
      // 0.1 0.2 0.6 0.1, and 0.2 0.4 1.2 0.2: the second seat of two is B's.
      (1, "10 20 60 10", "C"), (2, "10 20 60 10", "BC"), (2, "25 25 25 25", "AB"),
      (5, "10 20 60 10", "ABCCC"),
    ])
  func small(count: Int, shares: String, expected: String) throws {
    #expect(try grades(book(count: count, grade: quota(shares: shares)), count) == expected)
  }

  @Test(
    "rounded seats take what is left, the last grade the rest",
    arguments: [
      (9, "1 half-up", "5 10 80 5", "BCCCCCCCD"), (10, "1 half-up", "5 10 80 5", "ABCCCCCCCC"),
      (3, "1 up", "50 50 0 0", "AAB"), (10, "1 half-even", "5 10 80 5", "BCCCCCCCCD"),
    ])
  func rounded(count: Int, seats: String, shares: String, expected: String) throws {
    let grade = quota(shares: shares, more: #", "seats": "\#(seats)""#)
    #expect(try grades(book(count: count, grade: grade), count) == expected)
  }

  @Test(
    "a block at an edge",
    arguments: [
      // Seats A A B B C: E02 to E04 sold the same, places 2 to 4 of 5.
      ("better-grade", "AAAAC"), ("worse-grade", "ABBBC"), ("employee-id", "ABBAC"),
    ])
  func ties(how: String, expected: String) throws {
    let grade = quota(shares: "40 40 20 0", ties: how)
    let small = book(count: 5, grade: grade, sold: [2: 300, 3: 300, 4: 300])
    #expect(try grades(small, 5) == expected)
  }

  @Test(
    "a limited person frees the seat only with refill",
    arguments: [("", "BBCD"), (#", "refill": true"#, "CABD")])
  func refill(more: String, expected: String) throws {
    var grade = quota(shares: "25 25 25 25", more: more)
    let limit = more.isEmpty ? "B" : "C"
    grade += #", "exceptions": [ { "id": "x", "when": "sold = 400 CNY", "atMost": "\#(limit)" } ]"#
    #expect(try grades(book(count: 4, grade: grade), 4) == expected)
  }

  @Test(
    "small groups",
    arguments: [
      // T1 has E01 and E02, T2 has E03; E04 and E05 are in no team, E05 in no department.
      ("as-is", "ABAAB"), ("pool-by-company", "AABAB"), ("not-graded", "---AB"),
      ("pool-by-department", "AAAAB"),
    ])
  func smallGroups(how: String, expected: String) throws {
    let people = [
      "E01 agent T1 D1", "E02 agent T1 D1", "E03 agent T2 D1", "E04 agent - D2", "E05 agent - -",
    ]
    let grade = quota(shares: "50 50 0 0", more: #", "groupNeeds": 2, "smallGroups": "\#(how)""#)
    #expect(try grades(book(count: 5, grade: grade, roster: people), 5) == expected)
  }

  private func limits(_ seats: String, ties: String = "better-grade") -> String {
    #""bands": [ { "from": 4, "is": "A" }, { "from": 2, "is": "B" }, { "from": 0, "is": "C" } ],"#
      + #""limits": { "within": "company", "order": [ { "by": "month.score", "best": "high" } ],"#
      + #""ties": "\#(ties)", "seats": [ \#(seats) ] }"#
  }

  @Test(
    "seats beside bands",
    arguments: [
      // Seven people: four earn A, two B, one C.
      (#"{ "is": "A", "count": 1 }"#, "ABBBBBC"),
      (#"{ "is": "A", "count": 1 }, { "is": "B", "count": 2 }"#, "ABBCCCC"),
      (#"{ "is": "A", "share": "5%", "round": "1 half-up" }"#, "BBBBBBC"),
      (#"{ "is": "A", "share": "20%", "round": "1 half-up" }"#, "ABBBBBC"),
      (#"{ "is": "A", "bySize": [ { "from": 1, "is": 1 }, { "above": 5, "is": 2 } ] }"#, "AABBBBC"),
      // Shared: A and B together; who is left over gets the grade below both.
      (#"{ "is": ["A", "B"], "count": 5 }"#, "AAAABCC"),
      (#"{ "is": ["B", "A"], "count": 3 }"#, "AAACCCC"),
      (#"{ "is": ["A", "B"], "share": "40%", "round": "1 half-up" }"#, "AAACCCC"),
      (#"{ "is": ["A", "B"], "count": 4 }, { "is": "A", "count": 1 }"#, "ABBBCCC"),
      (#"{ "is": ["A", "B"], "count": 0 }"#, "CCCCCCC"),
    ])
  func limited(seats: String, expected: String) throws {
    #expect(try grades(book(count: 7, grade: limits(seats)), 7) == expected)
  }

  @Test(
    "a block at the edge of limited seats",
    arguments: [
      ("better-grade", "AAABBBC"), ("worse-grade", "ABBBBBC"), ("employee-id", "ABABBBC"),
    ])
  func limitedTies(how: String, expected: String) throws {
    let grade = limits(#"{ "is": "A", "count": 2 }"#, ties: how)
    #expect(try grades(book(count: 7, grade: grade, sold: [5: 600]), 7) == expected)
  }
}
