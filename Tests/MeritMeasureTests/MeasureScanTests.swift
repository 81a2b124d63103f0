import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

private let rows = """
  c1,E1,2026-03-01 10:00:00,2026-03-01 10:30:00,in,true,10.50,0.50,CU1
  c2,E1,2026-03-31 23:59:59,,out,false,20,1,CU2
  c3,E1,2026-04-01 00:00:00,,out,true,999,1,CU3
  c4,E2,2026-03-03 09:00:00,2026-03-03 09:00:00,in,true,5,,CU1
  c5,E2,2026-03-03 18:00:00,,in,true,-7.25,,CU1
  c6,E3,2026-03-07 12:00:00,,out,true,,,
  c7,E9,2026-03-07 12:00:00,,out,true,1000,,CU7
  c8,E4,2026-03-07 12:00:00,,out,true,50,,CU8

  """

/// Worked out by hand from the rows above, in the order E1, E2, E3, E4.
private let expected: [(String, String, [String])] = [
  ("all", "\"count\": \"calls\"", ["2", "2", "1", "1"]),
  ("total", "\"sum\": \"calls.amount\"", ["30.5", "-2.25", "", "50"]),
  ("mean", "\"average\": \"calls.amount\"", ["15.25", "-1.125", "", "50"]),
  ("low", "\"min\": \"calls.amount\"", ["10.5", "-7.25", "", "50"]),
  ("high", "\"max\": \"calls.amount\"", ["20", "5", "", "50"]),
  ("mid", "\"median\": \"calls.amount\"", ["15.25", "-1.125", "", "50"]),
  ("p50", "\"percentile\": 50, \"of\": \"calls.amount\"", ["10.5", "-7.25", "", "50"]),
  ("p51", "\"percentile\": 51, \"of\": \"calls.amount\"", ["20", "5", "", "50"]),
  ("who", "\"distinct\": \"calls.customer\"", ["2", "1", "", "1"]),
  ("again", "\"distinct\": \"calls.customer\", \"havingRows\": 2", ["0", "1", "", "0"]),
  ("margin", "\"sum\": \"calls.net\"", ["29", "", "", ""]),
  ("w_in", "\"count\": \"calls\", \"where\": \"kind = 'in'\"", ["1", "2", "", ""]),
  ("w_not", "\"count\": \"calls\", \"where\": \"kind <> 'in'\"", ["1", "", "1", "1"]),
  ("w_flag", "\"count\": \"calls\", \"where\": \"not good\"", ["1", "", "", ""]),
  (
    "w_hours", "\"count\": \"calls\", \"where\": \"within_hours(started_at, office)\"",
    ["", "1", "1", "1"]
  ),
  (
    "w_work", "\"count\": \"calls\", \"where\": \"is_workday(started_at, office)\"",
    ["1", "2", "1", "1"]
  ),
  (
    "w_pair",
    "\"count\": \"calls\", \"where\": \"ended_at is present and ended_at > started_at\"",
    ["1", "", "", ""]
  ),
  ("w_none", "\"count\": \"calls\", \"where\": \"customer is missing\"", ["", "", "1", ""]),
  (
    "w_sum",
    "\"count\": \"calls\", \"where\": \"amount is present and amount * 2 > 21 CNY\"",
    ["1", "", "", "1"]
  ),
  (
    "w_edge", "\"count\": \"calls\", \"where\": \"amount is present and amount >= 10.5 CNY\"",
    ["2", "", "", "1"]
  ),
  (
    "w_minutes",
    "\"count\": \"calls\", \"where\": \"ended_at is present and minutes_between(started_at, ended_at) >= 30\"",
    ["1", "", "", ""]
  ),
]

@Test("Every aggregate and condition", arguments: expected)
func aggregates(name: String, body: String, values: [String]) throws {
  let kind = body.contains("calls.amount") || body.contains("calls.net") ? "money" : "count"
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure(name, body, kind: kind))
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, calls: rows, settings: settings)
    #expect(result.values(name, policy) == values)
    #expect(result.diagnostics.isEmpty)
  }
}

@Test("Every row is accounted for, and an unknown owner is named once")
func accounts() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("all", "\"count\": \"calls\"", kind: "count"))
  let more =
    rows
    + "c9,E9,2026-03-08 12:00:00,,in,true,1,2,X\nc10,E9,2026-03-08 12:00:00,,in,true,,,X\nbad\n"
  let result = try MeasurePolicy.run(policy, calls: more)
  let account = try #require(result.accounts.first)
  #expect(account.balances)
  #expect(account.rowsRead == 11)
  #expect(account.rowsUsed == 5)
  #expect(
    account.notUsed == [
      "outside the period": 1, "owner not on the roster": 2, "owner not in the period": 1,
    ])
  #expect(account.rejected == ["row check fails": 1, "wrong number of fields": 1])
  let owners = result.problems.filter { $0.code == .unknownOwner }
  #expect(owners.map(\.value) == ["E9"])
  #expect(owners.map(\.line) == [8])
}

@Test("An unknown owner is told with the rows, the money in them, and who may be meant")
func moneyAtStake() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("all", "\"count\": \"calls\"", kind: "count"))
  let text = """
    a,E9,2026-03-01 10:00:00,,in,true,10,,X
    b,e01,2026-03-01 10:00:00,,in,true,5.5,,X
    c,E9,2026-03-01 10:00:00,,in,true,2.25,1,X
    d,E9,2026-04-01 10:00:00,,in,true,100,,X

    """
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, calls: text, settings: settings)
    let owners = result.problems.filter { $0.code == .unknownOwner }
    #expect(
      owners.map(\.message) == [
        "`E9` is not on the roster; 2 rows, the first here; `amount` 12.25; `fee` 1",
        "`e01` is not on the roster; one row; `amount` 5.5",
      ])
  }
  let near = try MeasurePolicy.run(policy, calls: "a,e1,2026-03-01 10:00:00,,in,true,10,,X\n")
  #expect(near.problems.map(\.message).last?.hasSuffix("; is it `E1`?") == true)
}

@Test("Equal rows count once; rows of one key with other contents not at all")
func duplicates() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("all", "\"count\": \"calls\"", kind: "count"))
  let text = """
    a,E1,2026-03-01 10:00:00,,in,true,1,,X
    a,E1,2026-03-01 10:00:00,,in,true,1.00,,X
    b,E2,2026-03-01 10:00:00,,in,true,1,,X
    b,E2,2026-03-01 10:00:00,,in,true,2,,X
    c,E3,2026-03-01 10:00:00,,in,true,2,,X

    """
  let result = try MeasurePolicy.run(policy, calls: text)
  #expect(result.values("all", policy) == ["1", "", "1", ""])
  let rows = result.problems.filter { $0.code != .rowsOfFilePair }
  #expect(rows.map(\.line) == [3, 4, 5])
  #expect(rows.map(\.code) == [.repeatedRow, .duplicateRow, .duplicateRow])
  #expect(rows.last?.message.contains("f.csv:4") == true)
  #expect(result.accounts.first?.balances == true)
  let all = try MeasurePolicy.run(policy, calls: text, duplicates: .ignore)
  #expect(all.values("all", policy) == ["2", "2", "1", ""])
  let strict = try MeasurePolicy.run(policy, calls: text, duplicates: .error)
  #expect(strict.diagnostics.hasErrors)
}

@Test("Groups take their members' rows; a different value of two members counts once")
func groups() throws {
  let body = "\"for\": \"team\", \"distinct\": \"calls.customer\""
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure("who", body, kind: "count"))
  let result = try MeasurePolicy.run(policy, calls: rows)
  // T1: CU1 and CU2 of E1, CU1 twice of E2; T2: the one row of E3 names nobody, E4 has left.
  #expect(result.values("who", policy, .team) == ["2", ""])
}

@Test("One row may match `only`; of two, both lines are kept, whatever reads them")
func only() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("mark", "\"only\": \"visits.score\"", kind: "points"))
  let text = "E1,2026-03,80\nE2,2026-03,70\nE2,2026-03,70\nE3,2026-02,60\nE3,2026-04,60\n"
  for settings in [ScanSettings(), ScanSettings(threads: 2, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, calls: "", visits: text, settings: settings)
    let id = try #require(policy.rule(named: "mark", grain: .month)?.id)
    let cells = try #require(result.tables[0].cells[id])
    #expect(cells.map(\.rows) == [1, 2, 0, 0])
    #expect(cells[0].value == .number(Exact(80)))
    #expect(cells[1].conflict.map(\.description) == ["f.csv:3", "f.csv:4"])
  }
}

@Test("A window reaches back over whole months")
func window() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure(
      "best", "\"max\": \"visits.score\", \"window\": \"2 months\"", kind: "points"))
  let text = "E1,2026-01,90\nE1,2026-02,80\nE1,2026-03,70\nE2,2026-04,99\n"
  let result = try MeasurePolicy.run(policy, calls: "", visits: text)
  #expect(result.values("best", policy) == ["80", "", "", ""])
}

@Test("The rows of a person say whether and why they count")
func provenance() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure(
      "total", "\"sum\": \"calls.amount\", \"where\": \"kind = 'in'\"", kind: "money"))
  let source = TableSource(
    files: [
      SourceFile(name: "f.csv", bytes: Array((MeasurePolicy.header + rows).utf8))
    ])
  let scan = MeasureScan(policy, sources: ["calls": source])
  let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
  let id = try #require(policy.rule(named: "total", grain: .month)?.id)
  let found = try #require(try scan.provenance(of: id, person: 0, in: cohort))
  #expect(found.counted.map(\.description) == ["f.csv:2"])
  #expect(
    found.notCounted.mapValues { $0.compactMap(\.line) } == [
      "`kind = 'in'` does not hold": [3], "`started_at` is outside 2026-03": [4],
    ])
}
