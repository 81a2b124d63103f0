import Foundation
import MeritApp
import MeritImport
import MeritModel
import Testing

/// Explanations over the sample book; its figures were worked out outside the program.
@Suite struct ExplainFigureTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "explain-\(UUID())")

  /// Computes the sample book's month, and hands out the result while its files are there.
  private func withResult<Outcome>(
    _ body: (PeriodResult, RunRequest, PeriodReading) throws -> Outcome
  ) throws -> Outcome {
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = LocalFileSystem()
    #expect(try SampleBook.write(to: folder.path, files: files).isEmpty)
    let book = try #require(try BookReader.read(folder.path, files: files).valid)
    let reading = PeriodReading(book: book, files: files, settings: ScanSettings(threads: 2))
    let request = RunRequest(
      bookFolder: folder.path, policyFiles: book.book.policies, period: SampleBook.period,
      output: "out", isDryRun: true)
    let outcome = try RunPeriod(files: files, reading: reading.read).compute(request)
    return try body(try #require(outcome.valid), request, reading)
  }

  private func explained(_ figure: String?, of employee: String = "E1001") throws -> Checked<String>
  {
    try withResult { result, _, reading in
      try ExplainFigure(result: result) { use in
        try reading.provenance(of: use, in: result)
      }.text(employee: employee, figure: figure)
    }
  }

  @Test func `a measure names its rule, its rows and those that did not count`() throws {
    let text = try #require(try explained("sales_amount").valid)
    #expect(text.contains("Sales amount (sales_amount): 36,603.75 CNY"))
    #expect(text.contains("policies/telesales.policy.json:"))
    #expect(text.contains("rows counted: 18"))
    #expect(text.contains("data/sales.csv:5\n"))
    #expect(text.contains("does not hold"))
  }

  @Test func `a bonus tells every step with its slices`() throws {
    let text = try #require(try explained(nil).valid)
    #expect(text.contains("20,000.00 × 2 % = 400.00 + 16,603.75 × 3 % = 498.1125"))
    #expect(text.contains("pay: round 0.01 half-up → 2,398.11"))
    #expect(text.contains("reaches the band from 90 → A"))
  }

  @Test func `a rank says by what and among how many`() throws {
    let text = try #require(try explained("rank_company").valid)
    #expect(text.contains("Rank by score (rank_company): 2\n"))
  }

  @Test(arguments: [
    (
      "promotion_to_lead", "E1004", "not-eligible; not met: Target reached",
      "Target reached (target): fail (target_rate >= 100%); it is 91.05 %, needed is at least 100 %"
    ),
    ("promotion_to_lead", "E1002", "eligible", "Product exam (product): pass (product_exam >= 80)"),
    (
      "training", "E1002", "Following up in time",
      "Following up in time (follow_up_habits): yes (follow_up_score <= 60)"
    ),
    ("training", "E1001", "none", "Closing a sale (closing_skills): no (sales_attainment < 80)"),
  ])
  func `an outcome is told by its labels, as in the review`(
    figure: String, employee: String, value: String, line: String
  ) throws {
    let text = try #require(try explained(figure, of: employee).valid)
    #expect(text.contains(" (\(figure)): \(value)\n"), "\(text)")
    #expect(text.contains("\n  \(line)"), "\(text)")
  }

  @Test func `an unknown person or figure is answered with the nearest`() throws {
    let person = try explained(nil, of: "E1O01")
    #expect(person.diagnostics.map(\.code) == [.employeeUnknown])
    let figure = try explained("sales_amont")
    #expect(figure.diagnostics.map(\.code) == [.figureUnknown])
    #expect(figure.diagnostics.first?.help.contains("sales_amount") == true)
    let label = try explained("pay propsal")
    #expect(label.diagnostics.first?.help == "did you mean `Pay proposal`?", "\(label.diagnostics)")
    let none = try explained("zzzzzzzz")
    let help = try #require(none.diagnostics.first?.help)
    #expect(help.hasPrefix("name a figure of the period: `score`, `grade`, `bonus`, "))
    #expect(help.contains("`training`") && !help.contains(" more"), "\(help)")
  }

  @Test func `a team's figure is named as one, also where people have one of the name`() throws {
    let bonus = try #require(try explained("lead_bonus", of: "L003").valid)
    #expect(bonus.contains("→ merit explain 2026-03 L003 team.gross_violations"))
    let team = try #require(try explained("team.gross_violations", of: "L003").valid)
    #expect(team.contains("Gross violations (team.gross_violations): 1 [team T3]"))
    let own = try #require(try explained("gross_violations", of: "L003").valid)
    #expect(own.contains("Gross violations (gross_violations): 0"))
    #expect(try explained("team.no_such", of: "L003").diagnostics.map(\.code) == [.figureUnknown])
  }

  @Test func `the summary tells where the rows went and whom no list knows`() throws {
    try withResult { result, request, _ in
      let text = RunSummary(result: result, previous: nil).text(request)
      let read = result.accounts.reduce(0) { $0 + $1.rowsRead }
      #expect(text.contains("\nrows read \(read), used "))
      #expect(text.contains(" outside the period, "))
      #expect(text.contains("\n  `E9999` is not on the roster; one row"))
    }
  }
}
