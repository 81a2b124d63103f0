import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Sales with a rate by product and day; the product may be empty.
private let inputs = """
  "rates": { "key": ["product", "valid_from"], "columns": { "product": "id", "valid_from": "date",
    "valid_to": "date?", "rate": "percent", "group": "id?" } },
  "names": { "key": ["group"], "columns": { "group": "id", "bonus": "money" } },
  "sales": { "key": ["id"], "owner": "who", "date": "on", "columns": {
    "id": "id", "who": "id", "product": "id?", "on": "date", "amount": "money 0..",
    "extra": "money?", "second": "id?" },
    "lookups": {
      "rate": { "table": "rates", "match": "product", "gives": "rate", "on": "on" },
      "group": { "table": "rates", "match": "product", "gives": "group", "on": "on" },
      "bonus": { "table": "names", "match": "group", "gives": "bonus" },
      "sure": { "table": "rates", "match": "product", "gives": "group", "on": "on",
        "orElse": "second" },
      "known": { "table": "names", "match": "group", "gives": "bonus", "orElse": "amount" } },
    "derived": { "worth": { "kind": "money", "is": "amount * rate" },
      "more": { "kind": "money", "is": "worth + extra" } } }
  """

private let tables = [
  "rates": "product,valid_from,valid_to,rate,group\nP1,2026-01-01,2026-03-10,10%,G1\n",
  "names": "group,bonus\nG2,5\n",
  // E4 has left in February; S7 is of another month; S6 names no product.
  "sales": """
  id,who,product,on,amount,extra,second
  S1,E1,P1,2026-03-10,100,1,
  S2,E1,P1,2026-03-11,200,1,X
  S3,E1,P9,2026-03-05,300,1,X
  S4,E2,P9,2026-03-06,400,,X
  S5,E4,P9,2026-03-06,500,1,
  S6,E1,,2026-03-06,600,1,
  S7,E1,P9,2026-02-06,700,1,

  """,
]

private func run(_ measures: String) throws -> (policy: CompiledPolicy, results: [MeasureResult]) {
  let policy = try MeasurePolicy.compile(measures, inputs: inputs)
  // Whole, by several threads, and in stretches of few rows.
  let settings = [
    ScanSettings(), ScanSettings(threads: 3, chunk: 64), ScanSettings(threads: 2, chunk: 32),
  ]
  return (
    policy, try settings.map { try MeasurePolicy.run(policy, tables: tables, settings: $0) }
  )
}

@Suite("Rows that a lookup leaves out are told")
struct MissedLookupTests {
  /// The lines of the rows that are told, by hand: S1 is line 2.
  @Test(arguments: [
    // S1 has its rate on the last day, S2 a day later none; S5 is of nobody who is there.
    ("\"sum\": \"sales.worth\"", "money", [3, 4, 5], "rate"),
    ("\"max\": \"sales.rate\"", "percent", [3, 4, 5], "rate"),
    ("\"median\": \"sales.worth\"", "money", [3, 4, 5], "rate"),
    ("\"distinct\": \"sales.group\"", "count", [3, 4, 5], "group"),
    ("\"sum\": \"sales.worth\", \"where\": \"amount < 300 CNY\"", "money", [3], "rate"),
    // S4 also lacks an extra, but its rate is not there either.
    ("\"sum\": \"sales.more\"", "money", [3, 4, 5], "rate"),
    // S1 has a group, and no group has a bonus; the others have no group to look up.
    ("\"sum\": \"sales.bonus\"", "money", [2], "bonus"),
  ])
  func told(body: String, kind: String, lines: [Int], column: String) throws {
    let (_, results) = try run(MeasurePolicy.measure("m", body, kind: kind))
    for result in results {
      let problems = result.problems.filter { $0.code == .lookupFoundNothing }
      let ofColumn = problems.filter { $0.message.contains("gives a `\(column)`") }
      #expect(ofColumn.map(\.line) == lines, "\(problems)")
      let findings = result.diagnostics.filter { $0.code == .lookupFoundNothing }
      let finding = findings.first { $0.message.contains("no `\(column)`") }
      #expect(finding?.place?.line == lines.first)
      let words = lines.count == 1 ? "1 row of `sales` has" : "\(lines.count) rows of `sales` have"
      #expect(finding?.message.hasPrefix(words) == true, "\(findings)")
    }
  }

  @Test(arguments: [
    ("\"sum\": \"sales.amount\"", "money"), ("\"sum\": \"sales.extra\"", "money"),
    ("\"count\": \"sales\"", "count"), ("\"sum\": \"sales.known\"", "money"),
    ("\"sum\": \"sales.worth\", \"where\": \"rate is present\"", "money"),
  ])
  func notTold(body: String, kind: String) throws {
    let (_, results) = try run(MeasurePolicy.measure("m", body, kind: kind))
    for result in results {
      #expect(result.problems.filter { $0.code == .lookupFoundNothing }.isEmpty)
      #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
      #expect(result.accounts.first { $0.table == "sales" }?.rowsUsed == 5)
    }
  }

  @Test func `a fallback that is empty too leaves the row out`() throws {
    let (_, results) = try run(
      MeasurePolicy.measure("m", "\"distinct\": \"sales.sure\"", kind: "count"))
    for result in results {
      // S2, S3 and S4 have a second; S6 names no product to look for.
      #expect(result.problems.filter { $0.code == .lookupFoundNothing }.isEmpty)
    }
  }

  /// Of the five rows of people in March three count nowhere; one that another measure takes is used.
  @Test func `the account says which rows no measure takes`() throws {
    let worth = MeasurePolicy.measure("m", "\"sum\": \"sales.worth\"", kind: "money")
    let few = MeasurePolicy.measure(
      "n", "\"count\": \"sales\", \"where\": \"id = 'S3'\"", kind: "count")
    for (measures, used, left) in [(worth, 2, 3), (worth + ", " + few, 3, 2)] {
      let (_, results) = try run(measures)
      for result in results {
        let account = try #require(result.accounts.first { $0.table == "sales" })
        #expect(account.rowsUsed == used)
        #expect(account.notUsed["a lookup found nothing"] == left)
        #expect(account.balances)
      }
    }
  }

  @Test func `a row is told once, with all measures`() throws {
    let (_, results) = try run(
      MeasurePolicy.measure("m", "\"sum\": \"sales.worth\"", kind: "money") + ", "
        + MeasurePolicy.measure("n", "\"max\": \"sales.rate\"", kind: "percent"))
    for result in results {
      let problems = result.problems.filter { $0.code == .lookupFoundNothing }
      #expect(problems.map(\.line) == [3, 4, 5])
      #expect(
        problems.first?.message
          == "no row of `rates` gives a `rate`, so the row does not count in `m`, `n`")
      #expect(problems.map(\.value) == ["P1", "P9", "P9"])
      #expect(result.diagnostics.count == 2)
    }
  }

  /// Months and their quarter: S7 is of February, and of the quarter S5, too, whose owner left in it.
  @Test func `a quarter with its months tells each row once`() throws {
    let policy = try MeasurePolicy.compile(
      """
      "m": { "label": "m", "per": ["month", "quarter"], "for": ["employee", "team"],
        "kind": "money", "source": "s", "sum": "sales.worth", "whenNoRows": 0 }
      """, inputs: inputs)
    let cohorts = try ["2026-01", "2026-02", "2026-03", "2026-Q1"].map { name in
      Cohort(
        of: MeasurePolicy.roster, in: try #require(PeriodCalendar.civil.period(named: name)))
    }
    let scan = MeasurePolicy.scan(policy, tables: tables)
    let whole = try scan.run(cohorts, accountFor: 3)
    #expect(
      whole.problems.filter { $0.code == .lookupFoundNothing }.map(\.line) == [3, 4, 5, 6, 8])
    let found = whole.diagnostics.filter { $0.code == .lookupFoundNothing }
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix("5 rows of `sales` have no `rate`") == true)
    // Of a run of February its own rows alone are told, whatever else is read.
    let february = try scan.run(cohorts, accountFor: 1)
    #expect(february.problems.filter { $0.code == .lookupFoundNothing }.map(\.line) == [8])
  }
}
