internal import MeritModel

/// Reads dates and times by a pattern such as `yyyy-MM-dd H:mm:ss`.
struct DatePattern: Sendable {
  private enum Part: Hashable {
    case year, month, day, hour, minute, second
    case literal(UInt8)
  }

  private let parts: [(part: Part, width: Int)]

  /// Compiles a pattern; nil where it names no year, or a letter that is no field.
  init?(_ pattern: String) {
    var parts: [(Part, Int)] = []
    var bytes = Array(pattern.utf8)[...]
    while let first = bytes.first {
      let run = bytes.prefix { $0 == first }.count
      let part: Part? =
        switch first {
        case UInt8(ascii: "y"): .year
        case UInt8(ascii: "M"): .month
        case UInt8(ascii: "d"): .day
        case UInt8(ascii: "H"): .hour
        case UInt8(ascii: "m"): .minute
        case UInt8(ascii: "s"): .second
        default: nil
        }
      if let part {
        parts.append((part, run))
        bytes = bytes.dropFirst(run)
      } else if first == UInt8(ascii: "'") {
        bytes = bytes.dropFirst()
      } else {
        parts.append((.literal(first), 1))
        bytes = bytes.dropFirst()
      }
    }
    guard parts.contains(where: { $0.0 == .year && $0.1 == 4 }) else { return nil }
    self.parts = parts.map { (part: $0.0, width: $0.1) }
  }

  /// The clock fields of a text; nil where it does not follow the pattern.
  func read(_ text: [UInt8]) -> ClockFields? {
    var fields = ClockFields()
    var place = 0
    for (index, item) in parts.enumerated() {
      if case .literal(let byte) = item.part {
        guard place < text.count, text[place] == byte else { return nil }
        place += 1
        continue
      }
      let isTight =
        index + 1 < parts.count
        && { if case .literal = parts[index + 1].part { false } else { true } }()
      let most = item.part == .year ? 4 : 2
      var (value, count) = (0, 0)
      while count < most, place < text.count, (48...57).contains(text[place]) {
        value = value * 10 + Int(text[place] - 48)
        (place, count) = (place + 1, count + 1)
      }
      guard count == most || (count > 0 && item.part != .year && !isTight) else { return nil }
      fields.set(item.part == .year ? 0 : order(item.part), value)
    }
    return place == text.count ? fields : nil
  }

  private func order(_ part: Part) -> Int {
    switch part {
    case .year: 0
    case .month: 1
    case .day: 2
    case .hour: 3
    case .minute: 4
    case .second: 5
    case .literal: 6
    }
  }
}

/// A date and a clock time as read, not yet known to exist.
struct ClockFields {
  var values = [0, 1, 1, 0, 0, 0]
  /// Seconds east of UTC where the text said so.
  var offset: Int?

  mutating func set(_ place: Int, _ value: Int) { values[place] = value }

  var day: CalendarDay? {
    CalendarDay(year: values[0], month: values[1], day: values[2])
  }

  var secondOfDay: Int? {
    guard values[3] < 24, values[4] < 60, values[5] < 60 else { return nil }
    return values[3] * 3600 + values[4] * 60 + values[5]
  }
}

/// Reads dates and times that need no pattern.
enum PlainDate {
  /// What a text is.
  enum Reading {
    case fields(ClockFields, hasTime: Bool)
    /// Day and month could stand either way.
    case ambiguous
    case unreadable
  }

  static func read(_ text: [UInt8]) -> Reading {
    var fields = ClockFields()
    var place = 0
    guard let first = number(text, &place, most: 8) else { return .unreadable }
    if first.count == 8 {
      fields.values = [first.value / 10_000, first.value / 100 % 100, first.value % 100, 0, 0, 0]
    } else {
      guard place < text.count else { return .unreadable }
      let separator = text[place]
      guard [45, 46, 47].contains(separator) else { return .unreadable }
      place += 1
      guard let second = number(text, &place, most: 2), place < text.count,
        text[place] == separator
      else { return .unreadable }
      place += 1
      guard let third = number(text, &place, most: 4) else { return .unreadable }
      if first.count != 4 { return third.count == 1 ? .unreadable : .ambiguous }
      guard third.count <= 2 else { return .unreadable }
      fields.values = [first.value, second.value, third.value, 0, 0, 0]
    }
    if place == text.count { return .fields(fields, hasTime: false) }
    guard text[place] == 32 || text[place] == 84 else { return .unreadable }
    place += 1
    return clock(text, &place, &fields) ? .fields(fields, hasTime: true) : .unreadable
  }

  private static func clock(_ text: [UInt8], _ place: inout Int, _ fields: inout ClockFields)
    -> Bool
  {
    guard let hour = number(text, &place, most: 2), place < text.count, text[place] == 58 else {
      return false
    }
    place += 1
    guard let minute = number(text, &place, most: 2), minute.count == 2 else { return false }
    (fields.values[3], fields.values[4]) = (hour.value, minute.value)
    if place < text.count, text[place] == 58 {
      place += 1
      guard let second = number(text, &place, most: 2), second.count == 2 else { return false }
      fields.values[5] = second.value
      if place < text.count, text[place] == 46 {
        place += 1
        guard number(text, &place, most: 9) != nil else { return false }
      }
    }
    if place == text.count { return true }
    if text[place] == 90, place + 1 == text.count {
      fields.offset = 0
      return true
    }
    return offset(text, &place, &fields)
  }

  private static func offset(_ text: [UInt8], _ place: inout Int, _ fields: inout ClockFields)
    -> Bool
  {
    let sign = text[place]
    guard sign == 43 || sign == 45 else { return false }
    place += 1
    guard let hours = number(text, &place, most: 2), hours.count == 2 else { return false }
    if place < text.count, text[place] == 58 { place += 1 }
    let minutes = number(text, &place, most: 2)?.value ?? 0
    guard place == text.count, hours.value < 24, minutes < 60 else { return false }
    fields.offset = (sign == 45 ? -1 : 1) * (hours.value * 3600 + minutes * 60)
    return true
  }

  private static func number(_ text: [UInt8], _ place: inout Int, most: Int) -> (
    value: Int, count: Int
  )? {
    var (value, count) = (0, 0)
    while count < most, place < text.count, (48...57).contains(text[place]) {
      value = value * 10 + Int(text[place] - 48)
      (place, count) = (place + 1, count + 1)
    }
    return count > 0 ? (value, count) : nil
  }
}
