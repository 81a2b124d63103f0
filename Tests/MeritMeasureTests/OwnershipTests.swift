import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Deals credited to who invited and who closed; a third column has nothing to do with credit.
private func inputs(_ credits: String) -> String {
  """
  "deals": { "key": ["deal_id"], "date": "day", \(credits) "columns": {
    "deal_id": "id", "inviter": "id?", "closer": "id", "leader": "id?", "day": "date",
    "amount": "money? 0..", "item": "text?" } }
  """
}

private func credits(_ whenEmpty: String, _ first: String = "40%", _ second: String = "60%")
  -> String
{
  """
  "credits": [ { "owner": "inviter", "share": "\(first)", "whenEmpty": "\(whenEmpty)" },
    { "owner": "closer", "share": "\(second)" } ],
  """
}

private let rows = """
  deal_id,inviter,closer,leader,day,amount,item
  d1,E1,E2,E3,2026-03-01,100,a
  d2,E1,E1,E3,2026-03-02,10,a
  d3,,E2,E3,2026-03-03,1,b
  d4,E2,E9,,2026-03-04,1000,b
  d5,E4,E3,E9,2026-03-05,7,c
  d6,E2,E3,E1,2026-03-06,,c
  d7,E1,E1,E1,2026-02-28,5000,z

  """

private let settings = [ScanSettings(), ScanSettings(threads: 3, chunk: 64)]

private func values(
  _ body: String, kind: String = "money", scope: Scope = .employee, whenEmpty: String = "nobody"
) throws -> [[String]] {
  let measure = MeasurePolicy.measure("m", "\"for\": \"\(scope.rawValue)\", \(body)", kind: kind)
  let policy = try MeasurePolicy.compile(measure, inputs: inputs(credits(whenEmpty)))
  return try settings.map { settings in
    try MeasurePolicy.run(policy, tables: ["deals": rows], settings: settings)
      .values("m", policy, scope)
  }
}

/// In the order E1, E2, E3, E4; E4 has left, so nobody reads that value.
@Test(
  "Sums and counts are weighted by the share; everything else takes the row whole",
  arguments: [
    // E1: 40 % of 100 and all of 10. E2: 60 % of 100, 60 % of 1, 40 % of 1,000. E3: 60 % of 7.
    ("\"sum\": \"deals.amount\"", "money", ["50", "460.6", "4.2", "2.8"]),
    // E1: 0.4 + 1. E2: 0.6 + 0.6 + 0.4 + 0.4. E3: 0.6 + 0.6.
    ("\"count\": \"deals\"", "count", ["1.4", "2", "1.2", "0.4"]),
    ("\"average\": \"deals.amount\"", "money", ["55", "367", "7", "7"]),
    ("\"min\": \"deals.amount\"", "money", ["10", "1", "7", "7"]),
    ("\"max\": \"deals.amount\"", "money", ["100", "1000", "7", "7"]),
    ("\"median\": \"deals.amount\"", "money", ["55", "100", "7", "7"]),
    // d2 names E1 twice and is one row all the same.
    ("\"distinct\": \"deals.item\", \"havingRows\": 2", "count", ["1", "1", "1", "0"]),
    ("\"sum\": \"deals.amount\", \"where\": \"item = 'b'\"", "money", ["", "400.6", "", ""]),
  ])
func creditedAggregates(body: String, kind: String, expected: [String]) throws {
  let guarded = body.replacing("item =", with: "item is present and item =")
  for values in try values(guarded, kind: kind) { #expect(values == expected) }
}

@Test("The share of an empty cell goes to the others in proportion, where the policy says so")
func spreadShares() throws {
  // d3 has no inviter, so E2 has it whole: 60 + 1 + 400.
  for values in try values("\"sum\": \"deals.amount\"", whenEmpty: "to-others") {
    #expect(values == ["50", "461", "4.2", "2.8"])
  }
}

@Test("Three shares of which one may be empty stay exact fractions")
func threeShares() throws {
  let three = """
    "credits": [ { "owner": "inviter", "share": "20%", "whenEmpty": "to-others" },
      { "owner": "closer", "share": "50%" },
      { "owner": "leader", "share": "30%", "whenEmpty": "nobody" } ],
    """
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", "\"sum\": \"deals.amount\"", kind: "money"), inputs: inputs(three))
  let text = """
    deal_id,inviter,closer,leader,day,amount,item
    d1,,E1,E2,2026-03-01,100,
    d2,,E3,,2026-03-01,100,

    """
  let result = try MeasurePolicy.run(policy, tables: ["deals": text])
  // d1: 20 % are spread as 50 to 30: 62.5 and 37.5. d2: all 20 % to the closer, 30 % to nobody.
  #expect(result.values("m", policy) == ["62.5", "37.5", "70", ""])
}

@Test("A group has the parts of its members; a row of two members counts once where it is whole")
func creditedGroups() throws {
  // T1 is E1 and E2: 50 + 460.6. T2 is E3 alone, E4 has left.
  for values in try values("\"sum\": \"deals.amount\"", scope: .team) {
    #expect(values == ["510.6", "4.2"])
  }
}

@Test(
  "A group takes a row of several of its members once, where it takes it whole or counts rows",
  arguments: [
    // T1 has d1 to d4 and d6, whose amount is empty; T2 has d5 and d6.
    ("\"median\": \"deals.amount\"", "money", ["55", "7"], [4, 1]),
    ("\"average\": \"deals.amount\"", "money", ["277.75", "7"], [4, 1]),
    ("\"percentile\": 50, \"of\": \"deals.amount\"", "money", ["10", "7"], [4, 1]),
    ("\"min\": \"deals.amount\"", "money", ["1", "7"], [4, 1]),
    ("\"max\": \"deals.amount\"", "money", ["1000", "7"], [4, 1]),
    // a stands in d1 and d2 alone, though d1 is two members'.
    ("\"distinct\": \"deals.item\", \"havingRows\": 3", "count", ["0", "0"], [5, 2]),
    ("\"distinct\": \"deals.item\", \"havingRows\": 2", "count", ["2", "1"], [5, 2]),
    // 1 + 1 + 0.6 + 0.4 + 0.4 of five rows.
    ("\"count\": \"deals\", \"needsRows\": 6", "count", ["3.4", "1.2"], [5, 2]),
    ("\"sum\": \"deals.amount\", \"needsRows\": 5", "money", ["510.6", "4.2"], [4, 1]),
    (
      "\"share\": \"deals\", \"where\": \"amount is present and amount >= 100 CNY\"", "percent",
      ["0.4", "0"], [5, 2]
    ),
  ])
func rowsOfGroups(body: String, kind: String, expected: [String], counts: [Int]) throws {
  let measure = MeasurePolicy.measure("m", "\"for\": \"team\", \(body)", kind: kind)
  let policy = try MeasurePolicy.compile(measure, inputs: inputs(credits("nobody")))
  let rule = try #require(policy.rule(named: "m", grain: .month, scope: .team)?.id)
  for settings in settings {
    let result = try MeasurePolicy.run(
      policy, tables: ["deals": rows], settings: settings)
    #expect(result.values("m", policy, .team) == expected)
    #expect(result.tables[0].cells[rule]?.map(\.rows) == counts)
  }
}

@Test("The one row of a group may be credited to two of its members")
func onlyRowOfGroup() throws {
  let measure = MeasurePolicy.measure(
    "m", "\"for\": \"team\", \"only\": \"deals.amount\", \"where\": \"deal_id = 'd1'\"",
    kind: "money")
  let policy = try MeasurePolicy.compile(measure, inputs: inputs(credits("nobody")))
  let rule = try #require(policy.rule(named: "m", grain: .month, scope: .team)?.id)
  let result = try MeasurePolicy.run(policy, tables: ["deals": rows])
  #expect(result.values("m", policy, .team) == ["100", ""])
  #expect(result.tables[0].cells[rule]?[0].conflict.isEmpty == true)
}

@Test("People and company together have what the rows have, and every row is accounted for")
func creditedAccount() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", "\"count\": \"deals\"", kind: "count"),
    inputs: inputs(credits("nobody")))
  let result = try MeasurePolicy.run(policy, tables: ["deals": rows])
  let account = try #require(result.accounts.first)
  // d4 is used by E2 though its closer is unknown, d5 by E3 though its inviter has left.
  #expect(account.rowsUsed == 6)
  #expect(account.notUsed == ["outside the period": 1])
  #expect(account.balances)
  #expect(result.problems.map(\.code) == [.unknownOwner])
  #expect(result.problems.map(\.value) == ["E9"])
  #expect(result.problems.map(\.line) == [5])
}

@Test("A measure may belong to the person of another column")
func ownedBy() throws {
  let owner = "\"owner\": \"closer\","
  let measures =
    MeasurePolicy.measure("own", "\"sum\": \"deals.amount\"", kind: "money") + ","
    + MeasurePolicy.measure(
      "led", "\"sum\": \"deals.amount\", \"ownedBy\": \"leader\"", kind: "money")
  let policy = try MeasurePolicy.compile(measures, inputs: inputs(owner))
  for settings in settings {
    let result = try MeasurePolicy.run(policy, tables: ["deals": rows], settings: settings)
    #expect(result.values("own", policy) == ["10", "101", "7", ""])
    #expect(result.values("led", policy) == ["", "", "111", ""])
    // E9 closes d4 and leads d5: one finding for each row's column would say the same twice.
    #expect(result.problems.map(\.value) == ["E9"])
    #expect(result.problems.first?.message.contains("2 rows") == true)
  }
}

@Test("The rows of a person are found by the measure's own way to own them")
func provenanceOfOwners() throws {
  let measures = MeasurePolicy.measure(
    "led", "\"sum\": \"deals.amount\", \"ownedBy\": \"leader\"", kind: "money")
  let policy = try MeasurePolicy.compile(measures, inputs: inputs(credits("nobody")))
  let scan = MeasurePolicy.scan(policy, tables: ["deals": rows])
  let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
  let id = try #require(policy.rule(named: "led", grain: .month)?.id)
  let found = try #require(try scan.provenance(of: id, person: 2, in: cohort))
  #expect(found.counted.compactMap(\.line) == [2, 3, 4])
}

@Test("Credited rows reach row rules with the person's part of the amount, once for each row")
func creditedRowLists() throws {
  let tiers = """
    "tiers": { "rate": { "label": "r", "source": "s", "method": "whole", "basis": "row",
      "rows": [ { "from": 0, "rate": "1%" } ] } },
    "bonuses": { "pay": { "label": "b", "per": "month", "source": "s", "steps": [
      { "id": "a", "start": { "tiers": "rate", "on": "m" }, "whenNotApplicable": "no-bonus" },
      { "id": "r", "round": "0.01 half-up" } ] } },
    """
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", "\"sum\": \"deals.amount\"", kind: "money"),
    inputs: inputs(credits("nobody")), more: tiers)
  let rule = try #require(policy.rule(named: "m", grain: .month)?.id)
  for settings in settings {
    let result = try MeasurePolicy.run(policy, tables: ["deals": rows], settings: settings)
    let list = try #require(result.tables[0].rows[rule])
    let amounts = (0..<3).map { person in list[person].map { list.value(0, $0).canonicalText } }
    #expect(amounts == [["10", "40"], ["0.6", "60", "400"], ["4.2"]])
  }
}
