import Foundation
import TestSupport
import Testing

/// One published scheme, or one fragment of it, as a book with the figures that must come out.
struct SchemeCase: CustomTestStringConvertible, Sendable {
  /// Where an expected figure comes from.
  enum Basis: String, CaseIterable, Sendable {
    /// The scheme states it.
    case stated = "S"
    /// It follows from the scheme under the reading that the case names.
    case derived = "D"
    /// It was worked out by hand for the rows of the case.
    case byHand = "H"
  }

  /// A line of `expected.csv`.
  struct Expectation: Sendable {
    let scope, id, period, figure, state, value: String
    let basis: Basis

    var key: [String] { [scope, id, period, figure] }
  }

  let folder: URL
  /// The path below `Cases`, as in `37-small-schemes/a-agent-sheet`.
  let name: String
  var testDescription: String { name }
  /// The number that the collection of schemes gives it.
  var number: String { String(name.prefix(2)) }

  /// Every folder below `Cases` that holds a book.
  static let all: [SchemeCase] = {
    let cases = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases")
    let paths = FileManager.default.enumerator(atPath: cases.path)?.allObjects ?? []
    return paths.compactMap { $0 as? String }.filter { $0.hasSuffix("/merit.json") }.sorted()
      .map { path in
        let name = String(path.dropLast("/merit.json".count))
        return SchemeCase(folder: cases.appendingPathComponent(name), name: name)
      }
  }()

  /// The lines of `expected.csv`.
  func expected() throws -> [Expectation] {
    let file = folder.appendingPathComponent("expected.csv")
    let records = BookRunner.csvRecords(
      String(decoding: try Data(contentsOf: file), as: UTF8.self))
    #expect(records.first == ["scope", "id", "period", "figure", "state", "value", "basis"])
    return try records.dropFirst().map { fields in
      try #require(fields.count == 7, "\(fields)")
      let basis = try #require(Basis(rawValue: fields[6]), "\(fields)")
      return Expectation(
        scope: fields[0], id: fields[1], period: fields[2], figure: fields[3], state: fields[4],
        value: fields[5], basis: basis)
    }
  }

  /// Runs `body` with a copy of the book.
  func withBook<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    try await BookRunner.withFolder { outer in
      let book = outer.appendingPathComponent("book")
      try FileManager.default.copyItem(at: folder, to: book)
      return try await body(book)
    }
  }
}

/// Runs the periods that some expectations name, and tells the expectations that fail.
func failures(of expected: [SchemeCase.Expectation], in book: URL) async throws -> [String] {
  var rows: [FigureRow] = []
  for period in Set(expected.map(\.period)).sorted() {
    rows += try await BookRunner.runBook(folder: book, period: period)
  }
  let given = Dictionary(grouping: rows) { [$0.scope, $0.id, $0.period, $0.figure] }
  return expected.compactMap { want in
    let got = given[want.key]?.map { [$0.state, $0.value] } ?? []
    if got == [[want.state, want.value]] { return nil }
    return "\(want.key.joined(separator: " ")): expected \(want.state) \(want.value), got \(got)"
  }
}
