import Foundation
import Testing

/// An example of the manual: a policy, its rows, and what comes out.
struct ManualExample: Sendable, CustomTestStringConvertible {
  /// The page, and the number of the example on it from 1.
  var page: String
  var number: Int
  /// The sections of the policy as the page shows them.
  var sections: String
  /// The code that checking the policy must find; nil where the policy is sound.
  var code: String?
  /// The rows by input.
  var tables: [String: String] = [:]
  /// The expected figures by period: id, figure and value or state.
  var figures: [(period: String, lines: [[String]])] = []

  var testDescription: String { "\(page) \(number)" }
}

/// Reads the examples out of the manual's pages.
///
/// A fenced block `policy` begins an example (`policy P310` one that must be refused with P310);
/// blocks `csv NAME` hold its rows, blocks `figures PERIOD` what comes out: id, figure, value.
enum Manual {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/MeritApp/Documentation.docc/Manual")

  /// The names of all pages, sorted.
  static let pages: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  static func text(_ page: String) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(page), encoding: .utf8)) ?? ""
  }

  static let examples: [ManualExample] = pages.flatMap { examples(on: $0) }

  private static func examples(on page: String) -> [ManualExample] {
    var examples: [ManualExample] = []
    for block in blocks(text(page)) {
      let words = block.info.split(separator: " ").map(String.init)
      switch words.first {
      case "policy":
        examples.append(
          ManualExample(
            page: page, number: examples.count + 1, sections: block.text,
            code: words.count > 1 ? words[1] : nil))
      case "csv" where !examples.isEmpty && words.count == 2:
        examples[examples.count - 1].tables[words[1]] = block.text
      case "figures" where !examples.isEmpty && words.count == 2:
        let lines = block.text.split(separator: "\n").map {
          $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        }
        examples[examples.count - 1].figures.append((words[1], lines))
      default: continue
      }
    }
    return examples
  }

  private static func blocks(_ text: String) -> [(info: String, text: String)] {
    var blocks: [(info: String, text: String)] = []
    var open: (info: String, lines: [Substring])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let block = open {
        if line == "```" {
          blocks.append((block.info, block.lines.map { $0 + "\n" }.joined()))
          open = nil
        } else {
          open = (block.info, block.lines + [line])
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return blocks
  }
}

extension ManualExample {
  private static let roster = """
    "roster": { "key": ["employee_id", "valid_from"], "columns": { "employee_id": "id",
      "role": ["agent", "lead"], "team_id": "id?", "department_id": "id?", "hired_on": "date?",
      "valid_from": "date", "valid_to": "date?" } }
    """
  private static let head = """
    "id": "manual", "version": "1", "title": "Example", "currency": "EUR", "timeZone": "UTC",
    "effective": { "from": "2025-01-01", "to": "2026-12-31" }
    """
  private static let people = """
    employee_id,role,team_id,department_id,hired_on,valid_from,valid_to
    E1,agent,T1,D1,2025-01-01,2025-01-01,
    E2,agent,T1,D1,2025-01-01,2025-01-01,

    """

  /// The whole policy: the page's sections with what every policy needs.
  var policy: String {
    if sections.contains("\"policyFormat\"") { return sections }
    var text = sections.trimmingCharacters(in: .whitespacesAndNewlines)
    text.removeFirst()
    text.removeLast()
    func complete(_ key: String, _ inner: String, unless known: String) {
      guard !text.contains(known) else { return }
      if let range = text.range(of: "\"\(key)\": {") {
        let rest = text[range.upperBound...].drop { $0.isWhitespace }
        text.replaceSubrange(
          range, with: "\"\(key)\": { \(inner)" + (rest.hasPrefix("}") ? "" : ","))
      } else {
        text = "\"\(key)\": { \(inner) },\n" + text
      }
    }
    complete("inputs", Self.roster, unless: "\"roster\":")
    complete("policy", Self.head, unless: "\"currency\":")
    if !text.contains("\"gradeSets\"") {
      text = "\"gradeSets\": { \"abc\": [\"A\", \"B\", \"C\"] },\n" + text
    }
    if !text.contains("\"plans\"") {
      text += ",\n\"plans\": [ { \"id\": \"all\", \"roles\": [\"agent\", \"lead\"] } ]"
    }
    return "{ \"policyFormat\": 1,\n\(text)\n}\n"
  }

  /// Writes the example as a book, with or without its reports.
  func write(to folder: URL, withReports: Bool = false) throws {
    let files = FileManager.default
    for name in ["policies", "data"] {
      try files.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    var tables = self.tables
    if tables["roster"] == nil { tables["roster"] = Self.people }
    for (name, text) in tables {
      try Data(text.utf8).write(to: folder.appendingPathComponent("data/\(name).csv"))
    }
    try Data(policy.utf8).write(to: folder.appendingPathComponent("policies/manual.policy.json"))
    let inputs = tables.keys.sorted().map { "\"\($0)\": { \"files\": [\"data/\($0).csv\"] }" }
    let book = """
      { "meritFormat": 1, "policies": ["policies/*.policy.json"],
        "reports": { "workbook": \(withReports), "markdown": \(withReports),
          "statements": \(withReports) },
        "inputs": { \(inputs.joined(separator: ", ")) } }
      """
    try Data(book.utf8).write(to: folder.appendingPathComponent("merit.json"))
  }
}
