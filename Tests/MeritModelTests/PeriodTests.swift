import MeritModel
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2026-02", "2026-02-01", "2026-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026-Q1", "2026-01-01", "2026-03-31"), ("2026-Q4", "2026-10-01", "2026-12-31"),
    ("2026", "2026-01-01", "2026-12-31"), ("2026-03-31", "2026-03-31", "2026-03-31"),
  ])
  func `a name gives its first and last day`(name: String, start: String, end: String) throws {
    let period = try #require(PeriodCalendar.civil.period(named: name))
    #expect(period.start.description == start)
    #expect(period.end.description == end)
    #expect(period.name == name)
  }

  @Test(arguments: ["2026-13", "2026-Q5", "26-01", "2026-1", "2026-Q", "March", "", "2026-02-30"])
  func `a text that names no period is refused`(name: String) {
    #expect(PeriodCalendar.civil.period(named: name) == nil)
  }

  @Test func `a month from the 15th is named by the day it starts`() throws {
    let calendar = PeriodCalendar(monthStartsOn: 15, yearStartsIn: 1)
    let month = try #require(calendar.period(named: "2026-03"))
    #expect(month.start.description == "2026-03-15")
    #expect(month.end.description == "2026-04-14")
    #expect(calendar.period(.month, containing: month.start.adding(days: -1)).name == "2026-02")
    #expect(calendar.previous(month).name == "2026-02")
  }

  @Test func `a fiscal year from April holds its quarters`() throws {
    let calendar = PeriodCalendar(monthStartsOn: 1, yearStartsIn: 4)
    let year = try #require(calendar.period(named: "2026"))
    #expect(year.start.description == "2026-04-01")
    #expect(year.end.description == "2027-03-31")
    #expect(
      calendar.parts(of: year, .quarter).map(\.name) == [
        "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4",
      ])
    let january = try #require(CalendarDay(iso: "2027-01-05"))
    #expect(calendar.period(.quarter, containing: january).name == "2026-Q4")
  }

  @Test(arguments: [
    (12, Grain.month, "2025-04-01"), (1, .month, "2026-03-01"), (2, .quarter, "2025-10-01"),
    (30, .day, "2026-03-02"), (1, .year, "2026-01-01"),
  ])
  func `a window ends with the period's last day`(count: Int, unit: Grain, start: String) throws {
    let period = try #require(PeriodCalendar.civil.period(named: "2026-03"))
    let first = PeriodCalendar.civil.windowStart(count, unit, endingWith: period)
    #expect(first.description == start)
  }
}
