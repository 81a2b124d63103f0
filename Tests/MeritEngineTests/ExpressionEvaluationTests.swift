import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Three data states in expressions.
@Suite struct ExpressionEvaluationTests {
  private struct Names {
    let five: RuleID
    let missing: RuleID
    let absent: RuleID
  }

  private func text(_ build: (Names) -> Expression) -> String {
    var month = SmallMonth()
    let five = month.given("five", number("5"))
    let missing = month.given("missing", .missing)
    let absent = month.given("absent", .notApplicable)
    let root = build(Names(five: five, missing: missing, absent: absent))
    return month.result("result", .plain(.formula(expression(root))))
  }

  private func atLeast(_ id: RuleID, _ text: String) -> Expression { isAtLeast(id, text).root }

  @Test func `any missing operand makes the result missing, else not applicable`() {
    #expect(text { .arithmetic(.plus, .figure($0.five), .figure($0.missing)) } == "missing")
    #expect(text { .arithmetic(.plus, .figure($0.five), .figure($0.absent)) } == "not-applicable")
    #expect(text { .arithmetic(.plus, .figure($0.absent), .figure($0.missing)) } == "missing")
    #expect(text { .least([.figure($0.absent), .figure($0.five)]) } == "not-applicable")
    #expect(text { .greatest([.figure($0.five), literal("7")]) } == "7")
  }

  @Test func `and and or are decided from left to right`() {
    let isPresent = { (id: RuleID) in Expression.hasState(.figure(id), .present, isNegated: false) }
    #expect(text { .all([isPresent($0.missing), self.atLeast($0.missing, "1")]) } == "false")
    #expect(text { .all([isPresent($0.five), self.atLeast($0.five, "5")]) } == "true")
    #expect(text { .any([self.atLeast($0.five, "5"), self.atLeast($0.missing, "1")]) } == "true")
    #expect(
      text { .any([self.atLeast($0.missing, "1"), self.atLeast($0.five, "5")]) } == "missing")
    #expect(
      text { .all([self.atLeast($0.absent, "1"), self.atLeast($0.missing, "1")]) } == "missing")
    #expect(text { .all([self.atLeast($0.five, "6"), self.atLeast($0.missing, "1")]) } == "false")
  }

  @Test func `each test of a state tests exactly one`() {
    let states: [DataState] = [.present, .missing, .notApplicable]
    for (place, state) in states.enumerated() {
      for other in 0..<3 {
        let result = text { names in
          .hasState(
            .figure([names.five, names.missing, names.absent][other]), state, isNegated: false)
        }
        #expect(result == (place == other ? "true" : "false"))
      }
    }
  }

  @Test func `a better grade is the greater one`() {
    let set = GradeSet(name: "abc", grades: ["A", "B", "C"])
    let order: [(Int, Int, String)] = [(0, 1, "true"), (1, 1, "true"), (2, 1, "false")]
    for (left, right, expected) in order {
      let root = Expression.comparison(
        .greaterOrEqual, .literal(.grade(set.grades[left])), .literal(.grade(set.grades[right])))
      #expect(text { _ in root } == expected)
    }
  }

  @Test func `dates count completed months and days`() {
    let from = Expression.literal(.day(day("2025-03-31")))
    #expect(text { _ in .monthsBetween(from, .periodEnd) } == "12")
    #expect(text { _ in .monthsBetween(from, .literal(.day(day("2026-03-30")))) } == "11")
    #expect(text { _ in .daysBetween(.periodStart, .periodEnd) } == "30")
    #expect(text { _ in .daysBetween(.periodEnd, .periodStart) } == "-30")
  }

  @Test func `a person reads the own team, and a team its members`() {
    var month = SmallMonth()
    month.people = [
      SmallMonth.Person(id: "E1", team: "T1"), SmallMonth.Person(id: "E2", team: "T2"),
      SmallMonth.Person(id: "E3", team: "T2"), SmallMonth.Person(id: "E4", team: nil),
    ]
    let sales = month.given("sales", number("1"), number("20"), number("300"), number("4000"))
    let team = month.add("team", .plain(.total(sales)), scope: .team)
    let own = month.add("own", .plain(.formula(figure(team))))
    #expect((0..<4).map { month.text(own, of: $0) } == ["1", "320", "320", "not-applicable"])
    let average = month.add(
      "average",
      .plain(.formula(expression(.collected(.average, .members, .figure(sales))))), scope: .team)
    #expect(month.text(average, of: 1) == "160")
    let size = month.add("size", .plain(.formula(expression(.memberCount))), scope: .team)
    #expect(month.text(size, of: 1) == "2")
    let all = month.add("all", .plain(.formula(expression(.companyTotal(sales)))))
    #expect(month.text(all) == "4321")
  }

  @Test func `a lead's reports do not hold the lead, unless withSelf`() {
    var month = SmallMonth()
    month.people = [
      SmallMonth.Person(id: "E1"), SmallMonth.Person(id: "E2", manager: "E1"),
      SmallMonth.Person(id: "E3", manager: "E2"),
    ]
    let sales = month.given("sales", number("1"), number("20"), number("300"))
    let reports = month.add("reports", .plain(.total(sales)), scope: .reports)
    let below = month.add("below", .plain(.total(sales)), scope: .organisation)
    let with = month.add("with", .plain(.total(sales), withSelf: true), scope: .organisation)
    let led = [reports, below, with].map { group in
      month.add("led\(group.index)", .plain(.formula(figure(group))))
    }
    #expect(led.map { month.text($0) } == ["20", "320", "321"])
    #expect(led.map { month.text($0, of: 2) } == Array(repeating: "not-applicable", count: 3))
  }
}
