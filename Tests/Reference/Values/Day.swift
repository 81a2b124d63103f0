/// A calendar day, counted from 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
  /// The days since 1970-01-01.
  package let number: Int

  /// The day so many days after 1970-01-01.
  package init(number: Int) {
    self.number = number
  }

  init(year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146097 + dayOfEra - 719468
  }

  /// Reads `2026-03-31`; nil for a day that does not exist.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1...12).contains(month), (1...Day.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: return 31
    }
  }

  var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * part + 2) / 5 + 1)
  }

  /// Monday is 0.
  package var weekday: Int { (((number + 3) % 7) + 7) % 7 }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day as `2026-03-31`.
  package var text: String {
    let (year, month, day) = civil
    return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
  }

  /// The same day some months later, or the last day of that month where it is shorter.
  package func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let count = year * 12 + month - 1 + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = count - newYear * 12 + 1
    let last = Day.length(ofMonth: newMonth, in: newYear)
    return Day(year: newYear, month: newMonth, day: min(day, last))
  }

  /// Another day of the same month.
  func onDay(_ day: Int) -> Day {
    let (year, month, _) = civil
    return Day(year: year, month: month, day: day)
  }

  /// Completed months from one day to another, negative backwards.
  static func months(from first: Day, to last: Day) -> Int {
    if last < first { return -months(from: last, to: first) }
    var count = 0
    while first.adding(months: count + 1) <= last { count += 1 }
    return count
  }
}

extension Int {
  func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
