import Foundation
import Reference
import TestSupport
import Testing

/// The published schemes and the examples, by the reference.
struct PlainBookTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func folders(_ path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: path).path)
    return (names ?? []).filter { !$0.hasPrefix(".") }.sorted().map { "\(path)/\($0)" }
  }

  /// Books of published schemes; those with tables over rows or in measures, which the reference does
  /// not know, are left to the scheme tests.
  private static let schemes = folders("Tests/SchemeTests/Cases").filter { path in
    let files = FileManager.default
    let book = root.appending(path: path)
    guard files.fileExists(atPath: book.appending(path: "expected.csv").path) else { return false }
    let policies = folders("\(path)/policies").compactMap {
      try? String(contentsOf: root.appending(path: $0), encoding: .utf8)
    }
    return !policies.contains { $0.contains("\"table\": \"") }
  }
  private static let examples = folders("Examples").filter {
    FileManager.default.fileExists(
      atPath: root.appending(path: "\($0)/expected-figures.csv").path)
  }

  private func figures(_ path: String, _ period: String) throws -> [[String]] {
    let book = PlainBook(folder: PlainBookTests.root.appending(path: path))
    let text = try book.reference().figures(period: period, tables: try book.tables())
    return BookRunner.csvRecords(text)
  }

  private func expected(_ path: String, _ name: String) throws -> [[String]] {
    let file = PlainBookTests.root.appending(path: "\(path)/\(name)")
    return BookRunner.csvRecords(String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test("the figures of a published scheme", arguments: schemes)
  func scheme(path: String) throws {
    // A last column says where a figure is from.
    let wanted = try expected(path, "expected.csv").dropFirst().map { Array($0.prefix(6)) }
    try #require(!wanted.isEmpty)
    for period in Set(wanted.map { $0[2] }) {
      let found = Set(try figures(path, period).map { Array($0[..<4]) + $0[5...] })
      let lost = wanted.filter { $0[2] == period && !found.contains($0) }
      #expect(lost.isEmpty, "\(lost.count) of \(wanted.count): \(lost.prefix(5))")
    }
  }

  @Test("the figures of an example", arguments: examples)
  func example(path: String) throws {
    let wanted = try expected(path, "expected-figures.csv")
    let found = try figures(path, "2026-03")
    let lost = wanted.filter { !Set(found).contains($0) }
    // An example may hold the figures of some people and groups alone, but then all of theirs.
    let subjects = Set(wanted.map { Array($0[..<2]) })
    let extra = found.filter { subjects.contains(Array($0[..<2])) && !Set(wanted).contains($0) }
    #expect(lost.isEmpty, "only in the example, \(lost.count): \(lost.prefix(5))")
    #expect(extra.isEmpty, "only by the reference, \(extra.count): \(extra.prefix(5))")
  }
}
