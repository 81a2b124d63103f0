/// Reads times of the day: `9:12:58`, `3:53 PM`, `下午3:53`, `20:00:00+08:00`.
enum ClockText {
  /// The clock of a text; nil where it is none.
  static func read(_ cursor: inout DateCursor) -> CellValue<ClockFields>? {
    var reading = CellValue(value: ClockFields())
    if let isAfternoon = chineseHalf(&cursor) {
      reading.value.isAfternoon = isAfternoon
      cursor.blanks()
    }
    let start = cursor.place
    guard clock(&cursor, &reading) else { return nil }
    let isPlain = cursor.place - start >= 8 && reading.value.isAfternoon == nil
    let hadBlank = cursor.blanks()
    if reading.value.isAfternoon == nil { half(&cursor, &reading.value) }
    if reading.value.isAfternoon != nil {
      reading.conversions.append(.halfDayClock)
    } else if !isPlain {
      reading.conversions.append(.otherDateForm)
    }
    cursor.blanks()
    if cursor.isAtEnd { return hadBlank && reading.value.isAfternoon == nil ? nil : reading }
    guard offset(&cursor, &reading.value), cursor.isAtEnd else { return nil }
    reading.conversions.append(.offset)
    return reading
  }

  private static func chineseHalf(_ cursor: inout DateCursor) -> Bool? {
    if cursor.take("上午") { return false }
    return cursor.take("下午") ? true : nil
  }

  private static func clock(
    _ cursor: inout DateCursor, _ reading: inout CellValue<ClockFields>
  ) -> Bool {
    guard let hour = cursor.number(most: 2) else { return false }
    reading.value.hour = hour.value
    if cursor.take("时") || cursor.take("時") || cursor.take("点") {
      return chineseClock(&cursor, &reading.value)
    }
    guard cursor.take(58) else { return hourAlone(&cursor) }
    guard let minute = cursor.number(most: 2), minute.count == 2 else { return false }
    reading.value.minute = minute.value
    guard cursor.take(58) else { return true }
    guard let second = cursor.number(most: 2), second.count == 2 else { return false }
    reading.value.second = second.value
    return !cursor.take(46) || fraction(&cursor, &reading)
  }

  /// Takes the digits behind the point; parts of a second do not matter to any rule.
  static func fraction(
    _ cursor: inout DateCursor, _ reading: inout CellValue<ClockFields>
  ) -> Bool {
    guard let parts = cursor.number(most: 9) else { return false }
    if parts.value > 0 { reading.conversions.append(.partOfSecond) }
    return true
  }

  /// `3 PM` is a time, `3` is none.
  private static func hourAlone(_ cursor: inout DateCursor) -> Bool {
    var ahead = cursor
    ahead.blanks()
    var fields = ClockFields()
    half(&ahead, &fields)
    return fields.isAfternoon != nil
  }

  private static func chineseClock(_ cursor: inout DateCursor, _ fields: inout ClockFields) -> Bool
  {
    if cursor.isAtEnd { return true }
    guard let minute = cursor.number(most: 2), cursor.take("分") else { return false }
    fields.minute = minute.value
    if cursor.isAtEnd { return true }
    guard let second = cursor.number(most: 2), cursor.take("秒") else { return false }
    fields.second = second.value
    return true
  }

  private static func half(_ cursor: inout DateCursor, _ fields: inout ClockFields) {
    var ahead = cursor
    let first = ahead.letters()
    if first == "am" || first == "pm" {
      fields.isAfternoon = first == "pm"
      cursor = ahead
    } else if first == "a" || first == "p", ahead.take(46), ahead.letters() == "m", ahead.take(46) {
      fields.isAfternoon = first == "p"
      cursor = ahead
    }
  }

  /// `Z`, `UTC`, `GMT`, `+08:00`, `+0800`, `+08`.
  private static func offset(_ cursor: inout DateCursor, _ fields: inout ClockFields) -> Bool {
    if cursor.take("Z") || cursor.take("UTC") || cursor.take("GMT") {
      fields.offset = 0
      if cursor.isAtEnd { return true }
    }
    let isWest = cursor.take(45)
    guard isWest || cursor.take(43), let hours = cursor.number(most: 2), hours.count == 2 else {
      return false
    }
    _ = cursor.take(58)
    let minutes = cursor.number(most: 2)?.value ?? 0
    guard hours.value < 24, minutes < 60 else { return false }
    fields.offset = (isWest ? -1 : 1) * (hours.value * 3600 + minutes * 60)
    return true
  }
}
