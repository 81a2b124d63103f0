import MeritEngine
import MeritModel
import MeritPolicy

/// Several periods of a policy that a test writes as JSON; the values of row measures are given.
struct SmallYear {
  /// One roster row.
  struct Row {
    var id: String
    var team: String? = "T1"
    var role = "agent"
    var from = "2025-01-01"
    var to: String?
    var department: String? = "D1"
  }

  var rows = [Row(id: "E1")]
  /// Who evaluates people.
  var workers: any Workers = OneWorker()
  /// The values of row measures by period, then by name, then by person in order of ids; nil has no
  /// rows.
  ///
  /// What is known of a period in a later one stands under `2026-01@2026-03`.
  var given: [String: [String: [String?]]] = [:]
  /// The rows of E1 behind the measure `lent`, by period: an amount and a number of periods each.
  var lent: [String: [(amount: String, term: String)]] = [:]
  /// The rows of E1 that take back others, by period.
  var reversing: [String: [(amount: String, key: String, day: String)]] = [:]
  /// The rows that are taken back, by key.
  var reversed: [String: (day: String, amount: String)] = [:]
  let policies: [CompiledPolicy]
  /// What the check of the policies says that forbids nothing.
  let findings: [Diagnostic]

  /// Takes in the sections of a policy after its head, inputs and calendars.
  init(
    _ sections: String, effective: (String, String) = ("2025-01-01", "2026-12-31"),
    head: String = ""
  ) throws {
    try self.init(versions: [(effective.0, effective.1, sections)], head: head)
  }

  /// Takes in several versions, each with its first and last day.
  init(versions: [(from: String, to: String, sections: String)], head: String = "") throws {
    var findings: [Diagnostic] = []
    policies = try versions.enumerated().map { place, version in
      let text = SmallYear.policy(
        version.from, version.to, "v\(place + 1)", head, version.sections)
      let checked = PolicyCompiler.compile(Array(text.utf8), file: "v\(place + 1).policy.json")
      guard let policy = checked.valid else { throw Faulty(findings: checked.diagnostics) }
      findings += checked.diagnostics
      return policy
    }
    self.findings = findings
  }

  /// A policy of a test that does not compile.
  struct Faulty: Error {
    let findings: [Diagnostic]
  }

  /// A row measure that is given; missing without rows.
  static func given(_ name: String, _ kind: String = "money", per: String = #""month""#) -> String {
    """
    "\(name)": { "per": \(per), "kind": "\(kind)", "sum": "facts.\(kind)", "whenNoRows": "missing" }
    """
  }

  private static func policy(
    _ from: String, _ to: String, _ version: String, _ head: String, _ sections: String
  ) -> String {
    """
    { "policyFormat": 1,
      "policy": { "id": "small", "version": "\(version)", "title": "Small",
        "effective": { "from": "\(from)", "to": "\(to)" }, "currency": "EUR", "timeZone": "UTC"
        \(head) },
      "gradeSets": { "abc": ["A", "B", "C"] },
      "inputs": {
        "roster": { "key": ["employee_id", "valid_from"], "columns": {
          "employee_id": "id", "role": ["agent", "lead"], "team_id": "id?", "department_id": "id?",
          "valid_from": "date", "valid_to": "date?" } },
        "facts": { "key": ["fact_id"], "owner": "employee_id", "date": "on", "columns": {
          "fact_id": "id", "employee_id": "id", "on": "date", "money": "money 0..",
          "number": "number", "count": "count 0..", "points": "points 0..100",
          "percent": "percent 0%.." } },
        "sales": { "key": ["sale_id"], "owner": "employee_id", "date": "on",
          "reverses": { "key": "refund_of", "within": "12 months" }, "columns": {
          "sale_id": "id", "employee_id": "id", "on": "date", "amount": "money",
          "refund_of": "id?" } },
        "loans": { "key": ["loan_id"], "owner": "employee_id", "date": "on", "columns": {
          "loan_id": "id", "employee_id": "id", "on": "date", "rest": "money",
          "term": "number 1.." } } },
      \(sections)
    }
    """
  }

  /// Calculates a period.
  func calculated(_ name: String) throws -> Checked<Calculation> {
    let made = try calculator(name)
    guard let (calculator, _) = made.valid else { return Checked(nil, made.diagnostics) }
    return calculator.calculation()
  }

  private func calculator(_ name: String) throws -> Checked<(Calculator, Period)> {
    let calendar = policies[0].header.calendar
    guard let period = calendar.period(named: name) else { return Checked(nil) }
    let version =
      policies.firstIndex {
        $0.header.effectiveFrom <= period.end && period.end <= $0.header.effectiveTo
      } ?? 0
    let planned = RunPlan.plan(policies, version: version, period: period)
    guard let plan = planned.valid else { return Checked(nil, planned.diagnostics) }
    let stages = plan.needs.map { need in
      var cohort = Cohort(of: roster, in: need.period)
      if let known = need.known { cohort.knownUntil = known.end }
      return PeriodStage(
        version: need.version, cohort: cohort, measures: table(need), rules: need.rules,
        known: need.known)
    }
    let calculator = Calculator(
      versions: policies, earlier: stages.dropLast(), own: stages[stages.count - 1],
      workers: workers)
    return Checked((calculator, period))
  }

  /// The text of a figure of a period for a person or group: canonical, or the state's name.
  func text(_ figure: String, _ period: String, _ subject: String = "E1") throws -> String {
    let checked = try calculated(period)
    guard let calculation = checked.result else { return "\(checked.diagnostics)" }
    let rules = calculation.policy.rules.filter {
      $0.name == figure && $0.grain == calculation.cohort.period.grain
    }
    for rule in rules {
      let ids =
        rule.scope == .employee
        ? roster.people : calculation.cohort.groups[rule.scope]?.ids ?? []
      guard let place = ids.firstIndex(of: subject) else { continue }
      let value = calculation.value(rule.id, of: place)
      return value.isPresent ? value.canonicalText : value.stateName
    }
    return "no figure"
  }

  /// The text of a part of a balance of a person.
  func entry(
    _ part: BalancePart, of figure: String, _ period: String, _ subject: String = "E1"
  ) throws -> String {
    let checked = try calculated(period)
    guard let calculation = checked.result, let person = roster.people.firstIndex(of: subject),
      let rule = calculation.policy.rule(named: figure, grain: calculation.cohort.period.grain)
    else { return "\(checked.diagnostics)" }
    let entries = calculation.balances[rule.id]?[person] ?? []
    guard entries.indices.contains(part.place) else { return "no entry" }
    return entries[part.place].canonicalText
  }

  /// The slot `bonus` of a person.
  func bonus(_ period: String, _ subject: String = "E1") throws -> String {
    let checked = try calculated(period)
    guard let calculation = checked.result, let person = roster.people.firstIndex(of: subject)
    else { return "\(checked.diagnostics)" }
    let value = calculation.slot(.bonus, of: person)
    return value.isPresent ? value.canonicalText : value.stateName
  }

  /// The codes of a period's findings.
  func codes(_ period: String) throws -> [String] {
    try calculated(period).diagnostics.map(\.code.rawValue)
  }

  var roster: Roster {
    let rows = rows.map { row in
      let texts: [String?] = [row.id, row.role, row.team, row.department, row.from, row.to]
      return RosterRow(
        employee: row.id, values: texts.map { $0.map { .present(.text($0)) } ?? .missing },
        validFrom: day(row.from), validTo: row.to.map(day), place: SmallMonth.place)
    }
    return Roster(
      columns: ["employee_id", "role", "team_id", "department_id", "valid_from", "valid_to"],
      rows: rows)
  }

  private func table(_ need: PeriodNeed) -> MeasureTable {
    var cells: [RuleID: [MeasureCell]] = [:]
    let policy = policies[need.version]
    for rule in policy.rules where rule.grain == need.period.grain {
      let again = need.known.flatMap { given["\(need.period.name)@\($0.name)"]?[rule.name] }
      guard let values = again ?? given[need.period.name]?[rule.name] else { continue }
      cells[rule.id] = values.map { text in
        text.map { MeasureCell(rows: 1, value: .number(exact($0))) }
          ?? MeasureCell(rows: 0, value: nil)
      }
    }
    var table = MeasureTable(cells: cells)
    for rule in policy.rules where rule.grain == need.period.grain {
      guard case .rows(let rows)? = rule.measure?.shape, rows.isReversing else { continue }
      addReversing(&table, rule.id, rows, need.period.name)
    }
    if let rule = policy.rule(named: "lent", grain: need.period.grain) {
      addLent(&table, rule.id, lent[need.period.name] ?? [])
    }
    return table
  }

  private func addLent(
    _ table: inout MeasureTable, _ rule: RuleID, _ rows: [(amount: String, term: String)]
  ) {
    let sum = rows.reduce(Exact.zero) { (try? $0 + exact($1.amount)) ?? $0 }
    table.cells[rule] = [MeasureCell(rows: rows.count, value: rows.isEmpty ? nil : .number(sum))]
    table.rows[rule] = RowList(
      starts: [0, rows.count],
      columns: [
        rows.map { .number(exact($0.amount)) }, rows.map { .number(exact($0.term)) },
      ], places: rows.indices.map { (0, $0 + 2) }, files: ["loans.csv"])
  }

  private func addReversing(
    _ table: inout MeasureTable, _ rule: RuleID, _ rows: RowAggregate, _ period: String
  ) {
    let given = reversing[period] ?? []
    let sum = given.reduce(Exact.zero) { (try? $0 + exact($1.amount)) ?? $0 }
    table.cells[rule] = [
      MeasureCell(rows: given.count, value: given.isEmpty ? nil : .number(sum))
    ]
    table.rows[rule] = RowList(
      starts: [0, given.count],
      columns: [
        given.map { .number(exact($0.amount)) }, given.map { .present(.text($0.key)) },
        given.map { .present(.day(day($0.day))) },
      ], places: given.indices.map { (0, $0 + 2) }, files: ["sales.csv"])
    table.reversed[rows.table] = ReversedRows(
      reversed.mapValues { row in
        ReversedRows.Row(
          place: SmallMonth.place, date: .present(.day(day(row.day))),
          values: [rows.column ?? 0: .number(exact(row.amount))])
      })
  }

  /// The explanation of a figure of a person.
  func explanation(_ figure: String, _ name: String, _ subject: String = "E1") throws
    -> Explanation?
  {
    guard let (calculator, period) = try calculator(name).valid else { return nil }
    let calculation = calculator.calculation().result
    guard let person = roster.people.firstIndex(of: subject),
      let rule = calculation?.policy.rule(named: figure, grain: period.grain)
    else { return nil }
    return calculator.explanation(of: rule.id, for: person)
  }
}
