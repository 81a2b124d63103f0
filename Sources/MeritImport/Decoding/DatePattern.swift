/// Reads dates and times by a pattern such as `yyyy-MM-dd H:mm:ss`.
struct DatePattern: Sendable {
  private enum Part: Hashable {
    case year, month, monthName, day, weekday, hour, halfHour, half, minute, second, fraction
    case literal(UInt8)

    var isNumber: Bool {
      switch self {
      case .year, .month, .day, .hour, .halfHour, .minute, .second: true
      default: false
      }
    }
  }

  /// Numbers that need no pattern but must be stated.
  private enum Form {
    case parts([(part: Part, width: Int)])
    case spreadsheet
    case epoch(perSecond: Int64)
  }

  private let form: Form

  /// Compiles a pattern; nil where it names no year, or a letter that is no field.
  init?(_ pattern: String) {
    switch pattern {
    case "excel": form = .spreadsheet
    case "epoch-seconds": form = .epoch(perSecond: 1)
    case "epoch-milliseconds": form = .epoch(perSecond: 1000)
    default:
      guard let parts = DatePattern.parts(Array(pattern.utf8)) else { return nil }
      form = .parts(parts)
    }
  }

  private static func parts(_ pattern: [UInt8]) -> [(part: Part, width: Int)]? {
    var parts: [(part: Part, width: Int)] = []
    var (place, isQuoted) = (0, false)
    while place < pattern.count {
      let first = pattern[place]
      let run = pattern[place...].prefix { $0 == first }.count
      if first == UInt8(ascii: "'") {
        isQuoted.toggle()
        place += 1
      } else if !isQuoted, (97...122).contains(first | 32) {
        if let part = field(first, run) {
          parts.append((part, run))
        } else if first == UInt8(ascii: "T"), run == 1 {
          parts.append((.literal(first), 1))
        } else {
          return nil
        }
        place += run
      } else {
        parts.append((.literal(first), 1))
        place += 1
      }
    }
    let hasYear = parts.contains { $0.part == .year && ($0.width == 4 || $0.width == 2) }
    return hasYear ? parts : nil
  }

  private static func field(_ letter: UInt8, _ width: Int) -> Part? {
    switch (UnicodeScalar(letter), width) {
    case ("y", 2), ("y", 4): .year
    case ("M", 1...2): .month
    case ("M", 3...4): .monthName
    case ("d", 1...2): .day
    case ("E", 1...4): .weekday
    case ("H", 1...2): .hour
    case ("h", 1...2): .halfHour
    case ("a", 1): .half
    case ("m", 1...2): .minute
    case ("s", 1...2): .second
    case ("S", 1...9): .fraction
    default: nil
    }
  }

  /// The clock fields of a text; nil where it does not follow the pattern.
  func read(_ text: [UInt8]) -> CellValue<ClockFields>? {
    let folded = WidthFolding.folded(text)
    switch form {
    case .spreadsheet: return SerialDate.readStated(folded.text)
    case .epoch(let perSecond): return SerialDate.readEpoch(folded.text, perSecond: perSecond)
    case .parts(let parts):
      var reading = CellValue(
        value: ClockFields(), conversions: folded.isChanged ? [.widthFolded] : [])
      var cursor = DateCursor(folded.text)
      for (index, item) in parts.enumerated() {
        let isTight = index + 1 < parts.count && parts[index + 1].part.isNumber
        guard take(item.part, item.width, isTight, &cursor, &reading) else { return nil }
      }
      return cursor.isAtEnd ? reading : nil
    }
  }

  private func take(
    _ part: Part, _ width: Int, _ isTight: Bool, _ cursor: inout DateCursor,
    _ reading: inout CellValue<ClockFields>
  ) -> Bool {
    switch part {
    case .literal(let byte): return cursor.take(byte)
    case .monthName:
      guard let month = DateName.month(cursor.letters()) else { return false }
      reading.value.month = month
    case .weekday:
      guard let weekday = DateName.weekday(cursor.letters()) else { return false }
      reading.value.weekday = weekday
    case .half:
      let word = cursor.letters()
      guard word == "am" || word == "pm" else { return false }
      reading.value.isAfternoon = word == "pm"
    case .fraction: return ClockText.fraction(&cursor, &reading)
    case .year, .month, .day, .hour, .halfHour, .minute, .second:
      let most = part == .year ? width : 2
      guard let number = cursor.number(most: most),
        number.count == most || (part != .year && !isTight)
      else { return false }
      set(part, number.value, width, &reading)
    }
    return true
  }

  private func set(
    _ part: Part, _ value: Int, _ width: Int, _ reading: inout CellValue<ClockFields>
  ) {
    switch part {
    case .year where width == 2:
      reading.value.year = ClockFields.year(ofTwoDigits: value)
      reading.conversions.append(.shortYear)
    case .year: reading.value.year = value
    case .month: reading.value.month = value
    case .day: reading.value.day = value
    case .hour, .halfHour: reading.value.hour = value
    case .minute: reading.value.minute = value
    case .second: reading.value.second = value
    default: break
    }
  }
}
