/// Names how long a period is; the raw value is its name in a policy.
package enum Grain: String, CaseIterable, Comparable, Sendable {
  /// One day.
  case day
  /// A third of a month of the policy's calendar: ten days, ten days, the rest.
  case tenDays = "ten-days"
  /// One month of the policy's calendar.
  case month
  /// Three months of the policy's calendar.
  case quarter
  /// Twelve months of the policy's calendar.
  case year

  /// Orders from the finest to the coarsest.
  package static func < (left: Grain, right: Grain) -> Bool { left.place < right.place }

  private var place: Int {
    switch self {
    case .day: 0
    case .tenDays: 1
    case .month: 2
    case .quarter: 3
    case .year: 4
    }
  }

  /// The months that a period of this grain holds; 0 for a day and for ten days.
  package var months: Int {
    switch self {
    case .day, .tenDays: 0
    case .month: 1
    case .quarter: 3
    case .year: 12
    }
  }
}

/// A stretch of days that is reviewed as one.
package struct Period: Hashable, Sendable {
  /// How long it is.
  package let grain: Grain
  /// Its name: `2026-03`, `2026-Q1`, `2026`, `2026-03-31`, `2026-03-T1`.
  package let name: String
  /// The first day.
  package let start: CalendarDay
  /// The last day, inclusive.
  package let end: CalendarDay

  /// Makes a period from its parts.
  package init(grain: Grain, name: String, start: CalendarDay, end: CalendarDay) {
    self.grain = grain
    self.name = name
    self.start = start
    self.end = end
  }

  /// The number of calendar days.
  package var dayCount: Int { start.days(to: end) + 1 }

  /// Says whether a day lies inside.
  package func contains(_ day: CalendarDay) -> Bool { start <= day && day <= end }
}

/// Cuts time into thirds of months, months, quarters and years; each is named by the day it starts, or
/// where the policy says so by the day it ends.
package struct PeriodCalendar: Hashable, Sendable {
  /// The day on which months start, 1 to 28.
  package let monthStartsOn: Int
  /// The month with which years start, 1 to 12.
  package let yearStartsIn: Int
  /// Whether definitions may be computed for each ten days.
  package let hasTenDays: Bool
  /// Whether months and years bear the name of their last day's month and year, not of their first's.
  package let isNamedByEnd: Bool

  /// The calendar of months from the first to the last and years from January.
  package static let civil = PeriodCalendar(monthStartsOn: 1, yearStartsIn: 1)

  /// Makes a calendar; the bounds stand at the properties.
  package init(
    monthStartsOn: Int, yearStartsIn: Int, hasTenDays: Bool = false, isNamedByEnd: Bool = false
  ) {
    precondition((1...28).contains(monthStartsOn), "months start on a day that every month has")
    precondition((1...12).contains(yearStartsIn), "years start in one of twelve months")
    self.monthStartsOn = monthStartsOn
    self.yearStartsIn = yearStartsIn
    self.hasTenDays = hasTenDays
    self.isNamedByEnd = isNamedByEnd
  }

  /// How many months a month's name lies behind the day on which it starts.
  private var monthShift: Int { isNamedByEnd && monthStartsOn > 1 ? 1 : 0 }

  /// How many years a year's name lies behind that of its first month.
  private var yearShift: Int { isNamedByEnd && yearStartsIn > 1 ? 1 : 0 }

  /// Reads a period's name; nil where it names none.
  package func period(named name: String) -> Period? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.count == 4, let year = Int(first), year > 0 else {
      return nil
    }
    switch parts.count {
    case 1: return period(.year, from: firstMonth(of: year))
    case 2 where parts[1].hasPrefix("Q"):
      guard parts[1].count == 2, let quarter = Int(parts[1].dropFirst()), (1...4) ~= quarter else {
        return nil
      }
      return period(.quarter, from: firstMonth(of: year) + 3 * (quarter - 1))
    case 2:
      guard parts[1].count == 2, let month = Int(parts[1]), (1...12) ~= month else { return nil }
      return period(.month, from: year * 12 + month - 1)
    case 3 where parts[2].hasPrefix("T"):
      guard parts[2].count == 2, let third = Int(parts[2].dropFirst()), (1...3) ~= third,
        parts[1].count == 2, let month = Int(parts[1]), (1...12) ~= month
      else { return nil }
      return self.third(third - 1, of: period(.month, from: year * 12 + month - 1))
    case 3:
      return CalendarDay(iso: name).map(day)
    default: return nil
    }
  }

  /// Gives the period of a grain that holds a day.
  package func period(_ grain: Grain, containing date: CalendarDay) -> Period {
    guard grain != .day else { return day(date) }
    if grain == .tenDays {
      let month = period(.month, containing: date)
      return third(min(2, month.start.days(to: date) / 10), of: month)
    }
    let (year, month, dayOfMonth) = date.parts
    let months = year * 12 + month - 1 - (dayOfMonth < monthStartsOn ? 1 : 0) + monthShift
    let sinceYearStart = (months - (yearStartsIn - 1)) % 12
    return period(grain, from: months - sinceYearStart % grain.months)
  }

  /// Gives the period of the same grain just before.
  package func previous(_ period: Period) -> Period {
    self.period(period.grain, containing: period.start.adding(days: -1))
  }

  /// Gives the periods of a finer grain that make up a period, in order.
  package func parts(of period: Period, _ grain: Grain) -> [Period] {
    var parts: [Period] = []
    var next = period.start
    while next <= period.end {
      let part = self.period(grain, containing: next)
      parts.append(part)
      next = part.end.adding(days: 1)
    }
    return parts
  }

  /// Gives the first day of the window of `count` periods of a grain that ends with a period.
  package func windowStart(_ count: Int, _ grain: Grain, endingWith period: Period) -> CalendarDay {
    if grain == .day { return period.end.adding(days: 1 - count) }
    if grain == .tenDays { return tenDaysStart(count, endingWith: period) }
    let last = self.period(grain, containing: period.end)
    let (year, month, _) = last.start.parts
    let start = year * 12 + month - 1 + monthShift - grain.months * (count - 1)
    return self.period(grain, from: start).start
  }

  private func tenDaysStart(_ count: Int, endingWith period: Period) -> CalendarDay {
    let month = self.period(.month, containing: period.end)
    let thirds = min(2, month.start.days(to: period.end) / 10) - (count - 1)
    let monthsBack = thirds < 0 ? (2 - thirds) / 3 : 0
    let first = self.period(
      .month, containing: windowStart(monthsBack + 1, .month, endingWith: month))
    return first.start.adding(days: (thirds + 3 * monthsBack) * 10)
  }

  /// One of the three parts of a month, counted from 0.
  private func third(_ place: Int, of month: Period) -> Period {
    let start = month.start.adding(days: place * 10)
    let end = place == 2 ? month.end : start.adding(days: 9)
    return Period(grain: .tenDays, name: "\(month.name)-T\(place + 1)", start: start, end: end)
  }

  private func day(_ date: CalendarDay) -> Period {
    Period(grain: .day, name: date.description, start: date, end: date)
  }

  /// The month with whose name a year begins, counted from the year 0.
  private func firstMonth(of year: Int) -> Int { (year - yearShift) * 12 + yearStartsIn - 1 }

  /// The period that begins with a month, counted by its name from the year 0.
  private func period(_ grain: Grain, from month: Int) -> Period {
    let start = monthStart(month - monthShift)
    let end = monthStart(month - monthShift + grain.months).adding(days: -1)
    return Period(grain: grain, name: name(grain, startMonths: month), start: start, end: end)
  }

  private func name(_ grain: Grain, startMonths: Int) -> String {
    switch grain {
    case .day, .tenDays, .month:
      return "\(padded(startMonths / 12, 4))-\(padded(startMonths % 12 + 1, 2))"
    case .quarter:
      let sinceYearStart = startMonths - (yearStartsIn - 1)
      return "\(padded(sinceYearStart / 12 + yearShift, 4))-Q\(sinceYearStart % 12 / 3 + 1)"
    case .year: return padded(startMonths / 12 + yearShift, 4)
    }
  }

  private func monthStart(_ months: Int) -> CalendarDay {
    let first = CalendarDay(year: max(1, months / 12), month: months % 12 + 1, day: monthStartsOn)
    return first ?? CalendarDay(number: 0)
  }
}
