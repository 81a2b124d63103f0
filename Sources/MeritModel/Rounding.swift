/// Names a way to settle on a multiple of a step; the raw value is its name in a policy.
package enum RoundingMode: String, CaseIterable, Sendable {
  /// Nearest, ties away from zero.
  case halfUp = "half-up"
  /// Nearest, ties to the even multiple.
  case halfEven = "half-even"
  /// Nearest, ties toward zero.
  case halfDown = "half-down"
  /// Away from zero.
  case up
  /// Toward zero.
  case down
  /// Toward positive infinity.
  case ceiling
  /// Toward negative infinity.
  case floor
}

/// Rounds to the multiples of a step; the only place of the program that rounds.
package struct Rounding: Hashable, Sendable {
  /// The step, above zero; `0.01` rounds money to cents.
  package let step: Exact
  /// How to settle between two multiples.
  package let mode: RoundingMode

  /// Makes a rounding; the step must be above zero.
  package init(step: Exact, mode: RoundingMode) {
    precondition(step > .zero, "a rounding step is above zero")
    self.step = step
    self.mode = mode
  }

  /// Gives the chosen multiple of the step.
  package func callAsFunction(_ value: Exact) throws(ExactError) -> Exact {
    let units = try value / step
    if units.isWhole { return value }
    return try Exact(whole: whole(units)) * step
  }

  private func whole(_ units: Exact) -> Int128 {
    let (below, rest) = floored(units)
    switch mode {
    case .floor: return below
    case .ceiling: return below + 1
    case .down: return units.isNegative ? below + 1 : below
    case .up: return units.isNegative ? below : below + 1
    case .halfUp, .halfEven, .halfDown: return nearest(units, below, rest)
    }
  }

  private func nearest(_ units: Exact, _ below: Int128, _ rest: Int128) -> Int128 {
    let above = below + 1
    let other = units.denominator - rest
    if rest != other { return rest < other ? below : above }
    switch mode {
    case .halfEven: return below % 2 == 0 ? below : above
    case .halfDown: return units.isNegative ? above : below
    default: return units.isNegative ? below : above
    }
  }

  /// The whole number below, and what the numerator has beyond it; both fit for every fraction.
  private func floored(_ units: Exact) -> (below: Int128, rest: Int128) {
    let (quotient, remainder) = units.numerator.quotientAndRemainder(dividingBy: units.denominator)
    return remainder < 0 ? (quotient - 1, remainder + units.denominator) : (quotient, remainder)
  }
}

extension Rounding: CustomStringConvertible {
  /// The text as a policy writes it: `0.01 half-up`.
  package var description: String { "\(step.canonicalText) \(mode.rawValue)" }
}
