/// A month, quarter or year by its name, with its first and last day.
struct Period: Hashable {
  let name: String
  let grain: String
  let start: Day
  let end: Day

  /// Reads `2026-03`, `2026-Q1`, `2026`.
  init?(_ name: String) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = Int(parts[0]), parts[0].count == 4 else { return nil }
    if parts.count == 1 {
      self.init(name: name, grain: "year", year: year, month: 1, months: 12)
    } else if parts.count == 2, parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()),
      (1...4).contains(quarter)
    {
      self.init(name: name, grain: "quarter", year: year, month: quarter * 3 - 2, months: 3)
    } else if parts.count == 2, parts[1].count == 2, let month = Int(parts[1]),
      (1...12).contains(month)
    {
      self.init(name: name, grain: "month", year: year, month: month, months: 1)
    } else {
      return nil
    }
  }

  private init(name: String, grain: String, year: Int, month: Int, months: Int) {
    self.name = name
    self.grain = grain
    start = Day(year: year, month: month, day: 1)
    end = Day(number: start.adding(months: months).number - 1)
  }

  var months: Int {
    switch grain {
    case "year": return 12
    case "quarter": return 3
    default: return 1
    }
  }

  var days: Int { end.number - start.number + 1 }

  /// The period of the same grain some steps later.
  func moved(by steps: Int) -> Period {
    let (year, month, _) = start.adding(months: months * steps).civil
    let name: String
    switch grain {
    case "year": name = year.padded(4)
    case "quarter": name = "\(year.padded(4))-Q\((month + 2) / 3)"
    default: name = "\(year.padded(4))-\(month.padded(2))"
    }
    return Period(name: name, grain: grain, year: year, month: month, months: months)
  }

  /// The first day of a window such as `12 months` that ends with the period.
  func windowStart(_ text: String) throws -> Day {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let count = Int(words[0]), count > 0 else {
      throw ReferenceStop("unreadable window \(text)")
    }
    let (year, month, _) = end.civil
    let unit = words[1].hasSuffix("s") ? String(words[1].dropLast()) : words[1]
    switch unit {
    case "day": return Day(number: end.number - count + 1)
    case "month": return Day(year: year, month: month, day: 1).adding(months: 1 - count)
    case "quarter":
      let first = (month - 1) / 3 * 3 + 1
      return Day(year: year, month: first, day: 1).adding(months: 3 * (1 - count))
    case "year": return Day(year: year - count + 1, month: 1, day: 1)
    default: throw ReferenceStop("unknown unit of a window \(text)")
    }
  }
}
