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

  /// Makes a stage.
  package init(
    version: Int, cohort: Cohort, measures: MeasureTable, rules: Set<RuleID>? = nil,
    sealed: SealedValues? = nil, known: Period? = nil
  ) {
    self.version = version
    self.cohort = cohort
    self.measures = measures
    self.rules = rules
    self.sealed = sealed
    self.known = known
  }
}
