import Foundation
import MeritModel
import TestSupport
import Testing

private let suite = SharedFolder.folder("suites/calendar-own")

/// Dates and amounts that another language's library worked out.
@Suite(
  "dates and roundings as another library has them",
  .enabled(if: suite != nil, Comment(rawValue: SharedFolder.skipped)))
struct CalendarVectorTests {
  /// The records of a file by their header's names.
  private static func records(_ path: String) throws -> [[String: String]] {
    let file = try #require(SharedFolder.folder("suites")).appendingPathComponent(path)
    let lines = BookRunner.csvRecords(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    let header = try #require(lines.first)
    return lines.dropFirst().map { line in
      Dictionary(zip(header, line)) { first, _ in first }
    }
  }

  @Test("weekdays, lengths of months, quarters and fiscal years")
  func days() throws {
    let records = try Self.records("calendar-own/days.csv")
    #expect(records.count >= 1237)
    for record in records {
      let text = try #require(record["date"])
      let day = try #require(CalendarDay(iso: text))
      let (year, month, _) = day.parts
      #expect(day.description == text)
      #expect("\(day.weekday + 1)" == record["iso_weekday"], "\(text)")
      let january = try #require(CalendarDay(year: year, month: 1, day: 1))
      #expect("\(january.days(to: day) + 1)" == record["day_of_year"], "\(text)")
      #expect(
        "\(CalendarDay.daysInMonth(year: year, month: month))" == record["days_in_month"], "\(text)"
      )
      #expect(
        (CalendarDay(year: year, month: 2, day: 29) != nil) == (record["leap"] == "1"), "\(text)")
      let quarter = PeriodCalendar.civil.period(.quarter, containing: day)
      #expect(quarter.name == "\(text.prefix(4))-Q\(record["quarter"] ?? "")")
      for (name, start) in [("apr", 4), ("jul", 7), ("oct", 10)] {
        try checkFiscal(day, record, name, start)
      }
    }
  }

  /// The vectors name a fiscal year by the year in which it ends, policies by that in which it
  /// starts.
  private func checkFiscal(
    _ day: CalendarDay, _ record: [String: String], _ name: String, _ start: Int
  ) throws {
    let calendar = PeriodCalendar(monthStartsOn: 1, yearStartsIn: start)
    let end = try #require(record["fy_\(name)_end_year"].flatMap { Int($0) })
    let year = calendar.period(.year, containing: day)
    #expect(year.name == "\(end - 1)", "\(day)")
    let quarter = calendar.period(.quarter, containing: day)
    #expect(quarter.name == "\(end - 1)-Q\(record["fq_\(name)"] ?? "")", "\(day)")
    let months = calendar.parts(of: year, .month)
    let place = try #require(months.firstIndex { $0.contains(day) })
    #expect("\(place + 1)" == record["fm_\(name)"], "\(day)")
  }

  @Test("months later, cut to the end of a shorter month")
  func months() throws {
    let records = try Self.records("calendar-own/add_months_clamped.csv")
    #expect(records.count >= 108)
    for record in records {
      let start = try #require(record["start"].flatMap { CalendarDay(iso: $0) })
      let count = try #require(record["months"].flatMap { Int($0) })
      #expect(start.adding(months: count).description == record["expected"], "\(record)")
    }
  }

  @Test("only a date that exists, written as in 2026-03-31, is one")
  func texts() throws {
    let records = try Self.records("calendar-own/date_text.csv")
    #expect(records.count >= 23)
    for record in records {
      let text = try #require(record["text"])
      let expected = record["verdict"] == "valid" ? record["expected"] : nil
      #expect(CalendarDay(iso: text)?.description == expected, "\(text)")
    }
  }

  @Test(
    "roundings to places and to other steps",
    arguments: [("round_places", 756), ("round_increment", 420)])
  func roundings(name: String, least: Int) throws {
    let records = try Self.records("money-rounding-own/\(name).csv")
    #expect(records.count >= least)
    for record in records {
      let mode = record["mode"].flatMap {
        RoundingMode(rawValue: $0.replacing("_", with: "-"))
      }
      let value = try #require(record["value"].flatMap { Exact(decimal: $0) })
      let places = record["places"].flatMap { Int($0) } ?? 0
      let step =
        try record["increment"].flatMap { Exact(decimal: $0) } ?? DecimalText.power(-places)
      let rounded = try Rounding(step: step, mode: try #require(mode))(value)
      #expect(rounded == record["expected"].flatMap { Exact(decimal: $0) }, "\(record)")
    }
  }
}
