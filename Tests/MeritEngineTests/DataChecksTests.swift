import MeritModel
import MeritPolicy
import Testing

@testable import MeritEngine

/// Control totals, conditions over totals, reporting lines.
@Suite struct DataChecksTests {
  private func month(_ severity: Severity, _ body: (RuleID) -> PolicyCheckBody) -> SmallMonth {
    var month = SmallMonth()
    month.people = [SmallMonth.Person(id: "E1"), SmallMonth.Person(id: "E2")]
    let sales = month.given("sales", number("10.5"), number("-0.5"))
    month.checks = [
      PolicyCheck(
        id: "all", grain: .month, body: body(sales), severity: severity, place: SmallMonth.place)
    ]
    return month
  }

  @Test(arguments: [("10", []), ("10.01", ["D110 error"]), ("9.99", ["D110 error"])])
  func `the people's sum must be the rows' sum`(control: String, findings: [String]) {
    var month = month(.error) { .reconcile(measure: $0, table: 0, column: 0) }
    month.controlTotals = [0: exact(control)]
    #expect(month.findings == findings)
  }

  @Test(arguments: [("10", []), ("9.99", ["D207 warning"])])
  func `a condition that does not hold has the check's severity`(
    limit: String, findings: [String]
  ) {
    let month = month(.warning) { sales in
      .assert(expression(.comparison(.lessOrEqual, .companyTotal(sales), literal(limit))))
    }
    #expect(month.findings == findings)
  }

  @Test func `a reporting line that closes is an error for everybody in the ring`() {
    var month = SmallMonth()
    month.people = [
      SmallMonth.Person(id: "E1", manager: "E3"), SmallMonth.Person(id: "E2", manager: "E1"),
      SmallMonth.Person(id: "E3", manager: "E2"), SmallMonth.Person(id: "E4", manager: "E1"),
    ]
    #expect(month.findings == ["D115 error", "D115 error", "D115 error"])
    month.people[0].manager = nil
    #expect(month.findings.isEmpty)
  }
}
