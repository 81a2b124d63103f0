/// The periods of a policy: its months and years may start on other days than everybody's.
///
/// A period bears the name of the day on which it starts, or on which it ends; the quarters of a year are
/// counted from the year's own first month, which is told by its name.
package struct PolicyCalendar: Hashable, Sendable {
  let firstDay: Int
  let firstMonth: Int
  let namedByEnd: Bool

  /// Months that start on a day up to 28, years that start with a month.
  package init(firstDay: Int = 1, firstMonth: Int = 1, namedByEnd: Bool = false) {
    self.firstDay = firstDay
    self.firstMonth = firstMonth
    self.namedByEnd = namedByEnd
  }

  init(json: JSON?) throws {
    self.init(
      firstDay: try json?.wholeNumber("monthStartsOn") ?? 1,
      firstMonth: try json?.wholeNumber("yearStartsIn") ?? 1,
      namedByEnd: json?["namedBy"]?.text == "end")
  }

  /// The day on which the month of a name starts; names are counted in months since the year 0.
  private func start(ofMonth count: Int) -> Day {
    let isBefore = namedByEnd && firstDay > 1
    return Day(year: 0, month: 1, day: 1).adding(months: isBefore ? count - 1 : count)
      .onDay(firstDay)
  }

  private func month(holding day: Day) -> Int {
    let (year, month, number) = day.civil
    let count = year * 12 + month - 1
    if namedByEnd { return firstDay > 1 && number >= firstDay ? count + 1 : count }
    return count - (number < firstDay ? 1 : 0)
  }

  /// The name of a year whose first month is of some year.
  private func yearName(_ year: Int) -> String {
    (namedByEnd && firstMonth > 1 ? year + 1 : year).padded(4)
  }

  private func year(holding day: Day) -> Int {
    let count = month(holding: day) - (firstMonth - 1)
    return count >= 0 ? count / 12 : (count - 11) / 12
  }

  private func period(_ name: String, _ grain: String, from month: Int, months: Int) -> Period {
    Period(
      name: name, grain: grain, start: start(ofMonth: month),
      end: Day(number: start(ofMonth: month + months).number - 1))
  }

  /// The period of a grain that holds a day.
  package func period(_ grain: String, holding day: Day) -> Period {
    let year = year(holding: day)
    let first = year * 12 + firstMonth - 1
    let month = month(holding: day)
    switch grain {
    case "day": return Period(name: day.text, grain: grain, start: day, end: day)
    case "ten-days": return tenDays(holding: day, month: month)
    case "quarter":
      let quarter = (month - first) / 3
      return period(
        "\(yearName(year))-Q\(quarter + 1)", grain, from: first + quarter * 3, months: 3)
    case "year": return period(yearName(year), grain, from: first, months: 12)
    default: return period(monthName(month), "month", from: month, months: 1)
    }
  }

  private func monthName(_ month: Int) -> String {
    "\((month / 12).padded(4))-\((month % 12 + 1).padded(2))"
  }

  private func tenDays(holding day: Day, month: Int) -> Period {
    let whole = period(monthName(month), "month", from: month, months: 1)
    let part = min((day.number - whole.start.number) / 10, 2)
    let start = Day(number: whole.start.number + part * 10)
    return Period(
      name: "\(whole.name)-T\(part + 1)", grain: "ten-days", start: start,
      end: part == 2 ? whole.end : Day(number: start.number + 9))
  }

  /// The period of the same grain before.
  package func previous(_ period: Period) -> Period {
    self.period(period.grain, holding: Day(number: period.start.number - 1))
  }

  /// The period of the same grain behind.
  package func next(_ period: Period) -> Period {
    self.period(period.grain, holding: Day(number: period.end.number + 1))
  }

  /// The periods of a finer grain that make up a period.
  package func parts(of period: Period, _ grain: String) -> [Period] {
    var parts: [Period] = []
    var day = period.start
    while day <= period.end {
      let part = self.period(grain, holding: day)
      parts.append(part)
      day = Day(number: part.end.number + 1)
    }
    return parts
  }

  /// The first day of a window such as `12 months` that ends with the period.
  func windowStart(_ text: String, of period: Period) throws -> Day {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let count = Int(words[0]), count > 0 else {
      throw ReferenceStop("unreadable window \(text)")
    }
    let unit = words[1].hasSuffix("s") ? String(words[1].dropLast()) : words[1]
    guard ["day", "month", "quarter", "year"].contains(unit) else {
      throw ReferenceStop("unknown unit of a window \(text)")
    }
    var first = self.period(unit, holding: period.end)
    for _ in 1..<count { first = previous(first) }
    return first.start
  }
}

extension PolicyCalendar {
  /// Reads `2026-03-07`, `2026-03-T1`, `2026-03`, `2026-Q1`, `2026`.
  func period(named name: String) -> Period? {
    if let day = Day(name) { return period("day", holding: day) }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let year = Int(parts[0]), parts[0].count == 4 else { return nil }
    let first = (namedByEnd && firstMonth > 1 ? year - 1 : year) * 12 + firstMonth - 1
    if parts.count == 1 {
      return period("year", holding: start(ofMonth: first))
    }
    if parts.count == 2, let quarter = PolicyCalendar.number(parts[1], behind: "Q", upTo: 4) {
      let month = first + 3 * (quarter - 1)
      return period("quarter", holding: start(ofMonth: month))
    }
    guard parts[1].count == 2, let month = Int(parts[1]), (1...12).contains(month) else {
      return nil
    }
    let start = start(ofMonth: year * 12 + month - 1)
    if parts.count == 2 { return period("month", holding: start) }
    guard parts.count == 3, let part = PolicyCalendar.number(parts[2], behind: "T", upTo: 3) else {
      return nil
    }
    return period("ten-days", holding: Day(number: start.number + 10 * (part - 1)))
  }

  private static func number(_ text: String, behind letter: Character, upTo most: Int) -> Int? {
    guard text.first == letter, let number = Int(text.dropFirst()), (1...most).contains(number)
    else { return nil }
    return number
  }
}
