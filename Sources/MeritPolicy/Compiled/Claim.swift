package import MeritModel

/// A property of the results that the author states; the check proves or refutes it.
package struct Claim: Sendable {
  package let id: String
  package let label: String?
  package let body: ClaimBody
  /// Where the claim says what it claims; the pointer is that of the whole claim.
  package let place: SourcePlace

  /// Makes a claim.
  package init(id: String, label: String?, body: ClaimBody, place: SourcePlace) {
    self.id = id
    self.label = label
    self.body = body
    self.place = place
  }
}

/// What is claimed.
package enum ClaimBody: Sendable {
  /// More of an input, all else equal, never lowers the result; one pair for each grain.
  case neverLower([ClaimPair])
  /// One more row of a table never lowers the results.
  case neverLowerWhenAdding([RuleID], row: ClaimedRow)
  /// A condition that holds for everybody in every period of its grain.
  case always(CompiledExpression, grain: Grain)
  /// No edge along the input is worth more than the bound.
  case jumpsAtMost(Exact, [ClaimPair])
  /// Everybody whose plan binds it has exactly one value of it.
  case exactlyOne([RuleID])
}

/// A result and the input along which it is looked at.
package struct ClaimPair: Hashable, Sendable {
  package let result: RuleID
  package let input: RuleID

  /// Makes a pair.
  package init(result: RuleID, input: RuleID) {
    self.result = result
    self.input = input
  }
}

/// A row that is thought to be added to a table.
package struct ClaimedRow: Sendable {
  /// The table's place in the policy.
  package let table: Int
  /// What is known of the row; nil where it is any row.
  package let condition: CompiledExpression?

  /// Makes a row.
  package init(table: Int, condition: CompiledExpression?) {
    self.table = table
    self.condition = condition
  }
}

/// What the check found of a claim.
package struct ClaimVerdict: Hashable, Sendable {
  /// How far the analysis came; the raw value is the word for it.
  package enum Status: String, CaseIterable, Sendable {
    case proved
    case refuted
    /// No counter-example was found, and none is excluded.
    case tested = "tested, not proved"
    case undecided = "not decided"
  }

  /// The claim's id.
  package let claim: String
  package let status: Status
  /// Why, one phrase.
  package let reason: String
  package let place: SourcePlace

  /// Makes a verdict.
  package init(claim: String, status: Status, reason: String, place: SourcePlace) {
    self.claim = claim
    self.status = status
    self.reason = reason
    self.place = place
  }

  /// One line, as `no_big_cliff: proved (no edge is worth more than 540.00)`.
  package var text: String { "\(claim): \(status.rawValue) (\(reason))" }
}
