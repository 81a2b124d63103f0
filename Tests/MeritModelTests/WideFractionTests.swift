import MeritModel
import Testing

@Suite("a fraction of any size is two words and stays what it is")
struct WideFractionTests {
  /// Numbers at both sides of every edge.
  ///
  /// Of a word, of the 119 bits that numerator and denominator of a wide fraction share, and of 128.
  static let edges: [Int128] = powers.flatMap { [$0 - 1, $0, $0 + 1] } + [.max, .max - 1]

  private static let powers: [Int128] =
    [1, 2, 31, 55, 56, 58, 59, 60, 61, 62, 63, 64, 65, 100, 116, 117, 118, 119, 120, 125, 126]
    .map { Int128(1) << Int128($0) }

  private static func haveCommonDivisor(_ first: Int128, _ second: Int128) -> Bool {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger != 1
  }

  @Test func `numerator and denominator are given back`() throws {
    var kept = 0
    for upper in Self.edges {
      for lower in Self.edges where lower > 0 && !Self.haveCommonDivisor(upper, lower) {
        for numerator in [upper, -upper] {
          let fraction = try Exact(numerator, over: lower)
          #expect(fraction.numerator == numerator && fraction.denominator == lower)
          #expect(fraction.isZero == (numerator == 0))
          #expect(fraction.isNegative == (numerator < 0))
          #expect(fraction.isWhole == (lower == 1))
          kept += 1
        }
      }
    }
    #expect(kept > 3000)
  }

  @Test func `the same number is equal and has the same hash, however it was reached`() throws {
    for upper in Self.edges where upper > 0 {
      for lower in Self.edges where lower > 0 && !Self.haveCommonDivisor(upper, lower) {
        let fraction = try Exact(upper, over: lower)
        #expect(fraction == (try Exact(-upper, over: -lower)))
        #expect(fraction.hashValue == (try Exact(-upper, over: -lower)).hashValue)
        #expect(fraction == (try fraction.negated().negated()))
        #expect(fraction != (try fraction.negated()))
        #expect(try Exact.one / (Exact.one / fraction) == fraction)
      }
    }
  }

  @Test func `different numbers are ordered as their cross products`() throws {
    let wholes = Self.edges.map { Exact(whole: $0) }
    for (one, first) in zip(Self.edges, wholes) {
      for (other, second) in zip(Self.edges, wholes) {
        #expect((first < second) == (one < other))
        #expect((first == second) == (one == other))
        guard one > 0, other > 0 else { continue }
        #expect(try (Exact(1, over: one) < Exact(1, over: other)) == (other < one))
        #expect(try first.negated() < Exact(1, over: other))
      }
    }
  }

  /// The one number of a word that cannot be turned in it, reached in every way.
  @Test func `the least number of a word is wide`() throws {
    let least = Int128(Int64.min)
    let (half, third) = (Exact(whole: least / 2), try Exact(1, over: 3))
    for reached in [
      Exact(Int(Int64.min)), try Exact(least, over: 1), try Exact(2 * least, over: 2),
      try half + half, try half * Exact(2), try half - Exact(whole: -least / 2),
      try half / Exact(1, over: 2),
    ] {
      #expect(reached == Exact(whole: least))
      #expect(reached.isNegative && reached.isWhole && !reached.isZero)
      #expect(try reached.negated() == Exact(whole: -least))
      #expect(try reached.negated().numerator == -least)
      #expect(try Exact.one / reached == Exact(1, over: least))
    }
    #expect(try (half * third) + (half * third) == Exact(least, over: 3))
    #expect(try (half * third) * Exact(2) == Exact(least, over: 3))
    #expect(try Exact(whole: (least + 2) / 3) - third * Exact(2) == Exact(least, over: 3))
    var sum = ExactSum()
    for _ in 0..<2 { try sum.add(half) }
    #expect(try sum.total() == Exact(whole: least))
  }

  @Test func `a fraction takes the place of two words`() {
    #expect(_isPOD(Exact.self))
    #expect(MemoryLayout<Exact>.size == 16)
  }
}
