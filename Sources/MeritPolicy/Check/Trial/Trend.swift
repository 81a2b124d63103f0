import MeritModel

/// How a value moves while one input grows and all else stays.
package enum Trend: String, Sendable {
  /// It does not depend on the input.
  case still
  /// It never falls.
  case rising
  /// It never rises.
  case falling
  /// Both can happen, or it is not known.
  case turning

  /// The trend of the value with its sign turned.
  package var turned: Trend {
    switch self {
    case .rising: .falling
    case .falling: .rising
    case .still, .turning: self
    }
  }

  /// The trend of a sum of two values.
  package func joined(with other: Trend) -> Trend {
    if self == .still || self == other { return other }
    return other == .still ? self : .turning
  }

  /// The trend after a multiplication by a number of that sign.
  func times(sign: Int) -> Trend {
    sign == 0 ? .still : sign > 0 ? self : turned
  }
}

extension Exact {
  /// −1, 0 or 1.
  var sign: Int { isZero ? 0 : isNegative ? -1 : 1 }
}
