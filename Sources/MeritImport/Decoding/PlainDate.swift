/// Which of day and month stands first in dates such as `03/04/2026`.
package enum DateOrder: Hashable, Sendable {
  case dayFirst
  case monthFirst
}

/// Reads dates and times that need no pattern.
enum PlainDate {
  /// What a text is.
  enum Reading {
    case fields(CellValue<ClockFields>)
    /// Day and month, or day and year, could stand either way.
    case ambiguous
    case unreadable
  }

  /// Reads a text; the order of day and month is used where the column's has been found.
  static func read(_ cell: [UInt8], order: DateOrder? = nil) -> Reading {
    let (text, isFolded) = WidthFolding.folded(cell)
    if let serial = SerialDate.read(text) { return .fields(serial) }
    var cursor = DateCursor(text)
    var reading = CellValue(value: ClockFields(), conversions: isFolded ? [.widthFolded] : [])
    switch date(&cursor, &reading, order) {
    case .ambiguous: return .ambiguous
    case .unreadable: return .unreadable
    case .fields: break
    }
    if cursor.isAtEnd { return .fields(reading) }
    if !(cursor.take(84) || cursor.blanks()) { return .unreadable }
    guard let clock = ClockText.read(&cursor) else { return .unreadable }
    reading.value.takeClock(of: clock.value)
    reading.conversions += clock.conversions.filter { !reading.conversions.contains($0) }
    return .fields(reading)
  }

  /// Says which orders of day and month a text with a year of four digits at its end allows; nil
  /// where it is no such date.
  static func orders(_ text: [UInt8]) -> (day: Bool, month: Bool)? {
    var cursor = DateCursor(WidthFolding.folded(text).text)
    guard let parts = numbers(&cursor), parts.first.count <= 2, parts.third.count == 4 else {
      return nil
    }
    let (first, second) = (parts.first.value, parts.second.value)
    return (second >= 1 && second <= 12, first >= 1 && first <= 12)
  }

  private typealias Number = (value: Int, count: Int)

  /// Three numbers with the same mark between them.
  private typealias Numbers = (first: Number, second: Number, third: Number, mark: UInt8)

  private static func numbers(_ cursor: inout DateCursor) -> Numbers? {
    guard let first = cursor.number(most: 4), let mark = cursor.next,
      [45, 46, 47].contains(mark), cursor.take(mark), let second = cursor.number(most: 2),
      cursor.take(mark), let third = cursor.number(most: 4)
    else { return nil }
    return (first, second, third, mark)
  }

  private static func date(
    _ cursor: inout DateCursor, _ reading: inout CellValue<ClockFields>, _ order: DateOrder?
  ) -> Reading {
    let start = cursor
    if let first = cursor.number(most: 14), first.count == 8 || first.count == 14 {
      return packed(first, &reading)
    }
    cursor = start
    if let parts = numbers(&cursor) { return ordered(parts, &reading, order) }
    cursor = start
    if chinese(&cursor, &reading.value) {
      reading.conversions.append(.otherDateForm)
      return .fields(reading)
    }
    cursor = start
    guard WrittenDate.read(&cursor, &reading) else { return .unreadable }
    return .fields(reading)
  }

  /// `20260301`, `20260301093000`.
  private static func packed(
    _ number: Number, _ reading: inout CellValue<ClockFields>
  ) -> Reading {
    reading.conversions.append(.otherDateForm)
    let date = number.count == 14 ? number.value / 1_000_000 : number.value
    reading.value.year = date / 10_000
    reading.value.month = date / 100 % 100
    reading.value.day = date % 100
    if number.count == 14 {
      reading.value.hour = number.value / 10_000 % 100
      reading.value.minute = number.value / 100 % 100
      reading.value.second = number.value % 100
    }
    return .fields(reading)
  }

  private static func ordered(
    _ parts: Numbers, _ reading: inout CellValue<ClockFields>, _ order: DateOrder?
  ) -> Reading {
    if parts.first.count == 4 {
      guard parts.third.count <= 2 else { return .unreadable }
      (reading.value.year, reading.value.month, reading.value.day) = (
        parts.first.value, parts.second.value, parts.third.value
      )
      let isPlain = parts.mark == 45 && parts.second.count == 2 && parts.third.count == 2
      if !isPlain { reading.conversions.append(.otherDateForm) }
      return .fields(reading)
    }
    guard parts.first.count <= 2, parts.third.count != 1, parts.third.count != 3 else {
      return .unreadable
    }
    let (first, second) = (parts.first.value, parts.second.value)
    // A date that neither order makes possible does not wait for one.
    let isImpossible = !(1...12).contains(first) && !(1...12).contains(second)
    guard let order = order ?? (isImpossible ? .dayFirst : nil), parts.third.count == 4 else {
      return .ambiguous
    }
    reading.value.year = parts.third.value
    (reading.value.day, reading.value.month) =
      order == .dayFirst ? (first, second) : (second, first)
    reading.conversions.append(order == .dayFirst ? .dayFirst : .monthFirst)
    return .fields(reading)
  }

  /// `2026年3月1日`.
  private static func chinese(_ cursor: inout DateCursor, _ fields: inout ClockFields) -> Bool {
    guard let year = cursor.number(most: 4), year.count == 4, cursor.take("年"),
      let month = cursor.number(most: 2), cursor.take("月"),
      let day = cursor.number(most: 2), cursor.take("日") || cursor.take("号")
    else { return false }
    (fields.year, fields.month, fields.day) = (year.value, month.value, day.value)
    return true
  }
}

/// Reads dates with an English month: `Friday, December 1, 2017`, `1 Dec 2017`, `01-Dec-17`.
enum WrittenDate {
  static func read(_ cursor: inout DateCursor, _ reading: inout CellValue<ClockFields>) -> Bool {
    var word = cursor.letters()
    if let weekday = DateName.weekday(word) {
      reading.value.weekday = weekday
      _ = cursor.take(46)
      separate(&cursor)
      word = cursor.letters()
    }
    reading.conversions.append(.writtenDate)
    let isMonthFirst = !word.isEmpty
    if isMonthFirst { separate(&cursor) }
    guard let day = cursor.number(most: 2) else { return false }
    if !isMonthFirst {
      ordinal(&cursor)
      separate(&cursor)
      word = cursor.letters()
    } else {
      ordinal(&cursor)
    }
    guard let month = DateName.month(word) else { return false }
    separate(&cursor)
    guard let year = cursor.number(most: 4), year.count == 4 || year.count == 2 else {
      return false
    }
    (reading.value.month, reading.value.day) = (month, day.value)
    reading.value.year = year.value
    if year.count == 2 {
      reading.value.year = ClockFields.year(ofTwoDigits: year.value)
      reading.conversions.append(.shortYear)
    }
    _ = cursor.take(44)
    return true
  }

  /// Commas, hyphens, points and blanks between the parts.
  private static func separate(_ cursor: inout DateCursor) {
    _ = cursor.take(46)
    if !cursor.take(45), !cursor.take(47) { _ = cursor.take(44) }
    cursor.blanks()
  }

  private static func ordinal(_ cursor: inout DateCursor) {
    for ending in ["st", "nd", "rd", "th"] where cursor.take(ending) { return }
  }
}

/// Reads the day numbers of spreadsheets and the seconds of clocks that count from 1970.
enum SerialDate {
  /// Days since 1899-12-30 of the years 1954 to 2119; other numbers could be anything.
  private static let usual = 20_000..<80_001

  /// The date of a day number of five digits, with a part of a day behind the point.
  static func read(_ text: [UInt8]) -> CellValue<ClockFields>? {
    let parts = text.split(separator: 46, omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].count == 5 else { return nil }
    return serial(text).flatMap { usual.contains($0.day) ? fields($0) : nil }
  }

  /// The date of any day number, where the book says that numbers are meant so.
  static func readStated(_ text: [UInt8]) -> CellValue<ClockFields>? {
    // Up to 60 the spreadsheets' calendar has a day that never was.
    serial(text).flatMap { $0.day > 60 && $0.day < 2_958_466 ? fields($0) : nil }
  }

  private static func serial(_ text: [UInt8]) -> (day: Int, second: Int)? {
    let parts = text.split(separator: 46, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...7).contains(parts[0].count),
      text.allSatisfy({ $0 == 46 || (48...57).contains($0) }),
      let day = Int(String(decoding: parts[0], as: UTF8.self))
    else { return nil }
    guard parts.count == 2 else { return (day, 0) }
    guard (1...15).contains(parts[1].count),
      let part = Int(String(decoding: parts[1], as: UTF8.self))
    else { return nil }
    let whole = parts[1].reduce(1) { power, _ in power * 10 }
    // Spreadsheets keep times as binary fractions; the nearest second is what was entered.
    let (product, overflow) = part.multipliedReportingOverflow(by: 86_400)
    guard !overflow else { return nil }
    let second = (2 * product + whole) / (2 * whole)
    return second == 86_400 ? (day + 1, 0) : (day, second)
  }

  private static func fields(_ serial: (day: Int, second: Int)) -> CellValue<ClockFields> {
    // 25,569 days lie between 1899-12-30 and 1970-01-01.
    moment(Int64(serial.day - 25_569) * 86_400 + Int64(serial.second), isUTC: false)
  }

  /// The moment of seconds or milliseconds since 1970, which count in UTC.
  static func readEpoch(_ text: [UInt8], perSecond: Int64) -> CellValue<ClockFields>? {
    guard (1...15).contains(text.count), text.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let whole = Int64(String(decoding: text.prefix { $0 != 46 }, as: UTF8.self))
    else { return nil }
    return moment(whole / perSecond, isUTC: true)
  }
}
