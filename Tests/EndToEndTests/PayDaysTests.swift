import Foundation
import TestSupport
import Testing

/// Days of payment, as the pages tell them.
@Suite("days of payment")
struct PayDaysTests {
  @Test("statement, review and explanation say when each bonus is paid, and what falls due when")
  func told() async throws {
    let scheme = "Tests/SchemeTests/Cases/04-telesales-tasks-commission"
    try await BookRunner.withCopy(of: ShippedFiles.project.appendingPathComponent(scheme)) { book in
      let run = try await BookRunner.run(["run", "2020-03"], in: book)
      try #require(run.status == 0, "\(run)")
      let page = { (name: String) in
        try String(
          contentsOf: book.appendingPathComponent("out/2020-03/\(name)"), encoding: .utf8)
      }
      let statement = try page("statements/R140.md")
      #expect(statement.contains("Paid on 2020-04-15."))
      #expect(statement.contains("Paid on 2020-04-30."))
      let review = try page("review.md")
      #expect(review.contains("### Days of payment"))
      #expect(review.contains("| 2020-04-15"))
      #expect(review.contains("| no day is stated | Awards by management"))
      let told = try await BookRunner.run(["explain", "2020-03", "R140", "commission"], in: book)
      #expect(told.standardOutput.contains("paid on 2020-04-30"), "\(told)")
      // The file for payroll has the columns that it always had.
      let header = try page("payroll.csv").split(separator: "\n").first
      #expect(
        header?.contains("employee_id,name,period,pay_code,amount,currency,for_period,reason")
          == true)
    }
  }
}
