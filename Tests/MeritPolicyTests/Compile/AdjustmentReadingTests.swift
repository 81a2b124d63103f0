import MeritModel
import Testing

@testable import MeritPolicy

/// Discretionary amounts with limits.
@Suite struct AdjustmentReadingTests {
  private static let sound = """
    "per": "month", "kind": "money", "sum": "sales.amount", "whenNoRows": 0,
    "between": [10, "500 CNY"], "needs": ["cost"]
    """

  private func compile(_ body: String) throws -> Checked<CompiledPolicy> {
    SmallPolicy.compile(try text(body))
  }

  private func text(_ body: String) throws -> String {
    try #require(
      SmallPolicy.with(
        "\"indicators\": {", "\"adjustments\": { \"extra\": { \(body) } }, \"indicators\": {"))
  }

  @Test func `an adjustment is a measure whose rows keep to limits`() throws {
    let checked = try compile(Self.sound)
    #expect(checked.diagnostics.filter { !$0.code.isAdvice }.isEmpty, "\(checked.diagnostics)")
    let policy = try #require(checked.valid)
    let rule = try #require(policy.rule(named: "extra", grain: .month))
    guard case .rows(let rows)? = rule.measure?.shape else {
      Issue.record("it is an aggregate over rows")
      return
    }
    #expect(rows.limits == RowLimits(least: Exact(10), greatest: Exact(500), needs: [4]))
    // Any number of rows of at least 10 sum to at least 10.
    #expect(PolicyFacts(policy: policy)[rule.id].range.least == Exact(0))
  }

  @Test(arguments: [
    ("\"between\": [10, \"500 CNY\"], ", "", DiagnosticCode.missingKey),
    ("[10, \"500 CNY\"]", "[10]", .wrongShape), ("[10, \"500 CNY\"]", "[10, 9]", .wrongShape),
    ("[10, \"500 CNY\"]", "[10, \"5%\"]", .kindMismatch),
    ("[\"cost\"]", "[\"costs\"]", .unknownColumn), ("[\"cost\"]", "[]", .wrongShape),
    ("\"sum\": \"sales.amount\"", "\"max\": \"sales.amount\"", .missingKey),
    ("\"sum\": \"sales.amount\"", "\"formula\": \"won\"", .unknownKey),
    ("\"kind\": \"money\"", "\"kind\": \"count\"", .kindMismatch),
    ("\"needs\"", "\"need\"", .unknownKey),
  ])
  func `what an adjustment may not say`(old: String, new: String, code: DiagnosticCode) throws {
    let body = Self.sound.replacing("\n", with: " ")
    #expect(body.contains(old))
    let found = try compile(body.replacing(old, with: new)).diagnostics
    #expect(found.contains { $0.code == code }, "\(found)")
  }

  private static let byTable = sound.replacing(
    "[10, \"500 CNY\"]", with: "[10, { \"table\": \"most\" }]")

  private func compileByTable(_ body: String, most: String = mostByDeals) throws
    -> Checked<CompiledPolicy>
  {
    SmallPolicy.compile(
      try #require(
        SmallPolicy.with(
          "\"tables\": {", "\"tables\": { \"most\": \(most),", in: try text(body))))
  }

  private static let mostByDeals = """
    { "gives": "money", "inputs": { "deals": "deals" }, "rows": [
      { "deals": { "below": 3 }, "is": 100 }, { "deals": { "from": 3 }, "is": 400 } ] }
    """

  @Test func `a table gives a limit of each person, and its values bound the amount`() throws {
    let checked = try compileByTable(Self.byTable)
    #expect(checked.diagnostics.filter { !$0.code.isAdvice }.isEmpty, "\(checked.diagnostics)")
    let policy = try #require(checked.valid)
    let rule = try #require(policy.rule(named: "extra", grain: .month))
    guard case .rows(let rows)? = rule.measure?.shape else {
      Issue.record("it is an aggregate over rows")
      return
    }
    #expect(rows.limits == RowLimits(least: Exact(10), greatest: Exact(400), needs: [4]))
    #expect(rows.limitTables?.least == nil && rows.limitTables?.greatest?.name == "most")
    #expect(policy.rowColumns[rule.id]?.count == 1)
  }

  @Test(arguments: [
    ("\"per\"", "\"for\": \"team\", \"per\"", DiagnosticCode.wrongShape),
    ("\"most\"", "\"mst\"", .unknownName), ("\"table\"", "\"tabel\"", .unknownKey),
    ("[10, {", "[401, {", .wrongShape), ("\"most\"", "\"factor\"", .kindMismatch),
  ])
  func `what a limit by a table may not be`(old: String, new: String, code: DiagnosticCode) throws {
    let body = Self.byTable.replacing("\n", with: " ")
    let found = try compileByTable(body.replacing(old, with: new)).diagnostics
    #expect(found.contains { $0.code == code }, "\(found)")
  }

  @Test func `a table that leaves a person without a limit is refused`() throws {
    let gap = Self.mostByDeals.replacing("\"below\": 3", with: "\"below\": 2")
    #expect(
      try compileByTable(Self.byTable, most: gap).diagnostics.contains { $0.code == .tableGap })
  }

  @Test func `one limit alone is exact on both sides`() throws {
    let checked = try compile(Self.sound.replacing("[10, \"500 CNY\"]", with: "[7, 7]"))
    #expect(checked.diagnostics.filter { !$0.code.isAdvice }.isEmpty, "\(checked.diagnostics)")
  }
}
