import Foundation
import TestSupport
import Testing

@Suite(
  "public data sets", .enabled(if: SharedData.folder != nil, Comment(rawValue: SharedData.skipped)))
struct RealDataTests {
  @Test("every expected figure of a month comes out exactly", arguments: RealBook.all)
  func everyFigure(book: RealBook) async throws {
    let data = try #require(SharedData.folder)
    let expected = try book.expected(data)
    #expect(expected.count == book.count)
    try await BookRunner.withFolder { folder in
      try book.lay(in: folder, data: data)
      let rows = try await BookRunner.runBook(folder: folder, period: book.period)
      let given = Dictionary(grouping: rows) { [$0.scope, $0.id, $0.figure] }
      let wrong = expected.filter { want in
        let found = given[[want.scope, want.id, want.figure]] ?? []
        return found.count != 1 || found[0].state != want.state || found[0].value != want.value
          || found[0].period != book.period
      }
      let sample = wrong.sorted { "\($0)" < "\($1)" }.prefix(20).map { want in
        "expected \(want); got \(given[[want.scope, want.id, want.figure]] ?? [])"
      }
      #expect(
        wrong.isEmpty, "\(wrong.count) of \(expected.count):\n\(sample.joined(separator: "\n"))")
    }
  }

  @Test("agents without a single opportunity stand there with zeros and without a rate")
  func agentsWithoutDeals() async throws {
    let data = try #require(SharedData.folder)
    let idle = try ExactJSONReader.read(
      try data.appendingPathComponent("maven_crm_sales/expected.json").text())[
        "agents_without_any_opportunity"
      ].elements.compactMap(\.words)
    try #require(idle.count == 5)
    let expected = Set(try RealBook.crm.expected(data))
    for agent in idle {
      let zero = ExpectedFigure(scope: "employee", id: agent, figure: "deals_won", value: "0")
      let rate = ExpectedFigure(
        scope: "employee", id: agent, figure: "win_rate", state: "not-applicable", value: "")
      #expect(expected.contains(zero) && expected.contains(rate))
    }
  }
}
