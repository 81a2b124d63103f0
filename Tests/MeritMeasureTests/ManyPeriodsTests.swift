import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

private let calendar = PeriodCalendar.civil

private func cohorts(_ names: [String]) throws -> [Cohort] {
  try names.map { Cohort(of: MeasurePolicy.roster, in: try #require(calendar.period(named: $0))) }
}

/// Calls of E1 on three days of January, the last two of March, and one in May, out of order.
private let rows = """
  m1,E1,2026-03-31 23:59:59,,in,true,16,0,CU1
  j1,E1,2026-01-01 00:00:00,,in,true,1,0,CU1
  y1,E1,2026-05-01 00:00:00,,in,true,32,0,CU1
  j3,E1,2026-01-31 23:59:59,,out,true,4,0,CU1
  j2,E1,2026-01-02 12:00:00,,out,true,2,0,CU1
  m0,E1,2026-03-30 08:00:00,,out,true,8,0,CU1

  """

private func sums(_ result: MeasureResult, _ rule: RuleID) -> [String] {
  result.tables.map { $0.cells[rule]?[0].value?.canonicalText ?? "" }
}

@Test("Months out of order and with a gap each get their own rows, however few or many")
func monthsOfOneScan() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("sum", "\"sum\": \"calls.amount\"", kind: "money"))
  let rule = try #require(policy.rule(named: "sum", grain: .month)?.id)
  let months = ["2026-03", "2026-01", "2026-05", "2026-02"]
  let expected = ["24", "7", "32", ""]
  for count in 1...4 {
    let scan = MeasurePolicy.scan(policy, calls: rows)
    let result = try scan.run(try cohorts(Array(months.prefix(count))))
    #expect(sums(result, rule) == Array(expected.prefix(count)))
  }
}

@Test("A row is used where it lies in any of the periods, not where it lies between them")
func accountOfManyPeriods() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("sum", "\"sum\": \"calls.amount\"", kind: "money"))
  let scan = MeasurePolicy.scan(policy, calls: rows)
  let account = try #require(try scan.run(try cohorts(["2026-05", "2026-01"])).accounts.first)
  #expect(account.rowsUsed == 4)
  #expect(account.notUsed == ["outside the period": 2])
  #expect(account.balances)
}

@Test("Windows that end with each of six months overlap, and each holds its own rows")
func overlappingWindows() throws {
  let body = "\"sum\": \"calls.amount\", \"where\": \"kind = 'in'\", \"window\": \"3 months\""
  let policy = try MeasurePolicy.compile(MeasurePolicy.measure("sum", body, kind: "money"))
  let rule = try #require(policy.rule(named: "sum", grain: .month)?.id)
  let names = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]
  for settings in [ScanSettings(), ScanSettings(threads: 3, chunk: 64)] {
    let scan = MeasurePolicy.scan(policy, calls: rows, settings: settings)
    // `in`: 1 in January, 16 in March, 32 in May.
    #expect(sums(try scan.run(try cohorts(names)), rule) == ["1", "1", "17", "16", "48", "32"])
  }
}

@Test("Thirty-one days in one scan hold what each day alone holds")
func daysOfOneScan() throws {
  let text = MeasurePolicy.measure("sum", "\"sum\": \"calls.amount\"", kind: "money")
    .replacingMonth(with: "day")
  let policy = try MeasurePolicy.compile(text)
  let rule = try #require(policy.rule(named: "sum", grain: .day)?.id)
  let march = try #require(MeasurePolicy.march)
  let days = calendar.parts(of: march, .day).map { Cohort(of: MeasurePolicy.roster, in: $0) }
  let result = try MeasurePolicy.scan(policy, calls: rows).run(days)
  #expect(sums(result, rule) == Array(repeating: "", count: 29) + ["8", "16"])
  #expect(result.accounts.first?.rowsUsed == 2)
}

@Test("Only the rules that a period needs are aggregated for it")
func neededRules() throws {
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("sum", "\"sum\": \"calls.amount\"", kind: "money") + ","
      + MeasurePolicy.measure("all", "\"count\": \"calls\"", kind: "count"))
  let sum = try #require(policy.rule(named: "sum", grain: .month)?.id)
  let all = try #require(policy.rule(named: "all", grain: .month)?.id)
  let scan = MeasurePolicy.scan(policy, calls: rows)
  let result = try scan.run(try cohorts(["2026-03", "2026-01"]), needing: [[sum, all], [all]])
  #expect(sums(result, sum) == ["24", ""])
  #expect(sums(result, all) == ["2", "3"])
  #expect(result.tables[1].cells[sum] == nil)
}

@Test("Control totals are those of the run's own period")
func controlTotalsOfOnePeriod() throws {
  let check = """
    { "id": "c", "reconcile": { "measure": "sum", "with": "calls.amount" }, "otherwise": "error" }
    """
  let policy = try MeasurePolicy.compile(
    MeasurePolicy.measure("sum", "\"sum\": \"calls.amount\"", kind: "money"), checks: check)
  let scan = MeasurePolicy.scan(policy, calls: rows)
  let result = try scan.run(try cohorts(["2026-01", "2026-03"]), accountFor: 1)
  #expect(result.tables.map(\.controlTotals) == [[:], [0: Exact(24)]])
}

extension String {
  fileprivate func replacingMonth(with grain: String) -> String {
    replacing("\"per\": \"month\"", with: "\"per\": \"\(grain)\"")
  }
}
