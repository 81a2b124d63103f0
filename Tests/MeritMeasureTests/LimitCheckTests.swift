import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

private let inputs = """
  "extras": { "owner": "agent_id", "date": "day", "columns": {
    "agent_id": "id", "day": "date", "amount": "money?", "reason": "text?", "by": "id?" } }
  """

private let adjustment = """
  "adjustments": { "extra": { "label": "e", "per": "month", "kind": "money", "source": "s",
    "sum": "extras.amount", "where": "by is present", "between": ["-5.5 CNY", 100],
    "needs": ["reason"], "whenNoRows": 0 } },
  """

private func result(_ rows: String) throws -> MeasureResult {
  let policy = try MeasurePolicy.compile("", inputs: inputs, more: adjustment)
  let text = "agent_id,day,amount,reason,by\n" + rows
  let results = try [ScanSettings(), ScanSettings(threads: 3, chunk: 64)].map {
    try MeasurePolicy.run(policy, tables: ["extras": text], settings: $0)
  }
  #expect(results[0].diagnostics == results[1].diagnostics)
  return results[0]
}

@Test(
  "Both limits are inclusive, to the last digit",
  arguments: [
    ("100", true), ("100.0000001", false), ("100.01", false), ("-5.5", true), ("-5.51", false),
    ("0", true), ("", true),
  ])
func limits(amount: String, isSound: Bool) throws {
  let found = try result("E1,2026-03-05,\(amount),because,E3\n").diagnostics
  #expect(found.map(\.code) == (isSound ? [] : [.adjustmentOutsideLimits]))
  #expect(
    found.allSatisfy { $0.severity == .error && $0.place?.line == 2 && $0.help.contains("`") })
}

@Test("Only rows that count are looked at")
func rowsThatCount() throws {
  let rows = """
    E1,2026-03-05,999,because,
    E1,2026-04-01,999,because,E3
    E4,2026-03-05,999,because,E3
    E9,2026-03-05,999,because,E3

    """
  #expect(try result(rows).diagnostics.isEmpty)
}

@Test("Every fault of a row is told, each once, and of many the rest is counted")
func manyFaults() throws {
  let two = try result("E1,2026-03-05,999,,E3\n").diagnostics
  #expect(two.compactMap(\.place?.line) == [2, 2])
  #expect(two.map(\.message).contains { $0.contains("`reason` is empty") })
  let many = try result(String(repeating: "E1,2026-03-05,101,because,E3\n", count: 23)).diagnostics
  #expect(many.count == 21)
  #expect(many.last?.message == "the same holds for 3 more")
}
