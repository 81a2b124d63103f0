import Foundation
import TestSupport
import Testing

/// Twelve closed months, a closed year and what follows; the amounts are those that the README of the
/// example works out.
@Suite("a closed year")
struct ClosedYearTests: ExampleBooks {
  /// Compares the figures of closed periods with those that the example states.
  private func expectFigures(_ isMeant: (String) -> Bool, in book: URL) throws {
    let text = try String(
      contentsOf: book.appendingPathComponent("expected.csv"), encoding: .utf8)
    let wanted = BookRunner.csvRecords(text).dropFirst().filter { isMeant($0[2]) }
    try #require(!wanted.isEmpty)
    for line in wanted {
      let found = try BookRunner.figures(in: book, period: line[2])
        .filter { [$0.scope, $0.id, $0.figure] == [line[0], line[1], line[3]] }
      #expect(found.map { [$0.state, $0.value] } == [[line[4], line[5]]], "\(line)")
    }
  }

  /// The payroll lines of a run for other periods: whom, how much, for what.
  private func corrections(_ period: String, in book: URL) throws -> [[String]] {
    let text = try String(
      contentsOf: book.appendingPathComponent("out/\(period)/payroll.csv"), encoding: .utf8)
    return BookRunner.csvRecords(text).dropFirst().filter { $0[6] != period }
      .map { [$0[0], $0[4], $0[6]] }
  }

  private func closeYear(_ book: URL) async throws {
    for month in 1...12 {
      let name = "2025-" + (month < 10 ? "0" : "") + "\(month)"
      try await close(name, on: "2026-01-05", in: book)
    }
    try await close("2025", on: "2026-01-06", in: book)
  }

  @Test("months and year are closed one upon the other; January reads them; late sales follow")
  func year() async throws {
    try await withBook("closed-year") { book in
      try await closeYear(book)
      let open = try await done("run", "2026-01", in: book)
      #expect(open.standardOutput.contains("closed periods, as sealed:"), "\(open)")
      try expectFigures({ _ in true }, in: book)
      let verified = try await done("verify", in: book)
      #expect(verified.standardOutput.contains("2025: "), "\(verified)")
      #expect(!verified.standardError.contains("[L"), "\(verified)")
      try FileManager.default.copyItem(
        at: book.appendingPathComponent("late/sales-late.csv"),
        to: book.appendingPathComponent("data/sales-late.csv"))
      try await done("run", "2026-01", in: book)
      #expect(
        try corrections("2026-01", in: book) == [
          ["E1", "130.00", "2025-03"], ["E2", "30.00", "2025-03"], ["E1", "100.00", "2025-04"],
          ["E1", "100.00", "2025-06"], ["E1", "60.00", "2025-10"], ["E2", "20.00", "2025-12"],
        ])
      #expect(try figure("E2", "debt.opening", "2026-01", in: book) == "-9000")
      #expect(try figure("E2", "debt", "2026-01", in: book) == "-5000")
      #expect(try figure("E1", "bonus", "2026-01", in: book) == "680")
      let late = try await done("verify", "2025-03", in: book)
      #expect(late.standardError.contains("data/sales-late.csv:2 added"), "\(late)")
      #expect(late.standardError.contains("data/sales-late.csv:3 added"), "\(late)")
      let other = try await done("verify", "2025-04", in: book)
      #expect(!other.standardError.contains("added"), "\(other)")
    }
  }

  @Test("the year is corrected by the next year, and what January paid is not paid again")
  func nextYear() async throws {
    try await withBook("closed-year") { book in
      try await closeYear(book)
      try FileManager.default.copyItem(
        at: book.appendingPathComponent("late/sales-late.csv"),
        to: book.appendingPathComponent("data/sales-late.csv"))
      try await close("2026-01", on: "2026-02-05", in: book)
      try await done("run", "2026-02", in: book)
      #expect(try corrections("2026-02", in: book) == [])
      // January is read as it was closed: −5,000, and nothing is sold in February.
      #expect(try figure("E2", "debt.opening", "2026-02", in: book) == "-5000")
      try await done("run", "2026", in: book)
      #expect(
        try corrections("2026", in: book) == [["E1", "30.00", "2025"], ["E2", "30.00", "2025"]])
      try await done("verify", in: book)
    }
  }

  @Test("ten days and shifted months are closed in order, the month after its parts")
  func tenDays() async throws {
    try await withBook("ten-day-periods") { book in
      try await close("2026-02-T1", on: "2026-03-03", in: book)
      try await close("2026-02-T2", on: "2026-03-13", in: book)
      try await done("run", "2026-02", in: book)
      let early = try await BookRunner.run(
        ["close", "2026-02", "--by", "Ann", "--on", "2026-03-21", "--confirm", "2026-02"], in: book)
      #expect(early.status == 1 && early.standardError.contains("2026-02-T3 must be closed before"))
      try await close("2026-02-T3", on: "2026-03-21", in: book)
      try await close("2026-02", on: "2026-03-21", in: book)
      try expectFigures({ $0.hasPrefix("2026-02") }, in: book)
      try await close("2026-03-T1", on: "2026-03-31", in: book)
      let status = try await done("status", in: book)
      #expect(status.standardOutput.contains("next     merit run 2026-03-T2"), "\(status)")
      let verified = try await done("verify", in: book)
      #expect(!verified.standardError.contains("[L"), "\(verified)")
    }
  }

  @Test("a sale known after its ten days were closed is paid in the next ten days, once")
  func lateInTenDays() async throws {
    try await withBook("ten-day-periods") { book in
      try await close("2026-02-T1", on: "2026-03-03", in: book)
      try await close("2026-02-T2", on: "2026-03-13", in: book)
      try Data("sale_id,employee_id,closed_on,amount\nL1,E1,2026-03-05,1000\n".utf8)
        .write(to: book.appendingPathComponent("data/sales-late.csv"))
      try await close("2026-02-T3", on: "2026-03-21", in: book)
      #expect(try corrections("2026-02-T3", in: book) == [["E1", "20.00", "2026-02-T2"]])
      try await close("2026-02", on: "2026-03-21", in: book)
      // 5 % of 8,801.50 are 440.075, less 156.03 and 20.00.
      #expect(try figure("E1", "month_sales", "2026-02", in: book) == "8801.5")
      #expect(try figure("E1", "bonus", "2026-02", in: book) == "264.05")
      try await done("run", "2026-03-T1", in: book)
      #expect(try corrections("2026-03-T1", in: book) == [])
    }
  }
}
