/// A calendar of work days and hours.
struct OfficeCalendar {
  let json: JSON
  /// Holidays that stand in a file of their own.
  var filed: Set<String> = []

  func isWorkday(_ day: Day) -> Bool {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let listed = (json["workdays"]?.texts ?? []).contains(names[day.weekday])
    let written = json["holidays"]?["file"] == nil ? json["holidays"]?.texts ?? [] : []
    let holiday = written.contains(day.text) || filed.contains(day.text)
    let extra = (json["extraWorkdays"]?.texts ?? []).contains(day.text)
    return (listed && !holiday) || extra
  }

  func isOpen(at second: Int) throws -> Bool {
    let hours = try json.need("hours")
    guard let from = ClockTime.seconds(try hours.needText("from")),
      let below = ClockTime.seconds(try hours.needText("below"))
    else { throw ReferenceStop("unreadable hours") }
    return from <= second && second < below
  }
}

/// Reads `9:30`, `09:30:15`.
enum ClockTime {
  static func seconds(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
      (0...24).contains(hour), (0..<60).contains(minute)
    else { return nil }
    guard parts.count == 3 else { return hour * 3600 + minute * 60 }
    guard let second = parts[2], (0..<60).contains(second) else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}
