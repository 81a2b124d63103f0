import MeritImport
import MeritMeasure
import MeritModel
import Testing

/// Which rows a period accepts, by file and line.
@Suite("accepted rows")
struct RowPrintsTests {
  private static let inputs = """
    "sales": { "key": ["id"], "owner": "agent", "date": "on", "columns": {
      "id": "id", "agent": "id", "on": "date", "amount": "money", "fee": "money" },
      "rowCheck": "amount >= fee" },
    "outages": { "key": [], "columns": {
      "who": "id?", "starts": "date", "ends": "date?", "reason": "text" } }
    """
  private static let exclusion = """
    "exclusions": { "outage": { "from": "outages", "who": "who", "starts": "starts", "ends": "ends",
      "reason": "reason", "applies": ["sales"] } },
    """

  // A hash that a test can follow: the bytes added up.
  private static let hashing: MeasureScan.RowHashing = { bytes in
    SIMD4(bytes.reduce(UInt64(0)) { $0 + UInt64($1) }, 0, 0, 1)
  }

  private func prints(
    _ sales: String, settings: ScanSettings = ScanSettings(), keys: Bool = true
  ) throws -> RowPrints {
    let (scan, cohort) = try scan(sales, settings)
    return try scan.prints(of: "sales", in: cohort, keys: keys, hashing: Self.hashing)
  }

  private func scan(_ sales: String, _ settings: ScanSettings) throws -> (MeasureScan, Cohort) {
    let policy = try MeasurePolicy.compile(
      MeasurePolicy.measure("n", "\"count\": \"sales\"", kind: "count"), inputs: Self.inputs,
      more: Self.exclusion)
    let scan = MeasurePolicy.scan(
      policy,
      tables: [
        "sales": "id,agent,on,amount,fee\n" + sales,
        "outages": "who,starts,ends,reason\nE1,2026-03-20,2026-03-20,storm\n",
      ], settings: settings)
    return (scan, Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march)))
  }

  private static let rows = """
    S1,E1,2026-03-01,10,1
    S2,E1,2026-02-28,10,1
    S3,E1,2026-03-31,1,1
    S4,E1,2026-03-05,1,2
    S5,E1,2026-03-06,x,1
    S6,E1,2026-03-20,10,1
    S1,E1,2026-03-01,10,1
    S7,E2,2026-03-07,5,1
    S7,E2,2026-03-07,6,1
    S8,E9,2026-03-08,5,1

    """

  @Test(
    "outside the period, against the row check, unreadable, excused, repeated, in conflict: not",
    arguments: [1, 3])
  func accepted(threads: Int) throws {
    let prints = try prints(Self.rows, settings: ScanSettings(threads: threads, chunk: 64))
    #expect(prints.rows.map(\.line) == [2, 4, 11])
    #expect(prints.sum.count == 3)
    #expect(prints.sum.words[3] == 3)
  }

  @Test("the key and what a row says have prints of their own; the sum does not ask for the order")
  func contents() throws {
    let one = try prints("S1,E1,2026-03-01,10,1\nS2,E1,2026-03-02,10,1\n")
    let two = try prints("S2,E1,2026-03-02,10,1\nS1,E1,2026-03-01,12,1\n")
    #expect(one.rows.map(\.key) == two.rows.map(\.key).reversed())
    // `10` became `12`: two more.
    #expect(two.rows[1].contents == one.rows[0].contents + 2)
    let three = try prints("S2,E1,2026-03-02,10,1\nS1,E1,2026-03-01,10,1\n")
    #expect(one.sum == three.sum && one.sum != two.sum)
  }

  @Test("a sum alone, and prints without keys, are of the same rows", arguments: [1, 3])
  func details(threads: Int) throws {
    let settings = ScanSettings(threads: threads, chunk: 64)
    let prints = try prints(Self.rows, settings: settings)
    let (scan, cohort) = try scan(Self.rows, settings)
    #expect(try scan.rowSum(of: "sales", in: cohort, hashing: Self.hashing) == prints.sum)
    let bare = try self.prints(Self.rows, settings: settings, keys: false)
    #expect(bare.rows.map(\.contents) == prints.rows.map(\.contents))
    #expect(bare.rows.allSatisfy { $0.key == 0 } && bare.sum == prints.sum)
    #expect(try scan.rowSum(of: "nothing", in: cohort, hashing: Self.hashing) == RowSum())
  }
}
