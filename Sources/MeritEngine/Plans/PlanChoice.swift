import MeritModel
import MeritPolicy

/// Says which plan a roster row gives: by its role, and by what the plans of the role ask of it.
struct PlanChoice {
  let work: Workspace

  /// What a row says.
  enum Answer: Equatable {
    case plan(Int)
    /// No plan has the role, or none of them wants the row.
    case none
    /// Several plans want the row.
    case several([Int])

    /// The one plan.
    var plan: Int? { if case .plan(let place) = self { place } else { nil } }
  }

  /// The plan of each person: of who is moved the one that is given, of whom the same row decides as
  /// in a period with the same plans the one of there.
  func plans(_ moved: [Int: Int], like other: Workspace?) -> [Int?] {
    let cohort = work.cohort
    var plans = [Int?](repeating: nil, count: cohort.decidingRow.count)
    var isOpen = [Bool](repeating: true, count: plans.count)
    if let other {
      // Taken out of the workspace once, since a cohort is large to copy.
      let (there, known) = (other.cohort, other.planOfPerson)
      for person in plans.indices where cohort.hasRow(of: there, for: person) {
        plans[person] = known[person]
        isOpen[person] = false
      }
    }
    for (person, plan) in moved {
      plans[person] = plan
      isOpen[person] = false
    }
    let open = plans.indices.filter { isOpen[$0] }
    let found = work.workers(for: open.count).split(open.count) { places in
      open[places].map { deciding($0)?.plan }
    }
    for (person, plan) in zip(open, found.joined()) { plans[person] = plan }
    return plans
  }

  /// The plan of a person by one of the roster rows.
  func answer(_ person: Int, by row: RosterRow) -> Answer {
    let facts = work.planFacts
    guard let role = facts.role, case .present(.text(let name)) = row.values[role] else {
      return .none
    }
    // A policy has a few roles, and comparing short texts is quicker than hashing them.
    guard let ofRole = facts.plansOfRole.first(where: { $0.role == name })?.plans else {
      return .none
    }
    if !facts.asksMore { return ofRole.last.map(Answer.plan) ?? .none }
    let holding = ofRole.filter { wants($0, person, row) }
    if holding.count > 1 { return .several(holding) }
    if let only = holding.first { return .plan(only) }
    return ofRole.last { facts.conditions[$0] == nil }.map(Answer.plan) ?? .none
  }

  /// The answer by the row that decides the period; nil for people who are not in it.
  func deciding(_ person: Int) -> Answer? {
    guard let row = work.cohort.decidingRow[person] else { return nil }
    if work.policy.header.leaversHaveNoPlan,
      row.days(in: work.cohort.period)?.upperBound != work.cohort.period.end
    {
      return nil
    }
    return answer(person, by: row)
  }

  /// The days of the period on which the person has a plan.
  func days(of person: Int, in plan: Int) -> Int {
    let rows = work.cohort.roster.rows[person]
    // By places: a row would be copied for each person.
    return rows.indices.reduce(0) { sum, place in
      // The one row is the one that gave the plan.
      guard
        let days = RosterRow.days(
          from: rows[place].validFrom, to: rows[place].validTo, in: work.cohort.period),
        rows.count == 1 || answer(person, by: rows[place]) == .plan(plan)
      else { return sum }
      return sum + days.lowerBound.days(to: days.upperBound) + 1
    }
  }

  /// The plans of all days of the period but the deciding one, each once, in the policy's order.
  func others(of person: Int) -> [Int] {
    guard work.cohort.roster.rows[person].count > 1 else { return [] }
    let rows = work.cohort.roster.rows[person].filter { $0.days(in: work.cohort.period) != nil }
    // The one row is the one that decides.
    guard rows.count > 1, let own = deciding(person)?.plan else { return [] }
    let held = rows.compactMap { answer(person, by: $0).plan }
    return Set(held).subtracting([own]).sorted()
  }

  private func wants(_ plan: Int, _ person: Int, _ row: RosterRow) -> Bool {
    guard let when = work.planFacts.conditions[plan] else { return false }
    var expressions = ExpressionEvaluation(work: work, scene: work.planFacts.scene, subject: person)
    expressions.row = row.values
    return (try? expressions.value(when))?.isTrue ?? false
  }
}

/// What is asked of every row of a period to choose its plan, found once.
struct PlanFacts: Sendable {
  /// The place of the roster's column with the role.
  let role: Int?
  let scene: RuleScene
  /// Whether a plan asks more of a row than its role.
  let asksMore: Bool
  /// What each plan asks of a row beside its role.
  let conditions: [CompiledExpression?]
  /// For each plan whether it pays no bonus to who leaves in the period.
  let leaversHaveNoBonus: [Bool]
  /// All plans of each role, in the policy's order.
  let plansOfRole: [(role: Text, plans: [Int])]

  init(_ policy: CompiledPolicy, _ cohort: Cohort) {
    role = cohort.roster.column("role")
    var places: [String: [Int]] = [:]
    for (place, plan) in policy.plans.enumerated() {
      for role in Set(plan.roles) { places[role, default: []].append(place) }
    }
    plansOfRole = places.sorted { $0.key < $1.key }.map { (Text($0.key), $0.value) }
    conditions = policy.plans.map(\.when)
    leaversHaveNoBonus = policy.plans.map(\.leaversHaveNoBonus)
    asksMore = policy.plans.contains { $0.when != nil }
    scene = RuleScene(.standIn(.employee, cohort.period.grain, "when"), of: policy)
  }
}

extension Rule {
  /// A rule that computes nothing: what stands in where an expression belongs to no definition.
  static func standIn(_ scope: Scope, _ grain: Grain, _ name: String) -> Rule {
    Rule(
      id: RuleID(0), name: name, label: name, note: nil, source: nil, grain: grain, scope: scope,
      kind: .flag, rounding: nil, handlers: .none,
      place: SourcePlace(file: ""), body: .score(ScoreRule(lines: [], reweightNeeds: nil)))
  }
}
