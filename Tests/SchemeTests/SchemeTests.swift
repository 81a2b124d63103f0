import Foundation
import TestSupport
import Testing

@Suite("published schemes")
struct SchemeTests {
  @Test("every figure of the scheme comes out exactly", arguments: SchemeCase.all)
  func everyFigure(scheme: SchemeCase) async throws {
    let expected = try scheme.expected()
    try #require(!expected.isEmpty)
    try await scheme.withBook { book in
      let failures = try await failures(of: expected, in: book)
      let sample = failures.prefix(20).joined(separator: "\n")
      #expect(failures.isEmpty, "\(failures.count) of \(expected.count):\n\(sample)")
    }
  }

  @Test("a reader finds no fault in the policy", arguments: SchemeCase.all)
  func cleanPolicy(scheme: SchemeCase) async throws {
    try await scheme.withBook { book in
      let result = try await BookRunner.run(
        ["check", "--data", "--quiet", "--no-color", "--book", book.path], in: book)
      #expect(result.status == 0, "\(result.standardOutput)\(result.standardError)")
      let told = result.standardOutput + result.standardError
      #expect(!told.contains("warning["), "\(told)")
    }
  }

  @Test("every case tells its scheme and its readings", arguments: SchemeCase.all)
  func readme(scheme: SchemeCase) throws {
    let text = String(
      decoding: try Data(contentsOf: scheme.folder.appendingPathComponent("README.md")),
      as: UTF8.self)
    #expect(text.contains("Figures"))
    #expect(text.count > 200)
  }

  @Test("the list of the schemes counts the figures of each case")
  func counted() throws {
    let page = ShippedFiles.project.appendingPathComponent(
      "Sources/MeritApp/Documentation.docc/Schemes.md")
    let lines = String(decoding: try Data(contentsOf: page), as: UTF8.self).split(separator: "\n")
    var together: [SchemeCase.Basis: Int] = [:]
    for scheme in SchemeCase.all {
      let counts = Dictionary(grouping: try scheme.expected(), by: \.basis).mapValues(\.count)
      let line = lines.first { $0.hasPrefix("| `\(scheme.name)` |") } ?? ""
      #expect(line.contains(cells(counts)), "\(scheme.name): \(cells(counts))")
      together.merge(counts, uniquingKeysWith: +)
    }
    #expect(lines.contains { $0.hasPrefix("| **together** | \(cells(together))") })
  }

  private func cells(_ counts: [SchemeCase.Basis: Int]) -> String {
    SchemeCase.Basis.allCases.map { "| \(counts[$0] ?? 0) " }.joined() + "|"
  }
}
