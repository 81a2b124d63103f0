import MeritModel
import MeritPolicy
internal import Synchronization

/// What the rules have given so far: the one mutable thing while a period is calculated.
///
/// Unchecked: it is written by the one who walks the rules alone. While rules are computed, by several
/// threads at once, it is only read; what they give comes back as values (``RuleWave``). What they find
/// and what they leave for each other is kept behind locks.
final class Workspace: @unchecked Sendable {
  let policy: CompiledPolicy
  /// The place of the policy among the versions of the run.
  let version: Int
  unowned let timeline: Timeline
  /// What the workspace was made from.
  let stage: PeriodStage
  /// Who evaluates people.
  let workers: any Workers
  /// The rules that are asked for; nil for all of the period's grain.
  let asked: Set<RuleID>?
  let cohort: Cohort
  let measures: MeasureTable
  /// For each rule its cells of the measure table; empty where it has none.
  let cells: [[MeasureCell]]
  private(set) var people: PeriodPeople
  /// For each measure whose rows reach rules one by one those rows.
  let rowLists: PerRule<RowList>
  /// How plans are chosen in the period.
  let planFacts: PlanFacts
  /// For each scope, by its place among all, the group of each person.
  private let groupOfPerson: [[Int?]]
  private var neighbours: Neighbours?
  /// The people who are asked in another plan than the one that decides; they take no seats in it.
  let moved: Set<Int>
  /// What each plan binds at the period's grain.
  let bindings: [PlanBinding?]
  /// The scope of each rule.
  let scopes: [Scope]
  /// The constants' values on the period's last day.
  let constants: [Value]
  /// For each roster column of the policy its place in the roster that was read.
  let rosterColumns: [Int?]
  var columns: [[Value]?]
  var steps: [RuleID: PartTable] = [:]
  /// For each score the values of its lines, by person.
  var lines: [RuleID: PartTable] = [:]
  var requirements: [RuleID: PartTable] = [:]
  /// For each balance its entries by person or group, in the order of ``BalancePart``.
  var balances = PerRule<PartTable>()
  /// For each balance what all its subjects ask.
  var balanceFacts = PerRule<BalanceFacts>()
  /// For each balance that releases each addition by itself those that wait, by person or group.
  var waiting = PerRule<[Int: [WaitingAddition]]>()
  /// For each prize the places by person or group; nil for who could take no part.
  var prizes = PerRule<[Result<Prizes.Place, EvaluationFault>?]>()
  /// For each ranking the ranks by person.
  var ranks = PerRule<Result<[Value], EvaluationFault>>()
  /// For the keys of each ranking everybody in their order, people equal in all keys together.
  let orders = Mutex<[[ObjectIdentifier]: [ArraySlice<Int>]]>([:])
  /// For each grade with ceilings the grades that people keep.
  var limited = PerRule<Result<[Int: LimitedGrades.Seat], EvaluationFault>>()
  /// What plans pay that were held on a day of the period and do not decide it, by person.
  var otherPay: [Int: [OtherPay]] = [:]
  /// For each rating the ballots with what breaks them; the same whoever is in which plan.
  var ballots: [RuleID: CountedBallots] = [:]
  /// For each rating the rows of valid ballots by the person rated.
  var ratings = PerRule<Result<RatedRows, EvaluationFault>>()
  /// For each grade by quota the seats by person.
  var seats = PerRule<Result<[Int: QuotaGrades.Seat], EvaluationFault>>()
  /// For each allocation the shares by person.
  var shares = PerRule<[Result<Allocations.Share, EvaluationFault>?]>()
  let findings = CalculationFindings()

  /// Makes a workspace.
  ///
  /// `moved` gives some people another plan than the one that decides. Of another period of the same
  /// version, `like`, the people are taken where the same roster rows decide both.
  init(
    _ stage: PeriodStage, of timeline: Timeline, moved: [Int: Int] = [:],
    like other: Workspace? = nil, workers: (any Workers)? = nil
  ) {
    let policy = timeline.versions[stage.version]
    let cohort = stage.cohort
    self.policy = policy
    self.version = stage.version
    self.timeline = timeline
    self.stage = stage
    self.workers = workers ?? timeline.workers
    self.asked = stage.rules
    self.moved = Set(moved.keys)
    self.cohort = cohort
    self.measures = stage.measures
    self.planFacts = PlanFacts(policy, cohort)
    self.groupOfPerson = Scope.allCases.map { cohort.groups[$0]?.groupOfPerson ?? [] }
    self.cells = policy.rules.map { stage.measures.cells[$0.id] ?? [] }
    self.bindings = policy.plans.map { $0.bindings[cohort.period.grain] }
    self.scopes = policy.rules.map(\.scope)
    self.columns = Array(repeating: nil, count: policy.rules.count)
    for (id, column) in stage.sealed?.columns ?? [:] { columns[id.index] = column }
    self.balances = PerRule(stage.sealed?.balances ?? [:])
    self.rowLists = PerRule(stage.measures.rows)
    self.rosterColumns = (policy.roster?.columns ?? []).map { cohort.roster.column($0.name) }
    self.constants = policy.constants.map { constant in
      constant.value(on: cohort.period.end).map(Value.present) ?? .missing
    }
    let like = other.flatMap { $0.version == stage.version ? $0 : nil }
    let hasPlans = like.map { policy.givesSamePlans(stage, as: $0) } ?? false
    if let like, cohort.hasRows(of: like.cohort) {
      self.people = like.people
      if hasPlans, moved.isEmpty { return }
    } else {
      self.people = PeriodPeople(cohort)
    }
    people = people.with(
      plans: PlanChoice(work: self).plans(moved, like: hasPlans ? like : nil))
  }

  /// Fewer people or groups than this are not worth several workers.
  private static let leastShared = 256

  /// Who evaluates so many people or groups.
  func workers(for subjects: Int) -> any Workers {
    subjects >= Self.leastShared ? workers : OneWorker()
  }

  /// For each person the place of the deciding plan; nil without one.
  var planOfPerson: [Int?] { people.planOfPerson }

  func plan(of person: Int) -> Plan? { planOfPerson[person].map { policy.plans[$0] } }

  /// The customers whom a person owns.
  func customers(of person: Int) -> ArraySlice<Int> { people.customers[person] }

  /// What the shares of each allocation are made of, by person.
  var allocationParts: [RuleID: [Derivation.AllocationPart?]] {
    shares.byRule.mapValues { shares in
      shares.map { share in
        guard case .success(let share)? = share else { return nil }
        return share.part
      }
    }
  }

  /// The members whose values make up a group's; limited to the rule's roles.
  func members(of group: Int, for rule: Rule) -> [Int] {
    guard let groups = cohort.groups[rule.scope] else { return [] }
    var people = groups.members[group]
    guard let measure = rule.measure else { return people }
    if measure.withSelf, let leader = groups.firstReader[group],
      cohort.decidingRow[leader] != nil, !people.contains(leader)
    {
      people = (people + [leader]).sorted()
    }
    if let roles = measure.roles, let column = cohort.roster.column("role") {
      people = people.filter { person in
        cohort.value(column, of: person).text.map(roles.contains) ?? false
      }
    }
    return people
  }

  /// Whether the person is in the period.
  func isIn(_ person: Int) -> Bool { people.isIn[person] }

  /// A column of the roster in the person's deciding row; missing where there is none.
  func rosterValue(_ column: Int, of person: Int) -> Value {
    let values = people.rosterValues[person]
    return values.indices.contains(column) ? values[column] : .missing
  }

  /// The group of a scope whose values a rule for the person reads.
  func group(_ scope: Scope, of person: Int) -> Int? {
    let groups = groupOfPerson[scope.place]
    return groups.indices.contains(person) ? groups[person] : nil
  }

  /// For each group of a rule whether a plan reaches it there.
  func reachedGroups(_ scene: RuleScene) -> [Bool] {
    guard let groups = cohort.groups[scene.scope] else { return [] }
    var reached = [Bool](repeating: false, count: groups.ids.count)
    for person in cohort.members where isReached(scene.reach, by: person) {
      if let group = groups.groupOfPerson[person] { reached[group] = true }
    }
    for group in reached.indices where !reached[group] {
      reached[group] = members(of: group, for: scene.rule).contains {
        isReached(scene.reach, by: $0)
      }
    }
    return reached
  }

  /// Says whether a plan of the person, of a member of the group, or of whoever reads the group's
  /// value as the own one reaches a rule.
  func isReached(_ scene: RuleScene, _ subject: Int) -> Bool {
    if scene.scope == .employee { return isReached(scene.reach, by: subject) }
    guard let groups = cohort.groups[scene.scope] else { return false }
    if members(of: subject, for: scene.rule).contains(where: { isReached(scene.reach, by: $0) }) {
      return true
    }
    return cohort.members.contains {
      groups.groupOfPerson[$0] == subject && isReached(scene.reach, by: $0)
    }
  }

  private func isReached(_ reach: [Bool], by person: Int) -> Bool {
    planOfPerson[person].map { reach[$0] } ?? false
  }

  /// The id of a subject as figures.csv names it.
  func id(of subject: Int, _ scope: Scope) -> String {
    cohort.id(of: subject, scope)
  }
}

extension Workspace {
  /// Finds the periods that the rules may ask for; once, when all are known.
  func link() {
    neighbours = timeline.neighbours(of: cohort.period)
    let own = policy.rules.filter { $0.grain == cohort.period.grain }
    if own.contains(where: { !$0.body.yearToDateOperands.isEmpty }) {
      let year = timeline.calendar.period(.year, containing: cohort.period.start)
      neighbours?.earlierOfYear = timeline.workspaces(
        timeline.calendar.parts(of: year, cohort.period.grain)
          .filter { $0.end < cohort.period.start })
    }
    for rule in own {
      guard case .balance(let balance) = rule.body else { continue }
      neighbours?.earlier[rule.id] = timeline.before(cohort.period, since: balance.resets)
    }
  }

  /// The periods of the same year that lie before this one, in order.
  var earlierOfYear: [Workspace] { neighbours?.earlierOfYear ?? [] }

  /// The periods of the same grain over which a balance has been carried, the latest first.
  func earlier(of balance: RuleID) -> [Workspace] { neighbours?.earlier[balance] ?? [] }

  /// The period of the same grain just before.
  var before: Workspace? { neighbours?.before }

  /// The parts of the period at a finer grain that a version governs, in order.
  func parts(_ grain: Grain) -> [Workspace] { neighbours?.parts[grain] ?? [] }

  /// The last periods of a grain, the current one last; nil stands for one without a version.
  func last(_ count: Int, _ grain: Grain) -> [Workspace?] {
    let own = cohort.period
    var next =
      grain < own.grain
      ? neighbours?.holdingEnd[grain]
      : timeline.workspace(at: timeline.calendar.period(grain, containing: own.end))
    var found: [Workspace?] = []
    while found.count < count, let workspace = next {
      found.append(workspace)
      next = workspace.before
    }
    return [Workspace?](repeating: nil, count: count - found.count) + found.reversed()
  }

  /// The columns of the rows that reach rules one by one.
  var rowColumns: PerRule<[Int]> { timeline.rowColumns[version] }

  /// How many rows each measure over rows needs; found once, since a rule is large to look into.
  var rowNeeds: PerRule<Int> { timeline.rowNeeds[version] }

  /// How the names of this period's version read in another; nil where it is the same version.
  func lens(to other: Workspace) -> VersionLens? {
    version == other.version ? nil : timeline.lens(from: self, to: other)
  }
}

extension Scope {
  /// The place among all scopes.
  fileprivate var place: Int {
    switch self {
    case .employee: 0
    case .team: 1
    case .department: 2
    case .company: 3
    case .reports: 4
    case .organisation: 5
    case .customer: 6
    }
  }
}

extension Workspace {
  /// Whether the last roster row of a person ends by the period's last day.
  func hasLeft(_ person: Int) -> Bool {
    guard let end = cohort.roster.rows[person].last?.validTo else { return false }
    return end <= cohort.period.end
  }

  /// Whether the person's plan pays bonuses in this period: not to leavers where it says so.
  func paysLeavers(_ person: Int) -> Bool {
    guard let plan = planOfPerson[person], planFacts.leaversHaveNoBonus[plan] else { return true }
    guard let end = cohort.roster.rows[person].last?.validTo else { return true }
    return end >= cohort.period.end
  }

  /// Whether a person takes part in a bonus that is given out to many at once: once in a period, in the
  /// plan that decides it.
  func paysBonus(_ bonus: RuleID, to person: Int) -> Bool {
    binds(bonus, person) && paysLeavers(person) && !moved.contains(person)
  }

  /// What other plans pay by bonuses that the deciding plan does not bind.
  func unboundPay(of person: Int) -> [Value] {
    (otherPay[person] ?? []).filter { !binds($0.bonus, person) }.map(\.value)
  }

  /// The places of everybody in each prize, by person or group.
  var prizeParts: [RuleID: [Derivation.PrizePart?]] {
    var parts: [RuleID: [Derivation.PrizePart?]] = [:]
    for (id, places) in prizes.byRule {
      guard case .prize(let prize) = policy[id].body else { continue }
      let keys = prize.order.map(\.of.text)
      parts[id] = places.map { result in (try? result?.get())?.part(prize, keys) }
    }
    return parts
  }

  /// The days that each person has the deciding plan.
  var daysInPlan: [Int?] {
    let choice = PlanChoice(work: self)
    return planOfPerson.enumerated().map { person, plan in
      plan.map { days(of: person, in: $0, choice) }
    }
  }

  /// The days of the period on which a person has a plan, by its place.
  func days(of person: Int, in plan: Int) -> Int {
    days(of: person, in: plan, PlanChoice(work: self))
  }

  private func days(of person: Int, in plan: Int, _ choice: PlanChoice) -> Int {
    planFacts.asksMore
      ? choice.days(of: person, in: plan)
      : cohort.days(of: person, inRoles: policy.plans[plan].roles)
  }

  /// The people of a period by one kind of group, with the groups' names; in the order of names.
  func groups(_ within: RankScope) -> [(name: String, members: [Int])] {
    switch within {
    case .company: return [("company", cohort.members)]
    case .department, .team:
      guard let groups = cohort.groups[within == .team ? .team : .department] else { return [] }
      return zip(groups.ids, groups.members).map { ($0, $1) }
    case .role:
      guard let column = cohort.roster.column("role") else { return [] }
      let byRole = Dictionary(grouping: cohort.members) { person in
        cohort.value(column, of: person).text ?? ""
      }
      return byRole.filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
  }
}
