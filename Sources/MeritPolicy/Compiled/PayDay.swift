package import MeritModel

/// When a bonus is paid: on a day of the month after its period.
package struct PayDay: Hashable, Sendable {
  /// The day of the month, or the last one of a month that has no such day; nil for the last one.
  package let day: Int?
  /// How many months later than the first such day.
  package let months: Int

  /// Makes a day of payment.
  package init(day: Int?, months: Int = 0) {
    self.day = day
    self.months = months
  }

  /// The first such day after a period, or as many months later as is said.
  package func date(after period: Period) -> CalendarDay {
    let end = period.end.parts
    let month = end.year * 12 + end.month - 1
    let first = date(inMonth: month)
    return date(inMonth: month + (first > period.end ? 0 : 1) + months)
  }

  /// The day in a month, counted from year 0.
  private func date(inMonth month: Int) -> CalendarDay {
    let (year, month) = (month / 12, month % 12 + 1)
    let last = CalendarDay.daysInMonth(year: year, month: month)
    return CalendarDay(year: year, month: month, day: min(day ?? last, last))
      ?? CalendarDay(number: 0)
  }
}
