/// A fraction in lowest terms that the tests compute with; it shares nothing with the engine.
struct ExactFraction: Hashable, Comparable, CustomStringConvertible {
  let numerator: Int128
  let denominator: Int128

  init(_ numerator: Int128, over denominator: Int128 = 1) {
    precondition(denominator != 0)
    let divisor = Self.greatestDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  /// Reads `12`, `-0.50`.
  init?(decimal text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let digits = Int128(parts.joined()) else { return nil }
    let places = parts.count == 2 ? parts[1].count : 0
    self.init(digits, over: (0..<places).reduce(1) { power, _ in power * 10 })
  }

  static func < (left: Self, right: Self) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  static func / (left: Self, right: Self) -> Self {
    Self(left.numerator * right.denominator, over: left.denominator * right.numerator)
  }

  static func + (left: Self, right: Self) -> Self {
    Self(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  /// The canonical text: a plain decimal where one exists, else `n/d`.
  var description: String {
    var places = 0
    var power: Int128 = 1
    while power % denominator != 0 {
      if places == 30 { return "\(numerator)/\(denominator)" }
      places += 1
      power *= 10
    }
    let digits = String((numerator * (power / denominator)).magnitude)
    let sign = numerator < 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  private static func greatestDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    right == 0 ? left : greatestDivisor(right, left % right)
  }
}
