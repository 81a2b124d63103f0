import MeritModel
import Testing

/// The figures that the language document quotes for one person.
@Suite struct PublishedFiguresTests {
  /// Person E1024 in March 2026: 46,250 sold of 40,000; 37 won of 412 connected; survey 4.25 of 12 answers...
  private func person(netSales: String, survey: String? = "4.25") throws -> OnePerson {
    var person = try OnePerson()
    try person.set("net_sales", netSales)
    try person.set("sales_target", "40000")
    try person.set("won_sales", "37", rows: 37)
    try person.set("connected_calls", "412", rows: 412)
    if let survey { try person.set("survey_average", survey, rows: 3) }
    try person.set("off_hours_calls", "5", rows: 5)
    try person.set("minor_complaints", "1", rows: 1)
    try person.set("worked_days", "20")
    try person.set("scheduled_days", "21")
    return person
  }

  @Test func `the example person earns what the document says`() throws {
    let person = try person(netSales: "46250")
    #expect(try person.figure("sales_attainment") == "115.63")
    #expect(try person.figure("conversion") == "37/412")
    #expect(try person.figure("conversion_score") == "80")
    #expect(try person.figure("survey_score") == "93.33")
    #expect(try person.figure("discipline") == "85")
    #expect(try person.figure("specialist_month") == "100.56")
    #expect(try person.figure("month_grade") == "A")
    #expect(try person.figure("specialist_month_bonus") == "3619.05")
  }

  @Test func `a serious violation limits the grade and halves the bonus`() throws {
    var person = try person(netSales: "46250")
    try person.set("serious_violations", "1")
    #expect(try person.figure("month_grade") == "C")
    #expect(try person.figure("specialist_month_bonus") == "1466.67")
  }

  @Test(arguments: [
    ("37797.99", "89.99", "B", "2594.13"), ("37798", "90", "A", "2975.09"),
  ])
  func `the breakpoint from B to A lies at 37,798.00`(
    sales: String, score: String, grade: String, bonus: String
  ) throws {
    let person = try person(netSales: sales)
    #expect(try person.figure("specialist_month") == score)
    #expect(try person.figure("month_grade") == grade)
    #expect(try person.figure("specialist_month_bonus") == bonus)
  }

  @Test func `one ordinary survey costs 380.96`() throws {
    let without = try person(netSales: "40000", survey: nil)
    #expect(try without.figure("survey_score") == "not-applicable")
    #expect(try without.figure("specialist_month") == "92.65")
    #expect(try without.figure("month_grade") == "A")
    #expect(try without.figure("specialist_month_bonus") == "3142.86")
    let with = try person(netSales: "40000", survey: "3")
    #expect(try with.figure("specialist_month") == "87.75")
    #expect(try with.figure("month_grade") == "B")
    #expect(try with.figure("specialist_month_bonus") == "2761.9")
  }

  @Test func `the base bonus rises on its dated step`() throws {
    // 900 × 150 % = 1,350; + 2,600 = 3,950; × 20/21 = 3,761.904…
    #expect(try person(netSales: "46250").figure("specialist_month_bonus", "2026-07") == "3761.9")
  }

  @Test func `a joiner is paid for the days in the plan`() throws {
    // 76,000/21 × 16/31 = 1,867.895…
    var person = try person(netSales: "46250")
    person.validFrom = "2026-03-16"
    #expect(try person.figure("specialist_month_bonus") == "1867.9")
  }
}
