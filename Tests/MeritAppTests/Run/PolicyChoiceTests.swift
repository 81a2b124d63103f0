import Foundation
import MeritApp
import MeritModel
import MeritPolicy
import TestSupport
import Testing

@Suite("the policy of a period")
struct PolicyChoiceTests {
  private let first = "policies/brackets.policy.json"
  private let second = "policies/second.policy.json"

  private func compile(
    _ changes: [(String, String)]
  ) async throws -> Checked<[CompiledFile]> {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("brackets", in: folder)
      try book.copy(first, to: second, replacing: changes)
      return try PolicyChoice(files: LocalFileSystem()).compile(
        [first, second], in: book.url.path)
    }
  }

  /// The second version from a day on.
  private func from(_ day: String) -> [(String, String)] {
    [
      (#""from": "2026-01-01", "to": "2026-12-31""#, #""from": "\#(day)", "to": "2027-12-31""#),
      (#""version": "1""#, #""version": "2""#),
    ]
  }

  @Test(
    "the version that holds on the period's last day decides",
    arguments: [("2026-01", "1"), ("2026-12", "1"), ("2027-01", "2"), ("2027-12", "2")])
  func chooses(period: String, version: String) async throws {
    let compiled = try await compile(from("2027-01-01"))
    let chosen = PolicyChoice.choose(try #require(compiled.valid), period: period)
    #expect(chosen.valid?.file.policy.header.version == version)
  }

  @Test("outside of all versions no policy holds", arguments: ["2025-12", "2028-01"])
  func none(period: String) async throws {
    let compiled = try await compile(from("2027-01-01"))
    let chosen = PolicyChoice.choose(try #require(compiled.valid), period: period)
    #expect(chosen.diagnostics.map(\.code) == [.noPolicyForPeriod])
    #expect(chosen.diagnostics.first?.notes.count == 2)
  }

  @Test("what names no period is told so", arguments: ["2026-13", "March", "", "2026-Q5"])
  func noPeriod(name: String) async throws {
    let compiled = try await compile(from("2027-01-01"))
    let chosen = PolicyChoice.choose(try #require(compiled.valid), period: name)
    #expect(chosen.diagnostics.map(\.code) == [.bookPeriodUnknown])
  }

  @Test("two versions may not hold on one day", arguments: ["2026-12-01", "2026-01-01"])
  func overlap(day: String) async throws {
    let compiled = try await compile(from(day))
    #expect(compiled.diagnostics.map(\.code).contains(.versionOverlap))
    #expect(compiled.valid == nil)
  }

  @Test("a book holds one policy")
  func twoPolicies() async throws {
    let compiled = try await compile(
      from("2027-01-01") + [(#""id": "brackets""#, #""id": "other""#)])
    #expect(compiled.diagnostics.map(\.code).contains(.twoPolicyIDs))
  }
}
