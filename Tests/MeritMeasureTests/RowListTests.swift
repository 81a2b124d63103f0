import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// A policy whose bonus takes a rate on each row of `sales`, summed for whom `scope` says.
private func policy(_ scope: String = "employee", whereClause: String = "") throws
  -> CompiledPolicy
{
  let text = """
    { "$schema": "policy.schema.json", "policyFormat": 1,
      "policy": { "id": "p", "version": "1", "title": "P",
        "effective": { "from": "2026-01-01", "to": "2026-12-31" },
        "approved": { "by": "x", "on": "2025-12-01", "document": "x" },
        "currency": "CNY", "timeZone": "Asia/Shanghai", "roleChange": "role-at-period-end",
        "rounding": { "points": "exact", "money": "exact", "percent": "exact" } },
      "gradeSets": {}, "inputs": {
        "roster": { "key": ["employee_id", "valid_from"], "columns": {
          "employee_id": "id", "role": ["agent", "lead"], "team_id": "id",
          "valid_from": "date", "valid_to": "date?" } },
        \(MeasurePolicy.members) },
      "measures": { "sales": { "label": "s", "per": "month", "kind": "money", "source": "s",
        "for": "\(scope)", "sum": "calls.amount" \(whereClause), "whenNoRows": 0 } },
      "tiers": { "rate": { "label": "r", "source": "s", "method": "whole", "basis": "row",
        "rows": [ { "from": 0, "rate": "1%" } ] } },
      "bonuses": { "pay": { "label": "b", "per": "month", "source": "s", "steps": [
        { "id": "a", "start": { "tiers": "rate", "on": "sales" } },
        { "id": "r", "round": "0.01 half-up" } ] } },
      "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": { "bonus": "pay" } } ] }
    """
  let checked = PolicyCompiler.compile(Array(text.utf8), file: "p.json")
  let errors = checked.diagnostics.filter { $0.severity == .error }
  #expect(errors.isEmpty, "\(errors.map { "\($0.code.rawValue) \($0.message)" })")
  return try #require(checked.result)
}

/// The third amount has more digits than a cell of a column holds as a whole number.
private let rows = """
  c3,E1,2026-03-05 10:00:00,,in,true,30,0,
  c1,E1,2026-03-01 10:00:00,,in,true,5.0000001,0,
  c2,E2,2026-03-01 10:00:00,,in,true,7,0,
  c4,E1,2026-03-05 10:00:00,,in,true,,0,
  c5,E1,2026-02-28 10:00:00,,in,true,99,0,
  c6,E1,2026-03-09 10:00:00,,out,true,10,0,
  c7,E1,2026-03-09 10:00:00,,out,true,5,0,

  """

private func rowList(
  _ policy: CompiledPolicy, _ scope: Scope, _ text: String, _ settings: ScanSettings
) throws -> RowList {
  let result = try MeasurePolicy.run(policy, calls: text, settings: settings)
  let rule = try #require(policy.rule(named: "sales", grain: .month, scope: scope))
  return try #require(result.tables[0].rows[rule.id])
}

private func amounts(_ list: RowList, _ subject: Int) -> [String] {
  list[subject].map { list.value(0, $0).canonicalText }
}

@Test("Each person's rows come in the order of their contents, with their places")
func rowsOfPeople() throws {
  let policy = try policy()
  let backwards =
    rows.split(separator: "\n").reversed().joined(separator: "\n") + "\n"
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let list = try rowList(policy, .employee, rows, settings)
    #expect(list.subjects == 4)
    #expect(amounts(list, 0) == ["5", "10", "30", "5.0000001"])
    #expect(amounts(list, 1) == ["7"])
    #expect(amounts(list, 2).isEmpty)
    #expect(list[1].map { list.place($0).description } == ["f.csv:4"])
    let turned = try rowList(policy, .employee, backwards, settings)
    #expect(amounts(turned, 0) == amounts(list, 0))
  }
}

@Test("A group has its members' rows, and a condition leaves some out")
func rowsOfGroups() throws {
  let policy = try policy("team", whereClause: ", \"where\": \"kind = 'in'\"")
  let list = try rowList(policy, .team, rows, ScanSettings())
  #expect(list.subjects == 2)
  #expect(amounts(list, 0) == ["7", "30", "5.0000001"])
  #expect(amounts(list, 1).isEmpty)
}

@Test("Rows are kept for the measures that a rule looks at one by one, and for no other")
func rowsOfNobody() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("sum", "\"sum\": \"calls.amount\"", kind: "money"))
  #expect(policy.rowColumns.isEmpty)
  #expect(try MeasurePolicy.run(policy, calls: rows).tables[0].rows.isEmpty)
}
