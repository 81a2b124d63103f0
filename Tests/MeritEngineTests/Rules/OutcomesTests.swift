import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Checklists, sets of ids, decision tables.
@Suite struct OutcomesTests {
  private func line(_ id: String, _ check: Expression, _ handlers: Handlers = .none)
    -> Requirement
  {
    Requirement(
      id: id, label: nil, check: expression(check), handlers: handlers, place: SmallMonth.place)
  }

  private let yes = Expression.literal(.flag(true))
  private let no = Expression.literal(.flag(false))
  private let fails = Handlers(whenMissing: .fail, whenNotApplicable: nil)

  private func outcome(_ lines: [Requirement], anyOf: [Requirement] = []) -> String {
    var month = SmallMonth()
    return month.result("promotion", .outcome(.requires(lines, anyOf: anyOf)))
  }

  @Test func `every line must pass, and one alternative if there are any`() {
    #expect(outcome([line("a", yes), line("b", yes)]) == "eligible")
    #expect(outcome([line("a", yes), line("b", no)]) == "not-eligible")
    #expect(outcome([line("a", yes)], anyOf: [line("b", no), line("c", yes)]) == "eligible")
    #expect(outcome([line("a", yes)], anyOf: [line("b", no), line("c", no)]) == "not-eligible")
    #expect(outcome([line("a", no)], anyOf: [line("c", yes)]) == "not-eligible")
    #expect(outcome([], anyOf: [line("c", yes)]) == "eligible")
  }

  @Test func `a missing value fails its line where the line says so, else the outcome is absent`()
    throws
  {
    var month = SmallMonth()
    let exam = month.given("exam", .missing)
    let check = isAtLeast(exam, "80").root
    let said = month.add(
      "said", .outcome(.requires([line("a", yes), line("exam", check, fails)], anyOf: [])))
    let silent = month.add("silent", .outcome(.requires([line("exam", check)], anyOf: [])))
    #expect(month.text(said) == "not-eligible")
    #expect(month.text(silent) == "missing")
    let calculation = try #require(month.calculated().result)
    let lines: Parts = [.present(.text("pass")), .present(.text("fail"))]
    #expect(calculation.requirements[said]?[0] == lines)
    #expect(calculation.requirements[silent]?[0] == [.missing])
  }

  private func given(_ id: String, _ when: Expression, _ handlers: Handlers = .none) -> Assignment {
    Assignment(
      id: id, label: nil, when: expression(when), handlers: handlers, place: SmallMonth.place)
  }

  @Test func `ids stand in Unicode order; none is present and empty`() throws {
    var month = SmallMonth()
    let survey = month.given("survey", .notApplicable)
    let isNo = Handlers(whenMissing: nil, whenNotApplicable: .no)
    let low = Expression.comparison(.less, .figure(survey), literal("60"))
    let some = month.add(
      "some",
      .outcome(
        .assign([given("z", yes), given("b", low, isNo), given("a10", yes), given("A", yes)])))
    let none = month.add("none", .outcome(.assign([given("a", no)])))
    #expect(month.text(some) == "A;a10;z")
    let calculation = try #require(month.calculated().result)
    #expect(calculation.value(none, of: 0) == .present(.text("")))
  }

  @Test(arguments: [
    ("1", "1.99", "keep"), ("1", "2", "review"), ("2", "9", "drop"), ("2", "0", "drop"),
  ])
  func `the one row that fits gives the value`(grade: String, count: String, value: String) {
    var month = SmallMonth()
    let first = month.given("first", number(grade))
    let second = month.given("second", number(count))
    let id = month.add("position", .outcome(.table(table(first, second))), kind: .text)
    #expect(month.text(id) == value)
  }

  private func table(_ first: RuleID, _ second: RuleID) -> LookupTable {
    func row(_ cells: [LookupCell], _ value: String) -> LookupRow {
      LookupRow(cells: cells, value: .text(value), place: SmallMonth.place)
    }
    let one = LookupCell.oneOf([.number(.one)])
    return LookupTable(
      name: "position", label: "Position",
      inputs: [("first", figure(first)), ("second", figure(second))],
      rows: [
        row([one, .interval(Interval(below: exact("2")))], "keep"),
        row([one, .interval(Interval(from: exact("2")))], "review"),
        row([.oneOf([.number(exact("2"))]), .any], "drop"),
      ], kind: .text, place: SmallMonth.place)
  }

  @Test func `no row is a finding, an absent input gives its state`() {
    var month = SmallMonth()
    let first = month.given("first", number("3"))
    let second = month.given("second", number("1"))
    let absent = month.given("absent", .missing)
    let gap = month.add("gap", .outcome(.table(table(first, second))), kind: .text)
    let state = month.add("state", .outcome(.table(table(first, absent))), kind: .text)
    #expect(month.text(gap) == "missing")
    #expect(month.text(state) == "missing")
    #expect(month.findings == ["P310 error"])
  }
}
