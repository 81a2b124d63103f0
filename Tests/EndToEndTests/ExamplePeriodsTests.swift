import Foundation
import TestSupport
import Testing

/// Examples with figures of several periods, worked out by hand in their README.
@Suite struct ExamplePeriodsTests {
  private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Examples")

  private static let names: [String] = {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: examples.path)) ?? []
    return names.filter {
      files.fileExists(atPath: examples.appendingPathComponent("\($0)/expected.csv").path)
    }.sorted()
  }()

  @Test("every figure comes out in its period", arguments: names)
  func figures(name: String) async throws {
    let example = Self.examples.appendingPathComponent(name)
    let text = try String(
      contentsOf: example.appendingPathComponent("expected.csv"), encoding: .utf8)
    let wanted = BookRunner.csvRecords(text).dropFirst()
    try #require(!wanted.isEmpty)
    try await BookRunner.withCopy(of: example) { book in
      for period in Set(wanted.map { $0[2] }).sorted() {
        let rows = try await BookRunner.runBook(folder: book, period: period)
        for line in wanted where line[2] == period {
          let found = rows.filter { [$0.scope, $0.id, $0.figure] == [line[0], line[1], line[3]] }
          #expect(found.map { [$0.state, $0.value] } == [[line[4], line[5]]], "\(line)")
        }
      }
    }
  }
}
