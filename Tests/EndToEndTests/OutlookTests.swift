import Foundation
import TestSupport
import Testing

/// Worked out by hand: 30,000 of 40,000 are 75 points, 20,000 are 50; A begins at 90, B at 70.
@Suite("how far the next grade is, and what a checklist lacks")
struct OutlookTests {
  private func withBook(_ example: String, _ body: (URL) async throws -> Void) async throws {
    try await BookRunner.withCopy(
      of: ShippedFiles.project.appendingPathComponent("Examples/\(example)"), body)
  }

  @Test("a ranking shows the next grade, and the places moved where the last month was run")
  func rank() async throws {
    try await withBook("closed-period-correction") { book in
      let alone = try await BookRunner.run(["rank", "2026-04"], in: book)
      #expect(alone.status == 0 && !alone.standardOutput.contains("moved"), "\(alone)")
      #expect(alone.standardOutput.contains("A in 15.00"), "\(alone)")
      #expect(alone.standardOutput.contains("B in 20.00"), "\(alone)")
      // In March the second is first: 1 of 40,000 are 0 points, 20,000 are 50.
      let sales = book.appendingPathComponent("data/sales.csv")
      let text = String(decoding: try Data(contentsOf: sales), as: UTF8.self)
      try Data(text.replacingOccurrences(of: "2026-03-10,46250", with: "2026-03-10,1").utf8)
        .write(to: sales)
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      try #require(run.status == 0, "\(run)")
      let moved = try await BookRunner.run(["rank", "2026-04", "--format", "json"], in: book)
      let lines = try #require(
        JSONSerialization.jsonObject(with: Data(moved.standardOutput.utf8)) as? [[String: Any]])
      #expect(lines.map { $0["id"] as? String } == ["E1024", "E1025"])
      #expect(lines.map { $0["moved"] as? String } == ["+1", "-1"])
      #expect(lines.map { $0["missing"] as? String } == ["15", "20"])
    }
  }

  @Test("a statement says of a line of a checklist that is not met what it is and what is needed")
  func checklist() async throws {
    try await withBook("quarter-and-year") { book in
      let run = try await BookRunner.run(["run", "2026-Q1"], in: book)
      try #require(run.status == 0, "\(run)")
      let page = try String(
        contentsOf: book.appendingPathComponent("out/2026-Q1/statements/E2.md"), encoding: .utf8)
      #expect(page.contains("it is B, needed is exactly A"), "\(page)")
    }
  }

  /// E4 has been at the target for one month, E1 for four (`good_run` of the example).
  @Test("a statement says how far a run of months has come that leads to an outcome")
  func streak() async throws {
    try await withBook("quarter-and-year") { book in
      let file = book.appendingPathComponent("policies/2026.policy.json")
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacingOccurrences(
          of: "\"outcomes\": {\n",
          with: """
            "outcomes": {
              "run": { "label": "Run", "per": "month", "source": "§8", "assign": [
                { "id": "bonus_talk", "when": "streak(sales >= target) >= 3" },
                { "id": "praise", "when": "streak(sales >= target) > 1" } ] },

            """
        )
        .replacingOccurrences(
          of: "\"month\": { \"score\": \"month_score\" }",
          with: "\"month\": { \"score\": \"month_score\", \"outcomes\": [\"run\"] }")
      try Data(text.utf8).write(to: file)
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      try #require(run.status == 0, "\(run)")
      func page(_ id: String) throws -> String {
        try String(
          contentsOf: book.appendingPathComponent("out/2026-03/statements/\(id).md"),
          encoding: .utf8)
      }
      #expect(try page("E4").contains("it stands at 1 of 3, 2 more and it applies"))
      #expect(try page("E4").contains("it stands at 1 of 2, one more and it applies"))
      #expect(try !page("E1").contains("it stands at"))
      #expect(try !page("E2").contains("it stands at"))
      let told = try await BookRunner.run(["explain", "2026-03", "E4", "run"], in: book)
      #expect(told.standardOutput.contains("it stands at 1 of 3, 2 more and it applies"))
    }
  }
}
