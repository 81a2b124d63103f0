import Foundation
import TestSupport
import Testing

/// Many people on one rank, as the terminal shows them.
@Suite("a rank that many share")
struct RankTests: ExampleBooks {
  /// Two people with sales, and others without, who share rank 3.
  private func withTied(_ count: Int, _ body: (URL) async throws -> Void) async throws {
    try await withBook("closed-period-correction") { book in
      var roster = try text("data/roster.csv", in: book)
      var attendance = try text("data/attendance.csv", in: book)
      for number in 2001..<(2001 + count) {
        roster += "E\(number),Cleo,specialist,2026-03-01,\n"
        attendance += "E\(number),2026-03,21,21\n"
      }
      try Data(roster.utf8).write(to: book.appendingPathComponent("data/roster.csv"))
      try Data(attendance.utf8).write(to: book.appendingPathComponent("data/attendance.csv"))
      try await body(book)
    }
  }

  /// The ids in a table, and the lines behind it.
  private func shown(_ text: String) -> (ids: [String], rest: [Substring]) {
    let lines = text.split(separator: "\n")
    let ids = lines.compactMap { line in
      line.split(separator: " ").dropFirst().first.map(String.init)
    }.filter { $0.hasPrefix("E") && $0.count == 5 }
    return (ids, lines.filter { $0.contains("more share") })
  }

  // Three places and ten more: two people with sales and eleven of the others.
  @Test(
    "ten more than the places asked for, then how many there are",
    arguments: [
      (11, 13, []), (12, 13, ["and 1 more shares rank 3"]), (30, 13, ["and 19 more share rank 3"]),
    ])
  func capped(count: Int, listed: Int, rest: [String]) async throws {
    try await withTied(count) { book in
      let found = shown(try await done("rank", "2026-03", "--top", "3", in: book).standardOutput)
      #expect(found.ids.count == listed)
      #expect(found.rest.map(String.init) == rest)
      let all = shown(try await done("rank", "2026-03", in: book).standardOutput)
      #expect(all.ids.count == count + 2 && all.rest == [])
      let role = try await done("rank", "2026-03", "--top", "3", "--within", "role", in: book)
      #expect(shown(role.standardOutput).rest == rest.map { "specialist: \($0)"[...] })
    }
  }

  @Test("where no plan binds a score, nothing is listed, and it is said")
  func nobody() async throws {
    try await withBook("closed-year") { book in
      let result = try await done("rank", "2025", in: book)
      #expect(result.standardOutput == "")
      #expect(result.standardError.contains("nobody is ranked in 2025: no plan binds a score"))
    }
  }

  @Test("the end of a run, with its five places")
  func run() async throws {
    try await withTied(30) { book in
      let found = shown(try await done("run", "2026-03", in: book).standardOutput)
      #expect(found.ids.count == 15)
      #expect(found.rest == ["and 17 more share rank 3"])
    }
  }
}
