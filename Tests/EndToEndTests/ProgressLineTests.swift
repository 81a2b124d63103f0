import MeritImport
import Testing

@testable import merit

@Suite("the line that tells how far a scan is")
struct ProgressLineTests {
  @Test(
    "file, part, rows, rate, time left",
    arguments: [
      (
        412, 1024, 3_120_045, 4000,
        "data/a.csv: 412 of 1024 MiB, 3,120,045 rows, 103 MiB/s, 5 s left"
      ),
      (1024, 1024, 999, 1000, "data/a.csv: 1024 of 1024 MiB, 999 rows, 1024 MiB/s, 0 s left"),
      (10, 10_000, 0, 1000, "data/a.csv: 10 of 10000 MiB, 0 rows, 10 MiB/s, 17 min left"),
    ])
  func line(done: Int, total: Int, rows: Int, milliseconds: Int, expected: String) {
    let progress = ScanProgress(
      table: "calls", file: "data/a.csv", done: done << 20, total: total << 20, rows: rows)
    #expect(ProgressLine.text(progress, milliseconds: milliseconds) == expected)
  }

  @Test("a long name is cut in front, and controls of a terminal do not reach it")
  func names() {
    let long = ScanProgress(
      table: "t", file: "exports/2026/march/telephone/calls-of-march.csv", done: 1 << 20,
      total: 2 << 20, rows: 1)
    #expect(
      ProgressLine.text(long, milliseconds: 1000).hasPrefix("…/telephone/calls-of-march.csv: "))
    let odd = ScanProgress(table: "t", file: "a\u{1B}[2J.csv", done: 1, total: 2, rows: 1)
    #expect(!ProgressLine.text(odd, milliseconds: 1).contains("\u{1B}"))
  }
}
