import Foundation
import MeritImport
import MeritModel
import TestSupport
import Testing

private let suite = SharedFolder.folder("suites/calendar-own")

/// Days on which a zone skips midnight or has it twice, as another language's library knows them.
@Suite(
  "days without a midnight, or with two",
  .enabled(if: suite != nil, Comment(rawValue: SharedFolder.skipped)))
struct ZoneVectorTests {
  @Test("the first moment of the day is of that day, and the second before is not")
  func midnights() throws {
    let file = try #require(suite).appendingPathComponent("tz_midnight.csv")
    let records = BookRunner.csvRecords(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    #expect(records.count >= 44)
    for record in records.dropFirst() {
      let offset = try #require(ZoneClock.offsets(of: record[0]))
      let (moment, clock) = try moment(record[3])
      func wall(_ moment: Int64) -> Int64 { moment + Int64(offset(moment)) }
      #expect(wall(moment) == clock, "\(record)")
      let day = CalendarDay(number: Int32(wall(moment) / 86_400))
      let before = CalendarDay(number: Int32(wall(moment - 1) / 86_400))
      if record[0] == "Pacific/Apia" {
        // The zone left out the whole day.
        #expect((before.description, day.description) == ("2011-12-29", "2011-12-31"))
      } else {
        #expect(day.description == record[1], "\(record)")
        #expect(before == day.adding(days: -1), "\(record)")
      }
    }
  }

  /// The seconds since 1970 of a time with its offset, in UTC and on the clock there.
  private func moment(_ text: String) throws -> (moment: Int64, clock: Int64) {
    let day = try #require(CalendarDay(iso: text.prefix(10)))
    let numbers = text.dropFirst(11).split { ":+-".contains($0) }.compactMap { Int64($0) }
    try #require(numbers.count == 5)
    let clock = Int64(day.number) * 86_400 + numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    let sign: Int64 = text.dropFirst(11).contains("-") ? -1 : 1
    return (clock - sign * (numbers[3] * 3600 + numbers[4] * 60), clock)
  }
}
