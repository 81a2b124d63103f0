import Foundation
import TestSupport
import Testing

/// A quarter reads its closed months from the ledger; the expected figures are those that the
/// example's README works out.
@Suite("periods that are read as they were sealed")
struct SealedPeriodsTests: ExampleBooks {
  @Test("with all months closed, with some and with none a quarter gives the same, and says which")
  func same() async throws {
    try await withBook("quarter-and-year") { book in
      let open = try await done("run", "2026-Q1", in: book)
      #expect(
        open.standardOutput.contains("periods not closed, computed: 2026-01 2026-02 2026-03"))
      let computed = try BookRunner.figures(in: book, period: "2026-Q1")
      for month in ["2026-01", "2026-02"] { try await close(month, on: "2026-05-05", in: book) }
      let some = try await done("run", "2026-Q1", in: book)
      #expect(some.standardOutput.contains("closed periods, as sealed: 2026-01 2026-02\n"))
      #expect(some.standardOutput.contains("periods not closed, computed: 2026-03\n"))
      #expect(try BookRunner.figures(in: book, period: "2026-Q1") == computed)
      try await close("2026-03", on: "2026-05-05", in: book)
      let all = try await done("run", "2026-Q1", in: book)
      #expect(all.standardOutput.contains("closed periods, as sealed: 2026-01 2026-02 2026-03\n"))
      #expect(!all.standardOutput.contains("computed:"))
      #expect(try BookRunner.figures(in: book, period: "2026-Q1") == computed)
      let review = try String(
        contentsOf: book.appendingPathComponent("out/2026-Q1/review.md"), encoding: .utf8)
      #expect(review.contains("closed periods, as sealed: 2026-01, 2026-02, 2026-03."))
    }
  }

  @Test("what two versions of the policy read is accounted for once, and both are named")
  func twoVersions() async throws {
    try await withBook("quarter-and-year") { book in
      try await done("run", "2026-03", in: book)
      // Two sales of December fall to the version of 2025, the other fifteen to that of 2026.
      let accounts = BookRunner.csvRecords(try text("out/2026-03/accounts.csv", in: book))
      let sales = try #require(accounts.first { $0[0] == "sales" })
      #expect(sales == ["sales", "data/sales.csv", "17", "17", "0", "0", ""])
      let manifest = try text("out/2026-03/manifest.json", in: book)
      let others = try #require(manifest.range(of: "\"otherPolicies\": [")).upperBound
      let listed = manifest[others...].prefix { $0 != "]" }
      #expect(listed.contains("\"version\": \"2025.1\"") && !listed.contains("2026"), "\(listed)")
      #expect(listed.contains("\"file\": \"policies/2025.policy.json\""), "\(listed)")
    }
  }

  @Test("a month that was run before the one ahead of it was closed is run once more, then closed")
  func runAhead() async throws {
    try await withBook("quarter-and-year") { book in
      for month in ["2026-01", "2026-02"] { _ = try await done("run", month, in: book) }
      let before = try BookRunner.figures(in: book, period: "2026-02")
      try await close("2026-01", on: "2026-05-04", in: book)
      let close = ["close", "2026-02", "--by", "Ann", "--on", "2026-05-05", "--confirm", "2026-02"]
      let refused = try await BookRunner.run(close, in: book)
      #expect(refused.status == 1)
      for text in [
        "error[L104]", "2026-01 was closed after this run, which is to read it as it was sealed",
        "help: `merit run 2026-02`, look at the results, then close", "2026-02 was not closed",
      ] {
        #expect(refused.standardError.contains(text))
      }
      _ = try await done("run", "2026-02", in: book)
      #expect(try BookRunner.figures(in: book, period: "2026-02") == before)
      #expect(try await BookRunner.run(close, in: book).status == 0)
    }
  }

  @Test("what is closed is read and not computed: a changed row of it moves nothing")
  func notComputed() async throws {
    try await withBook("quarter-and-year") { book in
      for month in ["2026-01", "2026-02", "2026-03"] {
        try await close(month, on: "2026-05-05", in: book)
      }
      try change("data/sales.csv", "S02,E1,2026-01-05,10000", "S02,E1,2026-01-05,1", in: book)
      try change("data/roster.csv", "E1,Ada,agent,T1", "E1,Ada,agent,T2", in: book)
      _ = try await done("run", "2026-Q1", in: book)
      // Of the months nothing moves; the quarter's own roster decides its groups.
      #expect(try figure("E1", "score", "2026-Q1", in: book) == "104")
      #expect(try figure("E1", "best_month", "2026-Q1", in: book) == "12500")
      let told = try await done("explain", "2026-Q1", "E1", "score", "--all", in: book)
      #expect(told.standardOutput.contains("as sealed when the period was closed"))
      #expect(told.standardOutput.contains("Month (month_score): 120 in 2026-02"), "\(told)")
    }
  }

  @Test("streaks and the period before look into closed periods")
  func history() async throws {
    try await withBook("quarter-and-year") { book in
      for month in ["2026-01", "2026-02"] { try await close(month, on: "2026-05-05", in: book) }
      try change("data/sales.csv", "S02,E1,2026-01-05,10000", "S02,E1,2026-01-05,1", in: book)
      _ = try await done("run", "2026-03", in: book)
      // October to December are computed: 8,000 in December is at target, November has no sales.
      #expect(try figure("E1", "good_run", "2026-03", in: book) == "4")
      #expect(try figure("E1", "growth", "2026-03", in: book) == "-1500")
    }
  }

  @Test("rows of closed months are paid out over their terms, and no more than was added")
  func spread() async throws {
    let scheme = "Tests/SchemeTests/Cases/37-small-schemes/i-loan-telesales"
    try await BookRunner.withCopy(of: ShippedFiles.project.appendingPathComponent(scheme)) { book in
      for month in ["2020-01", "2020-02", "2020-03"] {
        try await close(month, on: "2026-05-05", in: book)
      }
      // Closed months are not corrected here: 200 of B's loan of January were added, of now 240.
      try change("data/loans.csv", "2,B,2020-01-01,500,5", "2,B,2020-01-01,600,5", in: book)
      for month in ["2020-04", "2020-06", "2020-07"] { _ = try await done("run", month, in: book) }
      #expect(try figure("B", "loan_pay", "2020-04", in: book) == "128")
      #expect(try figure("B", "loan_pay", "2020-06", in: book) == "88")
      #expect(try figure("B", "loan_pay", "2020-07", in: book) == "80")
      #expect(try figure("A", "loan_pay", "2020-04", in: book) == "100")
      #expect(try figure("C", "loan_pay", "2020-04", in: book) == "13.34")
      #expect(try figure("C", "rest_of_loans", "2020-04", in: book) == "0")
    }
  }

  @Test("what waits of closed months is looked at again, and paid out once")
  func releaseEach() async throws {
    let scheme = "Tests/SchemeTests/Cases/16-customer-development-reward"
    try await BookRunner.withCopy(of: ShippedFiles.project.appendingPathComponent(scheme)) { book in
      for month in ["2019-03", "2019-04"] { try await close(month, on: "2026-05-05", in: book) }
      _ = try await done("run", "2019-05", in: book)
      // March's 2,000 waited in both closed months; April's 1,000 were paid in April.
      #expect(try figure("OWN", "payable", "2019-05", in: book) == "2000")
      #expect(try figure("OWN", "unpaid", "2019-05", in: book) == "0")
      #expect(try figure("SPEC", "payable", "2019-05", in: book) == "0")
      try await close("2019-05", on: "2026-05-05", in: book)
      _ = try await done("run", "2019-06", in: book)
      #expect(try figure("OWN", "payable", "2019-06", in: book) == "0")
    }
  }

  @Test("a person whom the roster lost is still in the closed month, and the quarter closes")
  func lostPerson() async throws {
    try await withBook("quarter-and-year") { book in
      for month in ["2026-01", "2026-02", "2026-03"] {
        try await close(month, on: "2026-05-05", in: book)
      }
      let roster = book.appendingPathComponent("data/roster.csv")
      let lines = String(decoding: try Data(contentsOf: roster), as: UTF8.self)
        .split(separator: "\n").filter { !$0.hasPrefix("E6,") }
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: roster)
      try await close("2026-Q1", on: "2026-05-05", in: book)
      #expect(try figure("E6", "score", "2026-Q1", in: book) == nil)
      #expect(try figure("E1", "score", "2026-Q1", in: book) == "104")
      let verified = try await done("verify", in: book)
      #expect(verified.standardOutput.contains("2026-Q1: "), "\(verified)")
    }
  }

  @Test("a closed period that differs does not keep the later ones from being verified")
  func allVerified() async throws {
    try await withBook("quarter-and-year") { book in
      try change(
        "merit.json", "\"meritFormat\": 1,", "\"meritFormat\": 1, \"ledgerKeeps\": \"hashes\",",
        in: book)
      for month in ["2026-01", "2026-02"] { try await close(month, on: "2026-05-05", in: book) }
      try change("data/sales.csv", "S02,E1,2026-01-05,10000", "S02,E1,2026-01-05,1", in: book)
      let verified = try await BookRunner.run(["verify"], in: book)
      #expect(verified.status == 1, "\(verified)")
      #expect(
        verified.standardOutput
          == "2026-01: differs: see above\n2026-02: differs: see above\n", "\(verified)")
      // Both read the whole file; the row that changed is one of January.
      #expect(verified.standardError.contains("data/sales.csv:3 not as sealed"), "\(verified)")
      #expect(
        verified.standardError.contains("`sales`: the rows of 2026-02 are those that were sealed"),
        "\(verified)")
    }
  }
}
