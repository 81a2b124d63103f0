import MeritModel
import MeritPolicy
import Testing

/// Days of payment: when they are, and what is none.
@Suite struct PayDayTests {
  @Test(arguments: [
    // The period's last day, the day of the month (0 for the last), months later, the date.
    ("2026-03-31", 15, 0, "2026-04-15"), ("2026-03-31", 30, 0, "2026-04-30"),
    ("2026-03-31", 31, 0, "2026-04-30"), ("2026-03-31", 0, 0, "2026-04-30"),
    ("2026-01-31", 30, 0, "2026-02-28"), ("2028-01-31", 0, 0, "2028-02-29"),
    ("2026-12-31", 15, 0, "2027-01-15"), ("2026-12-31", 15, 1, "2027-02-15"),
    ("2026-11-30", 31, 2, "2027-02-28"), ("2026-11-30", 31, 0, "2026-12-31"),
    // A month from the 6th to the 5th: the 17th is in the month of its end, the 5th is over.
    ("2026-04-05", 17, 0, "2026-04-17"), ("2026-04-05", 5, 0, "2026-05-05"),
    ("2026-04-05", 6, 0, "2026-04-06"), ("2026-04-05", 0, 0, "2026-04-30"),
    ("2026-11-29", 30, 0, "2026-11-30"), ("2026-11-30", 30, 0, "2026-12-30"),
    ("2026-02-28", 29, 0, "2026-03-29"),
  ])
  func `a bonus is paid on the first such day after its period`(
    end: String, day: Int, months: Int, date: String
  ) throws {
    let last = try #require(CalendarDay(iso: end))
    let period = Period(
      grain: .month, name: "2026-03", start: last.adding(days: -27), end: last)
    let payDay = PayDay(day: day == 0 ? nil : day, months: months)
    #expect(payDay.date(after: period).description == date)
  }

  @Test(
    arguments: [
      ("15", nil), ("\"last\"", nil), ("{ \"day\": 31, \"months\": 2 }", nil), ("1", nil),
      ("31", nil),
      ("0", "P005 /bonuses/pay/payOn"), ("32", "P005 /bonuses/pay/payOn"),
      ("\"first\"", "P207 /bonuses/pay/payOn"), ("true", "P005 /bonuses/pay/payOn"),
      ("{ \"day\": 31, \"months\": 0 }", "P005 /bonuses/pay/payOn/months"),
      ("{ \"day\": 31 }", "P004 /bonuses/pay/payOn"),
      ("{ \"day\": 32, \"months\": 1 }", "P005 /bonuses/pay/payOn/day"),
    ] as [(String, String?)])
  func `a day of payment is read, and what is none told`(text: String, fault: String?) throws {
    let policy = try #require(
      SmallPolicy.with("\"pay\": {", "\"pay\": { \"payOn\": \(text),"))
    let checked = SmallPolicy.compile(policy)
    let found = checked.diagnostics.filter { $0.severity == .error }
    #expect(
      found.map { "\($0.code.rawValue) \($0.place?.pointer ?? "")" } == [fault].compactMap(\.self))
    guard fault == nil, let rule = checked.valid?.rule(named: "pay", grain: .month),
      case .bonus(let bonus) = rule.body
    else { return }
    #expect(bonus.payDay != nil)
  }
}
