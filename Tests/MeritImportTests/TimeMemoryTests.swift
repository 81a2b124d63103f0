import MeritImport
import MeritModel
import Testing

private let moments = TableContract(
  name: "t", columns: [ContractColumn(name: "x", kind: .datetime)])

/// Moments in one hour and around it, with what each is, eight hours east of UTC where it has an offset;
/// nil where it is none.
private let texts: [(text: String, value: String?)] = [
  ("2026-03-05T10:00:00", "2026-03-05T10:00:00"), ("2026-03-05T10:00:01", "2026-03-05T10:00:01"),
  ("2026-03-05T10:59:59", "2026-03-05T10:59:59"), ("2026-03-05T10:60:00", nil),
  ("2026-03-05T10:00:60", nil), ("2026-03-05T10:0a:00", nil), ("2026-03-05T10:00:0:", nil),
  ("2026-03-05T10:00:/0", nil), ("2026-03-05T10-00:00", nil),
  ("2026-03-05T10:00-00", "2026-03-05T18:00:00"),
  ("2026-03-05 10:30:00", "2026-03-05T10:30:00"), ("2026-03-05T10:30:00", "2026-03-05T10:30:00"),
  ("2026-03-05x10:30:00", nil), ("2026-03-06T10:30:00", "2026-03-06T10:30:00"),
  ("2026-03-06T11:30:00", "2026-03-06T11:30:00"), ("2026-02-29T11:30:00", nil),
  ("2026-02-29T11:30:00", nil), ("2024-02-29T11:30:00", "2024-02-29T11:30:00"),
  ("2026-03-06T24:00:00", nil), ("2026-03-06T23:59:59", "2026-03-06T23:59:59"),
  ("2026-03-06T00:00:00", "2026-03-06T00:00:00"), ("2026-04-06T00:00:00", "2026-04-06T00:00:00"),
]

@Test("A moment is the same after every other one", arguments: texts.indices)
func momentAfterAnother(first: Int) throws {
  for second in texts.indices {
    let pair = [texts[first], texts[second]]
    let reading = try read("x\n" + pair.map { $0.text + "\n" }.joined(), moments)
    #expect(reading.values == pair.compactMap { $0.value.map { [$0] } })
    #expect(reading.problems.count { $0.severity == .warning } >= pair.count { $0.value == nil })
  }
}
