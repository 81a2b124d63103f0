import MeritImport
import MeritMeasure
import MeritModel
import Testing

@testable import MeritApp

/// The account of rows that two versions of a policy read.
@Suite struct VersionAccountsTests {
  private func account(
    _ file: String = "sales.csv", read: Int, used: Int, notUsed: [String: Int] = [:],
    rejected: [String: Int] = [:]
  ) -> ConservationAccount {
    var account = ConservationAccount(table: "sales", file: file)
    (account.rowsRead, account.rowsUsed) = (read, used)
    (account.notUsed, account.rejected) = (notUsed, rejected)
    return account
  }

  private func problem(_ code: DiagnosticCode, _ line: Int) -> RowProblem {
    RowProblem(
      code: code, severity: code.severity, table: "sales", file: "sales.csv", line: line,
      column: nil, message: "a problem", value: "")
  }

  private func result(
    _ accounts: [ConservationAccount], _ problems: [RowProblem] = []
  ) -> MeasureResult {
    var result = MeasureResult(tables: [])
    (result.accounts, result.problems) = (accounts, problems)
    return result
  }

  private let outside = "outside the period"

  @Test func `rows of another version's periods are what that version says of them`() {
    var merged = VersionAccounts(
      result([account(read: 17, used: 10, notUsed: [outside: 6, "no date": 1])]))
    merged.add(
      result([
        account(
          read: 17, used: 3,
          notUsed: [outside: 11, "no date": 1, "owner not on the roster": 1, "excluded: ill": 1])
      ]))
    #expect(
      merged.accounts == [
        account(
          read: 17, used: 13,
          notUsed: [outside: 1, "no date": 1, "owner not on the roster": 1, "excluded: ill": 1])
      ])
    #expect(merged.accounts[0].balances)
  }

  @Test func `a row that only another version looked at is told and counted as rejected`() {
    let (both, other) = (problem(.impossibleDate, 4), problem(.unreadableValue, 9))
    var merged = VersionAccounts(
      result(
        [account(read: 5, used: 2, notUsed: [outside: 2], rejected: ["impossible date": 1])],
        [both]))
    merged.add(
      result(
        [
          account(
            read: 5, used: 1, notUsed: [outside: 2],
            rejected: ["impossible date": 1, "unreadable value": 1])
        ], [both, other]))
    #expect(merged.problems == [both, other])
    #expect(
      merged.accounts == [
        account(
          read: 5, used: 3, rejected: ["impossible date": 1, "unreadable value": 1])
      ])
  }

  @Test func `a file that only another version reads has its own account`() {
    var merged = VersionAccounts(result([account(read: 1, used: 1)]))
    merged.add(result([account("old.csv", read: 2, used: 2)]))
    #expect(merged.accounts.map(\.file) == ["sales.csv", "old.csv"])
  }

  @Test func `an account stays as it is where the other one says more than there is`() {
    var merged = VersionAccounts(result([account(read: 3, used: 2, notUsed: [outside: 1])]))
    merged.add(result([account(read: 3, used: 2, notUsed: [outside: 1])]))
    #expect(merged.accounts == [account(read: 3, used: 2, notUsed: [outside: 1])])
  }
}
