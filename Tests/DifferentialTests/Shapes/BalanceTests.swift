import Testing

/// Accounts that are carried from month to month.
struct BalanceTests {
  /// E1 is there all the year, E2 leaves on 20 March, E3 is away in February.
  private func book(_ balance: String, sold: [String]) -> SmallBook {
    SmallBook(
      sections: """
        "measures": {
          "sold": { "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0 },
          "any": { "per": "month", "kind": "money", "max": "sales.amount",
            "whenNoRows": "missing" } },
        "balances": { "debt": { "per": "month", \(balance) } },
        "bonuses": { "pay": { "per": "month", "steps": [ { "id": "s", "start": "debt.released" },
          { "id": "r", "round": "0.01 half-up" } ] } },
        "plans": [ { "id": "p", "roles": ["agent"], "month": { "bonus": "pay" } } ]
        """,
      tables: [
        "roster": """
        employee_id role valid_from valid_to
        E1 agent 2020-01-01 -
        E2 agent 2020-01-01 2026-03-20
        E3 agent 2020-01-01 2026-01-31
        E3 agent 2026-03-01 -
        """,
        "sales": "sale_id agent_id sold_on amount\n"
          + sold.enumerated().map { "S\($0.offset) \($0.element)" }.joined(separator: "\n"),
      ])
  }

  private func line(_ small: SmallBook, _ id: String, _ month: Int) throws -> String {
    let list = try small.figures("2026-0\(month)")
    return ["opening", "added", "taken", "released", "over", "under", "written_off"]
      .map { list["debt.\($0)", of: "employee \(id)"] }.joined(separator: " ")
      + " = " + list["debt", of: "employee \(id)"]
  }

  @Test("a loss is carried forward and paid off first")
  func loss() throws {
    // Minus 1,200, then 5,000 in the next month: 0 is paid, then 3,800.
    let small = book(
      #""add": "sold", "releaseWhen": "debt.opening + sold > 0 CNY""#,
      sold: ["E1 2026-01-05 -1200", "E1 2026-02-05 5000"])
    #expect(try line(small, "E1", 1) == "0 -1200 0 0 0 0 0 = -1200")
    #expect(try line(small, "E1", 2) == "-1200 5000 0 3800 0 0 0 = 0")
    #expect(try small.figures("2026-02")["bonus", of: "employee E1"] == "3800")
  }

  @Test("pay that is withheld comes out by a schedule")
  func schedule() throws {
    let small = book(
      #""add": "sold", "schedule": [ { "after": 1, "share": "60%" }, { "after": 2, "share": "40%" } ]"#,
      sold: ["E1 2026-01-05 100", "E1 2026-02-05 50", "E3 2026-01-05 100"])
    #expect(try line(small, "E1", 1) == "0 100 0 0 0 0 0 = 100")
    #expect(try line(small, "E1", 2) == "100 50 0 60 0 0 0 = 90")
    #expect(try line(small, "E1", 3) == "90 0 0 70 0 0 0 = 20")
    #expect(try line(small, "E1", 4) == "20 0 0 20 0 0 0 = 0")
    // E3 is away in February: the month does not count, so nothing falls due where nobody is paid.
    #expect(try line(small, "E3", 3) == "100 0 0 60 0 0 0 = 40")
    #expect(try line(small, "E3", 4) == "40 0 0 40 0 0 0 = 0")
  }

  @Test("each row comes out in equal parts over its own term, the last with the rest")
  func spread() throws {
    var small = book(
      #""add": "lent", "spread": { "over": "loans.term" }, "round": "0.01 half-up""#, sold: [])
    small.inputs = """
      , "loans": { "key": ["id"], "owner": "who", "date": "on", "columns": {
        "id": "id", "who": "id", "on": "date", "rest": "money", "term": "count 1.." } }
      """
    small.sections = small.sections.replacing(
      #""any":"#,
      with:
        #""lent": { "per": "month", "kind": "money", "sum": "loans.rest", "whenNoRows": 0 }, "any":"#
    )
    small.tables["loans"] = """
      id who on rest term
      L1 E1 2026-01-02 100 3
      L2 E1 2026-01-31 0.05 2
      L3 E1 2026-02-01 -20 1
      L4 E3 2026-01-03 10.01 2
      L5 E3 2026-01-03 0.005 1
      """
    #expect(try line(small, "E1", 1) == "0 100.05 0 0 0 0 0 = 100.05")
    // 33.33 and 0.02; then 33.33, 0.03 and the loan taken back; then the rest.
    #expect(try line(small, "E1", 2) == "100.05 -20 0 33.35 0 0 0 = 46.7")
    #expect(try line(small, "E1", 3) == "46.7 0 0 13.36 0 0 0 = 33.34")
    #expect(try line(small, "E1", 4) == "33.34 0 0 33.34 0 0 0 = 0")
    // Half a cent is a cent; what fell due in the month away stays.
    #expect(try line(small, "E3", 1) == "0 10.02 0 0 0 0 0 = 10.02")
    #expect(try line(small, "E3", 3) == "10.02 0 0 5.01 0 0 0 = 5.01")
  }

  @Test("each addition waits until its own month is old enough to be seen")
  func releaseEach() throws {
    var small = book(
      #""add": "sold", "releaseEach": "paid >= 90% * billed""#,
      sold: ["E1 2026-01-05 100", "E1 2026-02-05 40", "E3 2026-01-05 9"])
    small.inputs = """
      , "bills": { "key": ["id"], "owner": "who", "date": "on", "columns": {
        "id": "id", "who": "id", "on": "date", "amount": "money", "paid_on": "date?" } }
      """
    small.sections = small.sections.replacing(
      #""any":"#,
      with: """
        "billed": { "per": "month", "kind": "money", "sum": "bills.amount", "whenNoRows": 0 },
        "paid": { "per": "month", "kind": "money", "sum": "bills.amount",
          "where": "paid_on is present and paid_on <= period.end", "whenNoRows": 0 },
        "any":
        """)
    small.tables["bills"] = """
      id who on amount paid_on
      B1 E1 2026-01-02 90 2026-03-01
      B2 E1 2026-01-03 10 -
      B3 E1 2026-02-01 89.99 2026-02-28
      B4 E1 2026-02-01 10.01 2026-04-30
      B5 E3 2026-01-01 1 2026-02-10
      """
    #expect(try line(small, "E1", 1) == "0 100 0 0 0 0 0 = 100")
    // Of February 89.99 of 100 are paid in its own month.
    #expect(try line(small, "E1", 2) == "100 40 0 0 0 0 0 = 140")
    #expect(try line(small, "E1", 3) == "140 0 0 100 0 0 0 = 40")
    #expect(try line(small, "E1", 4) == "40 0 0 40 0 0 0 = 0")
    // E3's was paid in the month away, and comes in the one after it.
    #expect(try line(small, "E3", 3) == "9 0 0 9 0 0 0 = 0")
  }

  @Test("a ceiling and a floor")
  func limits() throws {
    let small = book(
      #""opening": 10, "add": "sold", "take": "40 CNY", "ceiling": "100 CNY", "floor": "-20 CNY""#,
      sold: ["E1 2026-01-05 200.005", "E1 2026-02-05 0", "E1 2026-03-05 -300"])
    #expect(try line(small, "E1", 1) == "10 200.005 40 0 70.005 0 0 = 100")
    #expect(try line(small, "E1", 2) == "100 0 40 0 0 0 0 = 60")
    #expect(try line(small, "E1", 3) == "60 -300 40 0 0 260 0 = -20")
  }

  @Test(
    "on exit",
    arguments: [
      ("write-off", "20 3 0 0 0 0 23 = 0"), ("pay", "20 3 0 23 0 0 0 = 0"),
      ("keep", "20 3 0 0 0 0 0 = 23"),
    ])
  func exit(how: String, expected: String) throws {
    let small = book(
      #""add": "sold", "onExit": "\#(how)""#, sold: ["E2 2026-01-05 20", "E2 2026-03-05 3"])
    #expect(try line(small, "E2", 3) == expected)
  }

  @Test("a month with nothing to add is absent, and the next goes on from before")
  func absent() throws {
    let small = book(
      #""add": "any""#, sold: ["E1 2026-01-05 5", "E1 2026-03-05 6"])
    #expect(try line(small, "E1", 2).hasSuffix("= missing"))
    #expect(try line(small, "E1", 3) == "5 6 0 0 0 0 0 = 11")
    let handled = book(
      #""add": "any", "whenMissing": 1"#, sold: ["E1 2026-01-05 5", "E1 2026-03-05 6"])
    #expect(try line(handled, "E1", 3) == "6 6 0 0 0 0 0 = 12")
  }

  @Test("a quarter starts anew")
  func resets() throws {
    let small = book(
      #""opening": 1, "add": "sold", "resets": "quarter""#,
      sold: ["E1 2026-03-05 7", "E1 2026-04-05 9"])
    #expect(try line(small, "E1", 3) == "1 7 0 0 0 0 0 = 8")
    #expect(try line(small, "E1", 4) == "1 9 0 0 0 0 0 = 10")
  }
}
