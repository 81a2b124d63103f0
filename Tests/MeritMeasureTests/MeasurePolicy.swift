import MeritImport
import MeritMeasure
import MeritModel
import MeritPolicy
import Testing

/// A small policy over one table, with measures that a test gives as JSON members.
enum MeasurePolicy {
  static let members = """
    "calls": { "key": ["call_id"], "owner": "agent_id", "date": "started_at", "columns": {
      "call_id": "id", "agent_id": "id", "started_at": "datetime", "ended_at": "datetime?",
      "kind": ["in", "out"], "good": "flag", "amount": "money? -1000..1000000",
      "fee": "money? 0..", "customer": "id?" },
      "derived": { "net": { "kind": "money", "is": "amount - fee" } },
      "rowCheck": "amount is missing or fee is missing or amount >= fee" },
    "visits": { "key": [], "owner": "agent_id", "date": "month", "columns": {
      "agent_id": "id", "month": "month", "score": "points 0..100" } }
    """

  static func compile(
    _ measures: String, checks: String = "", inputs: String = members, more: String = ""
  ) throws -> CompiledPolicy {
    let text = """
      { "$schema": "policy.schema.json", "policyFormat": 1,
        "policy": { "id": "p", "version": "1", "title": "P",
          "effective": { "from": "2026-01-01", "to": "2026-12-31" },
          "approved": { "by": "x", "on": "2025-12-01", "document": "x" },
          "currency": "CNY", "timeZone": "Asia/Shanghai", "roleChange": "role-at-period-end",
          "rounding": { "points": "exact", "money": "exact", "percent": "exact" } },
        "calendars": { "office": { "workdays": ["mon", "tue", "wed", "thu", "fri"],
          "hours": { "from": "09:00", "below": "18:00" }, "holidays": ["2026-03-02"],
          "extraWorkdays": ["2026-03-07"] } },
        "gradeSets": {}, "inputs": {
          "roster": { "key": ["employee_id", "valid_from"], "columns": {
            "employee_id": "id", "role": ["agent", "lead"], "team_id": "id",
            "valid_from": "date", "valid_to": "date?" } },
          \(inputs) },
        "measures": { \(measures) }, "indicators": {}, "scores": {}, "grades": {}, \(more)
        "plans": [ { "id": "all", "roles": ["agent", "lead"], "month": {} } ]
        \(checks.isEmpty ? "" : ", \"checks\": [ \(checks) ]") }
      """
    let checked = PolicyCompiler.compile(Array(text.utf8), file: "p.json")
    let errors = checked.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map { "\($0.code.rawValue) \($0.message)" })")
    return try #require(checked.result)
  }

  /// One measure as a JSON member.
  static func measure(_ name: String, _ body: String, kind: String = "number") -> String {
    """
    "\(name)": { "label": "\(name)", "per": "month", "kind": "\(kind)", "source": "s", \(body),
      "whenNoRows": "not-applicable" }
    """
  }

  /// E1 and E2 in team T1, E3 in T2, E4 who has left.
  static let roster = Roster(
    columns: ["employee_id", "role", "team_id", "valid_from", "valid_to"],
    rows: [
      ("E1", "agent", "T1"), ("E2", "lead", "T1"), ("E3", "agent", "T2"), ("E4", "agent", "T2"),
    ]
    .map { id, role, team in
      let start = CalendarDay(number: 20_000)
      let end: CalendarDay? = id == "E4" ? CalendarDay(iso: "2026-02-28") : nil
      return RosterRow(
        employee: id,
        values: [
          .present(.text(id)), .present(.text(role)), .present(.text(team)),
          .present(.day(start)), end.map { .present(.day($0)) } ?? .missing,
        ], validFrom: start, validTo: end, place: SourcePlace(file: "r.csv", line: 1))
    })

  static let march = PeriodCalendar(monthStartsOn: 1, yearStartsIn: 1).period(named: "2026-03")

  static let header =
    "call_id,agent_id,started_at,ended_at,kind,good,amount,fee,customer\n"

  /// Measures the rows of a text, without header, for March 2026.
  static func run(
    _ policy: CompiledPolicy, calls rows: String, visits: String = "",
    duplicates: DuplicateMode = .reject, settings: ScanSettings = ScanSettings()
  ) throws -> MeasureResult {
    try scan(policy, calls: rows, visits: visits, duplicates: duplicates, settings: settings)
      .run([Cohort(of: roster, in: try #require(march))])
  }

  /// A scan over whole files, one for each input.
  static func scan(
    _ policy: CompiledPolicy, tables: [String: String], settings: ScanSettings = ScanSettings()
  ) -> MeasureScan {
    let sources = tables.mapValues { text in
      TableSource(files: [SourceFile(name: "f.csv", bytes: Array(text.utf8))])
    }
    return MeasureScan(policy, sources: sources, settings: settings)
  }

  /// Measures whole files for March 2026.
  static func run(
    _ policy: CompiledPolicy, tables: [String: String], settings: ScanSettings = ScanSettings()
  ) throws -> MeasureResult {
    try scan(policy, tables: tables, settings: settings)
      .run([Cohort(of: roster, in: try #require(march))])
  }

  /// A scan over the rows of a text, without header.
  static func scan(
    _ policy: CompiledPolicy, calls rows: String, visits: String = "",
    duplicates: DuplicateMode = .reject, settings: ScanSettings = ScanSettings()
  ) -> MeasureScan {
    let files = [
      "calls": header + rows, "visits": "agent_id,month,score\n" + visits,
    ].mapValues { text in
      TableSource(
        files: [SourceFile(name: "f.csv", bytes: Array(text.utf8))], duplicates: duplicates)
    }
    return MeasureScan(policy, sources: files, settings: settings)
  }
}

extension MeasureResult {
  /// The values of a measure in canonical text, empty where there were no rows.
  func values(_ name: String, _ policy: CompiledPolicy, _ scope: Scope = .employee) -> [String] {
    guard let rule = policy.rule(named: name, grain: .month, scope: scope) else { return ["?"] }
    return (tables[0].cells[rule.id] ?? []).map { $0.value?.canonicalText ?? "" }
  }
}
