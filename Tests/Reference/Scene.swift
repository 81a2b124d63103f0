/// Where an expression is evaluated: what its names mean there.
protocol Scene {
  var policy: PolicyText { get }
  func value(of path: [String]) throws -> Value
  /// The value of a function that looks beyond its arguments; nil for the plain ones.
  func collected(_ name: String, _ arguments: [Expression]) throws -> Value?
}

extension Scene {
  func value(of expression: Expression) throws -> Value {
    switch expression {
    case .literal(let value): return value
    case .path(let path): return try value(of: path)
    case .call(let name, let arguments): return try call(name, arguments)
    case .negative(let inner):
      let value = try value(of: inner)
      return value.isPresent ? .number(-(try value.needNumber())) : value
    case .not(let inner):
      let value = try value(of: inner)
      return value.isPresent ? .flag(!(try value.needFlag())) : value
    case .arithmetic(let sign, let left, let right):
      return try arithmetic(sign, try value(of: left), try value(of: right))
    case .comparison(let sign, let left, let right):
      return try comparison(sign, try value(of: left), try value(of: right))
    case .member(let inner, let literals):
      let value = try value(of: inner)
      guard value.isPresent else { return value }
      return .flag(try literals.contains { try Value.order(value, $0) == 0 })
    case .state(let inner, let state, let negated):
      let word = try value(of: inner).state.replacing("-", by: "_")
      return .flag((word == state) != negated)
    case .all(let parts): return try chain(parts, endsAt: false)
    case .any(let parts): return try chain(parts, endsAt: true)
    }
  }

  /// Every part is evaluated; from the left, the first deciding or absent one gives the result.
  private func chain(_ parts: [Expression], endsAt end: Bool) throws -> Value {
    let values = try parts.map { try value(of: $0) }
    for (place, value) in values.enumerated() {
      guard value.isPresent else { return Value.absence(of: Array(values[place...])) ?? value }
      if try value.needFlag() == end { return .flag(end) }
    }
    return .flag(!end)
  }

  private func arithmetic(_ sign: String, _ left: Value, _ right: Value) throws -> Value {
    if let absence = Value.absence(of: [left, right]) { return absence }
    let (a, b) = (try left.needNumber(), try right.needNumber())
    switch sign {
    case "+": return .number(a + b)
    case "-": return .number(a - b)
    case "*": return .number(a * b)
    default:
      if b.isZero { throw DivisionByZero() }
      return .number(a / b)
    }
  }

  private func comparison(_ sign: String, _ left: Value, _ right: Value) throws -> Value {
    if let absence = Value.absence(of: [left, right]) { return absence }
    let order = try Value.order(left, right)
    switch sign {
    case "=": return .flag(order == 0)
    case "<>": return .flag(order != 0)
    case "<": return .flag(order < 0)
    case "<=": return .flag(order <= 0)
    case ">": return .flag(order > 0)
    default: return .flag(order >= 0)
    }
  }

  private func call(_ name: String, _ arguments: [Expression]) throws -> Value {
    if name == "within_hours" || name == "is_workday" { return try onCalendar(name, arguments) }
    if let value = try collected(name, arguments) { return value }
    let values = try arguments.map { try value(of: $0) }
    if let absence = Value.absence(of: values) { return absence }
    switch name {
    case "min" where values.count > 1:
      return try values.min { try Value.order($0, $1) < 0 } ?? .missing
    case "max" where values.count > 1:
      return try values.max { try Value.order($0, $1) < 0 } ?? .missing
    case "days_between":
      let (first, last) = (try values[0].needDay(), try values[1].needDay())
      return .number(Fraction(last.number - first.number))
    case "months_between":
      let count = Day.months(from: try values[0].needDay(), to: try values[1].needDay())
      return .number(Fraction(count))
    case "minutes_between": return try minutes(values[0], values[1])
    default: throw ReferenceStop("the function \(name) does not stand here")
    }
  }

  private func minutes(_ first: Value, _ last: Value) throws -> Value {
    guard case .moment(let a, let s) = first, case .moment(let b, let t) = last else {
      throw ReferenceStop("minutes_between takes datetimes")
    }
    let seconds = (b.number - a.number) * 86400 + t - s
    return .number(Fraction(seconds) / Fraction(60))
  }

  private func onCalendar(_ name: String, _ arguments: [Expression]) throws -> Value {
    guard arguments.count == 2, case .path(let path) = arguments[1],
      let calendar = try policy.officeCalendar(path.joined(separator: "."))
    else { throw ReferenceStop("\(name) needs a calendar") }
    let value = try value(of: arguments[0])
    guard value.isPresent else { return value }
    let workday = calendar.isWorkday(try value.needDay())
    if name == "is_workday" { return .flag(workday) }
    guard case .moment(_, let second) = value else {
      throw ReferenceStop("within_hours takes a datetime")
    }
    return .flag(try workday && calendar.isOpen(at: second))
  }
}

/// A division by zero, before it is known whether a plan reaches it.
struct DivisionByZero: Error {}

extension String {
  func replacing(_ old: Character, by new: Character) -> String {
    String(map { $0 == old ? new : $0 })
  }
}
