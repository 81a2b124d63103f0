import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// A rating gets the rows of all ballots, whoever is rated.
@Suite struct BallotRowsTests {
  private static let inputs = """
    "ballots": { "key": [], "owner": "ratee", "date": "on", "columns": { "rater": "id",
      "ratee": "id", "on": "date", "kind": ["peer", "boss"], "score": "points? 0..100" } }
    """

  private static let rating = """
    "ratings": { "opinion": { "per": "month", "of": "ballots.score", "rater": "rater",
      "where": "kind = 'peer'", "whenNoRaters": "missing" } },
    """

  @Test("rows of the period that pass the condition, also of people beyond the roster")
  func rows() throws {
    let policy = try MeasurePolicy.compile("", inputs: Self.inputs, more: Self.rating)
    let rule = try #require(policy.rule(named: "opinion", grain: .month))
    let text = """
      rater,ratee,on,kind,score
      R2,E1,2026-03-31,peer,70
      R1,E1,2026-03-01,peer,80
      R1,X9,2026-03-02,peer,60.5
      R1,E2,2026-03-02,boss,90
      R1,E3,2026-02-28,peer,90
      R3,E3,2026-03-05,peer,

      """
    for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 32)] {
      let result = try MeasurePolicy.run(policy, tables: ["ballots": text], settings: settings)
      let list = try #require(result.tables[0].rows[rule.id])
      let found = list[0].map { row in
        (0..<3).map { list.value($0, row).canonicalText }.joined(separator: " ")
      }
      #expect(found == ["60.5 R1 X9", "70 R2 E1", "80 R1 E1"])
      #expect(list.subjects == 1)
      // The texts of the three rows in order: E1, R1, R2, X9, peer.
      #expect(list.textNumbers(0).isEmpty)
      #expect(list.textNumbers(1) == [1, 2, 1])
      #expect(list.textNumbers(2) == [3, 0, 0])
    }
  }
}
