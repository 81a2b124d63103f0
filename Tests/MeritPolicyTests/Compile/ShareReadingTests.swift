import MeritModel
import Testing

@testable import MeritPolicy

/// Shares of rows.
@Suite struct ShareReadingTests {
  private func compile(_ body: String) throws -> Checked<CompiledPolicy> {
    let text = try #require(
      SmallPolicy.with(
        #""deals": {"#,
        #""won_share": { "per": "month", \#(body), "whenNoRows": "not-applicable" }, "deals": {"#))
    return SmallPolicy.compile(text)
  }

  private static let sound =
    #""kind": "percent", "share": "sales", "where": "status = 'won'", "among": "amount >= 1 CNY""#

  @Test func `a share lies between nothing and everything`() throws {
    let checked = try compile(Self.sound)
    #expect(checked.diagnostics.filter { $0.severity != .hint }.isEmpty, "\(checked.diagnostics)")
    let rule = checked.valid?.rules.first { $0.name == "won_share" }
    guard case .rows(let rows)? = rule?.measure?.shape else {
      Issue.record("no rows")
      return
    }
    #expect(rows.function == .share && rows.column == nil)
    #expect(rows.condition?.text == "status = 'won'" && rows.among?.text == "amount >= 1 CNY")
  }

  @Test(arguments: [
    (#", "where": "status = 'won'""#, "", DiagnosticCode.missingKey),
    (#""kind": "percent""#, #""kind": "number""#, .kindMismatch),
    (#""share": "sales""#, #""share": "sales.amount""#, .unknownColumn),
    (#""share": "sales""#, #""count": "sales""#, .unknownKey),
    (#""among": "amount >= 1 CNY""#, #""among": "amount""#, .kindMismatch),
  ])
  func `what a share may not say`(old: String, new: String, code: DiagnosticCode) throws {
    let body = Self.sound.replacing(old, with: new)
    #expect(body != Self.sound)
    let found = try compile(body).diagnostics
    #expect(found.map(\.code).contains(code), "\(found)")
  }
}
