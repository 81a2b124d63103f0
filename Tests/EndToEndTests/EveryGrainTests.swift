import Foundation
import TestSupport
import Testing

/// Books that hold all shapes, with the word `GRAIN` where a grain stands; their README has the sums.
@Suite("every shape works by day, ten days, month, quarter and year")
struct EveryGrainTests {
  private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("EveryGrain")
  private static let books = ["values", "points", "pay"]
  private static let periods = [
    ("day", "2026-03-31"), ("ten-days", "2026-03-T3"), ("month", "2026-03"), ("quarter", "2026-Q1"),
    ("year", "2026"),
  ]

  @Test("all figures, as worked out by hand", arguments: books, periods)
  func figures(name: String, period: (grain: String, name: String)) async throws {
    let source = Self.home.appendingPathComponent(name)
    let table = BookRunner.csvRecords(
      String(
        decoding: try Data(contentsOf: source.appendingPathComponent("expected.csv")), as: UTF8.self
      ))
    let column = try #require(table.first?.firstIndex(of: period.grain))
    try await BookRunner.withCopy(of: source) { book in
      let file = book.appendingPathComponent("policies/every-grain.policy.json")
      let policy = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      try Data(policy.replacingOccurrences(of: "GRAIN", with: period.grain).utf8).write(to: file)
      let rows = try await BookRunner.runBook(folder: book, period: period.name)
      let given = Dictionary(grouping: rows.filter { $0.period == period.name }) {
        [$0.figure, $0.id]
      }
      for expected in table.dropFirst() {
        let got = given[Array(expected.prefix(2))]?.map {
          $0.state == "present" ? $0.value : $0.state
        }
        #expect((got ?? ["-"]) == [expected[column]], "\(name) \(period.name) \(expected)")
      }
    }
  }
}
