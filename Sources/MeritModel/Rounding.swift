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
    if step.numerator == 1, value.denominator == 1 || value.denominator == step.denominator {
      return value
    }
    if let units = partsOfOne(value, over: 1) {
      return units.rest == 0
        ? value : try Exact(Int128(whole(units)), over: step.denominator)
    }
    let units = try value / step
    if units.isWhole { return value }
    return try Exact(whole: whole(Floored(units.numerator, units.denominator))) * step
  }

  /// Gives the chosen multiple of the step for one of so many equal parts of a value; the number of
  /// parts is above zero.
  package func callAsFunction(_ value: Exact, over parts: Int) throws(ExactError) -> Exact {
    if let units = partsOfOne(value, over: Int64(parts)) {
      return try Exact(Int128(whole(units)), over: step.denominator)
    }
    return try self(try value / Exact(parts))
  }

  /// How many steps a part of a value has, where the step is a part of one, as cents and points are.
  ///
  /// Nothing has to be brought to lowest terms before. Nil where it does not fit 64 bits.
  private func partsOfOne(_ value: Exact, over parts: Int64) -> Floored<Int64>? {
    guard let (one, steps) = step.short, one == 1, let (upper, lower) = value.short else {
      return nil
    }
    let (units, isTooLarge) = upper.multipliedReportingOverflow(by: steps)
    let (below, isTooSmall) = lower.multipliedReportingOverflow(by: parts)
    return isTooLarge || isTooSmall || units == .min ? nil : Floored(units, below)
  }

  /// A fraction as the whole number below and what the numerator has beyond it; both fit always.
  private struct Floored<Number: FixedWidthInteger & SignedInteger> {
    let below: Number
    let rest: Number
    /// What the rest lacks to the next whole number.
    let lack: Number
    let isNegative: Bool

    init(_ numerator: Number, _ denominator: Number) {
      let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
      isNegative = numerator < 0
      below = remainder < 0 ? quotient - 1 : quotient
      rest = remainder < 0 ? remainder + denominator : remainder
      lack = denominator - rest
    }
  }

  private func whole<Number>(_ units: Floored<Number>) -> Number {
    if units.rest == 0 { return units.below }
    return switch mode {
    case .floor: units.below
    case .ceiling: units.below + 1
    case .down: units.isNegative ? units.below + 1 : units.below
    case .up: units.isNegative ? units.below : units.below + 1
    case .halfUp, .halfEven, .halfDown: nearest(units)
    }
  }

  private func nearest<Number>(_ units: Floored<Number>) -> Number {
    let above = units.below + 1
    if units.rest != units.lack { return units.rest < units.lack ? units.below : above }
    switch mode {
    case .halfEven: return units.below % 2 == 0 ? units.below : above
    case .halfDown: return units.isNegative ? above : units.below
    default: return units.isNegative ? units.below : above
    }
  }
}

extension Rounding: CustomStringConvertible {
  /// The text as a policy writes it: `0.01 half-up`.
  package var description: String { "\(step.canonicalText) \(mode.rawValue)" }
}
