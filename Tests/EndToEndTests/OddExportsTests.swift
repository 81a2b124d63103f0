import Foundation
import TestSupport
import Testing

/// The example whose exports come in odd forms, against the one that holds the same facts plainly.
@Suite("odd exports give the figures of plain ones")
struct OddExportsTests {
  private static let examples = ShippedFiles.project.appendingPathComponent("Examples")

  @Test("every figure is the same, and what was converted is told")
  func sameFigures() async throws {
    let plain = Self.examples.appendingPathComponent("missing-data/expected-figures.csv")
    let expected = BookRunner.csvRecords(
      String(decoding: try Data(contentsOf: plain), as: UTF8.self)
    ).dropFirst()
    try #require(expected.count > 50)
    try await BookRunner.withCopy(
      of: Self.examples.appendingPathComponent("odd-exports")
    ) { book in
      let rows = try await BookRunner.runBook(folder: book, period: "2026-03")
      let found = rows.map {
        [$0.scope, $0.id, $0.period, $0.figure, $0.kind, $0.state, $0.value]
      }
      #expect(found == Array(expected))
      let problems = BookRunner.csvRecords(
        String(
          decoding: try Data(contentsOf: book.appendingPathComponent("out/2026-03/problems.csv")),
          as: UTF8.self))
      let told = problems.filter { ["D016", "D140"].contains($0[1]) }.map { [$0[1], $0[3]] }
      #expect(told.contains(["D016", "data/sales-march.csv"]))
      #expect(told.contains(["D016", "data/exams.csv"]))
      #expect(problems.dropFirst().allSatisfy { $0[0] == "hint" })
    }
  }
}
