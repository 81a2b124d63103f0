import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Deals whose client has a leader, who changes with time, and a class, which does not.
private let inputs = """
  "clients": { "key": ["client", "valid_from"], "columns": { "client": "id", "valid_from": "date",
    "valid_to": "date?", "leader": "id?", "rate": "percent", "size": ["small", "large"] } },
  "names": { "key": ["client"], "columns": { "client": "id", "name": "text" } },
  "deals": { "key": ["id"], "owner": "closer", "date": "at", "columns": {
    "id": "id", "closer": "id", "client": "id?", "at": "datetime", "amount": "money" },
    "lookups": {
      "leader": { "table": "clients", "match": "client", "gives": "leader", "on": "at" },
      "rate": { "table": "clients", "match": "client", "gives": "rate", "on": "at" },
      "last_size": { "table": "clients", "match": "client", "gives": "size", "on": "period.end" },
      "name": { "table": "names", "match": "client", "gives": "name" },
      "leader_team": { "table": "roster", "match": "leader", "gives": "team_id", "on": "at" } },
    "derived": { "part": { "kind": "money", "is": "amount * rate" } } }
  """

private let tables = [
  "clients": """
  client,valid_from,valid_to,leader,rate,size
  C1,2026-01-01,2026-03-10,E1,10%,small
  C1,2026-03-11,,E3,1/3,large
  C2,2026-03-05,,,50%,large

  """.replacing("1/3", with: "0.0000001"),
  "names": "client,name\nC1,A client with a name longer than sixteen bytes\nC2,Two\n",
  "deals": """
  id,closer,client,at,amount
  D1,E2,C1,2026-03-10 23:59:59,100
  D2,E2,C1,2026-03-11 00:00:00,10
  D3,E2,C2,2026-03-04 12:00:00,1
  D4,E2,C2,2026-03-05 00:00:00,1000
  D5,E2,,2026-03-05 00:00:00,5
  D6,E2,C9,2026-03-05 00:00:00,6
  D7,E2,C1,2026-02-05 00:00:00,70

  """,
]

private func results(_ measures: String, _ tables: [String: String] = tables) throws -> (
  policy: CompiledPolicy, results: [MeasureResult]
) {
  let policy = try MeasurePolicy.compile(measures, inputs: inputs)
  let results = try [ScanSettings(), ScanSettings(threads: 3, chunk: 64)].map {
    try MeasurePolicy.run(policy, tables: tables, settings: $0)
  }
  return (policy, results)
}

/// In the order E1, E2, E3, E4.
@Test(
  "A looked-up column is used like one of the table's own",
  arguments: [
    // D1 is E1's, D2 is E3's: a row holds through its last day, the next from its first.
    ("\"sum\": \"deals.amount\", \"ownedBy\": \"leader\"", "money", ["100", "", "10", ""]),
    // 100 × 10 % + 10 × 0.0000001 + 1,000 × 50 %; D3 is before the first row of its client.
    ("\"sum\": \"deals.part\"", "money", ["", "510.000001", "", ""]),
    ("\"max\": \"deals.rate\"", "percent", ["", "0.5", "", ""]),
    ("\"min\": \"deals.rate\"", "percent", ["", "0.0000001", "", ""]),
    // By the period's last day C1 and C2 are large, whatever they were when the deal was made.
    (
      "\"count\": \"deals\", \"where\": \"last_size is present and last_size = 'large'\"", "count",
      ["", "4", "", ""]
    ),
    ("\"count\": \"deals\", \"where\": \"leader is missing\"", "count", ["", "4", "", ""]),
    (
      "\"count\": \"deals\", \"where\": \"leader is present and leader = closer\"", "count",
      ["", "", "", ""]
    ),
    ("\"distinct\": \"deals.name\"", "count", ["", "2", "", ""]),
    (
      "\"count\": \"deals\", \"where\": \"name is present and name = 'Two'\"", "count",
      ["", "2", "", ""]
    ),
    // E1 is in T1 and E3 in T2: found by what was found before.
    (
      "\"count\": \"deals\", \"where\": \"leader_team is present and leader_team = 'T2'\"", "count",
      ["", "1", "", ""]
    ),
  ])
func lookedUp(body: String, kind: String, expected: [String]) throws {
  let (policy, results) = try results(MeasurePolicy.measure("m", body, kind: kind))
  for result in results {
    #expect(result.values("m", policy) == expected)
    #expect(result.diagnostics.allSatisfy { $0.code == .lookupFoundNothing })
  }
}

/// Prices by product and campaign on certain days, and by product alone.
private let priced = """
  "special": { "key": ["product", "campaign", "valid_from"], "columns": { "product": "id",
    "campaign": "id", "valid_from": "date", "valid_to": "date?", "price": "money? 0..",
    "seller": "id?" } },
  "plain": { "key": ["product"], "columns": { "product": "id", "price": "number", "list": "money",
    "seller": "id?", "size": ["small", "large"] } },
  "deals": { "key": ["id"], "owner": "closer", "date": "on", "columns": {
    "id": "id", "closer": "id", "product": "id", "campaign": "id?", "on": "date",
    "least": "money", "own_size": ["small", "large"] },
    "lookups": {
      "price": { "table": "special", "match": ["product", "campaign"], "gives": "price",
        "on": "on", "orElse": "list" },
      "list": { "table": "plain", "match": "product", "gives": "list", "orElse": "least" },
      "seller": { "table": "special", "match": ["product", "campaign"], "gives": "seller",
        "on": "on", "orElse": "usual" },
      "usual": { "table": "plain", "match": ["product"], "gives": "seller", "orElse": "closer" },
      "size": { "table": "plain", "match": "product", "gives": "size", "orElse": "own_size" } } }
  """

private let pricedTables = [
  "special": """
  product,campaign,valid_from,valid_to,price,seller
  P1,C1,2026-03-01,2026-03-10,300,E1
  P1,C2,2026-03-01,,0.0000001,
  P2,C1,2026-03-01,,,E3

  """,
  "plain": "product,price,list,seller,size\nP1,1,250,,small\nP2,1,20,E4,large\n",
  "deals": """
  id,closer,product,campaign,on,least,own_size
  D1,E2,P1,C1,2026-03-10,1,large
  D2,E2,P1,C1,2026-03-11,1,large
  D3,E2,P1,C2,2026-03-11,1,large
  D4,E2,P1,,2026-03-11,1,large
  D5,E2,P2,C2,2026-03-11,1,small
  D6,E2,P2,C1,2026-03-11,1,small
  D7,E2,P3,C1,2026-03-11,1,large

  """,
]

/// In the order E1, E2, E3, E4.
@Test(
  "A key of several columns is matched whole, and another column fills what is not found",
  arguments: [
    // 300 on the last day, 250 the day after, the small price, 250 without a campaign, 20 for a pair
    // that is not there, 20 where the price is empty, and the row's own least.
    ("\"sum\": \"deals.price\"", "money", ["", "841.0000001", "", ""]),
    // D1 is E1's, D6 E3's; D5 has its product's seller; the others stay with who closed them.
    ("\"sum\": \"deals.least\", \"ownedBy\": \"seller\"", "money", ["1", "4", "1", "1"]),
    ("\"distinct\": \"deals.seller\"", "count", ["", "4", "", ""]),
    ("\"count\": \"deals\", \"where\": \"size = 'large'\"", "count", ["", "3", "", ""]),
    ("\"count\": \"deals\", \"where\": \"seller = closer\"", "count", ["", "4", "", ""]),
  ])
func matchedByTwo(body: String, kind: String, expected: [String]) throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", body, kind: kind), inputs: priced)
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, tables: pricedTables, settings: settings)
    #expect(result.values("m", policy) == expected)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
  }
}

@Test("Two rows of one pair that hold on one day are an error, two of different pairs are none")
func overlapOfPairs() throws {
  var changed = pricedTables
  changed["special"] = """
    product,campaign,valid_from,valid_to,price,seller
    P1,C1,2026-03-01,,300,E1
    P1,C2,2026-03-01,,300,E1
    P1,C1,2026-03-02,,310,E1

    """
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", "\"sum\": \"deals.price\"", kind: "money"), inputs: priced)
  let found = try MeasurePolicy.run(policy, tables: changed, settings: ScanSettings()).diagnostics
  #expect(found.map(\.code) == [.overlappingRosterRows])
  #expect(found.first?.message == "two rows of `P1, C1` hold on one day")
  #expect(found.first?.place?.line == 4)
}

@Test("Two periods of one scan look up by their own last days")
func lookedUpAtPeriodEnds() throws {
  let body =
    "\"count\": \"deals\", \"where\": \"last_size is present and last_size = 'small'\", "
    + "\"window\": \"2 months\""
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", body, kind: "count"), inputs: inputs)
  let rule = try #require(policy.rule(named: "m", grain: .month)?.id)
  let cohorts = try ["2026-02", "2026-03"].map { name in
    Cohort(
      of: MeasurePolicy.roster, in: try #require(PeriodCalendar.civil.period(named: name)))
  }
  let result = try MeasurePolicy.scan(policy, tables: tables).run(cohorts, accountFor: 1)
  // At the end of February C1 is small, with the deal of February; at the end of March it is large.
  #expect(result.tables.map { $0.cells[rule]?[1].rows } == [1, 0])
  let deals = try #require(result.accounts.first { $0.table == "deals" })
  #expect(deals.rowsRead == 7 && deals.rowsUsed == 7 && deals.balances)
}

@Test("A table that is only looked up in has its account, and its bad rows are told")
func accountOfLookedUp() throws {
  var changed = tables
  changed["names"] = "client,name\nC1,One\nC1,Two\nC2,Two\nC2,Two\nC3\n"
  let body = "\"count\": \"deals\", \"where\": \"name is present\""
  let (policy, results) = try results(
    MeasurePolicy.measure("m", body, kind: "count"), changed)
  for result in results {
    // C1 is told twice and means nothing; the two rows of C2 say the same.
    #expect(result.values("m", policy) == ["", "2", "", ""])
    #expect(result.accounts.map(\.table) == ["clients", "names", "deals"])
    let account = result.accounts[1]
    #expect(account.rowsRead == 5 && account.rowsUsed == 1 && account.balances)
    #expect(account.notUsed == ["repeats another row": 1])
    #expect(
      account.rejected == ["one key with different contents": 2, "wrong number of fields": 1])
    #expect(result.problems.filter { $0.table == "names" }.map(\.line) == [2, 3, 5, 6])
  }
}

@Test("Two rows of one key that hold on one day are an error with both places")
func overlapOfLookedUp() throws {
  var changed = tables
  changed["clients"] = """
    client,valid_from,valid_to,leader,rate,size
    C1,2026-01-01,2026-03-11,E1,10%,small
    C1,2026-03-11,,E3,20%,large

    """
  let body = "\"sum\": \"deals.amount\", \"ownedBy\": \"leader\""
  let (_, results) = try results(MeasurePolicy.measure("m", body, kind: "money"), changed)
  for result in results {
    #expect(result.diagnostics.map(\.code) == [.overlappingRosterRows])
    #expect(result.diagnostics[0].place?.line == 3)
    #expect(result.diagnostics[0].notes == ["the other row is f.csv:2"])
  }
}

@Test("The rows of a person are found through what is looked up")
func provenanceOfLookedUp() throws {
  let body = "\"sum\": \"deals.amount\", \"ownedBy\": \"leader\""
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", body, kind: "money"), inputs: inputs)
  let scan = MeasurePolicy.scan(policy, tables: tables)
  let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
  let id = try #require(policy.rule(named: "m", grain: .month)?.id)
  let found = try #require(try scan.provenance(of: id, person: 0, in: cohort))
  #expect(found.counted.compactMap(\.line) == [2])
  #expect(found.notCounted.values.flatMap { $0 }.compactMap(\.line) == [8])
}
