import MeritModel

/// What is known of a condition before any data.
struct Truth: Hashable {
  let canHold: Bool
  let canFail: Bool

  static let open = Truth(canHold: true, canFail: true)

  /// Holds whatever the data.
  var isCertain: Bool { !canFail }
  /// The opposite condition.
  var negated: Truth { Truth(canHold: canFail, canFail: canHold) }
}

extension PolicyFacts {
  /// Whether a condition can hold and can fail, by the bounds of its parts.
  func truth(_ condition: Expression, _ context: FactContext) -> Truth {
    switch condition {
    case .literal(.flag(let flag)): return Truth(canHold: flag, canFail: !flag)
    case .not(let inner): return truth(inner, context).negated
    case .all(let terms):
      let parts = terms.map { truth($0, context) }
      return Truth(
        canHold: parts.allSatisfy(\.canHold), canFail: parts.contains(where: \.canFail))
    case .any(let terms):
      let parts = terms.map { truth($0, context) }
      return Truth(
        canHold: parts.contains(where: \.canHold), canFail: parts.allSatisfy(\.canFail))
    case .comparison(let comparison, let left, let right):
      return truth(comparison, range(left, context), range(right, context))
    default: return .open
    }
  }

  private func truth(
    _ comparison: ComparisonOperator, _ left: ValueRange, _ right: ValueRange
  ) -> Truth {
    switch comparison {
    case .less: return isBelow(left, right, orEqual: false)
    case .lessOrEqual: return isBelow(left, right, orEqual: true)
    case .greater: return isBelow(right, left, orEqual: false)
    case .greaterOrEqual: return isBelow(right, left, orEqual: true)
    case .equal:
      let apart =
        !isBelow(left, right, orEqual: true).canHold || !isBelow(right, left, orEqual: true).canHold
      let isOne = left.least != nil && left == right && left.least == left.greatest
      return Truth(canHold: !apart, canFail: !isOne)
    case .notEqual: return truth(.equal, left, right).negated
    }
  }

  private func isBelow(_ low: ValueRange, _ high: ValueRange, orEqual: Bool) -> Truth {
    func below(_ one: Exact?, _ other: Exact?) -> Bool {
      guard let one, let other else { return false }
      return orEqual ? one <= other : one < other
    }
    func above(_ one: Exact?, _ other: Exact?) -> Bool {
      guard let one, let other else { return false }
      return orEqual ? one > other : one >= other
    }
    return Truth(
      canHold: !above(low.least, high.greatest), canFail: !below(low.greatest, high.least))
  }
}
