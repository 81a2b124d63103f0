import Foundation
import TestSupport
import Testing

@Suite("the manual: every example runs as it stands there")
struct ManualTests {
  @Test(
    "what a page says comes out",
    arguments: Manual.examples.filter { $0.code == nil })
  func figures(example: ManualExample) async throws {
    try await BookRunner.withFolder { folder in
      try example.write(to: folder)
      if example.figures.isEmpty {
        let result = try await BookRunner.run(["check", "--book", folder.path], in: folder)
        #expect(result.status == 0, "\(result.standardError)\(example.policy)")
      }
      for (period, lines) in example.figures {
        let rows: [FigureRow]
        do { rows = try await BookRunner.runBook(folder: folder, period: period) } catch {
          Issue.record("\(error)\n\(example.policy)")
          return
        }
        for line in lines where line.count == 3 {
          let found = rows.filter { $0.id == line[0] && $0.figure == line[1] }
            .map { $0.state == "present" ? $0.value : $0.state }
          #expect(found == [line[2]], "\(period) \(line[0]) \(line[1])")
        }
        #expect(lines.allSatisfy { $0.count == 3 } && !lines.isEmpty)
      }
    }
  }

  @Test(
    "whom the exports of a page name, its lists know: people, groups and customers",
    arguments: Manual.examples.filter { $0.code == nil && !$0.figures.isEmpty })
  func known(example: ManualExample) async throws {
    try await BookRunner.withFolder { folder in
      try example.write(to: folder)
      let result = try await BookRunner.run(
        ["check", "--data", "--book", folder.path], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      #expect(!result.standardError.contains("[D103]"), "\(result.standardError)")
    }
  }

  @Test(
    "what a page says is refused is refused", arguments: Manual.examples.filter { $0.code != nil })
  func refused(example: ManualExample) async throws {
    try await BookRunner.withFolder { folder in
      try example.write(to: folder)
      let result = try await BookRunner.run(["check", "--book", folder.path], in: folder)
      #expect(
        result.standardError.contains("[\(example.code ?? "")]"), "\(result.standardError)")
    }
  }

  @Test("every page has a heading, an example, and stands in the index", arguments: Manual.pages)
  func page(name: String) {
    let text = Manual.text(name)
    #expect(text.hasPrefix("# "))
    if name != "Manual.md" {
      #expect(Manual.examples.contains { $0.page == name })
      #expect(Manual.text("Manual.md").contains("(\(name))"))
    }
  }

  /// Pages about the file and the expressions, which are no shapes.
  private static let general: Set = [
    "AbsentValues.md", "Calendars.md", "Claims.md", "Expressions.md", "Head.md", "Inputs.md",
    "Kinds.md", "Manual.md", "Rounding.md",
  ]

  @Test(
    "every page of a shape tells its units, its rounding, and what absent values do",
    arguments: Manual.pages.filter { !general.contains($0) })
  func shape(name: String) throws {
    let start = try #require(
      Manual.text(name).range(of: "**Units, rounding, absent values.**"), "\(name)")
    let paragraph = Manual.text(name)[start.upperBound...].components(separatedBy: "\n\n")[0]
    let words = paragraph.lowercased()
    #expect(words.contains("round"))
    #expect(
      ["absent", "missing", "no row", "not applicable", "empty", "no value"].contains {
        words.contains($0)
      })
  }

  @Test(
    "an explanation goes down to the scores, and to the rows that do not count",
    arguments: [
      (
        "Ratings.md", "E1", "peers",
        ["mean of 4 scores", "scores: 60 (left out), ", " 88, ", " 95 (left out)\n", "from 90.25"]
      ),
      (
        "Customers.md", "C1", "value", ["C1 in 2026-03: customer", "reaches the band from 100 → A"]
      ),
      (
        "Exclusions.md", "E1", "missed",
        ["rows counted: 1", "rows not counted: 2, excluded: line down"]
      ),
    ])
  func explained(page: String, id: String, figure: String, parts: [String]) async throws {
    let example = try #require(Manual.examples.first { $0.page == page })
    try await BookRunner.withFolder { folder in
      try example.write(to: folder)
      let told = try await BookRunner.run(
        ["explain", "2026-03", id, figure, "--book", folder.path], in: folder)
      #expect(told.status == 0, "\(told.standardError)")
      for part in parts {
        #expect(told.standardOutput.contains(part), "\(part) is not in \(told.standardOutput)")
      }
    }
  }

  @Test(
    "ledgers, places and the pay of two plans stand in the review, the statements and payroll",
    arguments: [
      (
        "Balances.md", "2026-03",
        [
          ("review.md", "## Balances"), ("statements/E1.md", "## Carried forward: 0.00"),
          ("statements/E1.md", "| Above the ceiling | −3,800.00"),
          ("payroll.csv", "pay,3800.00,EUR"),
        ]
      ),
      (
        "Prizes.md", "2026-03",
        [
          ("review.md", "| E2       |      | company |     2 | 250.00 |"),
          ("statements/E2.md", "Place 2, where 2 are equal, of 4 in company"),
          ("payroll.csv", "top,250.00,EUR"),
        ]
      ),
      (
        "Plans.md", "2026-03",
        [
          ("statements/E1.md", "For the days of the period under the plan `agents`."),
          ("payroll.csv", "agent_pay,100.00,EUR"), ("payroll.csv", "lead_pay,450.00,EUR"),
        ]
      ),
    ])
  func reports(page: String, period: String, parts: [(file: String, text: String)]) async throws {
    let example = try #require(Manual.examples.first { $0.page == page })
    try await BookRunner.withFolder { folder in
      try example.write(to: folder, withReports: true)
      let result = try await BookRunner.run(
        ["run", period, "--book", folder.path], in: folder)
      #expect(result.status == 0, "\(result.standardError)")
      for part in parts {
        let file = folder.appendingPathComponent("out/\(period)/\(part.file)")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains(part.text), "\(part.text) is not in \(text)")
      }
      let told = try await BookRunner.run(
        ["explain", period, "E1", "--book", folder.path], in: folder)
      #expect(told.status == 0, "\(told.standardError)")
    }
  }
}
