import Foundation
import MeritModel
import TestSupport
import Testing

@Suite("bad input: a clear answer, the right exit status, nothing half-written")
struct ErrorCatalogueTests {
  @Test("bad input", arguments: ErrorCase.names)
  func badInput(name: String) async throws {
    let bad = try ErrorCase.read(name)
    try await BookRunner.withFolder { folder in
      let book = folder.appendingPathComponent("book")
      try await bad.lay(name, at: book)
      if bad.before == nil { try OutputFolder.fill(book) }
      let earlier = try OutputFolder.contents(book)
      let given = bad.command ?? ["run", "2026-03"]
      let result = try await BookRunner.run(
        bad.plain == true ? given : given + ["--book", book.path], in: folder)
      let said = "\(bad.title)\n\(result.standardError)"
      #expect(!result.wasKilled && result.status == bad.exit, "\(said)")
      for code in bad.codes ?? [] {
        #expect(result.standardError.contains("[\(code)]"), "\(code): \(said)")
      }
      for phrase in bad.says ?? [] {
        #expect(result.standardError.contains(phrase), "\(phrase): \(said)")
      }
      let lines = result.standardError.split(separator: "\n")
      for line in lines where line.hasPrefix("  help: ") {
        #expect(line.contains("`"), "a help has something to paste or type: \(said)")
      }
      if let place = bad.place {
        #expect(lines.contains { $0.hasPrefix(place) }, "\(place): \(said)")
      }
      if bad.before != nil {
        return #expect(try OutputFolder.contents(book) == earlier, "the results stay as they are")
      }
      guard bad.exit == 0, given.first == "run" else {
        return try OutputFolder.expectUntouched(book)
      }
      try await checkOutputs(of: bad, in: book)
    }
  }

  /// Codes without a case, with the tests that provoke them.
  private static let withoutCase: [String: String] = [
    "L012": "LedgerBusyTests",
    "L201": "ForgedLedgerTests", "L202": "ForgedLedgerTests",
  ]

  @Test("every code has a case", arguments: DiagnosticCode.allCases)
  func everyCode(code: DiagnosticCode) {
    let isCovered = ErrorCase.names.contains { $0.hasPrefix(code.rawValue + "-") }
    #expect(isCovered != (Self.withoutCase[code.rawValue] != nil))
  }

  private func checkOutputs(of bad: ErrorCase, in book: URL) async throws {
    #expect(try OutputFolder.names(book) == ["2026-03"])
    let rows = try BookRunner.figures(in: book, period: "2026-03")
    #expect(!rows.isEmpty)
    for (key, value) in bad.figures ?? [:] {
      let found = rows.filter { [$0.scope, $0.id, $0.figure].joined(separator: ",") == key }
      #expect(found.map(\.value) == [value], "\(bad.title): \(key)")
    }
    if bad.same == true {
      let sound = try await BookRunner.withCopy(of: ErrorCase.base) {
        try await BookRunner.runBook(folder: $0, period: "2026-03")
      }
      #expect(rows == sound)
    }
    let file = book.appendingPathComponent("out/2026-03/problems.csv")
    let records = BookRunner.csvRecords(
      String(decoding: try Data(contentsOf: file), as: UTF8.self))
    #expect(
      records.first
        == ["severity", "code", "table", "file", "line", "column", "message", "value"])
    for problem in bad.problems ?? [] {
      let found = records.contains { record in
        record.count == 8 && record[1] == problem.code
          && [record[3], "\(record[3]):\(record[4])"].contains(problem.at)
      }
      #expect(found, "\(bad.title): \(problem) in \(records)")
    }
  }
}

/// The results of an earlier run, which a failing one must leave as they are.
enum OutputFolder {
  static let earlier = Data("the figures of an earlier run\n".utf8)

  static func fill(_ book: URL) throws {
    let folder = book.appendingPathComponent("out/2026-03")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try earlier.write(to: folder.appendingPathComponent("figures.csv"))
  }

  /// The bytes of everything below `out`, by path.
  static func contents(_ book: URL) throws -> [String: Data] {
    let out = book.appendingPathComponent("out")
    guard FileManager.default.fileExists(atPath: out.path) else { return [:] }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: out.path)
    return Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        (try? Data(contentsOf: out.appendingPathComponent(path))).map { (path, $0) }
      })
  }

  static func names(_ book: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: book.appendingPathComponent("out").path)
      .sorted()
  }

  static func expectUntouched(_ book: URL) throws {
    #expect(try names(book) == ["2026-03"], "a failing run leaves nothing beside the results")
    let period = book.appendingPathComponent("out/2026-03")
    #expect(try FileManager.default.contentsOfDirectory(atPath: period.path) == ["figures.csv"])
    #expect(try Data(contentsOf: period.appendingPathComponent("figures.csv")) == earlier)
  }
}
