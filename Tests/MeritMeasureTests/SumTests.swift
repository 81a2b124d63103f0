import MeritImport
import MeritModel
import MeritPolicy
import Testing

@testable import MeritMeasure

@Test(
  "Sums beyond 64 bits are exact, whatever the workers",
  arguments: [ScanSettings(), ScanSettings(threads: 2, chunk: 4096)])
func sumsBeyondOneWord(settings: ScanSettings) throws {
  // A cell holds millionths of up to 2^62; E1 has 300 of the largest whole number of so many, which is
  // 4,611,686,018,427, and E2 as many of either sign.
  let members = """
    "loads": { "key": [], "owner": "agent_id", "date": "on", "columns": {
      "agent_id": "id", "on": "date", "size": "number" } }
    """
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("all", "\"sum\": \"loads.size\""), inputs: members)
  let rows = (0..<300).flatMap { _ in ["E1,4611686018427", "E2,4611686018427", "E2,-4611686018427"]
  }
  let text =
    "agent_id,on,size\n"
    + (rows + ["E2,-1"]).map { row in
      row.replacing(",", with: ",2026-03-05,") + "\n"
    }.joined()
  let result = try MeasurePolicy.run(policy, tables: ["loads": text], settings: settings)
  #expect(result.values("all", policy) == ["1383505805528100", "-1", "", ""])
}

@Test("Rows are counted beyond 32 bits")
func countsBeyondHalfAWord() {
  var counts = RowCounts(2)
  defer { counts.free() }
  let most = Int(UInt32.max)
  for _ in 0..<3 {
    // As many rows as 32 bits hold, all of the first person, in one step.
    let lane = counts.lane(forRows: most)
    unsafe lane.base[0] = .max
  }
  let lane = counts.lane(forRows: 1)
  unsafe lane.base[1] = 1
  #expect(counts.count(of: 0) == 3 * most && counts.count(of: 1) == 1)
  var other = RowCounts(2)
  defer { other.free() }
  unsafe other.lane(forRows: 5).base[1] = 5
  counts.merge(other)
  #expect(counts.count(of: 0) == 3 * most && counts.count(of: 1) == 6)
}
