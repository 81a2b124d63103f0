import MeritModel
import MeritPolicy
import Testing

/// Decision tables that give a column of each row, and tables that give a measure.
@Suite struct TableReadingTests {
  private static let rates = """
    "rate": { "gives": "percent", "inputs": { "amount": "amount" }, "rows": [
      { "amount": { "below": 100 }, "is": "1%" }, { "amount": { "from": 100 }, "is": "2%" } ] }
    """

  /// The findings of a policy whose sales have derived columns.
  private func codes(
    _ derived: String, tables: String = rates, measures: String = ""
  ) throws -> [DiagnosticCode] {
    let text = """
      { "policyFormat": 1,
        "policy": { "id": "p", "version": "1", "title": "P", "currency": "EUR",
          "timeZone": "Europe/Vienna", "effective": { "from": "2026-01-01", "to": "2026-12-31" } },
        "inputs": {
          "roster": { "key": ["employee_id", "valid_from"], "columns": { "employee_id": "id",
            "role": ["agent"], "valid_from": "date", "valid_to": "date?" } },
          "sales": { "key": ["sale_id"], "owner": "agent_id", "date": "sold_on", "columns": {
            "sale_id": "id", "agent_id": "id", "sold_on": "date", "amount": "number 0..",
            "status": ["won", "lost"] }, "derived": { \(derived) } } },
        "measures": { "count": { "per": "month", "kind": "count", "count": "sales",
          "whenNoRows": 0 }\(measures) },
        "tables": { \(tables) },
        "plans": [ { "id": "agent", "roles": ["agent"], "month": {} } ] }
      """
    return PolicyCompiler.compile(Array(text.utf8), file: "p.json").diagnostics.map(\.code)
  }

  @Test func `a table may give a column, and others may stand on it`() throws {
    #expect(try codes(#""rate": { "kind": "percent", "table": "rate" }"#).isEmpty)
    let chain = """
      "pay": { "kind": "number", "is": "amount * rate" },
      "rate": { "kind": "percent", "table": "rate" }
      """
    #expect(try codes(chain).isEmpty)
  }

  @Test(arguments: [
    (#"{ "kind": "percent" }"#, DiagnosticCode.missingKey),
    (#"{ "kind": "percent", "is": "1%", "table": "rate" }"#, .missingKey),
    (#"{ "kind": "percent", "table": "rates" }"#, .unknownName),
    (#"{ "kind": "number", "table": "rate" }"#, .kindMismatch),
  ])
  func `a derived column has one source of its own kind`(
    column: String, code: DiagnosticCode
  ) throws {
    let used = #""used": { "kind": "percent", "table": "rate" }, "#
    #expect(try codes(used + "\"rate\": \(column)") == [code])
  }

  @Test(arguments: [
    (#"{ "x": { "below": 100 }, "is": 1 }"#, DiagnosticCode.tableGap),
    (#"{ "x": "any", "is": 1 }, { "x": { "from": 5 }, "is": 2 }"#, .tableOverlap),
    (#"{ "x": { "from": 0 }, "is": 1 }, { "x": { "below": 0 }, "is": 2 }"#, .rowNeverReached),
  ])
  func `a table over columns covers them once, by their declared ranges`(
    rows: String, code: DiagnosticCode
  ) throws {
    let table = #""t": { "gives": "number", "inputs": { "x": "amount" }, "rows": [\#(rows)] }"#
    #expect(try codes(#""y": { "kind": "number", "table": "t" }"#, tables: table).contains(code))
  }

  @Test func `columns and tables that name each other in a ring are told`() throws {
    let tables = """
      "t": { "gives": "number", "inputs": { "x": "b" }, "rows": [ { "x": "any", "is": 1 } ] }
      """
    let ring = """
      "a": { "kind": "number", "table": "t" }, "b": { "kind": "number", "is": "a + 1" }
      """
    #expect(try codes(ring, tables: tables).contains(.cycle))
  }

  @Test(arguments: [
    (#"{ "n": "any", "is": 1 }"#, "number", [DiagnosticCode]()),
    (#"{ "n": { "from": 0 }, "is": 1 }"#, "number", []),
    (#"{ "n": { "from": 1 }, "is": 1 }"#, "number", [.tableGap]),
    (#"{ "n": { "from": 0 }, "is": 1 }"#, "money", [.kindMismatch]),
  ])
  func `a measure takes what a table gives`(
    row: String, kind: String, expected: [DiagnosticCode]
  ) throws {
    let table = #""t": { "gives": "number", "inputs": { "n": "count" }, "rows": [\#(row)] }"#
    let measure = #", "extra": { "per": "month", "kind": "\#(kind)", "table": "t" }"#
    let derived = #""one": { "kind": "number", "is": "1 * amount" }"#
    let found = try codes(derived, tables: table, measures: measure)
    #expect(found.filter { $0 != .columnNeverMatters } == expected)
  }
}
