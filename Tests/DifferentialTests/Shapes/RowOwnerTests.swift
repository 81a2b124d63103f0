import Testing

/// Whose a row is: credits, lookups, customers, and rows that do not count.
struct RowOwnerTests {
  private let roster = SmallBook.roster("E1 agent T1 D1", "E2 agent T1 D1", "E3 agent T2 D1")

  private func credited(_ whenEmpty: String) -> SmallBook {
    var small = SmallBook(
      sections: """
        "measures": {
          "sold": { "for": ["employee", "team"], "per": "month", "kind": "money",
            "sum": "sales.amount", "whenNoRows": 0 },
          "deals": { "for": ["employee", "team", "company"], "per": "month", "kind": "count",
            "count": "sales", "whenNoRows": 0 },
          "best": { "for": ["employee", "team"], "per": "month", "kind": "money",
            "max": "sales.amount", "whenNoRows": "missing" },
          "middle": { "for": ["employee", "team"], "per": "month", "kind": "money",
            "median": "sales.amount", "needsRows": 2, "whenNoRows": "missing" } },
        "plans": []
        """,
      tables: [
        "roster": roster,
        "sales": """
        sale_id agent_id closer_id sold_on amount
        S1 E1 E2 2026-03-01 100
        S2 E1 - 2026-03-02 10
        S3 E2 E2 2026-03-03 1
        S4 E3 E9 2026-03-04 1000
        """,
      ])
    small.sales = """
      "credits": [ { "owner": "agent_id", "share": "70%" },
        { "owner": "closer_id", "share": "30%", "whenEmpty": "\(whenEmpty)" } ]
      """
    return small
  }

  @Test(
    "a row credited to two people",
    arguments: [
      ("sold", "employee E1", "77"), ("sold", "employee E2", "31"), ("sold", "employee E3", "700"),
      ("sold", "team T1", "108"), ("deals", "employee E1", "1.4"), ("deals", "employee E2", "1.3"),
      ("deals", "team T1", "2.7"), ("deals", "company company", "3.4"),
      ("best", "employee E2", "100"), ("best", "team T1", "100"),
      // The team has the rows 1, 10 and 100, each once.
      ("middle", "team T1", "10"), ("middle", "employee E1", "55"),
      ("middle", "employee E3", "missing"),
    ])
  func credits(figure: String, subject: String, value: String) throws {
    #expect(try credited("nobody").figures("2026-03")[figure, of: subject] == value)
  }

  @Test("what an empty owner would have had goes to the others")
  func toOthers() throws {
    #expect(try credited("to-others").figures("2026-03")["sold", of: "employee E1"] == "80")
  }

  private func looked(_ on: String) -> SmallBook {
    var small = SmallBook(
      inputs: """
        , "clients": { "key": ["client_id", "valid_from"], "columns": { "client_id": "id",
          "valid_from": "date", "valid_to": "date?", "leader_id": "id" } }
        """,
      sections: """
        "measures": {
          "led": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0,
            "ownedBy": "leader" },
          "known": { "for": "company", "per": "month", "kind": "count", "count": "sales",
            "where": "leader is present", "whenNoRows": 0 } },
        "plans": []
        """,
      tables: [
        "roster": roster,
        "clients": """
        client_id valid_from valid_to leader_id
        K1 2026-01-01 2026-03-10 E1
        K1 2026-03-11 - E2
        K2 2026-03-05 2026-03-20 E3
        """,
        "sales": """
        sale_id agent_id customer_id sold_on amount
        S1 E3 K1 2026-03-10 1
        S2 E3 K1 2026-03-11 10
        S3 E3 K2 2026-03-04 100
        S4 E3 K2 2026-03-05 1000
        S5 E3 - 2026-03-05 10000
        """,
      ])
    small.sales += """
      , "lookups": { "leader": { "table": "clients", "match": "customer_id",
        "gives": "leader_id", "on": "\(on)" } }
      """
    return small
  }

  @Test(
    "rows that belong to who is looked up",
    arguments: [("sold_on", "1", "10", "1000", "3"), ("period.end", "0", "11", "0", "2")])
  func lookups(on: String, one: String, two: String, three: String, known: String) throws {
    let list = try looked(on).figures("2026-03")
    #expect(["E1", "E2", "E3"].map { list["led", of: "employee \($0)"] } == [one, two, three])
    #expect(list["known", of: "company company"] == known)
  }

  @Test(
    "what two columns name, or else another column",
    arguments: [("", "10", "0", "1"), (", \"orElse\": \"agent_id\"", "10", "101", "3")])
  func pairs(orElse: String, one: String, three: String, known: String) throws {
    var small = looked("sold_on")
    small.inputs = small.inputs
      .replacing(
        "[\"client_id\", \"valid_from\"]", with: "[\"client_id\", \"seller\", \"valid_from\"]"
      )
      .replacing("\"client_id\": \"id\",", with: "\"client_id\": \"id\", \"seller\": \"id\",")
    small.tables["clients"] = """
      client_id seller valid_from valid_to leader_id
      K1 E1 2026-01-01 - E2
      K1 E3 2026-03-11 - E1
      """
    small.sales = small.sales.replacing(
      "\"customer_id\",", with: "[\"customer_id\", \"agent_id\"]\(orElse),")
    small.tables["sales"] = """
      sale_id agent_id customer_id sold_on amount
      S1 E3 K1 2026-03-10 1
      S2 E3 K1 2026-03-11 10
      S3 E3 K2 2026-03-04 100
      """
    let list = try small.figures("2026-03")
    #expect(list["led", of: "employee E1"] == one)
    #expect(list["led", of: "employee E3"] == three)
    #expect(list["known", of: "company company"] == known)
  }

  @Test("customers have values, and their owners collect them")
  func customers() throws {
    let small = SmallBook(
      inputs: """
        , "customers": { "key": ["customer_id"], "columns": { "customer_id": "id",
          "owner_id": "id?" } }
        """,
      sections: """
        "customers": { "table": "customers", "id": "customer_id", "owner": "owner_id",
          "in": { "sales": "customer_id" } },
        "measures": {
          "worth": { "for": "customer", "per": "month", "kind": "money", "sum": "sales.amount",
            "whenNoRows": 0 },
          "good": { "per": "month", "kind": "count", "formula": "how_many(customer.class, 'A')" },
          "all": { "per": "month", "kind": "money", "formula": "total(customer.worth)" },
          "team_all": { "for": "team", "per": "month", "kind": "money",
            "formula": "total(customer.worth)" } },
        "grades": { "class": { "for": "customer", "per": "month", "of": "worth", "set": "abcd",
          "bands": [ { "from": 100, "is": "A" }, { "from": 0, "is": "B" } ] } },
        "plans": []
        """,
      tables: [
        "roster": roster, "customers": "customer_id owner_id\nK1 E1\nK2 E2\nK3 E1\nK4 -",
        "sales": """
        sale_id agent_id customer_id sold_on amount
        S1 E3 K1 2026-03-10 100
        S2 E3 K2 2026-03-10 99
        S3 E3 K4 2026-03-10 500
        """,
      ])
    let list = try small.figures("2026-03")
    #expect(list["class", of: "customer K4"] == "A")
    #expect(list["class", of: "customer K3"] == "B")
    #expect(list["good", of: "employee E1"] == "1")
    #expect(list["all", of: "employee E1"] == "100")
    #expect(list["all", of: "employee E3"] == "not-applicable")
    #expect(list["team_all", of: "team T1"] == "199")
  }

  @Test(
    "excused rows do not count",
    arguments: [
      // Who has the event, and who keeps what of 1, 10 and 100 on the 1st, 5th and 9th.
      ("employee_id", "employee", "E1", "101", "111"), ("team_id", "team", "T1", "101", "101"),
      ("everybody", "", "-", "101", "101"),
    ])
  func exclusions(who: String, whoIs: String, event: String, one: String, two: String) throws {
    let small = SmallBook(
      inputs: """
        , "outages": { "key": ["outage_id"], "columns": { "outage_id": "id", "employee_id": "id?",
          "team_id": "id?", "starts": "date", "ends": "date?", "why": "text" } }
        """,
      sections: """
        "exclusions": { "storm": { "from": "outages", "who": "\(who)" \(
          whoIs.isEmpty ? "" : #", "whoIs": "\#(whoIs)""#), "starts": "starts", "ends": "ends",
          "reason": "why", "applies": ["sales"] } },
        "measures": { "sold": { "per": "month", "kind": "money", "sum": "sales.amount",
          "whenNoRows": 0 } },
        "plans": []
        """,
      tables: [
        "roster": roster,
        "outages": "outage_id employee_id team_id starts ends why\n"
          + "O1 \(event) \(event) 2026-03-03 2026-03-05 storm",
        "sales": SmallBook.sold(
          "E1 2026-03-01 1", "E1 2026-03-05 10", "E1 2026-03-09 100", "E2 2026-03-02 1",
          "E2 2026-03-03 10", "E2 2026-03-09 100"),
      ])
    let list = try small.figures("2026-03")
    #expect(list["sold", of: "employee E1"] == one)
    #expect(list["sold", of: "employee E2"] == two)
  }
}
