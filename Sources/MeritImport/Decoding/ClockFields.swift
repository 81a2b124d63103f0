internal import MeritModel

/// A date and a clock time as read, not yet known to exist.
struct ClockFields {
  var year = 0
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  /// Seconds east of UTC where the text said so.
  var offset: Int?
  /// The day of the week from 0 for Monday where the text said so.
  var weekday: Int?
  /// Whether the hour is one of twelve, and of which half of the day.
  var isAfternoon: Bool?

  /// The date, if there is such a day.
  var date: CalendarDay? {
    guard let date = CalendarDay(year: year, month: month, day: day) else { return nil }
    // Day 0 is 1970-01-01, a Thursday.
    if let weekday, weekday != ((Int(date.number) % 7) + 10) % 7 { return nil }
    return date
  }

  /// The second of the day, if the clock can show such a time.
  var secondOfDay: Int? {
    var hour = hour
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// Takes over the clock of another text.
  mutating func takeClock(of other: ClockFields) {
    (hour, minute, second) = (other.hour, other.minute, other.second)
    (offset, isAfternoon) = (other.offset, other.isAfternoon)
  }

  /// The year that two digits mean: 69 is 1969, 68 is 2068.
  static func year(ofTwoDigits digits: Int) -> Int { digits + (digits < 69 ? 2000 : 1900) }
}

/// Walks over the bytes of a text of a date or time.
struct DateCursor {
  private let text: [UInt8]
  private(set) var place = 0

  init(_ text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { place == text.count }

  /// The byte at the place; nil at the end.
  var next: UInt8? { place < text.count ? text[place] : nil }

  /// Takes a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  /// Takes a text if it is the next one.
  mutating func take(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard text[place...].starts(with: bytes) else { return false }
    place += bytes.count
    return true
  }

  /// Takes a number of at most so many digits.
  mutating func number(most: Int) -> (value: Int, count: Int)? {
    var (value, count) = (0, 0)
    while count < most, let byte = next, (48...57).contains(byte) {
      value = value * 10 + Int(byte - 48)
      (place, count) = (place + 1, count + 1)
    }
    return count > 0 ? (value, count) : nil
  }

  /// Takes letters of ASCII, in small letters.
  mutating func letters() -> String {
    var word = ""
    while let byte = next, (97...122).contains(byte | 32) {
      word.unicodeScalars.append(UnicodeScalar(byte | 32))
      place += 1
    }
    return word
  }

  /// Takes all blanks; says whether there was one.
  @discardableResult
  mutating func blanks() -> Bool {
    let start = place
    while next == 32 { place += 1 }
    return place > start
  }
}

/// The English names of months and days of the week.
enum DateName {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The month from 1 of a full or shortened name.
  static func month(_ word: String) -> Int? { place(word, months).map { $0 + 1 } }

  /// The day of the week from 0 for Monday of a full or shortened name.
  static func weekday(_ word: String) -> Int? { place(word, weekdays) }

  private static func place(_ word: String, _ names: [String]) -> Int? {
    guard word.count >= 3 else { return nil }
    return names.firstIndex { name in
      word == name || word == name.prefix(3) || word == name.prefix(4)
    }
  }
}
