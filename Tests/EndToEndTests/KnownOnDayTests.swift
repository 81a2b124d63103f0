import Foundation
import TestSupport
import Testing

/// March is closed on 5 April; what was announced then is the past answer that must come again.
@Suite("what was known on a day, whatever became of the files since")
struct KnownOnDayTests: ExampleBooks {
  private static let sale = "S2,E1025,2026-03-12,20000"

  private func closed(_ body: (URL) async throws -> Void) async throws {
    try await withBook("closed-period-correction") { book in
      try await close("2026-03", on: "2026-04-05", in: book)
      try await body(book)
    }
  }

  /// Asks for March as known on a day: whether the answer is the announced one, and what is said of it.
  private func march(_ day: String, in book: URL) async throws -> (isSame: Bool, said: String) {
    let result = try await done("run", "2026-03", "--as-known-on", day, in: book)
    let folders = ["2026-03", "2026-03.as-known-on-\(day)"]
    let figures = try folders.map { try text("out/\($0)/figures.csv", in: book) }
    let hidden = try FileManager.default.contentsOfDirectory(atPath: book.path)
      .filter { $0.hasPrefix(".known") }
    #expect(hidden == [])
    return (figures[0] == figures[1], result.standardError)
  }

  /// Says in merit.json that a file of some came on 20 April.
  private func say(_ file: String, of files: String, in book: URL) throws {
    let own = "\"files\": [\"\(files)\"]"
    try change(
      "merit.json", own, "\(own), \"loadedOn\": { \"\(file)\": \"2026-04-20\" }", in: book)
  }

  @Test("an export that was rewritten since stands as it was closed, and this is said")
  func rewritten() async throws {
    try await closed { book in
      let untouched = try await march("2026-04-05", in: book)
      #expect(untouched.isSame && !untouched.said.contains("L302"), "\(untouched)")
      try change("data/sales.csv", Self.sale, "S2,E1025,2026-03-12,1", in: book)
      for day in ["2026-04-05", "2026-04-30"] {
        let answer = try await march(day, in: book)
        #expect(answer.isSame, "\(day)")
        #expect(answer.said.contains("hint[L302]"), "\(answer)")
        #expect(answer.said.contains("`data/sales.csv`"), "\(answer)")
      }
      // Of the day before the close nothing but the present state is known.
      let before = try await march("2026-04-04", in: book)
      #expect(!before.isSame && !before.said.contains("L302"), "\(before)")
    }
  }

  @Test("once the next month is closed with the rewritten export, it is what was known")
  func later() async throws {
    try await closed { book in
      try change("data/sales.csv", Self.sale, "S2,E1025,2026-03-12,1", in: book)
      try await close("2026-04", on: "2026-05-05", in: book)
      #expect(try await march("2026-05-04", in: book).isSame)
      let after = try await march("2026-05-05", in: book)
      #expect(!after.isSame && !after.said.contains("L302"), "\(after)")
    }
  }

  @Test("an export that is gone is there again, and `loadedOn` says when a new state came")
  func goneAndDated() async throws {
    try await closed { book in
      try change(
        "merit.json", "\"files\": [\"data/sales.csv\"]",
        "\"files\": [\"data/sales*.csv\"]", in: book)
      let data = book.appendingPathComponent("data")
      try FileManager.default.moveItem(
        at: data.appendingPathComponent("sales.csv"), to: data.appendingPathComponent("sales2.csv"))
      try change("data/sales2.csv", Self.sale, "S2,E1025,2026-03-12,1", in: book)
      try say("data/sales2.csv", of: "data/sales*.csv", in: book)
      #expect(try await march("2026-04-19", in: book).isSame)
      try change("merit.json", "\"data/sales*.csv\"", "\"data/sales2.csv\"", in: book)
      #expect(try await !march("2026-04-20", in: book).isSame)
    }
  }

  @Test("a state that came by the day counts, one that came after it does not")
  func dated() async throws {
    try await closed { book in
      try change("data/sales.csv", Self.sale, "S2,E1025,2026-03-12,1", in: book)
      try say("data/sales.csv", of: "data/sales.csv", in: book)
      #expect(try await march("2026-04-19", in: book).isSame)
      let then = try await march("2026-04-20", in: book)
      #expect(!then.isSame && !then.said.contains("L302"), "\(then)")
    }
  }

  @Test("an export of which no day is said is taken as known, with a warning")
  func undated() async throws {
    try await closed { book in
      try FileManager.default.copyItem(
        at: book.appendingPathComponent("late/complaints-late.csv"),
        to: book.appendingPathComponent("data/complaints-late.csv"))
      let answer = try await march("2026-04-10", in: book)
      #expect(!answer.isSame)
      #expect(answer.said.contains("warning[L302]"), "\(answer)")
      #expect(answer.said.contains("`data/complaints-late.csv`"), "\(answer)")
    }
  }

  @Test("a policy that was edited in place governs as it was closed")
  func policy() async throws {
    try await closed { book in
      try change("policies/2026.policy.json", "\"is\": 800", "\"is\": 1000", in: book)
      let answer = try await march("2026-04-10", in: book)
      #expect(answer.isSame && answer.said.contains("`policies/2026.policy.json`"), "\(answer)")
    }
  }

  @Test("where hashes alone are kept, it is said that the answer may be another one")
  func hashesOnly() async throws {
    try await withBook("closed-period-correction") { book in
      try change(
        "merit.json", "\"meritFormat\": 1,", "\"meritFormat\": 1, \"ledgerKeeps\": \"hashes\",",
        in: book)
      try await close("2026-03", on: "2026-04-05", in: book)
      #expect(try await march("2026-04-10", in: book).isSame)
      try change("data/sales.csv", Self.sale, "S2,E1025,2026-03-12,1", in: book)
      let answer = try await march("2026-04-10", in: book)
      #expect(!answer.isSame && answer.said.contains("warning[L302]"), "\(answer)")
      #expect(answer.said.contains("of which only hashes are kept"), "\(answer)")
    }
  }

  @Test("what answers for another day says so, and pays nobody")
  func marked() async throws {
    try await withBook("known-on-a-day") { book in
      try await done("run", "2026-06", in: book)
      try await done("run", "2026-06", "--as-known-on", "2026-02-01", in: book)
      let then = "out/2026-06.as-known-on-2026-02-01"
      for page in ["review.md", "statements/E1.md"] {
        let title = try text("\(then)/\(page)", in: book).prefix { $0 != "\n" }
        #expect(title.hasSuffix(": 2026-06, as known on 2026-02-01, not for payment"))
        #expect(try !text("out/2026-06/\(page)", in: book).contains("not for payment"))
      }
      let files = FileManager.default
      #expect(files.fileExists(atPath: book.appendingPathComponent("out/2026-06/payroll.csv").path))
      #expect(!files.fileExists(atPath: book.appendingPathComponent("\(then)/payroll.csv").path))
    }
  }
}
