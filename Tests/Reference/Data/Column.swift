internal import Foundation

/// A column of an input's contract.
struct Column {
  let name: String
  let kind: String
  let choices: [String]
  let optional: Bool
  let range: AmountRange?

  init(name: String, contract: JSON) throws {
    self.name = name
    guard let text = contract.text else {
      kind = "choice"
      choices = contract.texts.filter { $0 != "?" }
      optional = contract.texts.contains("?")
      range = nil
      return
    }
    let words = text.split(separator: " ").map(String.init)
    choices = []
    optional = words[0].hasSuffix("?")
    kind = optional ? String(words[0].dropLast()) : words[0]
    range = words.count > 1 ? try AmountRange.read(words[1]) : nil
  }

  /// The value of a cell; nil where it cannot be read or lies outside what the contract allows.
  func read(_ cell: String, in policy: PolicyText) -> Value? {
    let text = cell.trimmingBlanks()
    if text.isEmpty { return optional ? .missing : nil }
    switch kind {
    case "text", "id": return .text(text)
    case "choice": return choices.contains(text) ? .text(text) : nil
    case "flag":
      return ["true": .flag(true), "yes": .flag(true), "false": .flag(false), "no": .flag(false)][
        text]
    case "date": return Day(text).map(Value.day)
    case "datetime": return Moment.read(text, timeZone: policy.timeZone)
    case "month", "quarter":
      guard let period = policy.calendar.period(named: text), period.grain == kind else {
        return nil
      }
      return .text(text)
    default: return number(text)
    }
  }

  private func number(_ text: String) -> Value? {
    guard let number = amount(text) else { return nil }
    if kind == "count", !number.isWhole { return nil }
    if let range, !range.contains(number) { return nil }
    return .number(number)
  }

  private func amount(_ text: String) -> Fraction? {
    if kind == "percent" { return Amount.read(text) }
    guard kind == "minutes" || kind == "seconds", text.contains(":") else {
      return Fraction(decimal: text)
    }
    let parts = text.split(separator: ":").compactMap { Int($0) }
    let seconds = parts.reduce(0) { $0 * 60 + $1 }
    return kind == "seconds" ? Fraction(seconds) : Fraction(seconds) / Fraction(60)
  }
}

/// Reads datetimes, with or without an offset from UTC.
enum Moment {
  static func read(_ text: String, timeZone: String) -> Value? {
    guard text.count >= 16, let day = Day(String(text.prefix(10))) else { return nil }
    var rest = text.dropFirst(11)
    var offset: Int?
    if rest.hasSuffix("Z") {
      offset = 0
      rest = rest.dropLast()
    } else if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      guard let size = ClockTime.seconds(String(rest[rest.index(after: sign)...])) else {
        return nil
      }
      offset = rest[sign] == "-" ? -size : size
      rest = rest[..<sign]
    }
    guard let second = ClockTime.seconds(String(rest)), second < 86400 else { return nil }
    guard let offset else { return .moment(day, second: second) }
    return wallTime(universal: day.number * 86400 + second - offset, in: timeZone)
  }

  private static func wallTime(universal: Int, in timeZone: String) -> Value? {
    guard let zone = TimeZone(identifier: timeZone) else { return nil }
    let instant = Date(timeIntervalSince1970: TimeInterval(universal))
    let wall = universal + zone.secondsFromGMT(for: instant)
    let second = ((wall % 86400) + 86400) % 86400
    return .moment(Day(number: (wall - second) / 86400), second: second)
  }
}

extension String {
  func trimmingBlanks() -> String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
