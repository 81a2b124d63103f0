import MeritModel
import Testing

@testable import MeritPolicy

/// Rows that take back others.
@Suite struct ReversalReadingTests {
  /// The small policy in which some sales take back others, with a last step that may be damaged.
  private func compile(
    reverses: String = #""reverses": { "key": "refund_of", "within": "12 months" }"#,
    refunds: String = #""sum": "sales.amount", "reversing": true"#,
    operand: String = #"{ "tiers": "commission", "on": "won", "reversing": "refunds" }"#,
    handler: String = #", "whenMissing": 0"#, tiers: (String, String)? = nil
  ) throws -> Checked<CompiledPolicy> {
    var text = try #require(
      SmallPolicy.with(
        #""rowCheck": "amount >= 0 CNY" },"#,
        #"\#(reverses), "rowCheck": "amount >= 0 CNY" },"#))
    text = try #require(
      SmallPolicy.with(
        #""sale_id": "id", "agent_id": "id","#,
        #""sale_id": "id", "agent_id": "id", "refund_of": "id?","#, in: text))
    text = try #require(
      SmallPolicy.with(
        #""deals": {"#,
        #""refunds": { "per": "month", "kind": "money", \#(refunds), "whenNoRows": 0 }, "deals": {"#,
        in: text))
    text = try #require(
      SmallPolicy.with(
        #"{ "id": "pay", "round""#,
        #"{ "id": "back", "minus": \#(operand)\#(handler) }, { "id": "pay", "round""#, in: text))
    if let tiers { text = try #require(SmallPolicy.with(tiers.0, tiers.1, in: text)) }
    return SmallPolicy.compile(text)
  }

  /// What is more than advice.
  private func faults(_ checked: Checked<CompiledPolicy>) -> [Diagnostic] {
    checked.diagnostics.filter { $0.severity != .hint }
  }

  @Test func `a sound reversal gives no finding`() throws {
    let checked = try compile()
    #expect(faults(checked).isEmpty, "\(checked.diagnostics)")
    let sales = try #require(checked.valid?.inputs.first { $0.name == "sales" })
    #expect(sales.reversal.map { sales.columnName($0.column) } == "refund_of")
    #expect(sales.reversal?.within == Window(count: 12, unit: .month))
    let any = try compile(reverses: #""reverses": { "key": "refund_of" }"#)
    #expect(faults(any).isEmpty, "\(any.diagnostics)")
  }

  @Test(arguments: [
    // The column is one of the file that can be empty, and holds ids.
    (#""key": "refund""#, DiagnosticCode.unknownColumn), (#""key": "agent_id""#, .wrongShape),
    (#""key": "cost""#, .kindMismatch), (#""key": "refund_of", "within": "a year""#, .wrongShape),
    (#""within": "12 months""#, .missingKey), (#""key": "refund_of", "until": 1"#, .unknownKey),
  ])
  func `what a reversal may not say`(body: String, code: DiagnosticCode) throws {
    let found = try compile(reverses: #""reverses": { \#(body) }"#).diagnostics
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test func `a row is named by one key, and has a date`() throws {
    let keys = try compile(
      tiers: (#""sales": { "key": ["sale_id"]"#, #""sales": { "key": ["sale_id", "day"]"#))
    #expect(keys.diagnostics.map(\.code).contains(.wrongShape), "\(keys.diagnostics)")
    let dates = try compile(
      tiers: (
        #""owner": "agent_id", "date": "day", "columns": {\#n      "sale_id""#,
        #""owner": "agent_id", "columns": { "sale_id""#
      ))
    #expect(dates.diagnostics.map(\.code).contains(.missingKey), "\(dates.diagnostics)")
  }

  @Test func `a measure asks for rows that the input does not have`() throws {
    let found = try compile(refunds: #""sum": "answers.score", "reversing": true"#).diagnostics
    #expect(found.map(\.code).contains(.wrongShape), "\(found)")
  }

  @Test(arguments: [
    #""sum": "sales.amount""#, #""sum": "sales.amount", "reversing": false"#,
    #""max": "sales.amount", "reversing": true"#,
  ])
  func `an operand takes back what such rows sum up to`(refunds: String) throws {
    let found = faults(try compile(refunds: refunds))
    #expect(found.map(\.code) == [.kindMismatch], "\(found)")
    #expect(found.first?.help.contains("reversing") == true)
  }

  @Test func `an operand names a measure`() throws {
    let found = try compile(
      operand: #"{ "tiers": "commission", "on": "won", "reversing": "won + refunds" }"#
    ).diagnostics
    #expect(found.map(\.code).contains(.wrongShape), "\(found)")
  }

  @Test(arguments: [
    (
      #""method": "marginal", "rows": ["#,
      #""method": "marginal", "basis": "year-to-date", "rows": ["#
    ),
    (
      #""method": "marginal", "rows": [\#n      { "from": 0, "rate": "3%" }, { "from": 1000, "rate": "5%" }"#,
      #""method": "whole", "rows": [ { "from": 0, "pays": 3 }, { "from": 1000, "pays": 5 }"#
    ),
  ])
  func `tiers without one rate take nothing back`(old: String, new: String) throws {
    let found = try compile(tiers: (old, new)).diagnostics
    #expect(found.map(\.code).contains(.wrongShape), "\(found)")
  }

  @Test func `the period of a reversed row may have no value`() throws {
    let found = faults(try compile(handler: ""))
    #expect(found.map(\.code) == [.absentUnhandled], "\(found)")
    #expect(found.first?.message.contains("reversed row") == true, "\(found)")
  }
}
