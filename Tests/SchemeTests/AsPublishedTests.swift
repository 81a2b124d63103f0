import Foundation
import TestSupport
import Testing

/// A place at which a scheme leaves something open, written down as it stands.
struct AsPublished: CustomTestStringConvertible, Sendable {
  struct Edit: Decodable, Sendable {
    var replace, with: String
  }

  /// A code and the JSON pointer at which it must be found.
  struct Finding: Decodable, Hashable, Sendable {
    var code, at: String
  }

  struct Text: Decodable {
    /// What the scheme says, and what it leaves open.
    var says: String
    /// What the case's own policy does instead.
    var choice: String
    /// Each text stands once in the case's policy.
    var edits: [Edit]
    var finds: [Finding]
  }

  let scheme: SchemeCase
  let name: String
  var testDescription: String { "\(scheme.name)/as-published/\(name)" }

  static let all: [AsPublished] = SchemeCase.all.flatMap { scheme in
    let folder = scheme.folder.appendingPathComponent("as-published").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().map {
      AsPublished(scheme: scheme, name: String($0.dropLast(".json".count)))
    }
  }

  func text() throws -> Text {
    let file = scheme.folder.appendingPathComponent("as-published/\(name).json")
    return try JSONDecoder().decode(Text.self, from: Data(contentsOf: file))
  }
}

@Suite("where a published scheme is ambiguous, the check says so")
struct AsPublishedTests {
  @Test("what a scheme leaves open is found at its place", arguments: AsPublished.all)
  func found(open: AsPublished) async throws {
    let text = try open.text()
    try #require(!text.finds.isEmpty)
    try await open.scheme.withBook { book in
      let folder = book.appendingPathComponent("policies")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      try #require(files.count == 1)
      let file = folder.appendingPathComponent(files[0])
      var policy = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      for edit in text.edits {
        let parts = policy.components(separatedBy: edit.replace)
        try #require(parts.count == 2, "\(edit.replace) must stand once")
        policy = parts.joined(separator: edit.with)
      }
      try Data(policy.utf8).write(to: file)
      let result = try await BookRunner.run(["check", "--book", book.path], in: book)
      let told = found(in: result.standardError)
      #expect(told.isSuperset(of: text.finds), "\(result.standardError)")
    }
  }

  @Test("the list of the schemes names each with its code and the choice")
  func listed() throws {
    let page = ShippedFiles.project.appendingPathComponent(
      "Sources/MeritApp/Documentation.docc/Schemes.md")
    let lines = String(decoding: try Data(contentsOf: page), as: UTF8.self).split(separator: "\n")
    for open in AsPublished.all {
      let text = try open.text()
      let codes = Set(text.finds.map(\.code)).sorted().joined(separator: ", ")
      let line = "| `\(open.testDescription)` | \(text.says) | \(codes) | \(text.choice) |"
      #expect(lines.contains { $0 == line }, "\(line)")
    }
    #expect(lines.count { $0.contains("/as-published/") } == AsPublished.all.count)
  }

  /// The codes of an answer, each with the pointer that follows it.
  private func found(in answer: String) -> Set<AsPublished.Finding> {
    var found: Set<AsPublished.Finding> = []
    var code: String?
    for line in answer.split(separator: "\n") {
      if !line.hasPrefix(" "), let open = line.firstIndex(of: "["),
        let close = line.range(of: "]: ")?.lowerBound, open < close
      {
        code = String(line[line.index(after: open)..<close])
      } else if line.hasPrefix("  at /"), let last = code {
        found.insert(AsPublished.Finding(code: last, at: String(line.dropFirst(5))))
      }
    }
    return found
  }
}
