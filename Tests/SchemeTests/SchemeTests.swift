import Foundation
import TestSupport
import Testing

/// One published scheme as a book: its policy, a few rows, and the figures that must come out.
struct SchemeCase: CustomTestStringConvertible, Sendable {
  var folder: URL
  var testDescription: String { folder.lastPathComponent }

  static let all: [SchemeCase] = {
    let cases = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cases.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
      .map { SchemeCase(folder: cases.appendingPathComponent($0)) }
  }()

  /// The lines `scope,id,period,figure,state,value` of `expected.csv`.
  func expected() throws -> [[String]] {
    let text = String(
      decoding: try Data(contentsOf: folder.appendingPathComponent("expected.csv")), as: UTF8.self)
    let records = BookRunner.csvRecords(text)
    #expect(records.first == ["scope", "id", "period", "figure", "state", "value"])
    return Array(records.dropFirst())
  }
}

@Suite("published schemes, as far as one month holds them")
struct SchemeTests {
  @Test("six schemes lie here")
  func sixSchemes() {
    #expect(
      SchemeCase.all.map { String($0.testDescription.prefix(2)) }
        == ["03", "10", "11", "13", "14", "23"])
  }

  @Test("every figure of the scheme comes out exactly", arguments: SchemeCase.all)
  func everyFigure(scheme: SchemeCase) async throws {
    let expected = try scheme.expected()
    try #require(!expected.isEmpty)
    try await BookRunner.withFolder { folder in
      let book = folder.appendingPathComponent("book")
      try FileManager.default.copyItem(at: scheme.folder, to: book)
      var rows: [FigureRow] = []
      for period in Set(expected.map { $0[2] }).sorted() {
        rows += try await BookRunner.runBook(folder: book, period: period)
      }
      let given = Dictionary(grouping: rows) { [$0.scope, $0.id, $0.period, $0.figure] }
      let wrong = expected.filter { want in
        given[Array(want.prefix(4))]?.map { [$0.state, $0.value] } != [Array(want.suffix(2))]
      }
      let sample = wrong.prefix(20).map { want in
        "expected \(want); got \(given[Array(want.prefix(4))]?.map { [$0.state, $0.value] } ?? [])"
      }
      #expect(
        wrong.isEmpty, "\(wrong.count) of \(expected.count):\n\(sample.joined(separator: "\n"))")
    }
  }
}
