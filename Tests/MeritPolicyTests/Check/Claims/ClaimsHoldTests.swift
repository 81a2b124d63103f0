import Foundation
import MeritModel
import Testing

@testable import MeritPolicy

@Suite struct ClaimsHoldTests {
  /// The example with one text changed.
  private func compile(_ old: String, _ new: String) throws -> Checked<CompiledPolicy> {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/telesales-example.policy.json")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try #require(text.contains(old), "the example has no \(old)")
    return PolicyCompiler.compile(Array(text.replacing(old, with: new).utf8), file: "p")
  }

  private static let last =
    #"{ "id": "everyone_graded_once",   "exactlyOne": "month.grade" }"#

  /// The findings about one claim that stands instead of the last of the example.
  private func findings(_ claim: String) throws -> [Diagnostic] {
    try compile(Self.last, #"{ "id": "mine", \#(claim) }"#).diagnostics
      .filter { [.claimRefuted, .claimUndecided].contains($0.code) }
  }

  @Test func `every claim of the example is proved`() throws {
    let policy = try #require(try ExamplePolicy.compiled.valid)
    #expect(
      policy.verdicts.map(\.text) == [
        "more_sales_never_hurts: proved (more `net_sales` never lowers `specialist_month_bonus`)",
        "a_won_sale_never_hurts: proved (one more such row of `sales` never lowers it)",
        "payout_ceiling: proved (the left side is 0.00 … 8000.00)",
        "no_big_cliff: proved (no edge is worth more than 540.00)",
        "everyone_graded_once: proved (bands, tables and quotas leave nobody out and give nobody "
          + "two)",
      ])
  }

  /// The third sample of the language document, §10.
  @Test func `a jump above the claim is shown with two people`() throws {
    let found = try compile("\"jumpsAtMost\": 600", "\"jumpsAtMost\": 500").diagnostics
      .filter { $0.severity == .error }
    #expect(found.count == 1)
    let refuted = try #require(found.first)
    #expect(refuted.code == .claimRefuted)
    #expect(refuted.place?.line == 273)
    #expect(refuted.place?.pointer == "/claims/3")
    #expect(refuted.message == "the claim `no_big_cliff` (500.00) fails from 2026-07-01")
    #expect(
      refuted.notes.first
        == "in 2026-01 … 2026-06 the largest jump is 480.00, within the claim")
    let example = try #require(refuted.notes.dropFirst().first)
    #expect(example.contains("`specialist_month` 64.99 -> 65.00, `month_grade` D -> C"))
    #expect(example.contains("`coefficient` 0% -> 60%"))
    #expect(example.hasSuffix("(+540.00)"))
    #expect(refuted.notes.last == "`base_bonus` is 900.00 since 2026-07-01, line 59")
  }

  @Test(arguments: [
    ("600", ""), ("540", ""), ("539.99", " from 2026-07-01"), ("480", " from 2026-07-01"),
    ("479.99", ""),
  ])
  func `jumps on both sides of their size`(bound: String, when: String) throws {
    let found = try compile("\"jumpsAtMost\": 600", "\"jumpsAtMost\": \(bound)").diagnostics
      .filter { $0.severity != .hint }
    let isProved = bound == "600" || bound == "540"
    #expect(found.count == (isProved ? 0 : 1))
    guard !isProved else { return }
    let text = try #require(Exact(decimal: bound)).fixedText(places: 2)
    #expect(found.first?.message == "the claim `no_big_cliff` (\(text)) fails\(when)")
  }

  @Test(arguments: [
    (#""always": "specialist_month_bonus <= 8000 CNY""#, true),
    (#""always": "specialist_month_bonus <= 7999.99 CNY""#, false),
    (#""always": "specialist_month_bonus >= 0 CNY""#, true),
    (#""always": "specialist_month_bonus > 0 CNY""#, false),
    (#""always": "specialist_month >= 5.63""#, true),
    (#""always": "specialist_month <= 115.38""#, true),
    (#""always": "specialist_month <= 2 * month_bonus_cap / 140 CNY""#, true),
    // An expression over constants as a bound.
    (#""always": "specialist_month_bonus <= 10 * base_bonus""#, true),
    (#""always": "specialist_month_bonus <= 9 * base_bonus""#, false),
    (#""always": "specialist_month_bonus <= month_bonus_cap - 0.01 CNY""#, false),
  ])
  func `a bound on both sides of its edge`(claim: String, holds: Bool) throws {
    let found = try findings(claim)
    #expect(found.map(\.code) == (holds ? [] : [.claimRefuted]), "\(found)")
    #expect(holds || found.first?.notes.first?.hasPrefix("smallest example: ") == true)
  }

  /// 9 × 800 = 7,200 is below the cap of 8,000; 9 × 900 = 8,100 is not.
  @Test func `each stretch of constants is decided by itself`() throws {
    let found = try findings(#""always": "specialist_month_bonus <= 9 * base_bonus""#)
    #expect(found.first?.message == "the claim `mine` fails in 2026-01 … 2026-06")
    #expect(found.first?.notes.last == "`base_bonus` is 800.00 since 2026-01-01, line 59")
  }

  @Test(
    arguments: [
      (#""neverLower": "specialist_month_bonus", "whenMore": "won_sales""#, [], ""),
      (#""neverLower": "month.grade", "whenMore": "net_sales""#, [], ""),
      (#""neverLower": "month.score", "whenMore": "survey_average""#, [], ""),
      (#""neverLower": "month.bonus", "whenMore": "base_sales""#, [.unknownName], ""),
      (
        #""neverLower": "specialist_month_bonus", "whenMore": "minor_complaints""#,
        [.claimRefuted], "`discipline`"
      ),
      (
        #""neverLower": "specialist_month_bonus", "whenMore": "sales_target""#, [.claimRefuted],
        "`sales_attainment`"
      ),
      (
        #""neverLower": "specialist_month_bonus", "whenMore": "serious_violations""#,
        [.claimRefuted], "`discipline`, `month_grade`"
      ),
      // More calls lower the conversion, and the first call gives one.
      (
        #""neverLower": "conversion", "whenMore": "connected_calls""#, [.claimRefuted],
        "`conversion`"
      ),
    ] as [(String, [DiagnosticCode], String)])
  func `more of an input`(claim: String, codes: [DiagnosticCode], turns: String) throws {
    let found = try compile(Self.last, #"{ "id": "mine", \#(claim) }"#).diagnostics
      .filter { $0.severity != .hint }
    #expect(found.map(\.code) == codes, "\(found)")
    guard let refuted = found.first, refuted.code == .claimRefuted else { return }
    #expect(refuted.help.contains(turns) == true, "\(refuted.help)")
    #expect(refuted.notes.first?.contains("(-") == true, "\(refuted.notes)")
  }

  @Test(arguments: [
    ("sales where status = 'won'", true), ("sales where status = 'cancelled'", true),
    ("sales", true), ("calls where not connected", false), ("calls where connected", false),
    ("complaints where severity = 'minor' and not upheld", true),
    ("complaints where severity = 'minor' and upheld", false), ("surveys", false),
    ("exams", true),
  ])
  func `one more row of a table`(row: String, holds: Bool) throws {
    let found = try findings(#""neverLower": "specialist_month_bonus", "whenAdding": "\#(row)""#)
    #expect(found.map(\.code) == (holds ? [] : [.claimUndecided]), "\(found)")
  }

  @Test(arguments: [
    ("month.grade", true), ("month_grade", true), ("position", false), ("year.grade", false),
    ("quarter_grade", false), ("promotion", true),
  ])
  func `exactly one value`(name: String, holds: Bool) throws {
    let found = try findings(#""exactlyOne": "\#(name)""#)
    #expect(found.map(\.code) == (holds ? [] : [.claimRefuted]), "\(found)")
  }
}
