import Foundation
import MeritModel
import TestSupport
import Testing

/// The help of every finding about a policy holds the text that mends it, between backticks.
@Suite("mends: what the help offers, pasted, makes the policy pass")
struct MendTests {
  private static let policyCodes = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("P") }

  @Test("a mend mends", arguments: ErrorCase.names)
  func mends(name: String) async throws {
    let bad = try ErrorCase.read(name)
    guard bad.isMended else { return }
    try await BookRunner.withFolder { folder in
      let book = folder.appendingPathComponent("book")
      try await bad.lay(name, at: book)
      try ErrorCase.make(bad.mend ?? [], in: book)
      for file in bad.restore ?? [] {
        try Data(contentsOf: ErrorCase.base.appendingPathComponent(file))
          .write(to: book.appendingPathComponent(file))
      }
      let checked = try await BookRunner.run(["check", "--book", book.path], in: folder)
      #expect(checked.status == 0, "\(bad.title)\n\(checked.standardError)")
      let given = bad.command ?? ["run", "2026-03"]
      let result = try await BookRunner.run(given + ["--book", book.path], in: folder)
      for code in bad.codes ?? [] {
        for answer in [checked, result] {
          #expect(!answer.standardError.contains("[\(code)]"), "\(answer.standardError)")
        }
      }
    }
  }

  @Test("the mend is the text that the help offers", arguments: ErrorCase.names)
  func pasted(name: String) async throws {
    let bad = try ErrorCase.read(name)
    guard name.hasPrefix("P"), bad.codes != nil, bad.noPaste == nil else { return }
    let mend = try #require(bad.mend, "\(name) has neither a mend nor a reason for none")
    try await BookRunner.withFolder { folder in
      let book = folder.appendingPathComponent("book")
      try await bad.lay(name, at: book)
      let given = bad.command ?? ["run", "2026-03"]
      let result = try await BookRunner.run(given + ["--book", book.path], in: folder)
      let offered = Help.texts(in: result.standardError, of: bad.codes ?? [])
      let isPasted = offered.contains { text in
        mend.contains { $0.with.count(of: text) != $0.replace.count(of: text) }
      }
      #expect(isPasted, "\(name): \(offered)\n\(result.standardError)")
    }
  }

  @Test("every code of a policy has a case with a mend", arguments: policyCodes)
  func everyCode(code: DiagnosticCode) throws {
    let names = ErrorCase.names.filter { $0.hasPrefix(code.rawValue + "-") }
    let isMended = try names.contains { name in
      let bad = try ErrorCase.read(name)
      return bad.isMended && bad.codes?.contains(code.rawValue) == true
    }
    #expect(isMended)
  }
}

extension ErrorCase {
  fileprivate var isMended: Bool { mend != nil || restore != nil }
}

extension String {
  fileprivate func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}

/// The help of findings as printed.
enum Help {
  /// The texts between backticks in the help of all findings with one of the codes.
  static func texts(in answer: String, of codes: [String]) -> [String] {
    var texts: [String] = []
    var isOne = false
    for line in answer.split(separator: "\n") {
      if !line.hasPrefix(" "), line.contains("["), line.contains("]: ") {
        isOne = codes.contains { line.contains("[\($0)]: ") }
      } else if isOne, line.hasPrefix("  help: ") {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        texts += parts.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map {
          String($0.element)
        }
      }
    }
    return texts
  }
}
