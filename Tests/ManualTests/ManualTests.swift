import Foundation
import TestSupport
import Testing

@Suite("the manual: every example runs as it stands there")
struct ManualTests {
  @Test(
    "what a page says comes out",
    arguments: Manual.examples.filter { $0.code == nil })
  func figures(example: ManualExample) async throws {
    try await BookRunner.withFolder { folder in
      try example.write(to: folder)
      if example.figures.isEmpty {
        let result = try await BookRunner.run(["check", "--book", folder.path], in: folder)
        #expect(result.status == 0, "\(result.standardError)\(example.policy)")
      }
      for (period, lines) in example.figures {
        let rows: [FigureRow]
        do { rows = try await BookRunner.runBook(folder: folder, period: period) } catch {
          Issue.record("\(error)\n\(example.policy)")
          return
        }
        for line in lines where line.count == 3 {
          let found = rows.filter { $0.id == line[0] && $0.figure == line[1] }
            .map { $0.state == "present" ? $0.value : $0.state }
          #expect(found == [line[2]], "\(period) \(line[0]) \(line[1])")
        }
        #expect(lines.allSatisfy { $0.count == 3 } && !lines.isEmpty)
      }
    }
  }

  @Test(
    "what a page says is refused is refused", arguments: Manual.examples.filter { $0.code != nil })
  func refused(example: ManualExample) async throws {
    try await BookRunner.withFolder { folder in
      try example.write(to: folder)
      let result = try await BookRunner.run(["check", "--book", folder.path], in: folder)
      #expect(
        result.standardError.contains("[\(example.code ?? "")]"), "\(result.standardError)")
    }
  }

  @Test("every page has a heading, an example, and stands in the index", arguments: Manual.pages)
  func page(name: String) {
    let text = Manual.text(name)
    #expect(text.hasPrefix("# "))
    if name != "Manual.md" {
      #expect(Manual.examples.contains { $0.page == name })
      #expect(Manual.text("Manual.md").contains("(\(name))"))
    }
  }
}
