import Foundation
import Fuzzing
import MeritImport
import TestSupport
import Testing

@Suite("torture: Papa Parse")
struct PapaParseTests {
  /// One case of the suite, as its file states it.
  private struct Case {
    let name: String
    let input: String
    let config: [String: Any]
    let rows: [[String]]
    let hasErrors: Bool

    init?(_ group: String, _ object: Any) {
      guard let object = object as? [String: Any], let input = object["input"] as? String,
        let expected = object["expected"] as? [String: Any]
      else { return nil }
      name = "\(group == "PARSE_TESTS" ? "parse" : "core"): \(object["description"] ?? "")"
      self.input = input
      config = object["config"] as? [String: Any] ?? [:]
      hasErrors = !((expected["errors"] as? [Any]) ?? []).isEmpty
      rows = Case.rows(expected["data"] as? [Any] ?? [], input, config)
    }

    /// The cells of the rows; of named ones in the order of the header.
    private static func rows(_ data: [Any], _ input: String, _ config: [String: Any]) -> [[String]]
    {
      data.map { row in
        if let cells = row as? [Any] { return cells.map { "\($0)" } }
        guard let named = row as? [String: Any] else { return [] }
        let extra = named["__parsed_extra"] as? [Any] ?? []
        return named.filter { $0.key != "__parsed_extra" }.sorted { $0.key < $1.key }
          .map { "\($0.value)" } + extra.map { "\($0)" }
      }
    }

    var hasHeader: Bool { config["header"] as? Bool ?? false }

    /// What the importer does not know, and need not: types are the policy's, and an export has no
    /// comments and is read whole.
    var isBeyond: Bool {
      let preview = config["preview"] as? Int ?? 0
      return config["dynamicTyping"] != nil || config["comments"] != nil || preview > 0
    }

    var dialect: DialectSettings {
      func byte(_ key: String) -> UInt8? {
        (config[key] as? String).flatMap { $0.utf8.count == 1 ? $0.utf8.first : nil }
      }
      let delimiter = byte("delimiter").flatMap { $0 == UInt8(ascii: "\n") ? nil : $0 }
      return DialectSettings(
        delimiter: delimiter, quote: byte("quoteChar"), escape: byte("escapeChar"),
        header: hasHeader, skipLines: max(0, config["skipFirstNLines"] as? Int ?? 0))
    }
  }

  /// Where the outcome is another one, and why.
  private static let deviations: [String: String] = [
    "core: Whitespace at edges of unquoted field": "a tab and a comma both divide one line",
    "core: Quoted field with whitespace around quotes": "blanks beside quotes are no text",
    "core: Unquoted field with quotes at end of field": stray,
    "core: Misplaced quotes in data, not as opening quotes": stray,
    "parse: Misplaced quotes in data twice, not as opening quotes": stray,
    "core: Empty input string": "an empty export is an error",
    "core: Input is just empty fields":
      "empty fields behind the last column are left out, and told",
    "core: Simple duplicated header names": twice,
    "core: Duplicated header names existing column": twice,
    "core: Duplicate header names with __proto__ field": twice,
    "parse: Mixed slash n and slash r should choose first as precident": "both end a line",
    "parse: Pipe delimiter is guessed correctly when mixed with comas": "two delimiters fit alike",
    "parse: Parsing with skipEmptyLines set to 'greedy'": blank,
    "parse: Parsing with skipEmptyLines set to 'greedy' with quotes and delimiters as content":
      blank,
  ]
  private static let stray = "a quote inside of text is refused"
  private static let twice = "a name twice is refused, never changed"
  private static let blank = "a line with delimiters is a row"

  private func cases() throws -> [Case]? {
    guard let folder = SharedFolder.folder("suites/papaparse") else { return nil }
    let data = try Data(contentsOf: folder.appendingPathComponent("papaparse-cases.json"))
    let groups = try #require(JSONSerialization.jsonObject(with: data) as? [String: [Any]])
    return groups.sorted { $0.key < $1.key }.flatMap { group, cases in
      cases.compactMap { Case(group, $0) }
    }
  }

  /// Rows without outer blanks of their cells, and without blank lines, which are no rows.
  private func plain(_ rows: [[String]]) -> [[String]] {
    rows.map { $0.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } }
      .filter { $0.count > 1 || $0.first.map { !$0.isEmpty } ?? false }
  }

  @Test("every case gives the rows that it states, or is refused where it states an error")
  func corpus() throws {
    guard let cases = try cases() else { return SuiteFiles.skip() }
    #expect(cases.count == 151)
    var (same, refused, deviating): (Int, Int, [String]) = (0, 0, [])
    for one in cases where !one.isBeyond {
      let outcome = try FileOutcome(Array(one.input.utf8), dialect: one.dialect)
      let isTold = !outcome.errors.isEmpty || !outcome.told.isDisjoint(with: ["D106", "D009"])
      if one.hasErrors, isTold {
        refused += 1
      } else if plain(outcome.rows) == plain(one.rows), outcome.errors.isEmpty {
        same += 1
      } else {
        deviating.append(one.name)
      }
    }
    #expect(same == 96 && refused == 9)
    #expect(deviating.sorted() == Self.deviations.keys.sorted())
  }
}
