import MeritModel
import MeritReport
import Testing

@Suite struct PeriodSummaryTests {
  @Test func `a summary read from figures.csv is the one it was written from`() throws {
    let calculation = try TwoPeople().calculation
    let summary = PeriodSummary(of: calculation)
    let text = OutputFile.figures(of: calculation).text
    #expect(PeriodSummary(figures: text, policyVersion: "2026.1") == summary)
    #expect(summary.paidCount == 2)
    // 3,619.05 + 3,142.86 and half of it.
    #expect(summary.total == Exact(decimal: "6761.91"))
    #expect(summary.median == Exact(decimal: "3380.955"))
    #expect(summary.count(of: "A") == 2)
  }

  @Test(arguments: ["", "a,b\n1,2\n", "scope,id,period,figure,kind,state,value\n"])
  func `another text gives no summary`(text: String) {
    #expect(PeriodSummary(figures: text, policyVersion: "1") == nil)
  }

  @Test(arguments: [
    // 3,619.05 is 30 % over 2,783.884…: one side and the other of the edge.
    ("2783.89", false), ("2783.88", true), ("3619.05", nil), ("0", true), ("5170.07", false),
    ("5170.08", true),
  ])
  func `a change over 30 % asks for a look`(before: String, needsALook: Bool?) throws {
    let amount = try #require(Exact(decimal: before))
    let previous = PeriodSummary(
      period: "2026-02", policyVersion: "2026.1", bonuses: ["E1024": amount], grades: [:],
      eligible: [])
    let facts = ReviewFacts(calculation: try TwoPeople().calculation, previous: previous)
    #expect(facts.movements.first { $0.employee == "E1024" }?.needsALook == needsALook)
  }

  @Test func `another policy version, and leaving, are plain reasons`() throws {
    let previous = PeriodSummary(
      period: "2026-02", policyVersion: "2025.9", bonuses: ["E1024": Exact(1), "gone": Exact(5)],
      grades: [:], eligible: [])
    let facts = ReviewFacts(calculation: try TwoPeople().calculation, previous: previous)
    let reasons = Dictionary(
      uniqueKeysWithValues: facts.movements.map { ($0.employee, $0.reasons) })
    #expect(reasons["E1024"] == ["another policy version"])
    #expect(reasons["gone"] == ["left", "another policy version"])
  }

  @Test func `a look is at what is paid, corrections included`() throws {
    let calculation = try TwoPeople().calculation
    let paid = try #require(PeriodSummary(of: calculation).bonuses["E1024"])
    let previous = PeriodSummary(
      period: "2026-02", policyVersion: "2026.1", bonuses: ["E1024": paid], grades: [:],
      eligible: [])
    let taken = try #require(Exact(canonical: "-3619.06"))
    let line = CorrectionLine(
      employee: "E1024", name: "Li Wei", payCode: "pay", before: Exact(4000),
      now: try Exact(4000) + taken, difference: taken, cause: "sales: 1 row removed")
    let gone = CorrectionLine(
      employee: "gone", name: "Gone", payCode: "pay", before: Exact(1), now: .zero,
      difference: Exact(-1), cause: "sales: 1 row removed")
    let period = CorrectedPeriod(
      period: "2026-01", revision: 2, figureCount: 1, lines: [line, gone], causes: [])
    let facts = ReviewFacts(
      calculation: calculation, previous: previous, corrections: [period])
    #expect(facts.toPay["E1024"] == Exact(canonical: "-0.01"))
    #expect(facts.toPay.belowZero == ["E1024", "gone"])
    let movement = try #require(facts.movements.first { $0.employee == "E1024" })
    #expect(movement.needsALook && movement.now == Exact(canonical: "-0.01"))
    let review = OutputFile.review(of: facts).text
    #expect(review.contains("Of 2 people more is taken back than is paid"), "\(review)")
    #expect(review.contains("| gone     | Gone   |"), "\(review)")
    #expect(review.contains("Not in this period, but with corrections of closed ones:"))
  }

  @Test(arguments: [
    ("", []), ("a,b\n", [["a", "b"]]), ("a,\n,b", [["a", ""], ["", "b"]]), ("a,", [["a", ""]]),
    ("\n", [[""]]), ("\"a,b\",\"c\nd\"\ne\n", [["a,b", "c\nd"], ["e"]]),
    ("\"say \"\"no\"\"\",x\"y\"\n", [["say \"no\"", "xy"]]), ("\"open,\n", [["open,\n"]]),
  ])
  func `lines are read as they were written`(text: String, lines: [[String]]) {
    #expect(Array(CSVLines(text)) == lines)
  }
}
