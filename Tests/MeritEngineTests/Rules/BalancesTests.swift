import MeritEngine
import MeritModel
import MeritPolicy
import Testing

/// Balances: what is carried, released, limited, and what an exit does.
@Suite struct BalancesTests {
  /// Measures with 0 where nothing is given.
  private static func zero(_ name: String, _ kind: String = "money") -> String {
    """
    "\(name)": { "per": "month", "kind": "\(kind)", "sum": "facts.\(kind)", "whenNoRows": 0 }
    """
  }

  private static func policy(_ measures: [String], _ balance: String, paid: String) -> String {
    """
    "measures": { \(measures.joined(separator: ", ")) },
    "balances": { "debt": { "per": "month", \(balance) } },
    "bonuses": { "pay": { "per": "month", "steps": [ { "id": "out", "start": "\(paid)" },
      { "id": "pay", "round": "0.01 half-up" } ] } },
    "plans": [ { "id": "agents", "roles": ["agent"], "month": { "bonus": "pay" } },
               { "id": "leads", "roles": ["lead"] } ]
    """
  }

  private static func result(_ more: String) throws -> SmallYear {
    let result = #""result": { "per": "month", "kind": "money", "formula": "earned - costs" }"#
    return try SmallYear(
      policy(
        [zero("earned"), zero("costs"), result], #""add": "result", \#(more)"#, paid: "debt.over"))
  }

  @Test func `a negative result is paid as 0 and carried to the next period`() throws {
    var year = try Self.result(#""ceiling": 0, "onExit": "write-off""#)
    year.given = ["2026-02": ["costs": ["1200"]], "2026-03": ["earned": ["5000"]]]
    #expect(try year.text("pay", "2026-02") == "0")
    #expect(try year.text("debt", "2026-02") == "-1200")
    #expect(try year.text("pay", "2026-03") == "3800")
    #expect(try year.text("debt", "2026-03") == "0")
    let parts = try BalancePart.allCases.map { try year.entry($0, of: "debt", "2026-03") }
    #expect(parts == ["-1200", "5000", "0", "0", "3800", "0", "0"])
  }

  @Test(arguments: [
    // Ends on the last day, ends inside, ends after, and a row that follows.
    ("2026-02-28", nil, "0", "-1200"), ("2026-02-10", nil, "0", "-1200"),
    ("2026-03-01", nil, "-1200", "0"), ("2026-02-10", "2026-05-01", "-1200", "0"),
  ])
  func `whoever leaves has a negative balance written off`(
    to: String, again: String?, closing: String, written: String
  ) throws {
    var year = try Self.result(#""ceiling": 0, "onExit": "write-off""#)
    year.rows = [SmallYear.Row(id: "E1", to: to)]
    if let again { year.rows.append(SmallYear.Row(id: "E1", from: again)) }
    year.given = ["2026-02": ["costs": ["1200"]]]
    #expect(try year.text("debt", "2026-02") == closing)
    #expect(try year.entry(.writtenOff, of: "debt", "2026-02") == written)
  }

  @Test(arguments: [
    ("pay", "0", "-1200"), ("keep", "-1200", "0"),
  ])
  func `an exit pays the balance out or keeps it`(
    onExit: String, closing: String, released: String
  ) throws {
    var year = try Self.result(#""onExit": "\#(onExit)""#)
    year.rows = [SmallYear.Row(id: "E1", to: "2026-02-28")]
    year.given = ["2026-02": ["costs": ["1200"]]]
    #expect(try year.text("debt", "2026-02") == closing)
    #expect(try year.entry(.released, of: "debt", "2026-02") == released)
  }

  @Test func `a period without the person ends nothing`() throws {
    var year = try Self.result(#""ceiling": 0"#)
    year.rows = [
      SmallYear.Row(id: "E1", to: "2026-01-20"), SmallYear.Row(id: "E1", from: "2026-03-05"),
    ]
    year.given = ["2026-01": ["costs": ["700"]], "2026-03": ["earned": ["1000"]]]
    #expect(try year.text("debt", "2026-02") == "not-applicable")
    #expect(try year.entry(.opening, of: "debt", "2026-03") == "-700")
    #expect(try year.text("pay", "2026-03") == "300")
  }

  @Test func `the opening counts in the first period only`() throws {
    var year = try Self.result(#""opening": "200 EUR""#)
    year.rows = [SmallYear.Row(id: "E1", from: "2026-02-10")]
    year.given = ["2026-03": ["earned": ["10"]]]
    #expect(try year.entry(.opening, of: "debt", "2026-02") == "200")
    #expect(try year.text("debt", "2026-03") == "210")
  }

  @Test(arguments: [("1", "3300", "0"), ("0", "0", "3300")])
  func `what was withheld in a quarter is paid out whole or not at all`(
    met: String, refund: String, closing: String
  ) throws {
    let withheld = #""withheld": { "per": "month", "kind": "money", "formula": "3000 EUR - paid" }"#
    let balance = #""add": "withheld", "releaseWhen": "quarter_met = 1", "resets": "quarter""#
    var year = try SmallYear(
      Self.policy(
        [Self.zero("paid"), Self.zero("quarter_met", "count"), withheld], balance,
        paid: "debt.released"))
    year.given = [
      "2025-12": ["paid": ["2000"]], "2026-01": ["paid": ["0"]], "2026-02": ["paid": ["2700"]],
      "2026-03": ["paid": ["3000"], "quarter_met": [met]], "2026-04": ["paid": ["3000"]],
    ]
    #expect(try year.text("debt", "2026-01") == "3000")
    #expect(try year.text("debt", "2026-02") == "3300")
    #expect(try year.text("pay", "2026-03") == refund)
    #expect(try year.text("debt", "2026-03") == closing)
    // A new quarter opens anew.
    #expect(try year.text("debt", "2026-04") == "0")
  }

  @Test func `what is owed is not paid out, whatever the condition says`() throws {
    var year = try SmallYear(
      Self.policy(
        [Self.zero("earned"), Self.zero("costs"), Self.zero("met", "count")],
        #""add": "earned", "take": "costs", "releaseWhen": "met = 1""#, paid: "debt.released"),
      effective: ("2026-01-01", "2026-12-31"))
    year.given = [
      "2026-01": ["costs": ["700"], "met": ["1"]], "2026-02": ["earned": ["900"], "met": ["1"]],
    ]
    #expect(try year.text("pay", "2026-01") == "0")
    #expect(try year.text("debt", "2026-01") == "-700")
    #expect(try year.text("pay", "2026-02") == "200")
  }

  @Test func `a part is paid after one period and the rest after three`() throws {
    let balance =
      #""add": "earned", "schedule": [ { "after": 1, "share": "60%" }, { "after": 3, "share": "40%" } ]"#
    var year = try SmallYear(
      Self.policy([Self.zero("earned")], balance, paid: "debt.released"))
    year.given = ["2026-01": ["earned": ["1000"]], "2026-02": ["earned": ["500"]]]
    let months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]
    #expect(
      try months.map { try year.text("pay", $0) } == ["0", "600", "300", "400", "200", "0"])
    #expect(
      try months.map { try year.text("debt", $0) } == ["1000", "900", "600", "200", "0", "0"])
  }

  @Test(arguments: [
    (
      #""schedule": [ { "after": 1, "share": "60%" }, { "after": 2, "share": "40%" } ]"#, "60", "40"
    ),
    (#""schedule": [ { "after": 2, "share": "100%" } ]"#, "0", "100"),
  ])
  func `a part that falls due in a month away is paid after the return`(
    schedule: String, march: String, april: String
  ) throws {
    var year = try SmallYear(
      Self.policy([Self.zero("earned")], #""add": "earned", "# + schedule, paid: "debt.released"))
    year.rows = [
      SmallYear.Row(id: "E1", to: "2026-01-31"), SmallYear.Row(id: "E1", from: "2026-03-01"),
    ]
    year.given = ["2026-01": ["earned": ["100"]]]
    #expect(try year.text("pay", "2026-03") == march)
    #expect(try year.text("pay", "2026-04") == april)
    #expect(try year.text("debt", "2026-04") == "0")
  }

  @Test func `shares that fall due together are rounded once`() throws {
    let balance = """
      "add": "earned", "round": "0.01 half-up",
      "schedule": [ { "after": 1, "share": "50%" }, { "after": 2, "share": "50%" } ]
      """
    var year = try SmallYear(
      Self.policy([Self.zero("earned")], balance, paid: "debt.released"))
    year.given = ["2026-01": ["earned": ["0.01"]], "2026-02": ["earned": ["0.01"]]]
    // Half a cent of each month is one cent, not two.
    #expect(try year.entry(.released, of: "debt", "2026-03") == "0.01")
  }

  private static func each(_ more: String = "", scope: String = "") throws -> SmallYear {
    let balance = #""add": "earned", "releaseEach": "met >= 1""#
    return try SmallYear(
      policy([zero("earned"), zero("met", "count")], balance + more, paid: "debt.released"),
      effective: ("2026-01-01", "2026-12-31"))
  }

  private static let months = ["2026-01", "2026-02", "2026-03", "2026-04"]

  @Test func `each addition is paid out in the period in which its own period meets the condition`()
    throws
  {
    var year = try Self.each()
    year.given = [
      "2026-01": ["earned": ["100"]], "2026-02": ["earned": ["20"], "met": ["1"]],
      "2026-03": ["earned": ["3"]],
      // What is known in March of January, and in April of March, is more than they knew themselves.
      "2026-01@2026-03": ["met": ["1"]], "2026-01@2026-04": ["met": ["1"]],
      "2026-03@2026-04": ["met": ["2"]],
    ]
    #expect(try Self.months.map { try year.text("pay", $0) } == ["0", "20", "100", "3"])
    #expect(try Self.months.map { try year.text("debt", $0) } == ["100", "100", "3", "0"])
    let explained = try #require(try year.explanation("debt", "2026-03"))
    guard case .balance(let entries, let closing, let releases)? = explained.derivation else {
      Issue.record("no ledger")
      return
    }
    #expect(entries[3].amount.canonicalText == "100" && closing.canonicalText == "3")
    #expect(releases.map(\.period) == ["2026-01"])
  }

  @Test func `what is paid out once is not paid out again when the condition fails and holds anew`()
    throws
  {
    var year = try Self.each()
    year.given = [
      "2026-01": ["earned": ["100"]], "2026-01@2026-02": ["met": ["1"]],
      "2026-01@2026-03": ["met": ["0"]], "2026-01@2026-04": ["met": ["1"]],
      "2026-04": ["earned": ["7"]],
    ]
    #expect(try Self.months.map { try year.text("pay", $0) } == ["0", "100", "0", "0"])
    #expect(try year.text("debt", "2026-04") == "7")
  }

  @Test func `no more is paid out than the balance holds, the oldest first`() throws {
    var year = try SmallYear(
      Self.policy(
        [Self.zero("earned"), Self.zero("refunds"), Self.zero("met", "count")],
        #""add": "earned", "take": "refunds", "releaseEach": "met >= 1""#, paid: "debt.released"),
      effective: ("2026-01-01", "2026-12-31"))
    year.given = [
      "2026-01": ["earned": ["100"]], "2026-02": ["earned": ["50"], "refunds": ["70"]],
      "2026-01@2026-03": ["met": ["1"]], "2026-02@2026-03": ["met": ["1"]],
    ]
    #expect(try year.text("debt", "2026-02") == "80")
    #expect(try year.text("pay", "2026-03") == "80")
    #expect(try year.text("debt", "2026-03") == "0")
  }

  @Test func `with a new year old additions wait no longer, and a month away pays nothing`() throws
  {
    var year = try Self.each(#", "resets": "quarter""#)
    year.rows = [
      SmallYear.Row(id: "E1", to: "2026-01-31"), SmallYear.Row(id: "E1", from: "2026-03-01"),
    ]
    year.given = [
      "2026-01": ["earned": ["100"]], "2026-03": ["earned": ["30"]],
      "2026-01@2026-02": ["met": ["1"]], "2026-01@2026-03": ["met": ["1"]],
      "2026-03@2026-04": ["met": ["1"]],
    ]
    #expect(try year.text("pay", "2026-03") == "100")
    #expect(try year.text("pay", "2026-04") == "0")
  }

  private static let lent = """
    "lent": { "per": "month", "kind": "money", "sum": "loans.rest", "needsRows": 1,
      "whenNoRows": "5 EUR" }
    """

  private static func loans(_ more: String = "") throws -> SmallYear {
    let balance = #""add": "lent", "round": "0.01 half-up", "spread": { "over": "loans.term" }"#
    return try SmallYear(
      policy([lent.replacing("5 EUR", with: "0 EUR")], balance + more, paid: "debt.released"))
  }

  @Test(arguments: [
    // One row, its term, and what the months after it pay.
    ("100", "3", ["33.33", "33.33", "33.34", "0"]), ("100", "1", ["100", "0", "0", "0"]),
    ("-100", "3", ["-33.33", "-33.33", "-33.34", "0"]),
    ("0.05", "4", ["0.01", "0.01", "0.01", "0.02"]), ("0.03", "4", ["0", "0", "0", "0.03"]),
    // A cent and a half is two cents; a term of two and a half is three.
    ("0.015", "2", ["0.01", "0.01", "0", "0"]), ("99.99", "2.5", ["33.33", "33.33", "33.33", "0"]),
  ])
  func `a row is paid out in equal parts over its term`(
    amount: String, term: String, paid: [String]
  ) throws {
    var year = try Self.loans()
    year.lent = ["2026-01": [(amount, term)]]
    let months = ["2026-02", "2026-03", "2026-04", "2026-05"]
    #expect(try months.map { try year.text("pay", $0) } == paid)
    #expect(try year.entry(.released, of: "debt", "2026-01") == "0")
    #expect(try year.entry(.opening, of: "debt", "2026-06") == "0")
  }

  @Test func `rows of several months fall due together, and the explanation tells them apart`()
    throws
  {
    var year = try Self.loans()
    year.lent = ["2026-01": [("500", "2"), ("10", "1")], "2026-02": [("30", "3")]]
    let months = ["2026-02", "2026-03", "2026-04", "2026-05"]
    #expect(try months.map { try year.text("pay", $0) } == ["260", "260", "10", "10"])
    let explained = try #require(try year.explanation("debt", "2026-03"))
    guard case .balance(let entries, let closing, let releases)? = explained.derivation else {
      Issue.record("no ledger")
      return
    }
    #expect(entries[3].amount.canonicalText == "260" && closing.canonicalText == "20")
    #expect(releases.map(\.period) == ["2026-02", "2026-01"])
    #expect(releases.map(\.amount.canonicalText) == ["10", "250"])
    #expect(releases.map(\.added.canonicalText) == ["30", "510"])
  }

  @Test func `instalments of months away are paid after the return`() throws {
    var year = try Self.loans()
    year.rows = [
      SmallYear.Row(id: "E1", to: "2026-02-28"), SmallYear.Row(id: "E1", from: "2026-04-10"),
    ]
    year.lent = ["2026-01": [("100", "3")]]
    let months = ["2026-02", "2026-04", "2026-05", "2026-06"]
    #expect(try months.map { try year.text("pay", $0) } == ["33.33", "33.33", "33.34", "0"])
    #expect(try year.text("debt", "2026-05") == "0")
  }

  @Test func `with a new year nothing of the old one falls due, and an exit may pay the rest`()
    throws
  {
    var year = try Self.loans(#", "resets": "year", "onExit": "pay""#)
    year.rows = [SmallYear.Row(id: "E1", to: "2026-02-20")]
    year.lent = ["2025-12": [("100", "4")], "2026-01": [("40", "4")]]
    #expect(try year.text("pay", "2026-01") == "0")
    #expect(try year.entry(.opening, of: "debt", "2026-02") == "40")
    #expect(try year.text("pay", "2026-02") == "40")
  }

  @Test func `an amount without rows falls due in the next period`() throws {
    let balance = #""add": "lent", "spread": { "over": "loans.term" }"#
    let year = try SmallYear(
      Self.policy([Self.lent], balance, paid: "debt.released"),
      effective: ("2026-01-01", "2026-12-31"))
    #expect(try year.text("pay", "2026-01") == "0")
    #expect(try year.text("pay", "2026-02") == "5")
    #expect(try year.text("debt", "2026-02") == "5")
  }

  @Test func `a shortfall raises the next base, and the excess is what the floor makes good`()
    throws
  {
    let below = #""below": { "per": "month", "kind": "money", "formula": "200000 EUR - earned" }"#
    var year = try SmallYear(
      Self.policy(
        [Self.zero("earned"), below], #""add": "below", "floor": 0"#, paid: "debt.under"),
      effective: ("2026-01-01", "2026-12-31"))
    year.given = ["2026-01": ["earned": ["150000"]], "2026-02": ["earned": ["500000"]]]
    #expect(try year.text("debt", "2026-01") == "50000")
    #expect(try year.text("pay", "2026-01") == "0")
    // The base of the second month is 250,000.
    #expect(try year.text("pay", "2026-02") == "250000")
    #expect(try year.text("debt", "2026-02") == "0")
  }

  @Test func `draws grow while too little is earned and are recovered from what is above`() throws {
    let balance = """
      "add": "max(0 EUR, 1000 EUR - earned)",
      "take": "min(debt.opening, max(0 EUR, earned - 1000 EUR))"
      """
    var year = try SmallYear(
      Self.policy([Self.zero("earned")], balance, paid: "debt.added"),
      effective: ("2026-01-01", "2026-12-31"))
    year.given = [
      "2026-01": ["earned": ["500"]], "2026-02": ["earned": ["700"]],
      "2026-03": ["earned": ["400"]], "2026-04": ["earned": ["1600"]],
      "2026-05": ["earned": ["5000"]],
    ]
    let months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]
    #expect(try months.map { try year.text("pay", $0) } == ["500", "300", "600", "0", "0"])
    #expect(try months.map { try year.text("debt", $0) } == ["500", "800", "1400", "800", "0"])
  }

  @Test func `without an operand the balance is absent and the next period opens with the last`()
    throws
  {
    let policy = """
      "measures": { \(SmallYear.given("earned")),
        "held": { "per": "month", "kind": "money", "formula": "debt", "whenMissing": "missing" } },
      "balances": { "debt": { "per": "month", "add": "earned" } },
      "bonuses": { "pay": { "per": "month", "steps": [ { "id": "out", "start": "held",
        "whenMissing": "no-bonus", "whenNotApplicable": "no-bonus" },
        { "id": "pay", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "agents", "roles": ["agent"], "month": { "bonus": "pay" } },
                 { "id": "leads", "roles": ["lead"] } ]
      """
    var year = try SmallYear(policy)
    year.given = ["2026-01": ["earned": ["10"]], "2026-03": ["earned": ["5"]]]
    #expect(try year.text("debt", "2026-01") == "10")
    #expect(try year.text("debt", "2026-02") == "missing")
    #expect(try year.text("debt", "2026-03") == "15")
  }
}
