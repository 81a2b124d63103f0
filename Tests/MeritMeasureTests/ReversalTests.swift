import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

private let inputs = """
  "sales": { "key": ["id"], "owner": "who", "date": "on",
    "reverses": { "key": "refund_of", "within": "12 months" }, "columns": {
      "id": "id", "who": "id", "on": "date", "amount": "money", "kind": ["a", "b"],
      "refund_of": "id?" } }
  """

/// S1 and S2 are sales, R1 and R2 take them back; R3 names nobody's row, R4 a row of another person.
private let sales = """
  id,who,on,amount,kind,refund_of
  S1,E1,2026-01-10,100,a,
  S2,E1,2026-03-01,20,b,
  R1,E1,2026-03-05,30,a,S1
  R2,E1,2026-03-06,4,b,S2
  R3,E2,2026-03-07,5,a,S9
  R4,E2,2026-03-08,6,a,S1
  R5,E1,2026-04-01,7,a,S1

  """

private func sum(_ name: String, _ more: String = "") -> String {
  MeasurePolicy.measure(name, "\"sum\": \"sales.amount\"" + more, kind: "money")
}

/// A measure whose rows an operand takes back.
private func policy(_ measures: String) throws -> CompiledPolicy {
  try MeasurePolicy.compile(
    measures, inputs: inputs,
    more: """
      "tiers": { "t": { "method": "whole", "rows": [ { "from": 0, "rate": "3%" } ] } },
      "bonuses": { "b": { "per": "month", "whenMissing": 0, "whenNotApplicable": 0, "steps": [
        { "id": "back", "start": { "tiers": "t", "on": "sold", "reversing": "back" } },
        { "id": "pay", "round": "0.0001 half-up" } ] } },
      """)
}

@Test("Rows that take back others count where that is asked, and nowhere else")
func reversingRows() throws {
  let policy = try policy(
    [
      sum("sold"), sum("back", ", \"reversing\": true"), sum("of_a", ", \"where\": \"kind = 'a'\""),
      sum("back_of_b", ", \"where\": \"kind = 'b'\", \"reversing\": true"),
      sum("plain", ", \"reversing\": false"),
      sum("long", ", \"window\": \"3 months\""),
    ].joined(separator: ", "))
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, tables: ["sales": sales], settings: settings)
    #expect(result.values("sold", policy) == ["20", "", "", ""])
    #expect(result.values("plain", policy) == ["20", "", "", ""])
    #expect(result.values("long", policy) == ["120", "", "", ""])
    #expect(result.values("of_a", policy) == ["", "", "", ""])
    #expect(result.values("back", policy) == ["34", "11", "", ""])
    #expect(result.values("back_of_b", policy) == ["4", "", "", ""])
    #expect(result.accounts.first?.rowsUsed == 6 && result.accounts.first?.balances == true)
  }
}

@Test(
  "The rows that are taken back are found by their keys, whenever they are and whoever owns them")
func reversedRows() throws {
  let policy = try policy(
    sum("sold") + ", " + sum("back", ", \"reversing\": true"))
  let place = try #require(policy.inputs.firstIndex { $0.name == "sales" })
  let amount = try #require(policy.inputs[place].column(named: "amount"))
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, tables: ["sales": sales], settings: settings)
    let found = try #require(result.tables[0].reversed[place])
    #expect(found["S1"]?.place.line == 2 && found["S2"]?.place.line == 3)
    #expect(found["S1"]?.date.day == CalendarDay(iso: "2026-01-10"))
    #expect(found["S1"]?.values[amount] == .number(Exact(100)))
    #expect(found["S9"] == nil && found["R1"] == nil)
  }
}

@Test("A bad row or one of a contradictory key takes nothing back and cannot be taken back")
func unusableReversedRows() throws {
  let policy = try policy(sum("sold") + ", " + sum("back", ", \"reversing\": true"))
  let place = try #require(policy.inputs.firstIndex { $0.name == "sales" })
  let rows = """
    id,who,on,amount,kind,refund_of
    S1,E1,2026-01-10,100,a,
    S1,E1,2026-01-10,101,a,
    S2,E1,2026-01-10,x,b,
    S3,E1,2026-01-10,9,b,
    S3,E1,2026-01-10,9,b,
    R1,E1,2026-03-05,30,a,S1
    R2,E1,2026-03-06,4,b,S2
    R3,E1,2026-03-07,5,a,S3

    """
  let result = try MeasurePolicy.run(policy, tables: ["sales": rows])
  let found = try #require(result.tables[0].reversed[place])
  #expect(found["S1"] == nil && found["S2"] == nil && found["S3"]?.place.line == 5)
}

@Test("The rows of a person are told apart by what they take back")
func provenanceOfReversing() throws {
  let policy = try policy(sum("sold") + ", " + sum("back", ", \"reversing\": true"))
  let scan = MeasurePolicy.scan(policy, tables: ["sales": sales])
  let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
  let sold = try #require(policy.rule(named: "sold", grain: .month)?.id)
  let rows = try #require(try scan.provenance(of: sold, person: 0, in: cohort))
  #expect(rows.counted.compactMap(\.line) == [3])
  #expect(rows.notCounted["reverses another row"]?.compactMap(\.line) == [4, 5])
  let back = try #require(policy.rule(named: "back", grain: .month)?.id)
  let taken = try #require(try scan.provenance(of: back, person: 0, in: cohort))
  #expect(taken.counted.compactMap(\.line) == [4, 5])
  #expect(taken.notCounted["reverses no other row"]?.compactMap(\.line) == [3])
}
