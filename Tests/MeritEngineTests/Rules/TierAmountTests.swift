import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Money by slabs.
@Suite struct TierAmountTests {
  private func scale(_ method: TierMethod, _ rows: [TierRow]) -> TierScale {
    TierScale(
      name: "commission", label: "Commission", method: method, basis: .period, rows: rows,
      place: SmallMonth.place)
  }

  private func row(_ edge: String?, rate: String, isInclusive: Bool = true) -> TierRow {
    TierRow(
      edge: edge.map(exact), isInclusive: isInclusive, payment: .rate(exact(rate)))
  }

  private func amount(_ scale: TierScale, on number: String) throws -> String {
    let slices = try TierAmount(scale: scale).slices(exact(number))
    return try slices.reduce(Exact.zero) { try $0 + $1.pay }.canonicalText
  }

  @Test(arguments: [
    ("-100", "0"), ("0", "0"), ("0.01", "0.0003"), ("9999", "299.97"), ("10000", "300"),
    ("10001", "300.05"), ("30000", "1300"), ("30001", "1300.08"), ("46250", "2600"),
  ])
  func `marginal: each rate on the part inside its slab`(sales: String, pay: String) throws {
    // 46,250: 10,000 × 3 % + 20,000 × 5 % + 16,250 × 8 % = 300 + 1,000 + 1,300.
    let rows = [row("0", rate: "0.03"), row("10000", rate: "0.05"), row("30000", rate: "0.08")]
    #expect(try amount(scale(.marginal, rows), on: sales) == pay)
  }

  @Test(arguments: [("-100", "-10"), ("0", "0"), ("100", "10"), ("600", "70")])
  func `a lowest slab without an edge counts from 0 and claws back`(
    sales: String, pay: String
  ) throws {
    // 600: 500 × 10 % + 100 × 20 %.
    let rows = [row(nil, rate: "0.1"), row("500", rate: "0.2")]
    #expect(try amount(scale(.marginal, rows), on: sales) == pay)
  }

  @Test(arguments: [
    ("-1", "0"), ("999.99", "0"), ("1000", "50"), ("2000", "100"), ("2000.01", "200.001"),
  ])
  func `whole: the rate of the row on the whole amount`(sales: String, pay: String) throws {
    let rows = [row("1000", rate: "0.05"), row("2000", rate: "0.1", isInclusive: false)]
    #expect(try amount(scale(.whole, rows), on: sales) == pay)
  }

  @Test(arguments: [("0", "0"), ("9", "0"), ("10", "500"), ("25", "500")])
  func `a row may pay a fixed sum`(count: String, pay: String) throws {
    let rows = [
      TierRow(edge: exact("10"), isInclusive: true, payment: .sum(exact("500")))
    ]
    #expect(try amount(scale(.whole, rows), on: count) == pay)
  }

  @Test(arguments: [("99", "0"), ("100", "0"), ("150", "7.5"), ("200", "20"), ("300", "30")])
  func `interpolated: the rate on the line, flat above`(on: String, pay: String) throws {
    // At 150, halfway from 0 % to 10 %: 5 % of 150.
    let rows = [row("100", rate: "0"), row("200", rate: "0.1")]
    #expect(try amount(scale(.interpolated, rows), on: on) == pay)
  }
}
