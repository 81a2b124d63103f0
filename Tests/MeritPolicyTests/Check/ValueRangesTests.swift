import MeritModel
import Testing

@testable import MeritPolicy

@Suite struct ValueRangesTests {
  private func range(_ least: String?, _ greatest: String?) -> ValueRange {
    ValueRange(
      least: least.flatMap { Exact(decimal: $0) }, greatest: greatest.flatMap { Exact(decimal: $0) }
    )
  }

  @Test(
    arguments: [
      ("1", "5", "-2", "3", "-10", "15"), ("-4", "-1", "-2", "-1", "1", "8"),
      (nil, "5", "0", "2", nil, "10"), ("0", nil, "0", nil, "0", nil),
      (nil, nil, "0", "0", "0", "0"),
    ] as [(String?, String?, String?, String?, String?, String?)])
  func `products`(
    one: String?, two: String?, three: String?, four: String?, least: String?, greatest: String?
  ) {
    #expect(range(one, two) * range(three, four) == range(least, greatest))
    #expect(range(three, four) * range(one, two) == range(least, greatest))
  }

  @Test(
    arguments: [
      ("1", "8", "2", "4", "0.25", "4"), ("0", nil, "0", nil, "0", nil),
      ("6", "6", "0", "3", "2", nil), ("1", "2", "-1", "1", nil, nil),
      ("4", "8", "-2", "-1", "-8", "-2"), ("0", "4", "0.5", nil, "0", "8"),
    ] as [(String?, String?, String?, String?, String?, String?)])
  func `quotients`(
    one: String?, two: String?, three: String?, four: String?, least: String?, greatest: String?
  ) {
    #expect(range(one, two) / range(three, four) == range(least, greatest))
  }

  @Test func `limits`() {
    #expect(range("1", "9").lesser(of: range("3", "4")) == range("1", "4"))
    #expect(range("1", nil).lesser(of: range("3", "4")) == range("1", "4"))
    #expect(range(nil, "9").greater(of: range("0", "0")) == range("0", "9"))
    #expect(range("1", "9").union(range("-1", nil)) == range("-1", nil))
  }

  /// The language document gives 5.63 and 115.38 for the specialist's month.
  @Test func `a score that reweights reaches beyond its lines`() throws {
    let policy = try #require(try ExamplePolicy.compiled.valid)
    let facts = PolicyFacts(policy: policy)
    let score = try #require(policy.rule(named: "specialist_month", grain: .month))
    #expect(facts[score.id].range == range("5.63", "115.38"))
  }

  /// The document: the month bonus is at most 8,000 whatever the data.
  @Test func `a capped bonus stays under its cap`() throws {
    let policy = try #require(try ExamplePolicy.compiled.valid)
    let facts = PolicyFacts(policy: policy)
    let bonus = try #require(policy.rule(named: "specialist_month_bonus", grain: .month))
    #expect(facts[bonus.id].range == range("0", "8000"))
  }
}
