package import MeritModel

/// Binds roles to results.
package struct Plan: Sendable {
  package let id: String
  package let label: String?
  package let roles: [String]
  /// What a roster row must meet beside the role; nil for a plan of everybody else with the role.
  package let when: CompiledExpression?
  /// Whether people who leave before the period's last day have no bonus.
  package let leaversHaveNoBonus: Bool
  package let bindings: [Grain: PlanBinding]
  /// Every rule that the plan reaches, of any grain, through names, tables and collectors.
  package let reached: Set<RuleID>
  package let place: SourcePlace

  /// Makes a plan.
  package init(
    id: String, label: String?, roles: [String], when: CompiledExpression? = nil,
    leaversHaveNoBonus: Bool = false, bindings: [Grain: PlanBinding], reached: Set<RuleID>,
    place: SourcePlace
  ) {
    self.id = id
    self.label = label
    self.roles = roles
    self.when = when
    self.leaversHaveNoBonus = leaversHaveNoBonus
    self.bindings = bindings
    self.reached = reached
    self.place = place
  }
}

/// What a plan names at one grain.
package struct PlanBinding: Sendable {
  package let score: RuleID?
  package let grade: RuleID?
  /// Bonuses, allocations and prizes; the slot is the sum of the present ones.
  package let bonuses: [RuleID]
  package let outcomes: [RuleID]

  /// Makes a binding.
  package init(score: RuleID?, grade: RuleID?, bonuses: [RuleID], outcomes: [RuleID]) {
    self.score = score
    self.grade = grade
    self.bonuses = bonuses
    self.outcomes = outcomes
  }
}

/// Ranks people by keys among one kind of group; its rule is named `rank_NAME_WITHIN`.
package struct RankingRule: Sendable {
  package let keys: [OrderKey]
  package let within: RankScope

  /// Makes a ranking.
  package init(keys: [OrderKey], within: RankScope) {
    self.keys = keys
    self.within = within
  }
}

/// Among whom people are ranked.
package enum RankScope: String, CaseIterable, Sendable {
  case company
  case department
  case team
  case role
}

/// A check that runs with the data.
package struct PolicyCheck: Sendable {
  package let id: String
  package let grain: Grain
  /// The groups for each of which it runs; the company for all.
  package let scope: Scope
  package let body: PolicyCheckBody
  /// What a failed check is.
  package let severity: Severity
  package let place: SourcePlace

  /// Makes a check.
  package init(
    id: String, grain: Grain, scope: Scope = .company, body: PolicyCheckBody, severity: Severity,
    place: SourcePlace
  ) {
    self.id = id
    self.grain = grain
    self.scope = scope
    self.body = body
    self.severity = severity
    self.place = place
  }
}

/// What a check compares.
package enum PolicyCheckBody: Sendable {
  /// The sum of a measure over everybody against the sum of a column over all rows.
  case reconcile(measure: RuleID, table: Int, column: Int)
  /// A condition over the values of the company or of each group.
  case assert(CompiledExpression)
}
