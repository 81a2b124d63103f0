import Foundation
import TestSupport
import Testing

/// Books that hold all shapes, with the word `GRAIN` where a grain stands; their README has the sums.
@Suite("every shape works by day, ten days, month, quarter and year")
struct EveryGrainTests {
  private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("EveryGrain")
  private static let books = [
    "values", "points", "pay", "kept", "anew", "waiting", "seats", "split",
  ]
  private static let grains = ["day", "ten-days", "month", "quarter", "year"]

  @Test("all figures, as worked out by hand", arguments: books, grains)
  func figures(book: String, grain: String) async throws {
    try await compare(book, grain, shifted: false)
  }

  @Test("months that begin on the 26th, years in April", arguments: books, grains)
  func shifted(book: String, grain: String) async throws {
    try await compare(book, grain, shifted: true)
  }

  @Test(
    "what a grain cannot have is refused, with what it can",
    arguments: [
      // A year cannot begin anew within itself, and 62 days are as many as can wait for conditions.
      ("anew", "year", "2026", "error[P005]: a balance of each year cannot begin anew each year"),
      ("waiting", "day", "2025-03-03", ""),
      (
        "waiting", "day", "2025-03-04",
        "error[P517]: the rules of 2025-03-04 look back over more than 2000 periods"
      ),
    ])
  func refused(name: String, grain: String, period: String, message: String) async throws {
    let source = Self.home.appendingPathComponent(name)
    try await BookRunner.withCopy(of: source) { book in
      try Self.put(grain, [:], into: book)
      let result = try await BookRunner.run(["run", period], in: book)
      #expect(result.status == (message.isEmpty ? 0 : 1))
      #expect(result.standardError.contains(message) || message.isEmpty)
    }
  }

  /// Policy, data and figures of the book, all moved alike where `shifted` is set.
  private func compare(_ name: String, _ grain: String, shifted: Bool) async throws {
    let source = Self.home.appendingPathComponent(name)
    let table = try Self.table(source.appendingPathComponent("expected.csv"))
    let place = 2 + (Self.grains.firstIndex(of: grain) ?? 0)
    guard let header = table.first, place < header.count else { return }
    let dates = try Self.dates(shifted)
    let period = Self.moved(header[place], dates)
    let others = shifted ? try Self.others(source, place) : [:]
    try await BookRunner.withCopy(of: source) { book in
      try Self.put(grain, dates, into: book)
      let rows = try await BookRunner.runBook(folder: book, period: period)
      let given = Dictionary(grouping: rows.filter { $0.period == period }) { [$0.figure, $0.id] }
      for line in table.dropFirst() {
        let figure = Array(line.prefix(2))
        let got = given[figure]?.map { $0.state == "present" ? $0.value : $0.state }
        let expected = others[figure] ?? line[place]
        #expect((got ?? ["-"]) == [expected], "\(name) \(period) \(figure)")
      }
    }
  }

  /// Writes grain and calendar into a copy of a book.
  private static func put(_ grain: String, _ dates: [String: String], into book: URL) throws {
    let policy = book.appendingPathComponent("policies/every-grain.policy.json")
    var text = moved(try read(policy), dates).replacingOccurrences(of: "GRAIN", with: grain)
    text =
      grain == "year"
      ? text.replacingOccurrences(of: #", "resets": "COARSER""#, with: "")
      : text.replacingOccurrences(of: "COARSER", with: grain == "quarter" ? "year" : "quarter")
    if !dates.isEmpty {
      text = text.replacingOccurrences(
        of: #""tenDays": true"#, with: #""tenDays": true, "monthStartsOn": 26, "yearStartsIn": 4"#)
    }
    try Data(text.utf8).write(to: policy)
    let data = book.appendingPathComponent("data")
    for file in try FileManager.default.contentsOfDirectory(atPath: data.path) {
      let file = data.appendingPathComponent(file)
      try Data(moved(try read(file), dates).utf8).write(to: file)
    }
  }

  /// What a shifted calendar changes: days of a month, a quarter or a year that are paid.
  private static func others(_ source: URL, _ place: Int) throws -> [[String]: String] {
    let file = source.appendingPathComponent("shifted.csv")
    guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
    let lines = try table(file).dropFirst()
    return Dictionary(uniqueKeysWithValues: lines.map { (Array($0.prefix(2)), $0[place]) })
  }

  private static func dates(_ shifted: Bool) throws -> [String: String] {
    guard shifted else { return [:] }
    let lines = try table(home.appendingPathComponent("shifted-dates.csv")).dropFirst()
    return Dictionary(uniqueKeysWithValues: lines.map { ($0[0], $0[1]) })
  }

  /// A text with each date and name of a month in it exchanged for the other calendar's.
  private static func moved(_ text: String, _ dates: [String: String]) -> String {
    guard !dates.isEmpty else { return text }
    return text.replacing(/\d{4}-\d{2}(-(\d{2}|T\d))?/) { match in
      dates[String(match.output.0)] ?? "no-date-for-\(match.output.0)"
    }
  }

  private static func table(_ file: URL) throws -> [[String]] {
    BookRunner.csvRecords(try read(file))
  }

  private static func read(_ file: URL) throws -> String {
    String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}
