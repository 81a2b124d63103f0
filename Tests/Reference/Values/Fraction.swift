internal import BigInt

/// An exact fraction of unbounded size, kept in lowest terms with a positive denominator.
package struct Fraction: Hashable, Sendable {
  /// Small parts are kept as machine numbers, which most are; larger ones have no limit.
  private enum Parts: Hashable, Sendable {
    case small(Int, Int)
    case large(BigInt, BigInt)
  }

  private let parts: Parts

  /// The number zero.
  package static let zero = Fraction(0)
  /// The number one.
  package static let one = Fraction(1)

  /// The whole number `value`.
  package init(_ value: Int) {
    parts = .small(value, 1)
  }

  init(_ top: BigInt, over bottom: BigInt) {
    precondition(!bottom.isZero, "a fraction needs a denominator")
    let divisor = top.greatestCommonDivisor(with: bottom)
    let sign: BigInt = bottom.sign == .minus ? -1 : 1
    let (top, bottom) = (top / divisor * sign, bottom / divisor * sign)
    if let a = Int(exactly: top), let b = Int(exactly: bottom) {
      parts = .small(a, b)
    } else {
      parts = .large(top, bottom)
    }
  }

  private init(small top: Int, over bottom: Int) {
    let divisor = Fraction.divisor(top.magnitude, bottom.magnitude)
    parts = .small(top / divisor, bottom / divisor)
  }

  private static func divisor(_ a: UInt, _ b: UInt) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return Int(a)
  }

  var top: BigInt {
    switch parts {
    case .small(let top, _): return BigInt(top)
    case .large(let top, _): return top
    }
  }

  var bottom: BigInt {
    switch parts {
    case .small(_, let bottom): return BigInt(bottom)
    case .large(_, let bottom): return bottom
    }
  }

  var isZero: Bool { parts == .small(0, 1) }

  var isNegative: Bool {
    switch parts {
    case .small(let top, _): return top < 0
    case .large(let top, _): return top.sign == .minus
    }
  }

  var isWhole: Bool {
    if case .small(_, let bottom) = parts { return bottom == 1 }
    return bottom == 1
  }

  var magnitude: Fraction { isNegative ? -self : self }

  /// The largest whole number that is not above the value.
  var floor: BigInt {
    let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
    return remainder.sign == .minus && !remainder.isZero ? quotient - 1 : quotient
  }
}

extension Fraction: Comparable {
  /// Numbers small enough for their products to fit into a machine number.
  private static func fits(_ numbers: Int...) -> Bool {
    numbers.allSatisfy { $0.magnitude < 1 << 30 }
  }

  package static func < (left: Fraction, right: Fraction) -> Bool {
    if case .small(let a, let b) = left.parts, case .small(let c, let d) = right.parts,
      fits(a, b, c, d)
    {
      return a * d < c * b
    }
    return left.top * right.bottom < right.top * left.bottom
  }

  package static func + (left: Fraction, right: Fraction) -> Fraction {
    if case .small(let a, let b) = left.parts, case .small(let c, let d) = right.parts,
      fits(a, b, c, d)
    {
      return Fraction(small: a * d + c * b, over: b * d)
    }
    return Fraction(
      left.top * right.bottom + right.top * left.bottom, over: left.bottom * right.bottom)
  }

  package static func - (left: Fraction, right: Fraction) -> Fraction {
    left + -right
  }

  package static func * (left: Fraction, right: Fraction) -> Fraction {
    if case .small(let a, let b) = left.parts, case .small(let c, let d) = right.parts,
      fits(a, b, c, d)
    {
      return Fraction(small: a * c, over: b * d)
    }
    return Fraction(left.top * right.top, over: left.bottom * right.bottom)
  }

  package static func / (left: Fraction, right: Fraction) -> Fraction {
    if case .small(let a, let b) = left.parts, case .small(let c, let d) = right.parts, c > 0,
      fits(a, b, c, d)
    {
      return Fraction(small: a * d, over: b * c)
    }
    return Fraction(left.top * right.bottom, over: left.bottom * right.top)
  }

  package static prefix func - (value: Fraction) -> Fraction {
    if case .small(let a, let b) = value.parts, fits(a, b) { return Fraction(small: -a, over: b) }
    return Fraction(-value.top, over: value.bottom)
  }
}
