import MeritModel
import MeritPolicy
import Testing

/// Prizes, balances, guards, ceilings, plans by condition and substitutes: what is read, and what a
/// slip in them is told as.
@Suite struct PayAdditionsTests {
  /// The small policy with sections more, or with one place changed.
  private static func findings(_ sections: String, _ edit: (String, String)? = nil) throws
    -> [String]
  {
    var text = try #require(
      SmallPolicy.with(
        #""outcomes": {"#, "\(sections) \"outcomes\": {"))
    if let edit { text = try #require(SmallPolicy.with(edit.0, edit.1, in: text)) }
    let found = SmallPolicy.compile(text).diagnostics.filter { $0.severity == .error }
    return found.map { "\($0.code.rawValue) \($0.place?.pointer ?? "")" }
  }

  private static let prize =
    #""per": "month", "within": "company", "by": [ { "of": "won", "best": "high" } ]"#
  private static let places = #""places": [ { "count": 1, "pays": "500 CNY" } ]"#

  @Test(arguments: [
    // Sound ones.
    (#""prizes": { "top": { \#(prize), \#(places), "ties": "each" } },"#, []),
    (#""prizes": { "top": { \#(prize), \#(places), "ties": "share", "to": "0.01" } },"#, []),
    (#""balances": { "debt": { "per": "month", "add": "won", "take": "debt.opening" } },"#, []),
    (#""guards": { "least": { "of": "pay", "atLeast": "base", "apply": true } },"#, []),
    (
      #""rankings": { "by_won": { "per": "month", "by": [ { "of": "won", "best": "high" } ] } },"#,
      []
    ),
    // Prizes.
    (#""prizes": { "top": { \#(prize), \#(places) } },"#, ["P004 /prizes/top"]),
    (#""prizes": { "top": { \#(prize), \#(places), "ties": "share" } },"#, ["P004 /prizes/top"]),
    (
      #""prizes": { "top": { \#(prize), \#(places), "ties": "each", "to": "0.01" } },"#,
      ["P003 /prizes/top/to"]
    ),
    (
      #""prizes": { "top": { \#(prize), \#(places), "ties": "share", "to": 0 } },"#,
      ["P005 /prizes/top/to"]
    ),
    (
      #""prizes": { "top": { \#(prize), "places": [ { "count": -1, "pays": 5 } ], "ties": "each" } },"#,
      ["P005 /prizes/top/places/0/count"]
    ),
    (
      #""prizes": { "top": { \#(prize), "places": [ { "count": 1, "pays": "5%" } ], "ties": "each" } },"#,
      ["P201 /prizes/top/places/0/pays"]
    ),
    (
      #""prizes": { "top": { \#(prize), \#(places), "ties": "each", "for": "company" } },"#,
      ["P207 /prizes/top/for"]
    ),
    (
      #""prizes": { "top": { \#(prize), \#(places), "ties": "each", "onlyIf": "answer >= 3" } },"#,
      ["P601 /prizes/top/onlyIf"]
    ),
    (
      #""prizes": { "top": { \#(prize), \#(places), "ties": "each", "onlyIf": "answer >= 3", "whenNotApplicable": "no" } },"#,
      []
    ),
    // Balances.
    (#""balances": { "debt": { "per": "month" } },"#, ["P004 /balances/debt"]),
    (
      #""balances": { "debt": { "per": "month", "add": "won", "take": "debt.over" } },"#,
      ["P101 /balances/debt/take"]
    ),
    (
      #""balances": { "debt": { "per": "month", "add": "won", "take": "debt" } },"#,
      ["P104 /balances/debt"]
    ),
    (
      #""balances": { "debt": { "per": "month", "add": "deals" } },"#, ["P201 /balances/debt/add"]
    ),
    (
      #""balances": { "debt": { "per": "month", "add": "won", "resets": "month" } },"#,
      ["P207 /balances/debt/resets"]
    ),
    (
      #""balances": { "debt": { "per": "month", "add": "won", "schedule": [ { "after": 1, "share": "60%" }, { "after": 3, "share": "41%" } ] } },"#,
      ["P342 /balances/debt/schedule/1/share"]
    ),
    (
      #""balances": { "debt": { "per": "month", "add": "won", "kind": "flag" } },"#,
      ["P201 /balances/debt/kind"]
    ),
    (
      #""balances": { "debt": { "per": "month", "add": "won", "round": "0.01 half-up", "floor": "debt.opened" } },"#,
      ["P101 /balances/debt/floor"]
    ),
    // Guards.
    (#""guards": { "least": { "of": "pay" } },"#, ["P004 /guards/least"]),
    (#""guards": { "least": { "of": "reached", "atLeast": 3 } },"#, ["P101 /guards/least/of"]),
    (
      #""guards": { "least": { "of": "won", "atLeast": "base", "apply": true } },"#,
      ["P005 /guards/least/apply"]
    ),
    (
      #""guards": { "least": { "of": "pay", "atLeast": "deals" } },"#,
      ["P201 /guards/least/atLeast"]
    ),
    // Names of rankings and of their rules are one room.
    (
      #""prizes": { "rank_by_won_company": { \#(prize), \#(places), "ties": "each" } }, "rankings": { "by_won": { "per": "month", "by": [ { "of": "won", "best": "high" } ] } },"#,
      ["P102 /rankings/by_won"]
    ),
  ])
  func `sections of pay are read, and slips in them told`(
    sections: String, expected: [String]
  ) throws {
    #expect(try Self.findings(sections) == expected)
  }

  @Test(arguments: [
    // What the column holds, what is added, what the balance says more.
    ("count 1..", "won", "", []), ("months 1..12", "won", "", []), ("number 2..", "won", "", []),
    ("count 0..", "won", "", ["P205 /balances/debt"]),
    ("count", "won", "", ["P205 /balances/debt"]),
    ("count? 1..", "won", "", ["P601 /balances/debt"]),
    ("money 1..", "won", "", ["P201 /balances/debt/spread/over"]),
    ("count 1..", "won * 2", "", ["P201 /balances/debt/spread"]),
    ("count 1..", "target", "", ["P201 /balances/debt/add"]),
    ("count 1..", "won", #", "releaseWhen": "won > 5 CNY""#, ["P003 /balances/debt/spread"]),
  ])
  func `rows are paid out over a number of periods that each has`(
    kind: String, add: String, more: String, expected: [String]
  ) throws {
    let balance =
      #""balances": { "debt": { "per": "month", "add": "\#(add)", "whenMissing": 0, "#
      + #""spread": { "over": "sales.term" }\#(more) } },"#
    let column = (#""sale_id": "id","#, #""sale_id": "id", "term": "\#(kind)","#)
    let found = try Self.findings(
      add == "target" ? balance : balance.replacing(#""whenMissing": 0, "#, with: ""), column)
    #expect(found == expected)
  }

  @Test(arguments: [
    ("won >= 90% * base", []), ("share <= 10%", []), ("answer >= 3", []),
    ("base > debt.opening", ["P005 /balances/debt/releaseEach"]),
    ("previous(won) > 5 CNY", ["P005 /balances/debt/releaseEach"]),
    ("streak(won > 5 CNY) > 2", ["P005 /balances/debt/releaseEach"]),
    ("reached > 50", ["P005 /balances/debt/releaseEach"]),
    ("won", ["P201 /balances/debt/releaseEach"]),
  ])
  func `each addition waits for what is looked at again`(
    condition: String, expected: [String]
  ) throws {
    let balance =
      #""balances": { "debt": { "per": "month", "add": "won", "releaseEach": "\#(condition)" } },"#
    #expect(try Self.findings(balance) == expected)
  }

  private static let bands = #"{ "from": 60, "is": "B" }, { "from": 0, "is": "C" } ],"#

  @Test(arguments: [
    (#"{ "is": "A", "count": 1 }"#, []),
    (#"{ "is": "A", "share": "5%", "round": "1 half-up" }"#, []),
    (#"{ "is": "A", "share": "5%" }"#, ["P004 /grades/mark/limits/seats/0"]),
    (
      #"{ "is": "A", "share": "5%", "round": "0.1 half-up" }"#,
      ["P005 /grades/mark/limits/seats/0/round"]
    ),
    (
      #"{ "is": "A", "count": 1, "share": "5%", "round": "1 up" }"#,
      ["P004 /grades/mark/limits/seats/0"]
    ),
    (#"{ "is": "C", "count": 1 }"#, ["P005 /grades/mark/limits"]),
    (#"{ "is": "A", "count": 1 }, { "is": "A", "count": 2 }"#, ["P102 /grades/mark/limits"]),
  ])
  func `ceilings on grades are read, and slips in them told`(
    seats: String, expected: [String]
  ) throws {
    let limits = #"""
      "limits": { "within": "team", "order": [ { "of": "won", "best": "high" } ],
        "ties": "employee-id", "seats": [ \#(seats) ] },
      """#
    #expect(try Self.findings("", (Self.bands, Self.bands + limits)) == expected)
  }

  @Test(arguments: [
    (#""id": "all", "when": "roster.team_id = 'T1'", "roles""#, []),
    (#""id": "all", "onExit": "no-bonus", "roles""#, []),
    (#""id": "all", "when": "won > 5 CNY", "roles""#, ["P101 /plans/0/when"]),
    (#""id": "all", "when": "roster.team_id", "roles""#, ["P201 /plans/0/when"]),
    (#""id": "all", "when": "roster.valid_to > period.end", "roles""#, ["P601 /plans/0/when"]),
    (#""id": "all", "onExit": "nothing", "roles""#, ["P207 /plans/0/onExit"]),
  ])
  func `a plan may ask more of a row than its role`(plan: String, expected: [String]) throws {
    #expect(try Self.findings("", (#""id": "all", "roles""#, plan)) == expected)
  }

  @Test func `two plans of a role are a slip only where both are for everybody`() throws {
    let second = #"{ "id": "two", "roles": ["agent"] }, { "id": "all", "roles""#
    #expect(try Self.findings("", (#"{ "id": "all", "roles""#, second)) == ["P372 /plans/1"])
    let withWhen = second.replacing(
      #"["agent"]"#, with: #"["agent"], "when": "roster.team_id = 'T1'""#)
    #expect(try Self.findings("", (#"{ "id": "all", "roles""#, withWhen)).isEmpty)
  }

  @Test(arguments: [
    (#"{ "use": "base" }"#, ["P201 /indicators/reached/whenMissing/use"]),
    (#"{ "use": "50" }"#, []),
    (#"{ "use": "care" }"#, []),
    (#"{ "use": "service" }"#, ["P601 /indicators/reached/whenMissing/use"]),
    (
      #"{ "take": "care" }"#,
      ["P004 /indicators/reached/whenMissing", "P003 /indicators/reached/whenMissing/take"]
    ),
  ])
  func `what stands for an absent value is of its kind and always there`(
    handler: String, expected: [String]
  ) throws {
    let place = #""whenMissing": "error" },"#
    #expect(try Set(Self.findings("", (place, "\"whenMissing\": \(handler) },"))) == Set(expected))
  }

  @Test func `a quota says how its seats are rounded and whether they are freed`() throws {
    let quota = """
      "grades": { "mark": { "per": "month", "of": "month.score", "set": "abc", "quota": {
        "within": "team", "order": [ { "of": "won", "best": "high" } ], "seats": "1 half-up",
        "refill": true, "shares": [ { "is": "A", "share": "50%" }, { "is": "B", "share": "50%" } ] } }
        },
      """
    let start = try #require(SmallPolicy.text.firstRange(of: #""grades": {"#)?.lowerBound)
    let end = try #require(SmallPolicy.text.firstRange(of: #""tiers": {"#)?.lowerBound)
    let text = SmallPolicy.text[..<start] + quota + SmallPolicy.text[end...]
    let policy = try #require(SmallPolicy.compile(String(text)).valid)
    guard case .grade(let grade)? = policy.rule(named: "mark", grain: .month)?.body,
      case .quota(let read) = grade.method
    else {
      Issue.record("no quota")
      return
    }
    #expect(read.refills)
    #expect(read.seatRounding == Rounding(step: .one, mode: .halfUp))
    let faulty = SmallPolicy.compile(
      String(text).replacing(#""1 half-up""#, with: #""0.1 half-up""#))
    #expect(faulty.diagnostics.filter { $0.severity == .error }.map(\.code) == [.wrongShape])
  }

  @Test func `a guard that applies is the last step of its bonus`() throws {
    let text = try #require(
      SmallPolicy.with(
        #""outcomes": {"#,
        #""guards": { "least": { "of": "pay", "atLeast": "base", "apply": true } }, "outcomes": {"#)
    )
    let policy = try #require(SmallPolicy.compile(text).valid)
    guard case .bonus(let bonus)? = policy.rule(named: "pay", grain: .month)?.body else {
      Issue.record("no bonus")
      return
    }
    #expect(bonus.steps.map(\.id).suffix(2) == ["pay", "guard.least"])
    #expect(policy.guards.map(\.name) == ["least"])
  }

  @Test func `a check may run for each team, and a control total may not`() throws {
    let check = #""checks": [ { "id": "few", "for": "team", "assert": "total(deals) <= 9" } ],"#
    #expect(try Self.findings(check).isEmpty)
    let total =
      #""checks": [ { "id": "all", "for": "team", "reconcile": { "measure": "won", "with": "sales.amount" } } ],"#
    #expect(try Self.findings(total) == ["P003 /checks/0/for"])
  }
}
