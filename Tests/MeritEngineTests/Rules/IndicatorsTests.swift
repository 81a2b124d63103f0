import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Points: attainment, bands, curves, deductions.
@Suite struct IndicatorsTests {
  private func band(_ edge: String, _ value: String, isInclusive: Bool = true) -> Band {
    Band(
      edge: exact(edge), isInclusive: isInclusive, value: .number(exact(value)),
      place: SmallMonth.place)
  }

  @Test(arguments: [
    ("0.05", "60"), ("0.0799999", "60"), ("0.08", "80"), ("37/412", "80"), ("0.1", "80"),
    ("0.1000001", "100"), ("0", "40"),
  ])
  func `a band holds its edge with from, and not with above`(of: String, points: String) {
    var month = SmallMonth()
    let rate = month.given("rate", number(of))
    let rows = [
      band("0", "40"), band("0.05", "60"), band("0.08", "80"),
      band("0.1", "100", isInclusive: false),
    ]
    let points = (month.add("points", .indicator(.bands(of: figure(rate), rows: rows))), points)
    #expect(month.text(points.0) == points.1)
  }

  @Test func `below the lowest band is a finding, never a silent value`() {
    var month = SmallMonth()
    let rate = month.given("rate", number("-0.01"))
    let points = month.add(
      "points", .indicator(.bands(of: figure(rate), rows: [band("0", "40")])))
    #expect(month.text(points) == "missing")
    #expect(month.findings == ["D206 error"])
  }

  @Test(arguments: [
    ("1", "0"), ("0", "0"), ("2", "30"), ("3", "60"), ("4.25", "280/3"), ("4.5", "100"),
    ("9", "100"),
  ])
  func `a curve is straight between its points and flat outside`(at: String, height: String) {
    // From (3, 60) to (4.5, 100) the slope is 80/3; at 4.25 it is 60 + 1.25 × 80/3 = 280/3.
    var month = SmallMonth()
    let survey = month.given("survey", number(at))
    let points = [("1", "0"), ("3", "60"), ("4.5", "100")].map {
      CurvePoint(at: exact($0.0), value: exact($0.1))
    }
    let curve = month.add("curve", .indicator(.curve(of: figure(survey), points: points)))
    #expect(month.text(curve) == height)
  }

  private func attainment(
    _ actual: String, _ target: String, whenZero: HandlerAction? = nil
  ) -> (month: SmallMonth, id: RuleID) {
    var month = SmallMonth()
    let sold = month.given("sold", number(actual))
    let goal = month.given("goal", number(target))
    let shape = Attainment(
      actual: figure(sold), target: figure(goal), worth: exact("100"), atLeast: exact("0.5"),
      atMost: exact("1.2"), whenZero: whenZero)
    let id = month.add(
      "attainment", .indicator(.attainment(shape)),
      rounding: Rounding(step: exact("0.01"), mode: .halfUp))
    return (month, id)
  }

  @Test(arguments: [
    ("46250", "40000", "115.63"), ("48000", "40000", "120"), ("48000.01", "40000", "120"),
    ("47999", "40000", "120"), ("47998", "40000", "120"), ("47997", "40000", "119.99"),
    ("20000", "40000", "50"), ("19999", "40000", "50"), ("-5", "40000", "50"),
    ("1", "0.01", "120"),
  ])
  func `attainment is clamped before worth multiplies`(
    actual: String, target: String, points: String
  ) {
    // 47,998 of 40,000 is 119.995, a tie that goes up; 47,997 is 119.9925.
    let (month, id) = attainment(actual, target)
    #expect(month.text(id) == points)
  }

  @Test(arguments: ["0", "-1"])
  func `a target of zero or less stops the run unless something is said`(target: String) {
    let (month, id) = attainment("10", target)
    #expect(month.text(id) == "missing")
    #expect(month.findings == ["D205 error"])
    let (said, other) = attainment("10", target, whenZero: .value(.number(exact("70.005"))))
    #expect(said.text(other) == "70.01")
    #expect(said.findings.isEmpty)
  }

  @Test(arguments: [("0", "100"), ("4", "92"), ("5", "90"), ("6", "90"), ("50", "90")])
  func `a line of deductions costs no more than its limit`(count: String, points: String) {
    var month = SmallMonth()
    let calls = month.given("calls", number(count))
    let line = DeductionLine(
      id: "calls", each: figure(calls), costs: exact("2"), atMost: exact("10"), handlers: .none)
    let shape = Deductions(startAt: exact("100"), lines: [line], atLeast: nil)
    let id = month.add("discipline", .indicator(.deductions(shape)))
    #expect(month.text(id) == points)
  }

  @Test(arguments: [(nil, "-60"), ("-60", "-60"), ("-59", "-59"), ("0", "0")])
  func `deductions have a floor only where the policy says one`(floor: String?, points: String) {
    var month = SmallMonth()
    let serious = month.given("serious", number("8"))
    let line = DeductionLine(
      id: "serious", each: figure(serious), costs: exact("20"), atMost: nil, handlers: .none)
    let shape = Deductions(startAt: exact("100"), lines: [line], atLeast: floor.map(exact))
    let id = month.add("discipline", .indicator(.deductions(shape)))
    #expect(month.text(id) == points)
  }

  @Test func `a handler of a line replaces the line's operand only`() {
    var month = SmallMonth()
    let serious = month.given("serious", .missing)
    let calls = month.given("calls", number("3"))
    let zero = Handlers(whenMissing: .value(.number(.zero)), whenNotApplicable: nil)
    let lines = [
      DeductionLine(
        id: "a", each: figure(serious), costs: exact("20"), atMost: nil, handlers: zero),
      DeductionLine(id: "b", each: figure(calls), costs: exact("2"), atMost: nil, handlers: .none),
    ]
    let shape = Deductions(startAt: exact("100"), lines: lines, atLeast: nil)
    let id = month.add("discipline", .indicator(.deductions(shape)), missing: .value(.number(.one)))
    #expect(month.text(id) == "94")
  }
}
