import Foundation
import MeritApp
import MeritModel
import MeritPolicy
import TestSupport
import Testing

@Suite("quarters and years that the policy holds a part of")
struct CutOffPeriodsTests {
  private let file = "policies/brackets.policy.json"

  /// What is said of the example with a bonus of a quarter or a year, valid for some days.
  private func found(
    _ grain: String, _ days: [(from: String, to: String)], advice: Bool = true
  ) async throws -> [String] {
    try await BookRunner.withFolder { folder in
      let book = try ExampleBook("brackets", in: folder)
      let names = days.indices.map { $0 == 0 ? file : "policies/other\($0).policy.json" }
      for (name, span) in zip(names, days).reversed() {
        try book.copy(
          file, to: name,
          replacing: [
            (
              #""from": "2026-01-01", "to": "2026-12-31""#,
              #""from": "\#(span.from)", "to": "\#(span.to)""#
            ), (#""version": "1""#, #""version": "\#(span.from)""#),
            (
              #""bonuses": {"#,
              #""bonuses": { "long": { "per": "\#(grain)", "steps": [ { "id": "part", "start": "#
                + #""1% * total(sales_amount)" }, { "id": "pay", "round": "0.01 half-up" } ] },"#
            ), (#""slope_bonus"] } }"#, #""slope_bonus"] }, "\#(grain)": { "bonus": "long" } }"#),
          ])
      }
      let compiled = try PolicyChoice(files: LocalFileSystem(), givesAdvice: advice)
        .compile(names, in: book.url.path)
      #expect(!compiled.diagnostics.hasErrors, "\(compiled.diagnostics)")
      return compiled.diagnostics.filter { $0.code == .periodCutOff }.compactMap(\.help)
    }
  }

  @Test(
    "both sides of the first and the last day of a quarter",
    arguments: [
      ("2026-01-01", "2026-12-31", [String]()),
      ("2026-02-01", "2026-12-31", ["begin on `2026-01-01` or `2026-04-01`"]),
      ("2026-04-01", "2026-09-30", []),
      (
        "2026-03-01", "2026-08-31",
        ["begin on `2026-01-01`", "end on `2026-06-30` or `2026-09-30`"]
      ),
    ])
  func quarter(from: String, to: String, says: [String]) async throws {
    let told = try await found("quarter", [(from, to)])
    #expect(told.count == says.count, "\(told)")
    for (one, other) in zip(told, says) { #expect(one.contains(other), "\(one)") }
  }

  @Test("a version that follows another cuts nothing off")
  func versions() async throws {
    let told = try await found(
      "year", [("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")])
    #expect(told.isEmpty, "\(told)")
    #expect(try await found("year", [("2026-07-01", "2026-12-31")]).count == 1)
  }

  @Test("a run is not advised")
  func run() async throws {
    #expect(try await found("year", [("2026-07-01", "2026-12-31")], advice: false).isEmpty)
  }
}
