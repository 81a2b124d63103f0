package import MeritModel
package import MeritPolicy

/// What a closed period gave, as far as a run reads it: nothing of it is computed again.
package struct SealedValues: Sendable {
  /// For each rule that is read its values: by person of the roster, or by group of the cohort.
  package var columns: [RuleID: [Value]] = [:]
  /// For each balance that is read its entries in the order of ``BalancePart``.
  package var balances: [RuleID: PartTable] = [:]
  /// The results by slot, by person of the roster.
  package var slots: [Slot: [Value]] = [:]

  /// Makes values without any.
  package init() {}
}
