package import MeritEngine
import MeritModel
import MeritPolicy

/// Says by how much a condition is missed, where it is one comparison.
package enum Shortfall {
  /// In words, for a line of a checklist that fails; nil where a side is absent.
  package static func words(_ sides: Derivation.ComparedSides) -> String? {
    guard case .present(let own) = sides.own, case .present(let needed) = sides.needed else {
      return nil
    }
    guard case .number(let number) = own, case .number(let limit) = needed else {
      return "it is \(own.canonicalText), needed is \(asked(sides.comparison)) "
        + needed.canonicalText
    }
    let isBelow = number < limit
    guard let gap = try? isBelow ? limit - number : number - limit else { return nil }
    return "it is \(Shown.text(number, sides.kind)), needed is \(asked(sides.comparison)) "
      + "\(Shown.text(limit, sides.kind)): "
      + "\(sides.kind == .percent ? Shown.gap(gap, .percent) : Shown.text(gap, sides.kind)) "
      + (gap.isZero ? "away" : isBelow ? "missing" : "too many")
  }

  /// How far a run of periods has come that leads to an outcome, as `2 of 3, one more and it
  /// applies`; nil where nothing has begun, or the outcome applies.
  package static func standing(_ sides: Derivation.ComparedSides) -> String? {
    guard sides.isStreak, let number = sides.own.number, let limit = sides.needed.number,
      let first = firstReached(sides.comparison, limit), number > .zero, number < first,
      let gap = try? first - number
    else { return nil }
    let more = gap == .one ? "one more" : "\(Shown.text(gap, .count)) more"
    return "\(Shown.text(number, .count)) of \(Shown.text(first, .count)), "
      + "\(more) and it applies"
  }

  /// The least whole number at which a condition that asks for many holds.
  private static func firstReached(_ comparison: ComparisonOperator, _ limit: Exact) -> Exact? {
    switch comparison {
    case .greaterOrEqual, .equal: limit
    case .greater: try? limit + .one
    case .notEqual, .less, .lessOrEqual: nil
    }
  }

  private static func asked(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "exactly"
    case .notEqual: "anything but"
    case .less: "below"
    case .lessOrEqual: "at most"
    case .greater: "above"
    case .greaterOrEqual: "at least"
    }
  }
}
