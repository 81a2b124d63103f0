import MeritModel
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2026-02", "2026-02-01", "2026-02-28"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026-Q1", "2026-01-01", "2026-03-31"), ("2026-Q4", "2026-10-01", "2026-12-31"),
    ("2026", "2026-01-01", "2026-12-31"), ("2026-03-31", "2026-03-31", "2026-03-31"),
    ("2026-03-07", "2026-03-07", "2026-03-07"),
    ("2026-03-T1", "2026-03-01", "2026-03-10"), ("2026-03-T2", "2026-03-11", "2026-03-20"),
    ("2026-03-T3", "2026-03-21", "2026-03-31"), ("2026-02-T3", "2026-02-21", "2026-02-28"),
    ("2024-02-T3", "2024-02-21", "2024-02-29"),
  ])
  func `a name gives its first and last day`(name: String, start: String, end: String) throws {
    let period = try #require(PeriodCalendar.civil.period(named: name))
    #expect(period.start.description == start)
    #expect(period.end.description == end)
    #expect(period.name == name)
  }

  @Test(arguments: [
    "2026-13", "2026-Q5", "26-01", "2026-1", "2026-Q", "March", "", "2026-02-30", "2026-03-T0",
    "2026-03-T4", "2026-13-T1", "2026-03-T", "2026-3-T1", "2026-03-T11",
  ])
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

  /// The 26th through the 25th as a payroll calls it, by hand; years from April end in the next one.
  @Test(arguments: [
    (26, 1, Grain.month, "2026-02-26", "2026-03 2026-02-26 2026-03-25"),
    (26, 1, .month, "2026-03-25", "2026-03 2026-02-26 2026-03-25"),
    (26, 1, .month, "2026-03-26", "2026-04 2026-03-26 2026-04-25"),
    (26, 1, .month, "2025-12-26", "2026-01 2025-12-26 2026-01-25"),
    (26, 1, .quarter, "2025-12-26", "2026-Q1 2025-12-26 2026-03-25"),
    (26, 1, .quarter, "2025-12-25", "2025-Q4 2025-09-26 2025-12-25"),
    (26, 1, .year, "2025-12-26", "2026 2025-12-26 2026-12-25"),
    (26, 1, .year, "2025-12-25", "2025 2024-12-26 2025-12-25"),
    (26, 1, .tenDays, "2026-03-07", "2026-03-T1 2026-02-26 2026-03-07"),
    (26, 1, .tenDays, "2026-03-25", "2026-03-T3 2026-03-18 2026-03-25"),
    (26, 1, .day, "2026-02-26", "2026-02-26 2026-02-26 2026-02-26"),
    (1, 1, .month, "2026-03-31", "2026-03 2026-03-01 2026-03-31"),
    (1, 1, .year, "2026-12-31", "2026 2026-01-01 2026-12-31"),
    (1, 4, .month, "2026-04-01", "2026-04 2026-04-01 2026-04-30"),
    (1, 4, .quarter, "2026-04-01", "2027-Q1 2026-04-01 2026-06-30"),
    (1, 4, .year, "2026-03-31", "2026 2025-04-01 2026-03-31"),
    (26, 4, .quarter, "2026-03-26", "2027-Q1 2026-03-26 2026-06-25"),
    (26, 4, .year, "2026-03-25", "2026 2025-03-26 2026-03-25"),
  ])
  func `a period may be named by the day it ends`(
    day: Int, month: Int, grain: Grain, date: String, expected: String
  ) throws {
    let calendar = PeriodCalendar(
      monthStartsOn: day, yearStartsIn: month, hasTenDays: true, isNamedByEnd: true)
    let period = calendar.period(grain, containing: try #require(CalendarDay(iso: date)))
    #expect("\(period.name) \(period.start) \(period.end)" == expected)
    #expect(calendar.period(named: period.name) == period)
    let before = calendar.previous(period)
    #expect(before.end == period.start.adding(days: -1))
    #expect(calendar.windowStart(2, grain, endingWith: period) == before.start)
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
    (1, .tenDays, "2026-03-21"), (3, .tenDays, "2026-03-01"), (4, .tenDays, "2026-02-21"),
    (6, .tenDays, "2026-02-01"), (7, .tenDays, "2026-01-21"), (36, .tenDays, "2025-04-01"),
  ])
  func `a window ends with the period's last day`(count: Int, unit: Grain, start: String) throws {
    let period = try #require(PeriodCalendar.civil.period(named: "2026-03"))
    let first = PeriodCalendar.civil.windowStart(count, unit, endingWith: period)
    #expect(first.description == start)
  }

  @Test(arguments: [
    ("2026-03-01", "2026-03-T1"), ("2026-03-10", "2026-03-T1"), ("2026-03-11", "2026-03-T2"),
    ("2026-03-20", "2026-03-T2"), ("2026-03-21", "2026-03-T3"), ("2026-03-31", "2026-03-T3"),
  ])
  func `a day lies in its ten days, both edges`(date: String, name: String) throws {
    let day = try #require(CalendarDay(iso: date))
    #expect(PeriodCalendar.civil.period(.tenDays, containing: day).name == name)
  }

  @Test(arguments: [
    ("2026-03-15", "2026-03-T1"), ("2026-03-24", "2026-03-T1"), ("2026-03-25", "2026-03-T2"),
    ("2026-04-03", "2026-03-T2"), ("2026-04-04", "2026-03-T3"), ("2026-04-14", "2026-03-T3"),
    ("2026-03-14", "2026-02-T3"),
  ])
  func `ten days are counted from the month's own first day`(date: String, name: String) throws {
    let calendar = PeriodCalendar(monthStartsOn: 15, yearStartsIn: 1, hasTenDays: true)
    let day = try #require(CalendarDay(iso: date))
    let found = calendar.period(.tenDays, containing: day)
    #expect(found.name == name)
    #expect(calendar.period(named: name) == found)
  }

  @Test func `ten days follow each other over the end of a month and a year`() throws {
    let calendar = PeriodCalendar.civil
    let first = try #require(calendar.period(named: "2026-01-T1"))
    #expect(calendar.previous(first).name == "2025-12-T3")
    #expect(calendar.previous(calendar.previous(first)).name == "2025-12-T2")
    let month = try #require(calendar.period(named: "2026-02"))
    #expect(
      calendar.parts(of: month, .tenDays).map(\.name) == [
        "2026-02-T1", "2026-02-T2", "2026-02-T3",
      ])
    #expect(calendar.parts(of: first, .day).count == 10)
    let year = try #require(calendar.period(named: "2026"))
    #expect(calendar.parts(of: year, .tenDays).count == 36)
  }

  @Test func `grains are ordered from the finest to the coarsest`() {
    let shuffled: [Grain] = [.year, .tenDays, .quarter, .day, .month]
    #expect(shuffled.sorted() == [.day, .tenDays, .month, .quarter, .year])
    #expect(Grain.tenDays.rawValue == "ten-days")
  }
}
