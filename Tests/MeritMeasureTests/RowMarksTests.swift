import MeritMeasure
import MeritModel
import Testing

/// Which rows of a period are compared with another state of the table.
@Suite("rows that count, to be compared")
struct RowMarksTests {
  private static let inputs = """
    "sales": { "key": ["id"], "owner": "agent", "date": "on", "columns": {
      "id": "id", "agent": "id", "checker": "id?", "on": "date", "amount": "money 0.." },
      "rowCheck": "amount <= 100 CNY" },
    "costs": { "key": ["id"], "date": "on", "columns": { "id": "id", "on": "date" } }
    """

  private func marks(_ table: String, ownedBy column: String? = nil) throws -> [String] {
    let owned = column.map { ", \"ownedBy\": \"\($0)\"" } ?? ""
    let policy = try MeasurePolicy.compile(
      MeasurePolicy.measure("n", "\"count\": \"sales\"\(owned)", kind: "count"),
      inputs: Self.inputs)
    let scan = MeasurePolicy.scan(
      policy,
      tables: [
        "sales": """
        id,agent,checker,on,amount
        S1,E1,E2,2026-03-01,10
        S2,E1,,2026-02-28,10
        S3,E2,,2026-04-01,10
        S4,E2,,2026-03-05,101
        S5,E2,,2026-03-05,ten
        S6,E3,E9,2026-03-31,100
        S6,E3,E9,2026-03-31,100
        S7,E3,,2026-03-06,1
        S7,E3,,2026-03-06,2
        S8,E9,,2026-03-07,1
        S9,E4,,2026-03-07,1
        S10,E9,E1,2026-03-07,1

        """,
        "costs": "id,on\nK1,2026-03-01\nK2,2026-02-28\n",
      ])
    let cohort = Cohort(of: MeasurePolicy.roster, in: try #require(MeasurePolicy.march))
    return try scan.marks(of: table, in: cohort).map { "\($0.key) \($0.owner)" }
  }

  @Test(
    "another date, refused, repeated, in conflict, of nobody on the roster or of who has left: not")
  func counted() throws {
    #expect(try marks("sales") == ["S1 E1", "S6 E3"])
  }

  @Test("a row counts for somebody else than its owner, too")
  func ownedByAnother() throws {
    #expect(try marks("sales", ownedBy: "checker") == ["S1 E1", "S6 E3", "S10 E9"])
  }

  @Test("rows without an owner count for the company")
  func withoutOwner() throws {
    #expect(try marks("costs") == ["K1 "])
  }
}
