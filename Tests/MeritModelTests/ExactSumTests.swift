import MeritModel
import Testing

/// Sums of many fractions, in lowest terms whatever was added.
@Suite struct ExactSumTests {
  private func sum(_ texts: [String]) throws -> Exact {
    var sum = ExactSum()
    for text in texts {
      let parts = text.split(separator: "/").compactMap { Int128($0) }
      try sum.add(try Exact(parts[0], over: parts.count > 1 ? parts[1] : 1))
    }
    return try sum.total()
  }

  @Test(
    arguments: [
      ([], 0, 1),
      (["5"], 5, 1),
      (["1/4", "1/4"], 1, 2),
      // The denominators follow one another in either direction, and not at all.
      (["1/100", "3/20", "7"], 179, 25),
      (["1", "1/2", "1/100"], 151, 100),
      (["1/3", "1/2"], 5, 6),
      (["1/3", "1/2", "1/6"], 1, 1),
      (["-1/2", "1/2"], 0, 1),
      // The ends of 64 bits, and beyond them.
      (["9223372036854775807", "1"], 9_223_372_036_854_775_808, 1),
      (["-9223372036854775807", "-1"], -9_223_372_036_854_775_808, 1),
      (["9223372036854775807/2", "1/4"], 18_446_744_073_709_551_615, 4),
      (["1/9223372036854775807", "1"], 9_223_372_036_854_775_808, 9_223_372_036_854_775_807),
      (["18446744073709551616", "1/2", "-18446744073709551616", "1/2"], 1, 1),
      (["4611686018427387904", "1/2", "4611686018427387904"], 18_446_744_073_709_551_617, 2),
    ] as [([String], Int128, Int128)])
  func `the sum is exact`(texts: [String], upper: Int128, lower: Int128) throws {
    let sum = try sum(texts)
    #expect(sum.numerator == upper)
    #expect(sum.denominator == lower)
    #expect(try self.sum(texts.reversed()) == sum)
  }

  @Test func `what no fraction holds is an overflow`() {
    let most = "170141183460469231731687303715884105727"
    #expect(throws: ExactError.overflow) { try sum([most, "1"]) }
    #expect(throws: ExactError.overflow) { try sum([most, "1/2"]) }
  }
}
