import Foundation
import MeritModel
import TestSupport
import Testing

/// What a finding tells to do holds something to paste or to type, between backticks.
///
/// The sources are read, since a help that no case provokes would else be seen by users alone; what is
/// answered to the cases is looked at where they are run (``ErrorCatalogueTests``).
@Suite("every help offers a text, a key or a command")
struct HelpTextTests {
  /// What gives a help that holds such a text, whatever it is given.
  private static let makers = [
    ".quoted", ".quotedJSON", "quoted(", "quotedJSON", "helpToOne(", "KindHelp(names: names).",
    ".help(naming: ",
  ]

  private static let files: [String] = {
    let sources = ShippedFiles.project.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: sources.path)?.allObjects ?? []
    return paths.compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift") && !$0.hasPrefix("merit-dev/")
    }.sorted()
  }()

  @Test("each literal after `help:` in the sources")
  func literals() throws {
    var seen = 0
    for path in Self.files {
      let file = ShippedFiles.project.appendingPathComponent("Sources/\(path)")
      let text = Array(String(decoding: try Data(contentsOf: file), as: UTF8.self))
      for start in HelpArgument.starts(in: text) {
        for part in HelpArgument.alternatives(text, from: start)
        where part.contains("\"") && !part.contains("ArgumentHelp(") {
          seen += 1
          let isPasted = part.contains("`") || Self.makers.contains { part.contains($0) }
          #expect(isPasted, "\(path): \(part)")
        }
      }
    }
    #expect(seen > 350, "the sources are not read as they should be: \(seen)")
  }

  @Test("each help of a row's problem", arguments: DiagnosticCode.allCases)
  func rows(code: DiagnosticCode) {
    let problem = RowProblem(
      code: code, severity: .error, table: "sales", file: "a.csv", line: 2, column: nil,
      message: "",
      value: "")
    #expect(problem.help.contains("`"), "\(problem.help)")
  }
}

/// The arguments labelled `help` of Swift text.
enum HelpArgument {
  /// Where each argument of a finding begins; those of options of the command line are left out.
  static func starts(in text: [Character]) -> [Int] {
    let label = Array("help:")
    return text.indices.filter { place in
      guard text[place...].starts(with: label), place > 0, !text[place - 1].isLetter,
        text[place + label.count].isWhitespace
      else {
        return false
      }
      let line = text[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
      let before = String(text[line..<place])
      return !["@Option", "@Argument", "@Flag", "//", "func ", "var ", "\""].contains {
        before.contains($0)
      }
    }.map { $0 + label.count }
  }

  /// The texts between which `??` or `? :` chooses.
  static func alternatives(_ text: [Character], from start: Int) -> [String] {
    var (parts, depth, place) = ([""], 0, start)
    while place < text.count {
      let sign = text[place]
      if sign == "\"" {
        let end = literalEnd(text, from: place)
        parts[parts.count - 1] += String(text[place..<end])
        place = end
        continue
      }
      if "([{".contains(sign) { depth += 1 }
      if ")]}".contains(sign) { depth -= 1 }
      if depth < 0 || depth == 0 && sign == "," { break }
      let isChoice = depth == 0 && (sign == "?" || sign == ":") && text[place - 1].isWhitespace
      // What stands before a question mark decides only; before two it is a help itself.
      if isChoice, sign == "?", text[place + 1] != "?" { parts[parts.count - 1] = "" }
      if isChoice { parts.append("") } else { parts[parts.count - 1].append(sign) }
      place += 1
    }
    return parts
  }

  /// The place behind a string literal; what it interpolates may hold others.
  private static func literalEnd(_ text: [Character], from start: Int) -> Int {
    var place = start + 1
    while place < text.count, text[place] != "\"" {
      guard text[place] == "\\" else {
        place += 1
        continue
      }
      place += 2
      if text[place - 1] == "(" { place = interpolationEnd(text, from: place) }
    }
    return place + 1
  }

  private static func interpolationEnd(_ text: [Character], from start: Int) -> Int {
    var (depth, place) = (1, start)
    while place < text.count, depth > 0 {
      if text[place] == "\"" {
        place = literalEnd(text, from: place)
        continue
      }
      if text[place] == "(" { depth += 1 }
      if text[place] == ")" { depth -= 1 }
      place += 1
    }
    return place
  }
}
