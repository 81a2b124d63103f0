import Foundation
import TestSupport
import Testing

/// Late data for closed months; the amounts are those that the examples' READMEs work out.
@Suite("corrections of closed periods")
struct CorrectionsTests: ExampleBooks {
  /// The lines of a payroll that are for another period than the run's.
  private func corrections(_ period: String, in book: URL) throws -> [[String]] {
    BookRunner.csvRecords(try text("out/\(period)/payroll.csv", in: book)).dropFirst()
      .filter { $0[6] != period }.map { [$0[0], $0[3], $0[4], $0[6], $0[7]] }
  }

  /// Closes March and April; then a complaint of March comes in.
  private func closeBeforeComplaint(in book: URL) async throws {
    try await close("2026-03", on: "2026-04-05", in: book)
    try await close("2026-04", on: "2026-05-05", in: book)
    try addLateComplaint(to: book)
  }

  private func addLateComplaint(to book: URL) throws {
    try FileManager.default.copyItem(
      at: book.appendingPathComponent("late/complaints-late.csv"),
      to: book.appendingPathComponent("data/complaints-late.csv"))
  }

  private static let line = [
    "E1024", "specialist_bonus", "-2152.38", "2026-03",
    "correction of 2026-03: complaints: 1 row added",
  ]

  @Test("a violation upheld in May takes back pay of March, named with its cause wherever pay is")
  func lateViolation() async throws {
    try await withBook("closed-period-correction") { book in
      try await close("2026-03", on: "2026-04-05", in: book)
      try await close("2026-04", on: "2026-05-05", in: book)
      let announced = try text("out/2026-03/payroll.csv", in: book)
      #expect(announced.contains("specialist_bonus,3619.05,CNY,2026-03"))
      try addLateComplaint(to: book)
      let run = try await done("run", "2026-05", in: book)
      #expect(
        run.standardOutput.contains("correction of 2026-03: −2,152.38 for 1 person"), "\(run)")
      #expect(try corrections("2026-05", in: book) == [Self.line])
      let statement = try text("out/2026-05/statements/E1024.md", in: book)
      #expect(statement.contains("Correction of 2026-03, Specialist bonus: −2,152.38 CNY"))
      #expect(statement.contains("complaints: 1 row added"))
      #expect(!(try text("out/2026-05/statements/E1025.md", in: book)).contains("Correction"))
      let review = try text("out/2026-05/review.md", in: book)
      #expect(review.contains("2026-03, state 2"))
      // May pays 2,100.00 and 1,280.00, and takes 2,152.38 back.
      #expect(review.contains("| Corrections of closed periods (CNY) | −2,152.38 |"), "\(review)")
      #expect(try text("out/2026-03/payroll.csv", in: book) == announced)
    }
  }

  @Test("once the month that corrects is closed, the new state is read, and nothing is paid twice")
  func secondState() async throws {
    try await withBook("closed-period-correction") { book in
      try await closeBeforeComplaint(in: book)
      func quarterPay() async throws -> String? {
        try await done("run", "2026-Q1", in: book)
        return try BookRunner.figures(in: book, period: "2026-Q1")
          .first { $0.id == "E1024" && $0.figure == "quarter_pay" }?.value
      }
      #expect(try await quarterPay() == "3619.05")
      try await close("2026-05", on: "2026-06-05", in: book)
      #expect(try await quarterPay() == "1466.67")
      try await done("run", "2026-06", "--dry-run", in: book)
      let again = try await done("run", "2026-06", in: book)
      #expect(!again.standardOutput.contains("correction of"), "\(again)")
      #expect(try corrections("2026-06", in: book) == [])
      let list = try await done("ledger", in: book)
      #expect(list.standardOutput.contains("2026-05: corrects 2026-03, which has state 2 since"))
      try await done("verify", in: book)
      // The violation was a mistake: what was taken back is paid again, against the last state.
      try FileManager.default.removeItem(
        at: book.appendingPathComponent("data/complaints-late.csv"))
      try await done("run", "2026-06", in: book)
      #expect(
        try corrections("2026-06", in: book) == [
          [
            "E1024", "specialist_bonus", "2152.38", "2026-03",
            "correction of 2026-03: complaints: 1 row removed",
          ]
        ])
    }
  }

  @Test("who is to get less than nothing is told, and so is a month that pays the same correction")
  func belowZero() async throws {
    try await withBook("closed-period-correction") { book in
      try await closeBeforeComplaint(in: book)
      // May pays 800.00 + 1,300.00 for sales of 30,000, which is 52.38 less than is taken back; 8 % of
      // 654.75 more are just that.
      try change("data/sales.csv", "2026-05-07,30000\n", "2026-05-07,30654.75\n", in: book)
      let covered = try await done("run", "2026-05", "--dry-run", in: book)
      #expect(!covered.standardOutput.contains("less than nothing"), "\(covered)")
      try change("data/sales.csv", "2026-05-07,30654.75\n", "2026-05-07,30000\n", in: book)
      let may = try await done("run", "2026-05", in: book)
      #expect(may.standardOutput.contains("\nless than nothing to pay: E1024 −52.38\n"), "\(may)")
      #expect(!may.standardOutput.contains("is not closed"), "\(may)")
      let twice = "2026-05 is not closed, so its own payroll has these corrections, too"
      let june = try await done("run", "2026-06", in: book)
      #expect(june.standardOutput.contains(twice), "\(june)")
      try await done(
        "close", "2026-05", "--by", "Ann", "--on", "2026-06-05", "--confirm", "2026-05", in: book)
      let after = try await done("run", "2026-06", in: book)
      #expect(!after.standardOutput.contains(twice), "\(after)")
    }
  }

  @Test("rows that do not count are no cause: refused, repeated, of another date, of nobody here")
  func rowsThatDoNotCount() async throws {
    try await withBook("closed-period-correction") { book in
      let idle = """
        complaint_id,agent_id,received_on,severity,upheld
        K1,E1025,2026-04-02,minor,yes
        K3,E1024,2026-03-21,dreadful,yes
        K4,E1024,2026-02-21,serious,yes
        K5,E1099,2026-03-21,serious,yes

        """
      try await close("2026-03", on: "2026-04-05", in: book)
      let late = book.appendingPathComponent("data/complaints-late.csv")
      // They lie beside one that counts, and change nothing of what is said of it.
      try Data((idle + "K2,E1024,2026-03-20,serious,yes\n").utf8).write(to: late)
      try await done("run", "2026-04", in: book)
      #expect(try corrections("2026-04", in: book) == [Self.line])
      // Alone they change nothing, and a row is refused for the sake of a late one of the same key.
      try Data(idle.utf8).write(to: late)
      let none = try await done("run", "2026-04", in: book)
      #expect(!none.standardOutput.contains("correction of"), "\(none)")
      try Data("sale_id,agent_id,closed_on,amount\nS1,E1024,2026-03-10,1\n".utf8)
        .write(to: book.appendingPathComponent("data/sales-late.csv"))
      try change("merit.json", "data/sales.csv", "data/sales*.csv", in: book)
      try await done("run", "2026-04", in: book)
      #expect(
        try corrections("2026-04", in: book).first?[4]
          == "correction of 2026-03: sales: 1 row removed")
    }
  }

  @Test("a changed row, a left row of a person who is gone, and what lies too far back")
  func reach() async throws {
    try await withBook("closed-period-correction") { book in
      try change(
        "policies/2026.policy.json", "\"atMostMonths\": 3", "\"atMostMonths\": 1", in: book)
      try await close("2026-03", on: "2026-04-05", in: book)
      try await close("2026-04", on: "2026-05-05", in: book)
      // 30,000 pays 1,300.00 of commission and 34,000 pays 1,620.00; 85 points are B as 75 are.
      try change(
        "data/sales.csv", "S3,E1024,2026-04-09,30000", "S3,E1024,2026-04-09,34000", in: book)
      try change("data/sales.csv", "S2,E1025,2026-03-12,20000", "S2,E1025,2026-03-12,1", in: book)
      let run = try await done("run", "2026-05", in: book)
      #expect(run.standardError.contains("[L301]"), "\(run)")
      #expect(run.standardError.contains("2026-03 would come out differently"), "\(run)")
      #expect(
        try corrections("2026-05", in: book) == [
          [
            "E1024", "specialist_bonus", "320.00", "2026-04",
            "correction of 2026-04: sales: 1 row changed",
          ]
        ])
    }
  }

  @Test("a ledger that keeps hashes only names the files that changed")
  func hashesOnly() async throws {
    try await withBook("closed-period-correction") { book in
      try change(
        "merit.json", "\"output\": \"out\",", "\"output\": \"out\", \"ledgerKeeps\": \"hashes\",",
        in: book)
      try await close("2026-03", on: "2026-04-05", in: book)
      try addLateComplaint(to: book)
      try await done("run", "2026-04", in: book)
      #expect(
        try corrections("2026-04", in: book).map { $0[4] } == [
          "correction of 2026-03: complaints: data/complaints-late.csv changed"
        ])
    }
  }

  @Test("an amended policy corrects, and before its approval the old one still holds")
  func amended() async throws {
    try await withBook("closed-period-correction") { book in
      try await close("2026-03", on: "2026-04-05", in: book)
      let policies = book.appendingPathComponent("policies")
      try FileManager.default.copyItem(
        at: policies.appendingPathComponent("2026.policy.json"),
        to: policies.appendingPathComponent("2026a.policy.json"))
      let amended = "policies/2026a.policy.json"
      try change(
        amended, "\"version\": \"2026.1\"",
        "\"version\": \"2026.1a\", \"amends\": \"2026.1\", \"approved\": { \"on\": \"2026-04-20\" }",
        in: book)
      try change(amended, "\"is\": 800", "\"is\": 1000", in: book)
      try await done("run", "2026-04", in: book)
      // A: 200 more × 150 % × 20/21 = 285.71; C: 20,000 of 40,000 is 50 points, 200 × 60 % = 120.
      #expect(
        try corrections("2026-04", in: book).map { [$0[0], $0[2], $0[4]] } == [
          ["E1024", "285.71", "correction of 2026-03: policy 2026.1a amends 2026.1"],
          ["E1025", "120.00", "correction of 2026-03: policy 2026.1a amends 2026.1"],
        ])
      let before = try await done("run", "2026-04", "--as-known-on", "2026-04-10", in: book)
      #expect(!before.standardOutput.contains("correction of"), "\(before)")
      #expect(before.standardOutput.contains("out/2026-04.as-known-on-2026-04-10"))
    }
  }

  @Test("June as known on 1 February is 5,000, as known on 30 September 5,500")
  func twoAxes() async throws {
    try await withBook("known-on-a-day") { book in
      for (day, salary) in [
        ("2026-01-11", "0"), ("2026-01-12", "5000"), ("2026-02-01", "5000"),
        ("2026-05-16", "5000"), ("2026-05-17", "5500"), ("2026-09-30", "5500"),
      ] {
        try await done("run", "2026-06", "--as-known-on", day, in: book)
        let found = try BookRunner.figures(in: book, period: "2026-06.as-known-on-\(day)")
          .filter { $0.figure == "salary" }.map(\.value)
        #expect(found == [salary], "\(day)")
      }
      try await done("run", "2026-03", "--as-known-on", "2026-09-30", in: book)
      let march = try BookRunner.figures(in: book, period: "2026-03.as-known-on-2026-09-30")
      #expect(march.first { $0.figure == "salary" }?.value == "5000")
    }
  }

  @Test("a raise known in March and valid from January adds 2,000 to March")
  func lateRaise() async throws {
    try await withBook("known-on-a-day") { book in
      let data = book.appendingPathComponent("data")
      try FileManager.default.removeItem(at: data.appendingPathComponent("salaries-2026-05.csv"))
      func write(_ name: String, _ salary: Int) throws {
        let rows = ["01", "02", "03"].map { "E1,2026-\($0),\(salary)\n" }
        try Data(("employee_id,month,salary\n" + rows.joined()).utf8)
          .write(to: data.appendingPathComponent(name))
      }
      try write("salaries-2026-01.csv", 8000)
      try change(
        "merit.json", ", \"data/salaries-2026-05.csv\": \"2026-05-17\"", "", in: book)
      try await close("2026-01", on: "2026-02-05", in: book)
      try await close("2026-02", on: "2026-03-05", in: book)
      try write("salaries-2026-03.csv", 9000)
      try change(
        "merit.json", "\"2026-01-12\"",
        "\"2026-01-12\", \"data/salaries-2026-03.csv\": \"2026-03-20\"", in: book)
      try await done("run", "2026-03", in: book)
      let lines = BookRunner.csvRecords(try text("out/2026-03/payroll.csv", in: book)).dropFirst()
      #expect(
        lines.map { [$0[4], $0[6]] } == [
          ["9000.00", "2026-03"], ["1000.00", "2026-01"], ["1000.00", "2026-02"],
        ])
    }
  }

  @Test("rows that a later file replaces are notes, and closing asks for no acknowledgement")
  func replaced() async throws {
    try await withBook("known-on-a-day") { book in
      try await close("2026-06", on: "2026-07-05", in: book)
      let problems = try text("out/2026-06/problems.csv", in: book)
      #expect(problems.contains("D119") && !problems.contains("D113"), "\(problems)")
      let accounts = try text("out/2026-06/accounts.csv", in: book)
      #expect(accounts.contains("an older version of another row"), "\(accounts)")
    }
  }
}
