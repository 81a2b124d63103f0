import Foundation
import TestSupport
import Testing

@Suite("bad input whose fault is one of structure is refused by the schema too")
struct StructureCaseTests {
  /// The codes that say that an object is not built as the language says.
  private static let structural: Set = ["P003", "P004"]

  private static let cases = ErrorCase.names.filter { name in
    guard let codes = try? ErrorCase.read(name).codes, !codes.isEmpty else { return false }
    return structural.isSuperset(of: codes)
  }

  @Test(
    "every such case",
    .enabled(if: SchemaValidator.isThere, Comment(rawValue: SchemaValidator.skipped)))
  func refused() async throws {
    #expect(Self.cases.count >= 3)
    for name in Self.cases {
      try await BookRunner.withFolder { folder in
        let book = folder.appendingPathComponent("book")
        try await ErrorCase.read(name).lay(name, at: book)
        let faults = try await faults(of: book)
        #expect(faults.contains { !$0.isEmpty }, "\(name)")
      }
    }
  }

  private func faults(of book: URL) async throws -> [String] {
    let config = ShippedFiles.project.appendingPathComponent("Config")
    let policies = book.appendingPathComponent("policies")
    let names = try FileManager.default.contentsOfDirectory(atPath: policies.path)
    let files = names.filter { $0.hasSuffix(".policy.json") }.map(policies.appendingPathComponent)
    let ofPolicies = try await SchemaValidator.faults(
      config.appendingPathComponent("policy.schema.json"), files)
    let ofBook = try await SchemaValidator.faults(
      config.appendingPathComponent("merit.schema.json"),
      [book.appendingPathComponent("merit.json")])
    return Array(ofPolicies.values) + Array(ofBook.values)
  }
}
