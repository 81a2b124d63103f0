package import MeritModel
package import MeritPolicy

/// One period that a run computes, with what was read for it.
package struct PeriodStage: Sendable {
  /// The policy version in force on the period's last day, by its place among the versions.
  package let version: Int
  package let cohort: Cohort
  package let measures: MeasureTable
  /// The rules that are asked for; nil for all of the period's grain.
  package let rules: Set<RuleID>?
  /// What the ledger says of the period, where it is closed and not computed.
  package let sealed: SealedValues?
  /// The later period in which the period is looked at again; nil where it is computed for itself.
  package let known: Period?
  /// Whether lines and steps are asked of the period afterwards, and not its values alone.
  package let tellsParts: Bool

  /// Makes a stage.
  package init(
    version: Int, cohort: Cohort, measures: MeasureTable, rules: Set<RuleID>? = nil,
    sealed: SealedValues? = nil, known: Period? = nil, tellsParts: Bool = true
  ) {
    self.version = version
    self.cohort = cohort
    self.measures = measures
    self.rules = rules
    self.sealed = sealed
    self.known = known
    self.tellsParts = tellsParts
  }

  /// Whether what is asked of the period can be computed before any other period is.
  func readsNoOther(_ policy: CompiledPolicy) -> Bool {
    guard sealed == nil else { return true }
    return policy.rules.allSatisfy { rule in
      guard rule.grain == cohort.period.grain, rules?.contains(rule.id) ?? true else { return true }
      return rule.body.readsNoOtherPeriod
        && rule.expressions.allSatisfy { $0.root.readsNoOtherPeriod }
    }
  }
}

extension RuleBody {
  /// Whether the shape itself goes by no other period, whatever its expressions do.
  fileprivate var readsNoOtherPeriod: Bool {
    if case .balance = self { return false }
    return reversals.isEmpty && yearToDateOperands.isEmpty
  }
}

extension Expression {
  fileprivate var readsNoOtherPeriod: Bool {
    switch self {
    case .previous, .streak, .firstTime,
      .collected(_, .parts, _), .collected(_, .memberParts, _),
      .collected(_, .customerParts, _), .collected(_, .last, _):
      false
    case .collected(_, .members, let inner), .collected(_, .customers, let inner),
      .collected(_, .rows, let inner):
      inner.readsNoOtherPeriod
    default: parts.allSatisfy(\.readsNoOtherPeriod)
    }
  }
}
