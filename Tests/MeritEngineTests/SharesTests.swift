import MeritModel
import Testing

@testable import MeritEngine

@Suite struct SharesTests {
  @Test("the published split of 10,000.00 by three scores")
  func published() throws {
    let shares = try Shares.split(
      exact("10000"), by: ["91.2", "100.56", "77.33"].map(exact), unit: exact("0.01"))
    #expect(shares.map(\.canonicalText) == ["3389.2", "3737.04", "2873.76"])
  }

  @Test("equal remainders go to the first; the parts sum to the whole, below zero too")
  func ties() throws {
    let one = exact("1")
    #expect(
      try Shares.split(exact("0.05"), by: [one, one, one], unit: exact("0.01")).map(\.canonicalText)
        == ["0.02", "0.02", "0.01"])
    #expect(
      try Shares.split(exact("-0.05"), by: [one, one, one], unit: exact("0.01"))
        .map(\.canonicalText) == ["-0.01", "-0.02", "-0.02"])
  }

  @Test(
    "seats by largest remainder",
    arguments: [(23, [2, 5, 14, 2]), (10, [1, 2, 6, 1]), (1, [0, 0, 1, 0]), (0, [0, 0, 0, 0])])
  func seats(count: Int, expected: [Int]) throws {
    let shares = ["0.1", "0.2", "0.6", "0.1"].map(exact)
    #expect(try Shares.seats(count, shares) == expected)
  }
}
