import BigInt
import MeritModel
import TestSupport
import Testing

/// Numbers up to the limit of 128 bits against unbounded ones: an exact result, or an overflow.
@Suite("numbers near the limit are exact or overflow, and never wrap")
struct WideNumberTests {
  private static let limit = BigInt(Int128.max)

  @Test(arguments: [1, 20_261_125] as [UInt64])
  func `sums, products and quotients are exact or overflow`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var (exact, overflows) = (0, 0)
    for _ in 0..<4000 {
      let (left, right) = (try random.fraction(), try random.fraction())
      let (a, b) = (BigInt(left.numerator), BigInt(left.denominator))
      let (c, d) = (BigInt(right.numerator), BigInt(right.denominator))
      let results: [(Result<Exact, any Error>, BigInt, BigInt)] = [
        (Result { try left + right }, a * d + c * b, b * d),
        (Result { try left - right }, a * d - c * b, b * d),
        (Result { try left * right }, a * c, b * d),
        (Result { try right.isZero ? left : left / right }, c == 0 ? a : a * d, c == 0 ? b : b * c),
      ]
      for (result, numerator, denominator) in results {
        switch result {
        case .success(let value):
          exact += 1
          #expect(
            BigInt(value.numerator) * denominator == numerator * BigInt(value.denominator))
          #expect(value.denominator > 0 && value.numerator != .min)
        case .failure(let error):
          overflows += 1
          #expect(error as? ExactError == .overflow)
          // Without an overflow every product on the way would have fitted.
          #expect(max(numerator.magnitude, denominator.magnitude) > Self.limit.magnitude)
        }
      }
      #expect((left < right) == (a * d < c * b))
    }
    #expect(exact > 2000 && overflows > 2000)
  }

  @Test(arguments: [2, 20_261_125] as [UInt64])
  func `each mode gives the multiple that its definition says`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var settled = 0
    for _ in 0..<3000 {
      let value = try random.fraction()
      let step = try random.step()
      for mode in RoundingMode.allCases {
        guard let rounded = try? Rounding(step: step, mode: mode)(value) else { continue }
        settled += 1
        #expect(
          BigInt(rounded.numerator) * BigInt(step.denominator)
            == Self.units(value, step, mode) * BigInt(step.numerator)
            * BigInt(rounded.denominator), "\(value) to \(step) \(mode)")
      }
    }
    #expect(settled > 7000)
  }

  /// The number of steps by the definition of the mode, in unbounded whole numbers.
  private static func units(_ value: Exact, _ step: Exact, _ mode: RoundingMode) -> BigInt {
    let numerator = BigInt(value.numerator) * BigInt(step.denominator)
    let denominator = BigInt(value.denominator) * BigInt(step.numerator)
    let toZero = numerator / denominator
    let rest = numerator - toZero * denominator
    if rest == 0 { return toZero }
    let away = toZero + (numerator < 0 ? -1 : 1)
    let half = 2 * rest.magnitude
    let isTie = half == denominator.magnitude
    let isNearerAway = half > denominator.magnitude
    switch mode {
    case .up: return away
    case .down: return toZero
    case .ceiling: return numerator < 0 ? toZero : away
    case .floor: return numerator < 0 ? away : toZero
    case .halfUp: return isTie || isNearerAway ? away : toZero
    case .halfDown: return isNearerAway ? away : toZero
    case .halfEven: return isNearerAway || (isTie && toZero % 2 != 0) ? away : toZero
    }
  }

  @Test func `the largest numbers round without leaving the range`() throws {
    let whole = Rounding(step: .one, mode: .halfUp)
    for denominator in [2, 3, 7, Int128.max - 1] {
      let low = try Exact(-Int128.max, over: denominator)
      let high = try Exact(Int128.max, over: denominator)
      #expect(try whole(low) == whole(high).negated())
    }
    #expect(try whole(Exact(-Int128.max, over: 3)) == Exact(-Int128.max / 3, over: 1))
  }

  @Test func `the number whose sign cannot be turned is out of range`() throws {
    let least = Exact(whole: -Int128.max)
    #expect(throws: ExactError.overflow) { try least - .one }
    #expect(throws: ExactError.overflow) { try Exact(whole: -(1 << 126)) * Exact(2) }
    #expect(try least.negated() == Exact(whole: .max))
  }
}

extension SplitMix64 {
  /// A fraction whose parts have any number of bits up to 127.
  fileprivate mutating func fraction() throws -> Exact {
    let sign: Int128 = next() % 2 == 0 ? 1 : -1
    return try Exact(sign * bits(), over: next() % 3 == 0 ? 1 : bits() + 1)
  }

  /// A step as policies have them, or any other.
  fileprivate mutating func step() throws -> Exact {
    switch next() % 4 {
    case 0: try Exact(1, over: 100)
    case 1: Exact(Int(next() % 50) + 1)
    case 2: try Exact(Int128(next() % 20) + 1, over: 400)
    default: try Exact(bits() + 1, over: bits() + 1)
    }
  }

  private mutating func bits() -> Int128 {
    let wide = Int128(next() >> 1) << 64 | Int128(next())
    return min(wide >> Int128(next() % 127), .max - 1)
  }
}
