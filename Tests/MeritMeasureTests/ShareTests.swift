import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// Of E1 two calls go out and one of them is good, one comes in; E2 has a bad one that comes in.
private let calls = """
  c1,E1,2026-03-02 09:00:00,,out,true,10,1,
  c2,E1,2026-03-03 09:00:00,,out,false,20,1,
  c3,E1,2026-03-04 09:00:00,,in,true,30,1,
  c4,E2,2026-03-05 09:00:00,,in,false,,1,
  c5,E1,2026-02-05 09:00:00,,out,false,40,1,

  """

@Test(
  "A share is of the rows that meet `among`, and of those the ones that meet `where` too",
  arguments: [
    ("\"where\": \"good\"", ["0.6666666666666666666666666667", "0", "", ""], [3, 1, 0, 0]),
    ("\"where\": \"good\", \"among\": \"kind = 'out'\"", ["0.5", "", "", ""], [2, 0, 0, 0]),
    ("\"where\": \"kind = 'in'\", \"among\": \"not good\"", ["0", "1", "", ""], [1, 1, 0, 0]),
    // An absent amount meets nothing.
    ("\"where\": \"amount is present and amount > 10 CNY\"", ["2/3", "0", "", ""], [3, 1, 0, 0]),
    (
      "\"where\": \"good\", \"window\": \"2 months\"", ["0.5", "0", "", ""], [4, 1, 0, 0]
    ),
  ])
func shares(body: String, expected: [String], rows: [Int]) throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("m", "\"share\": \"calls\", \(body)", kind: "percent"))
  let rule = try #require(policy.rule(named: "m", grain: .month)?.id)
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let result = try MeasurePolicy.run(policy, calls: calls, settings: settings)
    let cells = try #require(result.tables[0].cells[rule])
    #expect(cells.map(\.rows) == rows)
    let wanted = try expected.map { text -> Exact? in
      if text.isEmpty { return nil }
      return text.hasPrefix("0.66") || text == "2/3"
        ? try Exact(2) / Exact(3) : Exact(decimal: text)
    }
    #expect(cells.map { $0.value } == wanted.map { $0.map(Scalar.number) })
  }
}

@Test("An explanation tells the rows of the divisor alone from those that do not count")
func provenanceOfShare() throws {
  let body = "\"share\": \"calls\", \"where\": \"good\", \"among\": \"kind = 'out'\""
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure("m", body, kind: "percent"))
  let scan = MeasurePolicy.scan(policy, calls: calls)
  let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
  let id = try #require(policy.rule(named: "m", grain: .month)?.id)
  let rows = try #require(try scan.provenance(of: id, person: 0, in: cohort))
  #expect(rows.counted.compactMap(\.line) == [2])
  #expect(
    rows.notCounted["in the divisor alone: `good` does not hold"]?.compactMap(\.line) == [3])
  #expect(rows.notCounted["`kind = 'out'` does not hold"]?.compactMap(\.line) == [4])
}
