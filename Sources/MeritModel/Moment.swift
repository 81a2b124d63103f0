/// Names a date with a clock time in the wall time of the policy's zone.
@usableFromInline
package struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01 00:00:00 of that wall clock.
  @usableFromInline package let seconds: Int64

  /// Makes the moment `seconds` after 1970-01-01 00:00:00.
  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Makes a moment from its date and the second of its day.
  package init(day: CalendarDay, secondOfDay: Int) {
    self.seconds = Int64(day.number) * 86_400 + Int64(secondOfDay)
  }

  /// Reads back what ``description`` writes; nil where the text is no such moment.
  package init?(iso text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = CalendarDay(iso: parts[0]) else { return nil }
    let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    let numbers = clock.compactMap { $0.count == 2 ? Int($0) : nil }
    guard clock.count == 3, numbers.count == 3, (0..<24) ~= numbers[0], (0..<60) ~= numbers[1],
      (0..<60) ~= numbers[2]
    else { return nil }
    self.init(day: day, secondOfDay: numbers[0] * 3600 + numbers[1] * 60 + numbers[2])
  }

  /// The date.
  package var day: CalendarDay {
    CalendarDay(number: Int32((seconds - Int64(secondOfDay)) / 86_400))
  }

  /// Seconds since midnight.
  package var secondOfDay: Int { Int(((seconds % 86_400) + 86_400) % 86_400) }

  /// Orders by time.
  @inlinable
  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

extension Moment: CustomStringConvertible {
  /// The moment as `yyyy-MM-ddTHH:mm:ss`.
  @usableFromInline
  package var description: String {
    let second = secondOfDay
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
    return "\(day)T\(clock.joined(separator: ":"))"
  }
}
