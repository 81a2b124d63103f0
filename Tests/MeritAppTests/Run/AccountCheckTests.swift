import MeritApp
import MeritModel
import Testing

@Suite("exports that cannot be what is meant")
struct AccountCheckTests {
  private func account(
    _ table: String, used: Int, otherDates: Int = 0, rejected: Int = 0
  ) -> ConservationAccount {
    var account = ConservationAccount(table: table, file: "data/\(table).csv")
    account.rowsRead = used + otherDates + rejected
    account.rowsUsed = used
    if otherDates > 0 { account.notUsed = ["outside the period": otherDates] }
    if rejected > 0 { account.rejected = ["one key with different contents": rejected] }
    return account
  }

  @Test("where no row of the largest input counts, it is said, with all inputs of which none does")
  func nothingCounts() {
    let check = AccountCheck(
      [
        account("exams", used: 0, otherDates: 2, rejected: 1), account("sales", used: 3),
        account("calls", used: 0, otherDates: 7),
      ], of: ["exams", "sales", "calls"])
    let findings = check.findings("2026-07")
    #expect(findings.map(\.code) == [.noRowCounts])
    #expect(findings.first?.message.contains("`calls`") == true)
    #expect(
      findings.first?.notes == [
        "`exams`: 2 not used: outside the period, 1 rejected: one key with different contents",
        "`calls`: 7 not used: outside the period",
      ])
    #expect(check.unused == ["exams", "calls"])
  }

  @Test(
    "one row of the largest that counts is enough, and the first of equals is the largest",
    arguments: [(1, 4, 0, 5, false), (0, 5, 1, 3, true), (1, 4, 0, 4, false), (0, 5, 5, 0, true)])
  func somethingCounts(calls: Int, oldCalls: Int, sales: Int, oldSales: Int, isSaid: Bool) {
    let check = AccountCheck(
      [
        account("calls", used: calls, otherDates: oldCalls),
        account("sales", used: sales, otherDates: oldSales),
      ], of: ["calls", "sales", "exams"])
    #expect(check.findings("2026-03").map(\.code) == (isSaid ? [.noRowCounts] : []))
  }

  @Test(
    "more rejected rows than others are said, as many are not",
    arguments: [
      (3, 0, 2, false), (3, 0, 3, false), (3, 0, 4, true), (0, 0, 1, true), (0, 4, 4, false),
      (1, 3, 5, true),
    ])
  func mostRejected(used: Int, otherDates: Int, rejected: Int, isSaid: Bool) {
    let check = AccountCheck(
      [
        account("calls", used: used, otherDates: otherDates, rejected: rejected),
        account("sales", used: 10),
      ], of: ["calls", "sales"])
    #expect(check.findings("2026-03").map(\.code) == (isSaid ? [.mostRowsRejected] : []))
  }

  @Test("of the largest input that is mostly rejected one thing is said")
  func largestRejected() {
    let check = AccountCheck([account("calls", used: 0, otherDates: 1, rejected: 9)], of: ["calls"])
    #expect(check.findings("2026-03").map(\.code) == [.mostRowsRejected])
  }

  @Test("the files of an input are one, and those that have no dates are not looked at")
  func files() {
    let accounts = [
      account("calls", used: 0, rejected: 4), account("calls", used: 5), account("prices", used: 0),
    ]
    #expect(AccountCheck(accounts, of: ["calls"]).findings("2026-03").isEmpty)
    #expect(AccountCheck([], of: ["calls"]).findings("2026-03").isEmpty)
  }
}
