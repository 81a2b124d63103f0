import Foundation
import TestSupport
import Testing

/// What a person reads on the own statement and in an explanation, of the book in `Readable`, whose
/// README works the figures out.
@Suite("statements and explanations, as somebody reads them")
struct ReadableReportsTests {
  private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Readable")

  private func withRun(_ body: (URL) async throws -> Void) async throws {
    try await BookRunner.withCopy(of: Self.home) { book in
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      try #require(run.status == 0, "\(run)")
      try await body(book)
    }
  }

  private func text(_ name: String, in book: URL) throws -> String {
    try String(contentsOf: book.appendingPathComponent("out/2026-03/\(name)"), encoding: .utf8)
  }

  @Test("a statement begins with what is paid in all, and when")
  func total() async throws {
    try await withRun { book in
      let page = try text("statements/E2.md", in: book)
      for part in [
        "**Your bonus: 460.00 EUR.**", "| Commission   | 360.00 | 2026-04-10 |",
        "| Growth       |  20.00 | 2026-04-20 |", "| Together     | 460.00 |            |",
      ] { #expect(page.contains(part), "\(part)\n\(page)") }
      #expect(
        try text("statements/E1.md", in: book).contains(
          "**Your bonus: 250.00 EUR, paid on 2026-04-10.**"))
      #expect(try text("statements/L1.md", in: book).contains("**Your bonus: 235.00 EUR.**"))
    }
  }

  @Test("a tie, and a seat that somebody before may not have, are told without names")
  func seats() async throws {
    try await withRun { book in
      let page = try text("statements/E2.md", in: book)
      #expect(page.contains("Place 2 of 4 in T1, where the seats are 1 × A, 2 × B, 1 × C: A."))
      #expect(page.contains("Before you, 1 person may not have A: the seats pass on."))
      #expect(page.contains("2 people are equal at this place and all get A"))
      #expect(!page.contains("E1") && !page.contains("E3"))
      let own = try text("statements/E1.md", in: book)
      #expect(own.contains("Place 1 of 4 in T1") && !own.contains("equal at this place"))
      #expect(own.contains("Because of Faults ≥ 1 (Faults is 1): "), "\(own)")
    }
  }

  @Test("operands of the period before, and slabs of the year to date, are those that counted")
  func operands() async throws {
    try await withRun { book in
      let page = try text("statements/E2.md", in: book)
      #expect(page.contains("Sales is 10,000.00; the period before's Sales is 8,000.00"))
      let told = try await BookRunner.run(["explain", "2026-03", "E2", "earned"], in: book)
      #expect(
        told.standardOutput.contains(
          "(10,000.00 after 48,000.00 in the year before) = 360: 2,000.00 × 2 % = 40.00 + 8,000.00 × 4 % = 320.00"
        ), "\(told)")
    }
  }

  @Test("an explanation begins with the sum, tells one level, and on demand all, each once")
  func levels() async throws {
    try await withRun { book in
      let short = try await BookRunner.run(["explain", "2026-03", "E2"], in: book).standardOutput
      #expect(short.contains("bonus in all: 460.00 EUR\n  Commission: 360.00 EUR\n"))
      #expect(
        short.contains("  Quality rate (rate): 8.00 %  → merit explain 2026-03 E2 rate\n"),
        "\(short)")
      #expect(!short.contains("table matrix"))
      let all = try await BookRunner.run(["explain", "2026-03", "E2", "--all"], in: book)
        .standardOutput
      #expect(all.contains("    table matrix, row 2: grade = A, peers = low\n"), "\(all)")
      #expect(all.contains("Score (month_score): 80, see above\n"), "\(all)")
      #expect(all.components(separatedBy: "place 2 of 4 in T1").count == 2)
      let two = try await BookRunner.run(["explain", "2026-03", "E2", "--depth", "2"], in: book)
        .standardOutput
      #expect(two.contains("    table matrix, row 2") && !two.contains("mean of 2 scores"))
      let none = try await BookRunner.run(["explain", "2026-03", "E2", "--depth", "0"], in: book)
      #expect(none.status == 64)
    }
  }

  @Test("no ballot names who gave it, and colleagues stand only in a figure of the group")
  func colleagues() async throws {
    try await withRun { book in
      let all = try await BookRunner.run(["explain", "2026-03", "E2", "--all"], in: book)
        .standardOutput
      #expect(all.contains("scores: 3, 4\n"), "\(all)")
      for id in ["E1", "E3", "E4"] { #expect(!all.contains(id), "\(id)") }
      let lead = try await BookRunner.run(["explain", "2026-03", "L1", "--all"], in: book)
      #expect(lead.standardOutput.contains("    sum over 6 people\n"), "\(lead)")
      #expect(!lead.standardOutput.contains("E2: "), "\(lead)")
      let sum = try await BookRunner.run(["explain", "2026-03", "L1", "team_sales"], in: book)
      #expect(sum.standardOutput.contains("    E2: 10,000.00 EUR\n"), "\(sum)")
    }
  }

  @Test("the line of a checklist shows every value that its condition names")
  func checklist() async throws {
    try await withRun { book in
      let page = try text("statements/E2.md", in: book)
      #expect(
        page.contains(
          "Steady growth: fail; Faults is 0, Growth is 2,000.00"),
        "\(page)")
      let told = try await BookRunner.run(["explain", "2026-03", "E2", "promotion"], in: book)
      #expect(told.standardOutput.contains("; faults = 0, growth = 2,000.00 EUR"), "\(told)")
      #expect(told.standardOutput.contains("not-eligible; not met: Steady growth"), "\(told)")
    }
  }

  @Test("what feeds a balance, a second grade and the row of a table stand on the statement")
  func read() async throws {
    try await withRun { book in
      let page = try text("statements/E2.md", in: book)
      for part in [
        "## Commission earned: 360.00 EUR\n\nThis amount is not paid by itself; it goes into Carried forward.",
        "   - earlier in the year 48,000.00, now 10,000.00, together 58,000.00\n"
          + "   - 2,000.00 from 48,000.00 at 2 % is 40.00\n"
          + "   - 8,000.00 from 50,000.00 at 4 % is 320.00\n",
        "## Peer grade: low\n",
        "By row 2 of the table Quality matrix: Grade is A, Peer grade is low.",
        "start with Carried forward (above the ceiling) gives **360.00**",
      ] { #expect(page.contains(part), "\(part)\n\(page)") }
      let lead = try text("statements/L1.md", in: book)
      for part in ["Score", "Faults", "Mark"] { #expect(!lead.contains(part), "\(lead)") }
    }
  }

  @Test(
    "a review shows what feeds a balance and a second grade, and counts whom a bonus leaves out")
  func review() async throws {
    try await withRun { book in
      let review = try text("review.md", in: book)
      #expect(review.contains("### Commission earned\n\nNot paid by itself."), "\(review)")
      #expect(review.contains("### Peer grade\n"))
      #expect(review.contains("It does not apply to 1 other person."))
      #expect(!review.contains("\\_") && !review.contains("\\("))
      #expect(review.contains("Eligible for promotion"))
    }
  }

  @Test("rows of void ballots are not used, and the account still balances")
  func account() async throws {
    try await withRun { book in
      let lines = BookRunner.csvRecords(try text("accounts.csv", in: book))
      let ballots = try #require(lines.first { $0.first == "ballots" })
      #expect(Array(ballots.dropFirst(2).prefix(4)) == ["8", "6", "2", "0"])
      #expect(ballots.last?.contains("in a void ballot") == true, "\(ballots)")
    }
  }

  @Test("a figure is found by its label too")
  func label() async throws {
    try await withRun { book in
      let told = try await BookRunner.run(["explain", "2026-03", "E2", "quality rate"], in: book)
      #expect(told.standardOutput.contains("Quality rate (rate): 8.00 %"), "\(told)")
    }
  }

  @Test("the median is that of those who are paid")
  func median() async throws {
    try await BookRunner.withCopy(of: Self.home) { book in
      let run = try await BookRunner.run(["run", "2026-03"], in: book)
      let words = run.standardOutput.split(separator: "\n").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      #expect(words.contains("people paid 5"), "\(run)")
      #expect(words.contains("bonus total, EUR 1,065.00"))
      #expect(words.contains("median of those paid, EUR 235.00"))
    }
  }

  /// Paid back only if the policy says so; that it says so is not why a figure is another one.
  @Test("who has no row of the own is told whose rows changed, not that `retro` came in")
  func cause() async throws {
    try await BookRunner.withCopy(of: Self.home) { book in
      func change(_ name: String, _ old: String, _ new: String) throws {
        let file = book.appendingPathComponent(name)
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(old))
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
      }
      // A void ballot would have to be acknowledged at the close.
      try change("data/ballots.csv", "E4,E1,2026-03,5\nE4,E2,2026-03,5\n", "")
      for arguments in [
        ["run", "2026-03"],
        ["close", "2026-03", "--by", "Ann", "--on", "2026-04-05", "--confirm", "2026-03"],
      ] {
        let result = try await BookRunner.run(arguments, in: book)
        try #require(result.status == 0, "\(result)")
      }
      try change(
        "policies/desk.policy.json", "\"timeZone\"",
        "\"retro\": { \"mode\": \"forward-delta\" }, \"timeZone\"")
      // E1 takes the A now, so E2 and E3 have the two B: also they and the lead get less.
      try change("data/faults.csv", "F1,E1,2026-03-05\n", "")
      let run = try await BookRunner.run(["run", "2026-04"], in: book)
      try #require(run.status == 0, "\(run)")
      let lines = BookRunner.csvRecords(
        try String(
          contentsOf: book.appendingPathComponent("out/2026-04/payroll.csv"), encoding: .utf8)
      ).filter { $0.count == 8 && $0[6] == "2026-03" }
      #expect(
        lines.contains { $0[0] == "E1" && $0[7] == "correction of 2026-03: faults: 1 row removed" })
      #expect(
        lines.filter { $0[0] != "E1" && $0[0] != "employee_id" }.allSatisfy {
          $0[7] == "correction of 2026-03: of other people: faults: 1 row removed"
        }, "\(lines)")
      #expect(lines.contains { $0[0] == "E2" })
    }
  }
}
