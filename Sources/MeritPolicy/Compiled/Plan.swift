package import MeritModel

/// Binds roles to results.
package struct Plan: Sendable {
  package let id: String
  package let label: String?
  package let roles: [String]
  package let bindings: [Grain: PlanBinding]
  /// Every rule that the plan reaches, of any grain, through names, tables and collectors.
  package let reached: Set<RuleID>
  package let place: SourcePlace

  /// Makes a plan.
  package init(
    id: String, label: String?, roles: [String], bindings: [Grain: PlanBinding],
    reached: Set<RuleID>, place: SourcePlace
  ) {
    self.id = id
    self.label = label
    self.roles = roles
    self.bindings = bindings
    self.reached = reached
    self.place = place
  }
}

/// What a plan names at one grain.
package struct PlanBinding: Sendable {
  package let score: RuleID?
  package let grade: RuleID?
  /// Bonuses and allocations; the slot is the sum of the present ones.
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

/// Ranks people by keys; `rank_NAME_WITHIN` are its figures.
package struct Ranking: Sendable {
  package let name: String
  package let label: String
  package let grain: Grain
  package let keys: [OrderKey]
  package let within: [RankScope]
  package let place: SourcePlace

  /// Makes a ranking.
  package init(
    name: String, label: String, grain: Grain, keys: [OrderKey], within: [RankScope],
    place: SourcePlace
  ) {
    self.name = name
    self.label = label
    self.grain = grain
    self.keys = keys
    self.within = within
    self.place = place
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
  package let body: PolicyCheckBody
  /// What a failed check is.
  package let severity: Severity
  package let place: SourcePlace

  /// Makes a check.
  package init(
    id: String, grain: Grain, body: PolicyCheckBody, severity: Severity, place: SourcePlace
  ) {
    self.id = id
    self.grain = grain
    self.body = body
    self.severity = severity
    self.place = place
  }
}

/// What a check compares.
package enum PolicyCheckBody: Sendable {
  /// The sum of a measure over everybody against the sum of a column over all rows.
  case reconcile(measure: RuleID, table: Int, column: Int)
  /// A condition over company totals and constants.
  case assert(CompiledExpression)
}
