import MeritModel

/// Interval arithmetic; a bound that is not known, or too large to compute, is absent.
extension ValueRange {
  /// All numbers.
  static let any = ValueRange(least: nil, greatest: nil)
  /// Zero and above.
  static let notNegative = ValueRange(least: .zero, greatest: nil)

  /// One number.
  static func exactly(_ number: Exact) -> ValueRange {
    ValueRange(least: number, greatest: number)
  }

  /// Whether a number below zero lies inside.
  var canBeNegative: Bool { least.map(\.isNegative) ?? true }

  /// The smallest range around both.
  func union(_ other: ValueRange) -> ValueRange {
    ValueRange(
      least: both(least, other.least).map { min($0, $1) },
      greatest: both(greatest, other.greatest).map { max($0, $1) })
  }

  /// The part inside another range.
  func limited(to other: ValueRange) -> ValueRange {
    ValueRange(
      least: [least, other.least].compactMap { $0 }.max(),
      greatest: [greatest, other.greatest].compactMap { $0 }.min())
  }

  /// The range with the sign turned.
  var negated: ValueRange {
    ValueRange(
      least: greatest.flatMap { try? $0.negated() }, greatest: least.flatMap { try? $0.negated() })
  }

  static func + (left: ValueRange, right: ValueRange) -> ValueRange {
    ValueRange(
      least: both(left.least, right.least).flatMap { try? $0 + $1 },
      greatest: both(left.greatest, right.greatest).flatMap { try? $0 + $1 })
  }

  static func - (left: ValueRange, right: ValueRange) -> ValueRange { left + right.negated }

  static func * (left: ValueRange, right: ValueRange) -> ValueRange {
    let corners = [left.low, left.high].flatMap { one in
      [right.low, right.high].map { one.times($0) }
    }
    return ValueRange(
      least: corners.min().flatMap(\.number), greatest: corners.max().flatMap(\.number))
  }

  /// The quotients by every divisor but zero.
  static func / (left: ValueRange, right: ValueRange) -> ValueRange {
    right.reciprocal.map { left * $0 } ?? .any
  }

  /// What one divided by a number other than zero can be; nil where both signs are possible.
  private var reciprocal: ValueRange? {
    func inverse(_ bound: Exact?) -> Exact? { bound.flatMap { try? .one / $0 } }
    if let least, !least.isNegative {
      return ValueRange(least: inverse(greatest) ?? .zero, greatest: inverse(least))
    }
    if let greatest, greatest <= .zero {
      return ValueRange(least: inverse(greatest), greatest: inverse(least) ?? .zero)
    }
    return nil
  }

  /// The range after rounding, which keeps the order of numbers.
  func rounded(_ rounding: Rounding?) -> ValueRange {
    guard let rounding else { return self }
    return ValueRange(
      least: least.flatMap { try? rounding($0) }, greatest: greatest.flatMap { try? rounding($0) })
  }

  /// The range with each number held inside limits.
  func clamped(atLeast: Exact?, atMost: Exact?) -> ValueRange {
    func clamp(_ bound: Exact?, _ open: Exact?) -> Exact? {
      guard var number = bound ?? open else { return nil }
      if let atLeast { number = max(number, atLeast) }
      if let atMost { number = min(number, atMost) }
      return number
    }
    return ValueRange(least: clamp(least, atLeast), greatest: clamp(greatest, atMost))
  }

  /// The lesser of two numbers.
  func lesser(of other: ValueRange) -> ValueRange {
    ValueRange(
      least: both(least, other.least).map { min($0, $1) },
      greatest: [greatest, other.greatest].compactMap { $0 }.min())
  }

  /// The greater of two numbers.
  func greater(of other: ValueRange) -> ValueRange {
    negated.lesser(of: other.negated).negated
  }

  private var low: Bound { least.map(Bound.number) ?? .below }
  private var high: Bound { greatest.map(Bound.number) ?? .above }

  /// A bound, or one of the two infinities.
  private enum Bound: Comparable {
    case below
    case number(Exact)
    case above

    var number: Exact? { if case .number(let number) = self { number } else { nil } }

    private var sign: Int {
      switch self {
      case .below: -1
      case .above: 1
      case .number(let number): number.isZero ? 0 : number.isNegative ? -1 : 1
      }
    }

    func times(_ other: Bound) -> Bound {
      let sign = sign * other.sign
      if sign == 0 { return .number(.zero) }
      if let one = number, let two = other.number, let product = try? one * two {
        return .number(product)
      }
      return sign > 0 ? .above : .below
    }
  }
}

private func both(_ left: Exact?, _ right: Exact?) -> (Exact, Exact)? {
  guard let left, let right else { return nil }
  return (left, right)
}
