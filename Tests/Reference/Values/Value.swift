/// What a name stands for: a present value of some sort, or one of the two absent states.
enum Value: Hashable {
  case number(Fraction)
  case text(String)
  case flag(Bool)
  case day(Day)
  case moment(Day, second: Int)
  case grade(String, set: [String])
  case missing
  case notApplicable

  var isPresent: Bool { self != .missing && self != .notApplicable }

  var number: Fraction? {
    if case .number(let number) = self { return number }
    return nil
  }

  func needNumber() throws -> Fraction {
    guard let number else { throw ReferenceStop("a number was needed, not \(text)") }
    return number
  }

  func needFlag() throws -> Bool {
    guard case .flag(let flag) = self else { throw ReferenceStop("a condition was needed") }
    return flag
  }

  func needDay() throws -> Day {
    switch self {
    case .day(let day): return day
    case .moment(let day, _): return day
    default: throw ReferenceStop("a date was needed")
    }
  }

  var state: String {
    switch self {
    case .missing: return "missing"
    case .notApplicable: return "not-applicable"
    default: return "present"
    }
  }

  /// The canonical text; empty where the value is absent.
  var text: String {
    switch self {
    case .number(let number): return number.description
    case .text(let text): return text
    case .flag(let flag): return flag ? "true" : "false"
    case .day(let day): return day.text
    case .moment(let day, let second):
      let hour = (second / 3600).padded(2)
      return "\(day.text)T\(hour):\((second / 60 % 60).padded(2)):\((second % 60).padded(2))"
    case .grade(let name, _): return name
    case .missing, .notApplicable: return ""
    }
  }

  /// The state of something made of these values: nil where all are present.
  static func absence(of values: [Value]) -> Value? {
    if values.contains(.missing) { return .missing }
    if values.contains(.notApplicable) { return .notApplicable }
    return nil
  }
}

extension Value {
  /// Negative where the first comes before the second; better grades are greater.
  static func order(_ left: Value, _ right: Value) throws -> Int {
    switch (left, right) {
    case (.number(let a), .number(let b)): return a < b ? -1 : (a == b ? 0 : 1)
    case (.day(let a), .day(let b)): return a.number - b.number
    case (.moment(let a, let s), .moment(let b, let t)):
      return a == b ? s - t : a.number - b.number
    case (.moment(let a, _), .day(let b)), (.day(let a), .moment(let b, _)):
      return a.number - b.number
    case (.grade(let a, let set), .grade(let b, _)), (.grade(let a, let set), .text(let b)),
      (.text(let a), .grade(let b, let set)):
      guard let first = set.firstIndex(of: a), let second = set.firstIndex(of: b) else {
        throw ReferenceStop("unknown grade \(a) or \(b)")
      }
      return second - first
    case (.text(let a), .text(let b)): return a == b ? 0 : (a.comesBefore(b) ? -1 : 1)
    case (.flag(let a), .flag(let b)): return a == b ? 0 : 1
    default: throw ReferenceStop("values of different kinds are compared")
    }
  }
}

extension String {
  /// Order by Unicode scalar values.
  func comesBefore(_ other: String) -> Bool {
    unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
  }
}
