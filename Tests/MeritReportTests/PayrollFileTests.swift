import MeritModel
import MeritReport
import Testing

@Suite struct PayrollFileTests {
  @Test func `each bonus with a value is a line, and a name is never a formula`() throws {
    let file = OutputFile.payroll(of: try TwoPeople().calculation)
    #expect(
      file.lines == [
        "employee_id,name,period,pay_code,amount,currency,for_period,reason",
        "E1024,Li Wei,2026-03,specialist_month_bonus,3619.05,CNY,2026-03,Specialist monthly bonus",
        "E2,\"'=cmd|'x'!A1, \"\"quoted\"\"\",2026-03,specialist_month_bonus,3142.86,CNY,2026-03,"
          + "Specialist monthly bonus",
      ])
  }

  @Test(arguments: [
    ("plain", "plain"), ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"),
    ("\tx", "'\tx"), ("a=1", "a=1"), ("", ""),
  ])
  func `a text that starts a formula gets an apostrophe`(text: String, guarded: String) {
    #expect(CSVText.guarded(text) == guarded)
  }
}
