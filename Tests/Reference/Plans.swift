extension Evaluation {
  /// The plan of a person in a period: the one of the deciding row, or one that is held besides.
  func plan(of id: String, in period: Period, paidBy held: String? = nil) throws -> JSON? {
    if let held { return try policy(in: period).plans.first { $0["id"]?.text == held } }
    guard let row = try people(in: period).deciding[id] else { return nil }
    if try policy(in: period).header["leavers"]?.text == "no-plan", !row.isValid(on: period.end) {
      return nil
    }
    return try plan(by: row, in: period)
  }

  /// The plan for the facts of one roster row.
  private func plan(by row: RosterRow, in period: Period) throws -> JSON? {
    guard let role = row.text("role") else { return nil }
    let policy = try policy(in: period)
    let plans = policy.plans.filter { ($0["roles"]?.texts ?? []).contains(role) }
    let chosen = try plans.filter { plan in
      guard let text = plan["when"]?.text else { return false }
      let scene = PlanScene(evaluation: self, policy: policy, row: row, period: period)
      return try scene.value(of: try read(text)) == .flag(true)
    }
    guard chosen.count < 2 else {
      throw ReferenceStop("two plans hold for \(row.id) in \(period.name)")
    }
    return chosen.first ?? plans.first { $0["when"] == nil }
  }

  /// A row that no plan of its role wants stops the run.
  func refuseUnplanned(in period: Period) throws {
    let planned = try policy(in: period).plans.flatMap { $0["roles"]?.texts ?? [] }
    for row in try people(in: period).deciding.values
    where planned.contains(row.text("role") ?? "") {
      guard try plan(by: row, in: period) != nil else {
        throw ReferenceStop("no plan wants the row of \(row.id)")
      }
    }
  }

  /// Every plan that pays a person in a period, the deciding row's first.
  func heldPlans(of id: String, in period: Period) throws -> [JSON] {
    let own = try plan(of: id, in: period)
    guard try policy(in: period).splitsByDays else { return own.map { [$0] } ?? [] }
    var plans = own.map { [$0] } ?? []
    for row in roster.rows where row.id == id && row.touches(period) {
      guard let plan = try plan(by: row, in: period) else { continue }
      if !plans.contains(where: { $0["id"]?.text == plan["id"]?.text }) { plans.append(plan) }
    }
    return plans
  }

  /// The days of the period that the paying plan is for, over all its days.
  func daysInPlan(_ use: Use) throws -> Fraction {
    guard let plan = try plan(of: use.subject.id, in: use.period, paidBy: use.plan) else {
      return .zero
    }
    let policy = try policy(in: use.period)
    // Plans that facts of the roster tell apart are held by row, not by role.
    let isByRow = policy.splitsByDays || policy.plans.contains { $0["when"] != nil }
    let rows = try roster.rows.filter { row in
      guard row.id == use.subject.id else { return false }
      if isByRow { return try self.plan(by: row, in: use.period)?["id"]?.text == plan["id"]?.text }
      return (plan["roles"]?.texts ?? []).contains(row.text("role") ?? "")
    }
    let days = (use.period.start.number...use.period.end.number).filter { day in
      rows.contains { $0.isValid(on: Day(number: day)) }
    }
    return Fraction(days.count) / Fraction(use.period.days)
  }

  /// Whether the person leaves inside the period and the plan pays no bonus then.
  func leavesWithout(_ use: Use) throws -> Bool {
    guard case .employee(let id) = use.subject,
      try plan(of: id, in: use.period, paidBy: use.plan)?["onExit"]?.text == "no-bonus",
      let last = roster.lastDay(of: id)
    else { return false }
    return last < use.period.end
  }
}

extension Roster {
  /// The last day of a person's last row; nil where that is open.
  func lastDay(of id: String) -> Day? {
    let own = rows.filter { $0.id == id }
    guard let last = own.max(by: { $0.from < $1.from }) else { return nil }
    return last.to
  }
}

/// The facts that a plan's `when` may name.
struct PlanScene: Scene {
  let evaluation: Evaluation
  let policy: PolicyText
  let row: RosterRow
  let period: Period

  func value(of path: [String]) throws -> Value {
    switch path.joined(separator: ".") {
    case "period.start": return .day(period.start)
    case "period.end": return .day(period.end)
    default: break
    }
    if path.count == 2, path[0] == "roster" { return row.cells[path[1]] ?? .missing }
    let use = Use(section: "constants", name: path[0], subject: .employee(row.id), period: period)
    return try evaluation.value(of: use)
  }

  func collected(_ name: String, _ arguments: [Expression]) throws -> Value? { nil }
}
