package import MeritModel

/// One result of one person along one input: every edge, slope and plateau, exactly.
///
/// The input runs over the numbers that it can have: cents, whole counts, the steps of its rounding
/// (0.0001 of an exact percent, 0.01 of other exact numbers). Every piece between two edges moves
/// in one direction, so no jump can hide inside it.
package struct Profile: Sendable {
  /// A stretch of the input over which no choice changes.
  package struct Piece: Hashable, Sendable {
    package let from: Exact
    /// The last number of the piece.
    package let through: Exact
    /// Whether it ends only where the analysis ends.
    package let isOpen: Bool
    /// The result at both ends; nil where nobody can be like that.
    package let first: Value?
    package let last: Value?
    package let trend: Trend
    /// The change for one unit of the input, roundings left out; nil where it is no straight line.
    package let slope: Exact?
  }

  /// Where a choice changes.
  package struct Edge: Hashable, Sendable {
    /// The first number on the far side, and the last one before it.
    package let at: Exact
    package let before: Exact
    package let valueBefore: Value?
    package let value: Value?
    package let causes: [Cause]

    /// What the edge is worth, where both sides have a number.
    package var jump: Exact? {
      guard let one = valueBefore?.number, let other = value?.number else { return nil }
      return try? other - one
    }
  }

  /// A choice that changes at an edge.
  package struct Cause: Hashable, Sendable {
    package let rule: RuleID
    /// The change in words, as `D -> C` or `at most 120%`.
    package let words: String
  }

  /// A stretch over which the result keeps one value.
  package struct Plateau: Hashable, Sendable {
    package let from: Exact
    /// nil where it has no end.
    package let through: Exact?
    package let value: Value
  }

  package let result: RuleID
  package let input: RuleID
  /// The distance of two neighbouring numbers of the input.
  package let step: Exact
  package let pieces: [Piece]
  package let edges: [Edge]
  package let plateaus: [Plateau]
  /// False where a choice hangs on something that goes up and down; then an edge can be missed.
  package let isExact: Bool
  /// False where there were more edges than the analysis follows.
  package let isWhole: Bool

  /// The edge with the greatest jump up or down.
  package var greatestJump: Edge? {
    var greatest: Edge?
    for edge in edges where edge.jump.map({ !$0.isZero }) ?? false {
      guard let size = edge.jump?.size else { continue }
      if size > greatest?.jump?.size ?? .zero { greatest = edge }
    }
    return greatest
  }
}

extension Exact {
  /// The number without its sign; of two equal sizes neither is greater.
  package var size: Exact { isNegative ? (try? negated()) ?? self : self }
}

extension Rule {
  /// The distance of two neighbouring values that a number of the rule can have.
  var step: Exact {
    if let rounding { return rounding.step }
    switch kind {
    case .count, .days, .months: return .one
    case .percent: return (try? Exact(1, over: 10_000)) ?? .one
    default: return (try? Exact(1, over: 100)) ?? .one
    }
  }

  /// Whether values move in whole steps by nature, not by rounding.
  var isCounted: Bool {
    switch kind {
    case .count, .days, .months: rounding == nil
    default: false
    }
  }
}
