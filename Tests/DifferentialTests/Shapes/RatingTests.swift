import Testing

/// Ratings by several raters, and amounts that somebody gives at discretion.
struct RatingTests {
  private func book(_ rating: String, ballots: [String]) -> SmallBook {
    SmallBook(
      inputs: """
        , "ballots": { "key": ["ballot_id"], "owner": "ratee_id", "date": "rated_on", "columns": {
          "ballot_id": "id", "rater_id": "id", "ratee_id": "id", "rated_on": "date",
          "group": ["peer", "boss"], "score": "points 0..100" } }
        """,
      sections: """
        "ratings": { "opinion": { "per": "month", "kind": "points", "of": "ballots.score",
          "rater": "rater_id", "combine": "average", "whenNoRaters": "missing", \(rating) } },
        "plans": []
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1", "E2 agent T1 D1"),
        "ballots": "ballot_id rater_id ratee_id rated_on group score\n"
          + ballots.enumerated().map {
            let words = $0.element.split(separator: " ")
            return "B\($0.offset) \(words[0]) \(words[1]) 2026-03-05 \(words[2]) \(words[3])"
          }.joined(separator: "\n"),
      ])
  }

  private func opinion(_ small: SmallBook, _ id: String = "E1") throws -> String {
    try small.figures("2026-03")["opinion", of: "employee \(id)"]
  }

  private let six = zip(1...6, ["95", "88", "90", "91", "60", "92"]).map { "R\($0) E1 peer \($1)" }

  @Test(
    "the extremes of many scores are dropped",
    arguments: [
      (5, "0.1 half-up", "90.3"), (5, "0.1 half-even", "90.2"), (6, "exact", "86"),
    ])
  func trim(above: Int, round: String, expected: String) throws {
    let rating =
      #""trim": { "above": \#(above), "highest": 1, "lowest": 1 }, "round": "\#(round)""#
    #expect(try opinion(book(rating, ballots: six)) == expected)
  }

  @Test(
    "a ballot that breaks a rule is void for all that it rates",
    arguments: [
      (#"["how_many(score >= 90) <= 1"]"#, "80", "60"),
      (#"["min(score) <> max(score)"]"#, "90", "75"),
      (#"["average(score) > 70", "total(score) < 180"]"#, "missing", "missing"),
    ])
  func void(rules: String, one: String, two: String) throws {
    // R1 gives 100 and 90, R2 gives 80 and 60.
    let small = book(
      #""validWhen": \#(rules)"#,
      ballots: ["R1 E1 peer 100", "R1 E2 peer 90", "R2 E1 peer 80", "R2 E2 peer 60"])
    #expect(try opinion(small) == one)
    #expect(try opinion(small, "E2") == two)
  }

  @Test(
    "groups of raters with weights",
    arguments: [
      ("reweight", ["R1 E1 peer 80", "R2 E1 peer 60", "R3 E1 boss 90"], "82"),
      ("reweight", ["R1 E1 peer 80", "R3 E1 boss 90"], "90"),
      ("reweight", ["R1 E1 peer 80", "R2 E1 peer 60"], "not-applicable"),
      ("missing", ["R1 E1 peer 80", "R3 E1 boss 90"], "missing"),
      ("50", ["R1 E1 peer 80", "R3 E1 boss 90"], "74"), ("reweight", [], "missing"),
    ])
  func groups(handler: String, ballots: [String], expected: String) throws {
    // Peers 40 % and at least two of them, the boss 60 %; half of the weight must be left.
    let tooFew = handler == "50" ? "50" : "\"\(handler)\""
    let rating = """
      "reweightNeeds": "50%", "groups": [
        { "id": "peer", "where": "group = 'peer'", "weight": "40%", "needsRaters": 2,
          "whenTooFew": \(tooFew) },
        { "id": "boss", "where": "group = 'boss'", "weight": "60%", "whenTooFew": \(tooFew) } ]
      """
    #expect(try opinion(book(rating, ballots: ballots)) == expected)
  }

  @Test("nobody rates somebody twice, and too few raters are none")
  func doubles() throws {
    let twice = ["R1 E1 peer 80", "R1 E1 boss 60"]
    #expect(throws: (any Error).self) {
      try opinion(book(#""trim": { "above": 9 }"#, ballots: twice))
    }
    let one = book(#""needsRaters": 2"#, ballots: ["R1 E1 peer 80"])
    #expect(try opinion(one) == "missing")
  }

  private func extra(_ amount: String, _ reason: String) -> SmallBook {
    SmallBook(
      inputs: """
        , "extras": { "key": ["extra_id"], "owner": "who", "date": "on", "columns": {
          "extra_id": "id", "who": "id", "on": "date", "amount": "money", "reason": "text?" } }
        """,
      sections: """
        "adjustments": { "extra": { "per": "month", "kind": "money", "sum": "extras.amount",
          "between": ["-10 CNY", "50 CNY"], "needs": ["reason"], "whenNoRows": 0 } },
        "plans": []
        """,
      tables: [
        "roster": SmallBook.roster("E1 agent T1 D1"),
        "extras": "extra_id who on amount reason\nX1 E1 2026-03-05 \(amount) \(reason)",
      ])
  }

  @Test(
    "a discretionary amount inside its limits, with its reason",
    arguments: [("50", "good", "50"), ("-10", "bad", "-10")])
  func adjustments(amount: String, reason: String, expected: String) throws {
    #expect(try extra(amount, reason).figures("2026-03")["extra", of: "employee E1"] == expected)
  }

  @Test("or the run stops", arguments: [("50.01", "good"), ("-10.01", "bad"), ("1", "-")])
  func outside(amount: String, reason: String) {
    #expect(throws: (any Error).self) { try extra(amount, reason).figures("2026-03") }
  }
}
