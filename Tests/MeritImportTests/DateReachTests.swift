import MeritImport
import MeritModel
import Testing

private let contract = TableContract(
  name: "t",
  columns: [
    ContractColumn(name: "amount", kind: .number, isOptional: false),
    ContractColumn(name: "day", kind: .date, isOptional: true),
    ContractColumn(name: "note", kind: .text, isOptional: true),
  ], date: 1)

/// The lines, the accounts and the problems of a text of which March is asked for, and the last days
/// of January where they are not left out.
private func march(
  _ rows: [String], _ settings: ScanSettings, among months: Set<String> = ["2026-01", "2026-03"]
) throws -> (
  rows: [ReadRow], summary: ScanSummary
) {
  let text = "amount,day,note\n" + rows.joined(separator: "\n") + "\n"
  let source = TableSource(files: [SourceFile(name: "a.csv", bytes: Array(text.utf8))])
  let table = try OpenTable(contract, source)
  let scan = TableScan(table, owners: OwnerIndex([]), settings: settings)
  let stretches = try [("2026-01-30", "2026-01-31"), ("2026-03-01", "2026-03-31")].filter {
    months.contains(String($0.0.prefix(7)))
  }.map {
    let (first, last) = (try #require(CalendarDay(iso: $0)), try #require(CalendarDay(iso: $1)))
    return Int64(first.number)...Int64(last.number)
  }
  let result = try scan.run(
    within: DateReach(column: 1, stretches: stretches), makeWorker: { ReadRows() }
  ) { rows, batch in
    for row in 0..<batch.count where unsafe batch.faults.base[row] == 0 {
      rows.rows.append(
        ReadRow(
          line: unsafe batch.lines.base[row],
          values: (0..<3).map { batch.value($0, row).canonicalText }))
    }
  }
  return (
    result.workers.flatMap(\.rows).sorted { $0.line < $1.line }, ScanSummary(table, result.logs)
  )
}

@Test(
  "Rows of other dates are counted, whatever else they hold",
  arguments: [
    ScanSettings(), ScanSettings(threads: 2, chunk: 64), ScanSettings(threads: 3, chunk: 65),
  ])
func otherDates(settings: ScanSettings) throws {
  let (rows, summary) = try march(
    [
      "1,2026-02-28,before", "2,2026-03-01,first", "much,2026-02-28,unreadable and outside",
      "3,2026-03-31,last", "4,2026-04-01,after", "much,2026-03-02,unreadable and inside",
      "5,,no day", "6,2026-02-30,no such day", "7,2026-01-29,x", "8,2026-01-30,also",
      "9,2026-01-31,\"also, too\"", "10,2026-02-01,x",
    ], settings)
  #expect(
    rows.map(\.values) == [
      ["2", "2026-03-01", "first"], ["3", "2026-03-31", "last"], ["5", "", "no day"],
      ["8", "2026-01-30", "also"], ["9", "2026-01-31", "also, too"],
    ])
  #expect(rows.map(\.line) == [3, 5, 8, 11, 12])
  let account = try #require(summary.accounts.first)
  #expect(account.rowsRead == 12)
  #expect(account.rejected.values.reduce(0, +) == 2)
  #expect(account.notUsed["outside the period"] == 5)
  #expect(summary.problems.map(\.line) == [7, 9])
}

@Test("A batch of which nothing is asked for is counted and never given on")
func nothingAskedFor() throws {
  let (rows, summary) = try march(
    (0..<5000).map { "\($0),2025-0\($0 % 9 + 1)-01," }, ScanSettings())
  #expect(rows.isEmpty)
  #expect(summary.accounts.first?.notUsed == ["outside the period": 5000])
}

@Test(
  "Of one stretch of dates all rows, none and some are taken, and what has no date stays",
  arguments: [
    (["2026-03-01", "2026-03-31"], 2, 0, 0), (["2026-02-28", "2026-04-01"], 0, 2, 0),
    (["2026-02-28", "2026-03-01"], 1, 1, 0), (["", "2026-03-31"], 2, 0, 0),
    (["", "2026-04-01"], 1, 1, 0), (["2026-02-30", "2026-04-01"], 0, 1, 1),
    (["2026-02-30", "2026-03-05"], 1, 0, 1),
  ])
func oneStretch(days: [String], taken: Int, outside: Int, refused: Int) throws {
  let (rows, summary) = try march(days.map { "1,\($0),x" }, ScanSettings(), among: ["2026-03"])
  #expect(rows.count == taken)
  let account = try #require(summary.accounts.first)
  #expect((account.notUsed["outside the period"] ?? 0) == outside)
  #expect(account.rejected.values.reduce(0, +) == refused)
}
