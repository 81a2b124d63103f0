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

  @Test("where no row of any input counts, it is said once, with the reasons")
  func nothingCounts() {
    let check = AccountCheck(
      [
        account("calls", used: 0, otherDates: 7),
        account("sales", used: 0, otherDates: 1, rejected: 2),
      ],
      of: ["calls", "sales"])
    let findings = check.findings("2026-07")
    #expect(findings.map(\.code) == [.noRowCounts])
    #expect(
      findings.first?.notes == [
        "`calls`: 7 not used: outside the period",
        "`sales`: 2 rejected: one key with different contents, 1 not used: outside the period",
      ])
    #expect(check.unused == ["calls", "sales"])
  }

  @Test(
    "one row that counts is enough, and an input without rows says nothing",
    arguments: [(1, 0, []), (0, 1, ["calls"]), (1, 1, [])])
  func somethingCounts(calls: Int, sales: Int, unused: [String]) {
    let check = AccountCheck(
      [account("calls", used: calls, otherDates: 5), account("sales", used: sales)],
      of: ["calls", "sales", "exams"])
    #expect(check.findings("2026-03").isEmpty)
    #expect(check.unused == unused)
  }

  @Test(
    "more rejected rows than rows that count are said, as many are not",
    arguments: [(3, 2, false), (3, 3, false), (3, 4, true), (0, 1, true)])
  func mostRejected(used: Int, rejected: Int, isSaid: Bool) {
    let check = AccountCheck(
      [account("calls", used: used, rejected: rejected), account("sales", used: 9)],
      of: ["calls", "sales"])
    #expect(check.findings("2026-03").map(\.code) == (isSaid ? [.mostRowsRejected] : []))
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
