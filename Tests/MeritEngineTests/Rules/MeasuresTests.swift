import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Measures: from rows, ratios, totals, and what is wrong with them.
@Suite struct MeasuresTests {
  private func team(_ values: Value..., handlers: Handlers = .none, roles: [String]? = nil)
    -> (month: SmallMonth, total: RuleID)
  {
    var month = SmallMonth()
    month.people = values.indices.map { SmallMonth.Person(id: "E\($0)") }
    month.people[0].role = "lead"
    let sales = month.add("sales", .plain(.rows(rows(.sum))))
    month.cells[sales] = values.map { value in
      MeasureCell(rows: value.isPresent ? 1 : 0, value: value.number.map(Scalar.number))
    }
    let total = month.add(
      "total", .plain(.total(sales), roles: roles), scope: .team,
      missing: handlers.whenMissing, notApplicable: handlers.whenNotApplicable)
    return (month, total)
  }

  private func rows(_ function: AggregateFunction, needs: Int = 1) -> RowAggregate {
    RowAggregate(
      table: 0, function: function, column: 0, condition: nil, window: nil, needsRows: needs,
      whenNoRows: .missing)
  }

  @Test func `a total adds the members and a handler stands for each absent one`() {
    let whole = team(number("1.5"), number("2"), number("-4"))
    #expect(whole.month.text(whole.total) == "-0.5")
    let broken = team(number("1.5"), .missing)
    #expect(broken.month.text(broken.total) == "missing")
    let zero = Handlers(whenMissing: .value(.number(.zero)), whenNotApplicable: nil)
    let mended = team(number("1.5"), .missing, handlers: zero)
    #expect(mended.month.text(mended.total) == "1.5")
    let passed = Handlers(whenMissing: .notApplicable, whenNotApplicable: nil)
    let nobody = team(.missing, .missing, handlers: passed)
    #expect(nobody.month.text(nobody.total) == "not-applicable")
  }

  @Test func `roles limit whom a total counts`() {
    let all = team(number("100"), number("2"), number("3"), roles: ["agent"])
    #expect(all.month.text(all.total) == "5")
    let none = team(number("100"), number("2"), roles: ["nobody"])
    #expect(none.month.text(none.total) == "not-applicable")
  }

  @Test(arguments: [(2, "missing"), (3, "9"), (4, "9")])
  func `fewer rows than needed count as none`(count: Int, value: String) {
    var month = SmallMonth()
    let survey = month.add("survey", .plain(.rows(rows(.average, needs: 3))))
    month.cells[survey] = [MeasureCell(rows: count, value: .number(exact("9")))]
    #expect(month.text(survey) == value)
  }

  @Test func `two rows for only are an error where a plan reaches them, else a warning`() {
    var month = SmallMonth()
    let target = month.add("target", .plain(.rows(rows(.only))))
    let places = [SourcePlace(file: "t.csv", line: 2), SourcePlace(file: "t.csv", line: 9)]
    month.cells[target] = [MeasureCell(rows: 2, value: .number(.one), conflict: places)]
    #expect(month.text(target) == "missing")
    #expect(month.findings == ["D102 error"])
    month.reached = []
    #expect(month.text(target) == "missing")
    #expect(month.findings == ["D102 warning"])
  }

  @Test func `of many people those with too few rows, or with two for only, are told apart`() {
    var month = SmallMonth()
    month.people = (0..<10).map { SmallMonth.Person(id: "E\(10 + $0)") }
    let survey = month.add("survey", .plain(.rows(rows(.average, needs: 3))))
    let target = month.add("target", .plain(.rows(rows(.only))))
    let places = [SourcePlace(file: "t.csv", line: 2), SourcePlace(file: "t.csv", line: 9)]
    month.cells[survey] = (0..<10).map { MeasureCell(rows: $0, value: .number(exact("9"))) }
    month.cells[target] = (0..<10).map {
      MeasureCell(rows: 1, value: .number(.one), conflict: $0 == 4 ? places : [])
    }
    #expect((1..<5).map { month.text(survey, of: $0) } == ["missing", "missing", "9", "9"])
    #expect((3..<6).map { month.text(target, of: $0) } == ["1", "missing", "1"])
    #expect(month.findings == ["D102 error"])
  }

  @Test(arguments: [("-0.01", 1), ("0", 0), ("1", 0), ("1.01", 1)])
  func `a measure outside its range keeps its value and is a finding`(value: String, count: Int) {
    var month = SmallMonth()
    let range = ValueRange(least: .zero, greatest: .one)
    let body = MeasureRule(shape: .rows(rows(.sum)), range: range, roles: nil, withSelf: false)
    let rate = month.add("rate", .measure(body))
    month.cells[rate] = [MeasureCell(rows: 1, value: .number(exact(value)))]
    #expect(month.text(rate) == exact(value).canonicalText)
    #expect(month.findings == Array(repeating: "D206 error", count: count))
  }

  private func ratio(_ to: Value, _ whenZero: HandlerAction?) -> (month: SmallMonth, id: RuleID) {
    var month = SmallMonth()
    let won = month.given("won", number("37"))
    let calls = month.given("calls", to)
    let shape = MeasureShape.ratio(of: figure(won), to: figure(calls), whenZero: whenZero)
    let id = month.add("conversion", .plain(shape), kind: .percent)
    return (month, id)
  }

  @Test func `a ratio stays exact, and whenZero decides where the divisor is zero`() {
    let whole = ratio(number("412"), .notApplicable)
    #expect(whole.month.text(whole.id) == "37/412")
    let zero = ratio(number("0"), .notApplicable)
    #expect(zero.month.text(zero.id) == "not-applicable")
    let said = ratio(number("0"), .value(.number(.one)))
    #expect(said.month.text(said.id) == "1")
    let stop = ratio(number("0"), .error)
    #expect(stop.month.text(stop.id) == "missing")
    #expect(stop.month.findings == ["D203 error"])
    let absent = ratio(.missing, .notApplicable)
    #expect(absent.month.text(absent.id) == "missing")
  }

  @Test func `an overflow is an error with the definition's place, never a wrap`() throws {
    var month = SmallMonth()
    let large = month.given("large", .number(Exact(whole: Int128.max / 2)))
    let product = Expression.arithmetic(.times, .figure(large), literal("3"))
    let id = month.add("product", .plain(.formula(expression(product))))
    #expect(month.text(id) == "missing")
    let finding = try #require(month.calculated().diagnostics.first)
    #expect(finding.code == .overflow)
    #expect(finding.place == SmallMonth.place)
    #expect(finding.message.contains("`E1`"))
  }
}
