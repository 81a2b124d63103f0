import MeritImport
import MeritModel
import Testing

/// Reads one datetime whose export shows the clock of a zone, for a policy of another.
private func time(_ text: String, from zone: String?, policy: String) throws -> (
  value: String?, notes: [String], faults: [DiagnosticCode]
) {
  let contract = TableContract(
    name: "t", columns: [ContractColumn(name: "at", kind: .datetime)])
  let source = TableSource(
    files: [SourceFile(name: "a.csv", bytes: Array("at\n\(text)\n".utf8))],
    columns: ["at": ColumnSource(.named("at"), timeZone: zone)])
  let offsets = try #require(ZoneClock.offsets(of: policy))
  let table = try OpenTable(contract, source, utcOffset: offsets)
  let scan = TableScan(table, owners: OwnerIndex([]), settings: ScanSettings())
  let result = try scan.run(makeWorker: { ReadRows() }) { rows, batch in
    for row in 0..<batch.count where unsafe batch.faults.base[row] == 0 {
      rows.rows.append(ReadRow(line: 2, values: [batch.value(0, row).canonicalText]))
    }
  }
  let problems = ScanSummary(table, result.logs).problems
  let notes = problems.filter { $0.code == .convertedCells }.map(\.message)
  return (
    result.workers.flatMap(\.rows).first?.values[0],
    notes.map { $0.replacing("1 cell of `at` ", with: "") },
    problems.filter { $0.code != .convertedCells }.map(\.code)
  )
}

@Test(
  "Times of another zone are moved to the policy's",
  arguments: [
    ("2026-03-31 20:00:00", "UTC", "Asia/Shanghai", "2026-04-01T04:00:00", 1),
    ("2026-07-01 09:00:00", "Europe/Berlin", "America/New_York", "2026-07-01T03:00:00", 1),
    // Berlin puts its clock forward on 29 March 2026 from 02:00 to 03:00.
    ("2026-03-29 01:59:59", "Europe/Berlin", "UTC", "2026-03-29T00:59:59", 1),
    ("2026-03-29 03:00:00", "Europe/Berlin", "UTC", "2026-03-29T01:00:00", 1),
    // And back on 25 October 2026 from 03:00 to 02:00.
    ("2026-10-25 01:59:59", "Europe/Berlin", "UTC", "2026-10-24T23:59:59", 1),
    ("2026-10-25 02:00:00", "Europe/Berlin", "UTC", "2026-10-25T00:00:00", 2),
    ("2026-10-25 02:59:59", "Europe/Berlin", "UTC", "2026-10-25T00:59:59", 2),
    ("2026-10-25 03:00:00", "Europe/Berlin", "UTC", "2026-10-25T02:00:00", 1),
    ("2026-10-25T02:30:00+01:00", "Europe/Berlin", "UTC", "2026-10-25T01:30:00", 1),
  ])
func moved(text: String, zone: String, policy: String, value: String, notes: Int) throws {
  let read = try time(text, from: zone, policy: policy)
  #expect(read.value == value && read.faults.isEmpty)
  #expect(read.notes.count == notes, "\(read.notes)")
}

@Test("A time that the clock of its zone skips is refused", arguments: ["02:00:00", "02:59:59"])
func skipped(clock: String) throws {
  let read = try time("2026-03-29 \(clock)", from: "Europe/Berlin", policy: "UTC")
  #expect(read.value == nil && read.faults == [.impossibleDate])
}

@Test(
  "Times of the policy's own clock in a moved hour are kept and told",
  arguments: [
    ("2026-03-29 01:59:59", nil),
    ("2026-03-29 02:00:00", "in an hour that the policy's clock skips"),
    ("2026-03-29 03:00:00", nil),
    ("2026-10-25 02:00:00", "in an hour that the policy's clock shows twice"),
    ("2026-10-25 03:00:00", nil),
  ])
func ownClock(text: String, note: String?) throws {
  let read = try time(text, from: nil, policy: "Europe/Berlin")
  #expect(read.value == text.replacing(" ", with: "T"))
  #expect(read.notes == (note.map { [$0] } ?? []))
  #expect(try time(text, from: nil, policy: "Asia/Shanghai").notes.isEmpty)
}
