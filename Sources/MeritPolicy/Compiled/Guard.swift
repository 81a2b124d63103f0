package import MeritModel

/// A limit that is watched over a value, and applied to it only where the policy says so.
package struct PolicyGuard: Sendable {
  package let name: String
  package let label: String
  package let source: String?
  /// The rule whose values are watched.
  package let rule: RuleID
  package let limits: GuardLimits
  /// Whether the bonus takes the limit's value.
  package let applies: Bool
  package let place: SourcePlace

  /// Makes a guard.
  package init(
    name: String, label: String, source: String?, rule: RuleID, limits: GuardLimits,
    applies: Bool, place: SourcePlace
  ) {
    self.name = name
    self.label = label
    self.source = source
    self.rule = rule
    self.limits = limits
    self.applies = applies
    self.place = place
  }
}

/// The limits of a guard; at least one is there.
package struct GuardLimits: Sendable {
  package let atLeast: CompiledExpression?
  package let atMost: CompiledExpression?
  /// How a limit is rounded: as the bonus rounds last.
  package let rounding: Rounding?

  /// Makes limits.
  package init(atLeast: CompiledExpression?, atMost: CompiledExpression?, rounding: Rounding?) {
    self.atLeast = atLeast
    self.atMost = atMost
    self.rounding = rounding
  }

  /// The limits that are there.
  package var expressions: [CompiledExpression] { [atLeast, atMost].compactMap(\.self) }
}
