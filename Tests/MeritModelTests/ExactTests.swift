import BigInt
import MeritModel
import TestSupport
import Testing

@Suite struct ExactTests {
  @Test(arguments: [
    ("800", "800"), ("3619.050", "3619.05"), ("-0.00", "0"), ("0.0800", "0.08"), ("-12.5", "-12.5"),
    ("000123", "123"), ("0.1", "0.1"), ("99999999999999.99", "99999999999999.99"),
  ])
  func `a decimal is written without trailing zeros, plus sign or minus zero`(
    text: String, canonical: String
  ) throws {
    let value = try #require(Exact(decimal: text))
    #expect(value.canonicalText == canonical)
    #expect(Exact(canonical: canonical) == value)
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "+1", " 1", "1 ", "1,5", "12abc", "1.2.3", "1e3", "--1", "１",
    "170141183460469231731687303715884105728",
  ])
  func `a text that is not wholly a decimal that fits is refused`(text: String) {
    #expect(Exact(decimal: text) == nil)
  }

  @Test func `a fraction without an end is written in lowest terms`() throws {
    #expect(try Exact(74, over: 824).canonicalText == "37/412")
    #expect(try Exact(2, over: -6).canonicalText == "-1/3")
    #expect(try Exact(5, over: 8).canonicalText == "0.625")
    #expect(Exact(canonical: "37/412") == (try Exact(37, over: 412)))
    #expect(Exact(canonical: "1/0") == nil)
  }

  /// Powers of two, numbers around 32 and 64 bits, and what they have in common.
  @Test func `every fraction is in lowest terms`() throws {
    let edges: [Int128] = [
      1, 2, 3, 7, 12, 100, 1 << 31, 1 << 32, (1 << 32) - 1, (1 << 32) + 1, 1 << 62, 1 << 63,
      (1 << 63) - 1, (1 << 64) - 1, 1 << 64, 6 * ((1 << 61) - 1), 10_000_000_000 * 97,
    ]
    for upper in edges + [0] {
      for lower in edges {
        let common = BigInt(upper).greatestCommonDivisor(with: BigInt(lower))
        for sign in [1, -1] as [Int128] {
          let fraction = try Exact(sign * upper, over: lower)
          #expect(BigInt(fraction.numerator) == BigInt(sign * upper) / common)
          #expect(BigInt(fraction.denominator) == BigInt(lower) / common)
        }
      }
    }
  }

  /// Numerators and denominators at both sides of 2^56, where the way of writing changes.
  @Test(arguments: [
    (72_057_594_037_927_935, 1, "72057594037927935"),
    (72_057_594_037_927_936, 1, "72057594037927936"),
    (-72_057_594_037_927_935, 2, "-36028797018963967.5"),
    (-72_057_594_037_927_937, 2, "-36028797018963968.5"),
    (1, 36_028_797_018_963_968, "0.0000000000000000277555756156289135105907917022705078125"),
    (1, 144_115_188_075_855_872, "0.000000000000000006938893903907228377647697925567626953125"),
    (-1, 11_920_928_955_078_125, "-0.00000000000000008388608"),
    (7, 72_057_594_037_927_935, "7/72057594037927935"),
    (1, 1_220_703_125, "0.0000000008192"), (-3, 4, "-0.75"), (-1, 8, "-0.125"), (1, 10, "0.1"),
  ])
  func `a number of any size is written alike`(
    numerator: Int, denominator: Int, text: String
  ) throws {
    let number = try Exact(Int128(numerator), over: Int128(denominator))
    #expect(number.canonicalText == text)
    if let digits = number.decimalDigits {
      #expect(number.fixedText(places: digits) == number.canonicalText)
    }
  }

  @Test func `overflow and division by zero are errors`() throws {
    let huge = Exact(whole: .max)
    #expect(throws: ExactError.overflow) { try huge + .one }
    #expect(throws: ExactError.overflow) { try huge * Exact(2) }
    #expect(throws: ExactError.divisionByZero) { try Exact.one / .zero }
    #expect(throws: ExactError.divisionByZero) { try Exact(1, over: 0) }
    #expect(try huge - .one == Exact(whole: .max - 1))
  }

  @Test func `comparison holds where the cross products need more than 128 bits`() throws {
    let first = try Exact(.max - 1, over: .max)
    let second = try Exact(.max - 2, over: .max - 1)
    #expect(second < first)
    #expect(!(first < second))
    #expect(try Exact(-1, over: 3) < Exact(-333_333, over: 1_000_000))
  }

  @Test func `arithmetic agrees with unbounded fractions`() throws {
    var random = SplitMix64(seed: 20_260_301)
    for _ in 0..<2000 {
      let (a, b, c, d) = (random.small(), random.small(), random.positive(), random.positive())
      let (left, right) = (try Exact(a, over: c), try Exact(b, over: d))
      let (bigA, bigB, bigC, bigD) = (BigInt(a), BigInt(b), BigInt(c), BigInt(d))
      #expect(try same(left + right, bigA * bigD + bigB * bigC, bigC * bigD))
      #expect(try same(left - right, bigA * bigD - bigB * bigC, bigC * bigD))
      #expect(try same(left * right, bigA * bigB, bigC * bigD))
      if b != 0 { #expect(try same(left / right, bigA * bigD, bigC * bigB)) }
      #expect((left < right) == (bigA * bigD < bigB * bigC))
      #expect(try left + right - right == left)
    }
  }

  private func same(_ value: Exact, _ numerator: BigInt, _ denominator: BigInt) -> Bool {
    BigInt(value.numerator) * denominator == numerator * BigInt(value.denominator)
  }
}

extension SplitMix64 {
  mutating func small() -> Int128 { Int128(Int64(bitPattern: next()) >> 20) }

  mutating func positive() -> Int128 { Int128(next() >> 34) + 1 }
}
