import MeritModel
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-03-31", 20_543),
    ("9999-12-31", 2_932_896),
  ])
  func `days are counted from 1970-01-01`(text: String, number: Int32) throws {
    let day = try #require(CalendarDay(iso: text))
    #expect(day.number == number)
    #expect(day.description == text)
  }

  @Test(arguments: [
    "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "26-01-01",
    "2026/01/01", " 2026-01-01", "2026-01-01 ", "2026-01-00", "",
  ])
  func `a date that does not exist or is written otherwise is refused`(text: String) {
    #expect(CalendarDay(iso: text) == nil)
  }

  @Test func `weekdays run from Monday`() throws {
    #expect(try #require(CalendarDay(iso: "1970-01-01")).weekday == 3)
    #expect(try #require(CalendarDay(iso: "2026-11-23")).weekday == 0)
    #expect(try #require(CalendarDay(iso: "1969-12-28")).weekday == 6)
  }

  @Test(arguments: [
    ("2026-01-31", "2026-02-28", 1), ("2026-01-31", "2026-02-27", 0),
    ("2024-02-29", "2025-02-28", 12),
    ("2025-03-15", "2026-03-14", 11), ("2025-03-15", "2026-03-15", 12),
    ("2026-03-15", "2025-03-15", -12),
    ("2026-03-15", "2025-03-16", -11), ("2026-05-01", "2026-05-31", 0),
  ])
  func `months are counted when complete, clamped to the month's last day`(
    from: String, to: String, months: Int
  ) throws {
    let start = try #require(CalendarDay(iso: from))
    #expect(start.months(to: try #require(CalendarDay(iso: to))) == months)
  }

  @Test func `every day of 800 years is the one after its predecessor`() throws {
    var day = try #require(CalendarDay(iso: "1600-01-01"))
    let last = try #require(CalendarDay(iso: "2400-01-01"))
    while day < last {
      let parts = day.parts
      #expect(CalendarDay(year: parts.year, month: parts.month, day: parts.day) == day)
      day = day.adding(days: 29)
    }
  }
}
