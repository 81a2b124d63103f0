/// Names a civil date of the Gregorian calendar, without clock or zone.
@usableFromInline
package struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  @usableFromInline package let number: Int32

  /// Makes the day that lies `number` days after 1970-01-01.
  package init(number: Int32) {
    self.number = number
  }

  /// Makes a date of the years 1 to 9999; nil where it does not exist, as 30 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= CalendarDay.daysInMonth(year: year, month: month)
    else { return nil }
    self.number = CalendarDay.dayNumber(year: year, month: month, day: day)
  }

  /// Reads exactly `yyyy-MM-dd`; nil for any other text and for dates that do not exist.
  package init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = CalendarDay.digits(bytes[0..<4]), let month = CalendarDay.digits(bytes[5..<7]),
      let day = CalendarDay.digits(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month and day of the date.
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The weekday, 0 for Monday to 6 for Sunday.
  package var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  /// The day `count` days later.
  package func adding(days count: Int) -> CalendarDay {
    CalendarDay(number: number + Int32(clamping: count))
  }

  /// The same day of the month `count` months later, or that month's last day where it is shorter.
  package func adding(months count: Int) -> CalendarDay {
    let (year, month, day) = parts
    let months = year * 12 + (month - 1) + count
    let (newYear, newMonth) = (months.quotient(by: 12), months.remainder(by: 12) + 1)
    let last = CalendarDay.daysInMonth(year: newYear, month: newMonth)
    return CalendarDay(
      number: CalendarDay.dayNumber(year: newYear, month: newMonth, day: min(day, last)))
  }

  /// Completed months from this day to `other`; negative of the reverse where `other` is earlier.
  ///
  /// An anniversary that does not exist falls on the month's last day.
  package func months(to other: CalendarDay) -> Int {
    guard other >= self else { return -other.months(to: self) }
    let (from, to) = (parts, other.parts)
    let whole = (to.year - from.year) * 12 + (to.month - from.month)
    return adding(months: whole) <= other ? whole : whole - 1
  }

  /// Days from this day to `other`.
  package func days(to other: CalendarDay) -> Int { Int(other.number) - Int(number) }

  /// Orders by time.
  @inlinable
  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  /// The number of days of a month.
  package static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Days since 1970-01-01 of a date that exists (Howard Hinnant, "chrono-compatible date algorithms").
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}

extension CalendarDay: CustomStringConvertible {
  /// The date as `yyyy-MM-dd`.
  @usableFromInline
  package var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// Writes a whole number with leading zeros to at least `width` digits.
package func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int {
  fileprivate func quotient(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self - divisor + 1) / divisor
  }

  fileprivate func remainder(by divisor: Int) -> Int { self - quotient(by: divisor) * divisor }
}
