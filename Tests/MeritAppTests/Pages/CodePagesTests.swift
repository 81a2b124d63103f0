import MeritApp
import MeritModel
import Testing

@Suite("The pages of the codes")
struct CodePagesTests {
  @Test(
    "every code has one page, and all its parts say something", arguments: DiagnosticCode.allCases)
  func completeness(code: DiagnosticCode) throws {
    let pages = CodePages.all.filter { $0.code == code }
    let page = try #require(pages.first)
    #expect(pages.count == 1)
    for part in [page.meaning, page.example, page.mend] {
      #expect(part.contains { !$0.isWhitespace })
      #expect(part == part.trimmingBlanks)
    }
    #expect(page.meaning.hasSuffix("."))
    #expect(CodePages.text(for: code).hasPrefix("\(code.rawValue) \(code) ("))
  }

  @Test("no two pages share a meaning or an example")
  func differences() {
    #expect(Set(CodePages.all.map(\.meaning)).count == CodePages.all.count)
    #expect(Set(CodePages.all.map(\.example)).count == CodePages.all.count)
  }

  @Test("no line is too long for a terminal of 100 columns", arguments: DiagnosticCode.allCases)
  func width(code: DiagnosticCode) {
    let lines = CodePages.text(for: code).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test(
    "a code is found by number or name, in any case",
    arguments: ["P305", "p305", "sameEdgeTwice", "sameedgetwice", "same-edge-twice"])
  func found(name: String) {
    let found = CodePages.code(named: name)
    #expect(found.valid == .sameEdgeTwice)
    #expect(found.diagnostics.isEmpty)
  }

  @Test(
    "an unknown code is refused with the nearest one",
    arguments: [
      ("P3O5", "P305"), ("P3055", "P305"), ("sameEdgeTwise", "sameEdgeTwice"),
      ("tableGab", "tableGap"),
    ])
  func nearest(name: String, near: String) throws {
    let found = CodePages.code(named: name)
    #expect(found.valid == nil)
    let finding = try #require(found.diagnostics.first)
    #expect(finding.code == .codeUnknown)
    #expect(finding.severity == .error)
    #expect(finding.help == "did you mean `\(near)`?")
  }

  @Test("far from every code, the form of codes is told", arguments: ["", "X", "nothing-like-it"])
  func far(name: String) throws {
    let finding = try #require(CodePages.code(named: name).diagnostics.first)
    #expect(finding.help == "codes are a letter and three digits, as `P305`, `D104` or `B001`")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let kept = drop { $0.isWhitespace }
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(kept[...last])
  }
}
