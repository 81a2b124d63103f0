import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Rows inside an event that excuses their owner do not count.
@Suite struct ExclusionTests {
  private static func inputs(_ owner: String, who: String) -> String {
    """
    "calls": { "key": ["id"], \(owner), "date": "at", "columns": {
      "id": "id", "agent": "id", "second": "id", "at": "datetime" } },
    "sales": { "key": [], "owner": "agent", "date": "on", "columns": {
      "agent": "id", "on": "date" } },
    "months": { "key": [], "owner": "agent", "date": "month", "columns": {
      "agent": "id", "month": "month" } },
    "outages": { "key": [], "columns": {
      "who": "id?", "starts": "\(who)", "ends": "\(who)?", "reason": "text" } }
    """
  }

  private static func exclusion(_ who: String) -> String {
    """
    "exclusions": { "outage": { "from": "outages", \(who), "starts": "starts", "ends": "ends",
      "reason": "reason", "applies": ["calls", "sales", "months"] } },
    """
  }

  private func run(
    _ tables: [String: String], who: String = #""who": "who""#, dates: String = "date",
    owner: String = #""owner": "agent""#, settings: ScanSettings = ScanSettings()
  ) throws -> (MeasureResult, CompiledPolicy) {
    let measures = ["calls", "sales", "months"].map { name in
      MeasurePolicy.measure("n_\(name)", "\"count\": \"\(name)\"", kind: "count")
    }
    let policy = try MeasurePolicy.compile(
      measures.joined(separator: ","), inputs: Self.inputs(owner, who: dates),
      more: Self.exclusion(who))
    return (try MeasurePolicy.run(policy, tables: tables, settings: settings), policy)
  }

  private func outages(_ rows: String...) -> String {
    "who,starts,ends,reason\n" + rows.map { $0 + "\n" }.joined()
  }

  /// Says whether one row, of a table and a day or second, counts.
  private func counts(
    _ table: String, _ at: String, _ event: String, dates: String = "date",
    who: String = #""who": "who""#
  ) throws -> Bool {
    let text =
      table == "calls"
      ? "id,agent,second,at\nC1,E1,E2,\(at)\n"
      : "agent,\(table == "months" ? "month" : "on")\nE1,\(at)\n"
    let (result, policy) = try run(
      [table: text, "outages": outages(event)], who: who, dates: dates)
    return result.values("n_\(table)", policy)[0] == "1"
  }

  @Test(
    "a moment and an event of days compare by day, both ends inclusive",
    arguments: [
      ("2026-03-02 23:59:59", true), ("2026-03-03 00:00:00", false),
      ("2026-03-04 23:59:59", false), ("2026-03-05 00:00:00", true),
    ])
  func moments(at: String, isCounted: Bool) throws {
    #expect(try counts("calls", at, "E1,2026-03-03,2026-03-04,storm") == isCounted)
  }

  @Test(
    "an event of moments ends with its second",
    arguments: [
      ("2026-03-03 07:59:59", true), ("2026-03-03 08:00:00", false),
      ("2026-03-03 09:30:00", false), ("2026-03-03 09:30:01", true),
    ])
  func seconds(at: String, isCounted: Bool) throws {
    let event = "E1,2026-03-03 08:00:00,2026-03-03 09:30:00,storm"
    #expect(try counts("calls", at, event, dates: "datetime") == isCounted)
  }

  @Test(
    "a day and an event of moments compare by day",
    arguments: [
      ("2026-03-02", true), ("2026-03-03", false), ("2026-03-04", false), ("2026-03-05", true),
    ])
  func days(on: String, isCounted: Bool) throws {
    let event = "E1,2026-03-03 08:00:00,2026-03-04 09:30:00,storm"
    #expect(try counts("sales", on, event, dates: "datetime") == isCounted)
  }

  @Test(
    "a month lies inside only as a whole",
    arguments: [
      ("2026-03-01,2026-03-31", false), ("2026-03-02,2026-03-31", true),
      ("2026-03-01,2026-03-30", true), ("2026-02-01,", false),
    ])
  func months(event: String, isCounted: Bool) throws {
    #expect(try counts("months", "2026-03", "E1,\(event),storm") == isCounted)
  }

  @Test(
    "without an end an event goes on, and it is the owner's alone",
    arguments: [("E1,2026-03-10,,storm", false), ("E2,2026-03-10,,storm", true)])
  func open(event: String, isCounted: Bool) throws {
    #expect(try counts("sales", "2026-03-31", event) == isCounted)
    #expect(try counts("sales", "2026-03-09", event))
  }

  @Test(
    "a team's event excuses those who are in it on the day",
    arguments: [
      ("T1,2026-03-01,2026-03-31,storm", false), ("T2,2026-03-01,2026-03-31,storm", true),
    ])
  func teams(event: String, isCounted: Bool) throws {
    let who = #""who": "who", "whoIs": "team""#
    #expect(try counts("sales", "2026-03-09", event, who: who) == isCounted)
  }

  @Test("everybody's event excuses everybody")
  func everybody() throws {
    let who = #""who": "everybody""#
    #expect(try !counts("sales", "2026-03-09", ",2026-03-09,2026-03-09,storm", who: who))
    #expect(try counts("sales", "2026-03-10", ",2026-03-09,2026-03-09,storm", who: who))
  }

  @Test("a credited row is left out where one of its people is excused")
  func credits() throws {
    let owner = """
      "credits": [ { "owner": "agent", "share": "50%" }, { "owner": "second", "share": "50%" } ]
      """
    let calls = "id,agent,second,at\nC1,E1,E2,2026-03-03 10:00:00\nC2,E1,E3,2026-03-03 10:00:00\n"
    let (result, policy) = try run(
      ["calls": calls, "outages": outages("E2,2026-03-03,2026-03-03,storm")], owner: owner)
    #expect(result.values("n_calls", policy) == ["0.5", "", "0.5", ""])
  }

  @Test("every row is accounted once, with the reason of the event that begins first")
  func accounts() throws {
    let sales = """
      agent,on
      E1,2026-03-03
      E1,2026-03-04
      E1,2026-03-05
      E2,2026-03-03
      E9,2026-03-03
      E1,2026-04-01

      """
    let events = outages(
      "E1,2026-03-04,,flood", "E1,2026-03-03,2026-03-04,storm", "E1,2026-04-01,,flood",
      "E8,2026-03-03,,storm", "E2,2026-03-09,2026-03-08,late")
    for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
      let (result, _) = try run(["sales": sales, "outages": events], settings: settings)
      let account = try #require(result.accounts.first { $0.table == "sales" })
      #expect(account.balances)
      #expect(account.rowsUsed == 1)
      #expect(
        account.notUsed == [
          "excluded: flood": 1, "excluded: storm": 2, "outside the period": 1,
          "owner not on the roster": 1,
        ])
      let excluded = result.problems.filter { $0.code == .excludedRow }
      #expect(excluded.map(\.line) == [2, 3, 4])
      #expect(excluded.allSatisfy { $0.severity == .hint })
      #expect(excluded.map { $0.message.hasSuffix(": storm") } == [true, true, false])
      let notes = result.problems.filter { $0.table == "outages" }
      #expect(notes.map(\.code) == [.unknownOwner, .outOfRange])
      #expect(notes.map(\.line) == [5, 6])
    }
  }

  @Test("the rows behind a figure say why one is left out")
  func provenance() throws {
    let policy = try MeasurePolicy.compile(
      MeasurePolicy.measure("n_sales", "\"count\": \"sales\"", kind: "count"),
      inputs: Self.inputs(#""owner": "agent""#, who: "date"), more: Self.exclusion(#""who": "who""#)
    )
    let scan = MeasurePolicy.scan(
      policy,
      tables: [
        "sales": "agent,on\nE1,2026-03-03\nE1,2026-03-05\n",
        "outages": outages("E1,2026-03-03,2026-03-04,storm"),
      ])
    let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
    let rule = try #require(policy.rule(named: "n_sales", grain: .month))
    let rows = try #require(try scan.provenance(of: rule.id, person: 0, in: cohort))
    #expect(rows.counted.map(\.line) == [3])
    #expect(rows.notCounted.mapValues { $0.map(\.line) } == ["excluded: storm": [2]])
  }
}
