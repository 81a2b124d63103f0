import MeritModel
import Testing

@testable import MeritPolicy

/// Customers as a group of their own.
@Suite struct CustomerReadingTests {
  private static let section = """
    "customers": { "table": "clients", "id": "client", "owner": "agent", "in": { "sales": "buyer" } },
    """

  private func compile(
    _ measures: String, section: String = section, more: String = ""
  ) throws -> Checked<CompiledPolicy> {
    let clients = """
      "clients": { "key": ["client"], "columns": { "client": "id", "agent": "id?", "since": "date" } },
      """
    let text = try #require(
      SmallPolicy.with("\"sales\": {", clients + "\"sales\": {").flatMap {
        SmallPolicy.with(
          "\"sale_id\": \"id\", \"agent_id\": \"id\",",
          "\"sale_id\": \"id\", \"agent_id\": \"id\", \"buyer\": \"id?\",", in: $0)
      }.flatMap {
        SmallPolicy.with("\"measures\": {", "\(section) \"measures\": { \(measures)", in: $0)
      }.flatMap { SmallPolicy.with("\"indicators\": {", "\"indicators\": { \(more)", in: $0) })
    return SmallPolicy.compile(text)
  }

  private static let revenue = """
    "revenue": { "for": "customer", "per": "month", "kind": "money", "sum": "sales.amount",
      "whenNoRows": 0 },
    """

  private func formula(_ text: String, kind: String = "money", scope: String = "employee") -> String
  {
    """
    "mine": { "for": "\(scope)", "per": "month", "kind": "\(kind)", "formula": "\(text)",
      "whenNotApplicable": 0 },
    """
  }

  @Test func `customers have rows, formulas, points and grades`() throws {
    let more = """
      "worth": { "for": "customer", "per": "month", "bands": { "of": "revenue", "rows": [
        { "from": 100, "is": 10 }, { "from": 0, "is": 1 } ] } },
      """
    let double = """
      "double": { "for": "customer", "per": "month", "kind": "money", "formula": "revenue * 2" },
      """
    let checked = try compile(Self.revenue + double, more: more)
    #expect(SmallPolicy.faults(checked).isEmpty, "\(checked.diagnostics)")
    let policy = try #require(checked.valid)
    #expect(policy.customers.map { [$0.table, $0.id, $0.owner ?? -1] } == [1, 0, 1])
    #expect(policy.customers?.columns == [2: 2])
    let revenue = try #require(
      policy.rule(named: "revenue", grain: .month, scope: .customer))
    guard case .rows(let rows)? = revenue.measure?.shape else {
      Issue.record("it is an aggregate over rows")
      return
    }
    #expect(rows.customer == 2)
    #expect(
      try #require(policy.rule(named: "worth", grain: .month, scope: .customer)).isForEverybody)
  }

  @Test(arguments: [
    ("total(customer.revenue)", "money", "employee"), ("total(revenue)", "money", "team"),
    ("how_many(customer.revenue > 5 CNY)", "count", "company"),
    ("max(customer.revenue)", "money", "team"),
  ])
  func `people and groups collect over customers`(
    text: String, kind: String, scope: String
  ) throws {
    let body = formula(text, kind: kind, scope: scope)
    let isCount = kind == "count"
    let checked = try compile(
      Self.revenue + (isCount ? body.replacing(",\n  \"whenNotApplicable\": 0", with: "") : body))
    #expect(checked.valid != nil, "\(checked.diagnostics)")
  }

  @Test func `who owns no customer has no total`() throws {
    let body = formula("total(customer.revenue)").replacing(
      "\"whenNotApplicable\": 0", with: "\"source\": \"s\"")
    let found = SmallPolicy.faults(try compile(Self.revenue + body))
    #expect(found.map(\.code) == [.absentUnhandled])
  }

  @Test(arguments: [
    ("customer.revenue", DiagnosticCode.finerPeriodWithoutCollector),
    ("revenue", .finerPeriodWithoutCollector), ("total(customer.revenues)", .unknownName),
    ("total(customer.won)", .unknownName),
  ])
  func `what a person's rule may not say of customers`(text: String, code: DiagnosticCode) throws {
    let found = try compile(Self.revenue + formula(text)).diagnostics
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test(arguments: [
    ("won", "money", DiagnosticCode.unknownName),
    ("total(won)", "money", .finerPeriodWithoutCollector),
    ("month.score", "points", .unknownName), ("period.score", "points", .unknownName),
    ("members()", "count", .expressionSyntax),
    ("days_between(roster.valid_from, period.end)", "days", .unknownName),
  ])
  func `what a customer's rule may not name`(
    text: String, kind: String, code: DiagnosticCode
  ) throws {
    let found = try compile(
      Self.revenue + formula(text, kind: kind, scope: "customer")
    ).diagnostics
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test(arguments: [
    ("\"table\": \"clients\"", "\"table\": \"client\"", DiagnosticCode.unknownName),
    ("\"table\": \"clients\"", "\"table\": \"roster\"", .unknownName),
    ("\"id\": \"client\"", "\"id\": \"agent\"", .wrongShape),
    ("\"owner\": \"agent\"", "\"owner\": \"since\"", .kindMismatch),
    ("\"sales\": \"buyer\"", "\"sales\": \"amount\"", .kindMismatch),
    ("\"sales\": \"buyer\"", "\"sale\": \"buyer\"", .unknownName),
    ("\"sales\": \"buyer\"", "\"answers\": \"answer_id\"", .missingKey),
    ("\"id\": \"client\", ", "", .missingKey), (section, "", .missingKey),
  ])
  func `what the section may not say`(old: String, new: String, code: DiagnosticCode) throws {
    #expect(Self.section.contains(old))
    let found = try compile(Self.revenue, section: Self.section.replacing(old, with: new))
      .diagnostics
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test(arguments: [
    (
      "\"kind\": \"money\",", "\"kind\": \"money\", \"ownedBy\": \"buyer\",",
      DiagnosticCode.unknownKey
    ),
    ("\"sum\": \"sales.amount\", \"whenNoRows\": 0", "\"total\": \"won\"", .missingKey),
  ])
  func `what a customer's measure may not say`(
    old: String, new: String, code: DiagnosticCode
  ) throws {
    let body = Self.revenue.replacing("\n  ", with: " ")
    #expect(body.contains(old))
    let found = try compile(body.replacing(old, with: new)).diagnostics
    #expect(found.map(\.code).contains(code), "\(found)")
  }

  @Test func `pay is for people`() throws {
    let text = try #require(
      SmallPolicy.with("\"pay\": { \"per\"", "\"pay\": { \"for\": \"customer\", \"per\""))
    #expect(SmallPolicy.compile(text).diagnostics.contains { $0.severity == .error })
  }
}
