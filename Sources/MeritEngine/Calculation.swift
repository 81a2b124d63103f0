package import MeritModel
package import MeritPolicy

/// Everything that one period gave: the values of every rule for every subject.
package struct Calculation: Sendable {
  package let policy: CompiledPolicy
  package let cohort: Cohort
  /// For each rule its values: by person of the roster for the scope `employee`, else by group of
  /// the cohort; nil where the rule is of another grain.
  package let columns: [[Value]?]
  /// For each person of the roster the plan's place in the policy; nil without a plan.
  package let planOfPerson: [Int?]
  /// For each bonus rule, by person, the value after each step; empty where not computed.
  package let steps: [RuleID: PartTable]
  /// For each score, by person, the value of each line before its handlers; empty where not computed.
  package let lines: [RuleID: PartTable]
  /// For each allocation, by person, what the share is made of; nil where the plan does not bind it.
  package let allocations: [RuleID: [Derivation.AllocationPart?]]
  /// For each prize, by person or group, the place of those who could take part.
  package let prizes: [RuleID: [Derivation.PrizePart?]]
  /// For each balance, by person or group, its entries in the order of ``BalancePart``.
  package let balances: [RuleID: PartTable]
  /// For each grade by quota, by person, the seat of those who take part.
  package let seats: [RuleID: [Int: Derivation.QuotaSeat]]
  /// For each checklist, by person, the value of each line (`pass`, `fail`, absent).
  package let requirements: [RuleID: PartTable]
  package let ranks: [RankColumn]
  /// What plans pay that were held on a day of the period and do not decide it, by person.
  package let otherPay: [Int: [OtherPay]]
  /// The days of the period on which each person has the deciding plan; nil without one.
  package let daysInPlan: [Int?]
  /// What each plan binds at the period's grain; asked for every person several times.
  private let bindingOfPlan: [PlanBinding?]

  /// Makes a calculation from its parts.
  package init(
    policy: CompiledPolicy, cohort: Cohort, columns: [[Value]?], planOfPerson: [Int?],
    steps: [RuleID: PartTable], lines: [RuleID: PartTable],
    allocations: [RuleID: [Derivation.AllocationPart?]],
    prizes: [RuleID: [Derivation.PrizePart?]] = [:], balances: [RuleID: PartTable] = [:],
    requirements: [RuleID: PartTable], ranks: [RankColumn], otherPay: [Int: [OtherPay]] = [:],
    daysInPlan: [Int?] = [], seats: [RuleID: [Int: Derivation.QuotaSeat]] = [:]
  ) {
    self.seats = seats
    self.policy = policy
    self.cohort = cohort
    self.columns = columns
    self.planOfPerson = planOfPerson
    self.steps = steps
    self.lines = lines
    self.allocations = allocations
    self.prizes = prizes
    self.balances = balances
    self.requirements = requirements
    self.ranks = ranks
    self.otherPay = otherPay
    self.daysInPlan = daysInPlan
    bindingOfPlan = policy.plans.map { $0.bindings[cohort.period.grain] }
  }

  /// The plan of a person.
  package func plan(of person: Int) -> Plan? { planOfPerson[person].map { policy.plans[$0] } }

  /// What the person's plan binds at the period's grain.
  package func binding(of person: Int) -> PlanBinding? {
    planOfPerson[person].flatMap { bindingOfPlan[$0] }
  }

  /// Says whether a rule is computed for a person: measures for everybody in the period, all else
  /// only where the person's plan reaches it.
  package func isComputed(_ rule: Rule, for person: Int) -> Bool {
    rule.isForEverybody || plan(of: person)?.reached.contains(rule.id) ?? false
  }

  /// The value of a rule for a person or group; missing where the rule was not computed.
  package func value(_ rule: RuleID, of subject: Int) -> Value {
    columns[rule.index]?[subject] ?? .missing
  }

  /// The value of a slot for a person; not applicable where the plan binds none.
  package func slot(_ slot: Slot, of person: Int) -> Value {
    guard let binding = binding(of: person) else {
      return slot == .bonus ? bonus([], of: person) : .notApplicable
    }
    switch slot {
    case .score: return binding.score.map { value($0, of: person) } ?? .notApplicable
    case .grade: return binding.grade.map { value($0, of: person) } ?? .notApplicable
    case .bonus: return bonus(binding.bonuses, of: person)
    }
  }

  /// What plans pay that do not decide the period, by bonuses that the deciding plan does not bind.
  package func unboundPay(of person: Int) -> [OtherPay] {
    let own = binding(of: person)?.bonuses ?? []
    return (otherPay[person] ?? []).filter { !own.contains($0.bonus) }
  }

  private func bonus(_ rules: [RuleID], of person: Int) -> Value {
    var (sum, lacks): (Exact?, Bool) = (nil, false)
    func add(_ value: Value) throws(ExactError) {
      if let number = value.number { sum = try (sum ?? .zero) + number }
      if value == .missing { lacks = true }
    }
    do throws(ExactError) {
      for rule in rules { try add(value(rule, of: person)) }
      if !otherPay.isEmpty { for pay in unboundPay(of: person) { try add(pay.value) } }
    } catch {
      // A sum beyond 128 bits is no amount that anybody could be paid.
      return .missing
    }
    return sum.map(Value.number) ?? (lacks ? .missing : .notApplicable)
  }
}

/// The ranks of everybody by one ranking among one kind of group.
package struct RankColumn: Sendable {
  /// The figure's name: `rank_company`, `rank_by_revenue_team`.
  package let name: String
  package let label: String
  package let within: RankScope
  /// By person of the roster.
  package let values: [Value]

  /// Makes a column.
  package init(name: String, label: String, within: RankScope, values: [Value]) {
    self.name = name
    self.label = label
    self.within = within
    self.values = values
  }
}
