package import MeritModel
package import MeritPolicy

/// What the operators of expressions make of values, in whatever period and of whomever they are.
extension Value {
  /// Two numbers by an arithmetic operator; an absent one decides the state.
  static func arithmetic(
    _ operation: ArithmeticOperator, _ left: Value, _ right: Value
  ) throws(EvaluationFault) -> Value {
    guard let first = left.number, let second = right.number else {
      return left.combined(with: right)
    }
    do {
      switch operation {
      case .plus: return .number(try first + second)
      case .minus: return .number(try first - second)
      case .times: return .number(try first * second)
      case .dividedBy: return .number(try first / second)
      }
    } catch {
      throw .arithmetic(error)
    }
  }

  /// The number with its sign turned.
  func negated() throws(EvaluationFault) -> Value {
    guard let number else { return self }
    return .number(try exactly { () throws(ExactError) in try number.negated() })
  }

  /// A flag turned; absent values stay.
  var turned: Value {
    guard case .present(.flag(let flag)) = self else { return self }
    return .present(.flag(!flag))
  }

  /// Whether the value is one of several.
  func isOne(of scalars: [Scalar]) -> Value {
    guard case .present(let scalar) = self else { return self }
    return .present(.flag(scalars.contains(scalar)))
  }

  /// The truth of a chain from left to right: an absent term ends it unless one before decided.
  static func chain(_ terms: [Value], decides: Bool) -> Value {
    for (place, value) in terms.enumerated() {
      guard case .present(.flag(let flag)) = value else {
        return terms[place...].reduce(value) { $0.combined(with: $1) }
      }
      if flag == decides { return .present(.flag(decides)) }
    }
    return .present(.flag(!decides))
  }

  /// The best of several numbers of one subject; an absent one decides the state.
  static func extreme(_ values: [Value], _ isBetter: (Exact, Exact) -> Bool) -> Value {
    var best: Exact?
    var state = Value.present(.flag(true))
    for value in values {
      state = state.combined(with: value)
      guard let number = value.number else { continue }
      if best.map({ isBetter(number, $0) }) ?? true { best = number }
    }
    guard state.isPresent else { return state }
    return best.map(Value.number) ?? .missing
  }

  /// What is counted from one date to another.
  static func dates(
    _ first: Value, _ second: Value, _ count: (CalendarDay, CalendarDay) -> Int
  ) -> Value {
    guard let start = first.date, let end = second.date else {
      return first.combined(with: second)
    }
    return .number(Exact(count(start, end)))
  }

  /// The date of a date or datetime that is present.
  var date: CalendarDay? {
    switch self {
    case .present(.day(let day)): day
    case .present(.moment(let moment)): moment.day
    default: nil
    }
  }

  /// Says whether the value is in one data state.
  func has(_ state: DataState) -> Bool {
    switch state {
    case .present: isPresent
    case .missing: self == .missing
    case .notApplicable: self == .notApplicable
    }
  }
}

/// Compares two values; both must be there.
package func compared(_ comparison: ComparisonOperator, _ left: Value, _ right: Value) -> Value {
  // Most of what is compared are numbers, which need one comparison.
  if let one = left.number, let other = right.number {
    return .present(.flag(comparison.holds(one, other)))
  }
  guard case .present(let first) = left, case .present(let second) = right else {
    return left.combined(with: right)
  }
  let isLess: Bool
  switch (first, second) {
  // A better grade is the greater one.
  case (.grade(let one), .grade(let other)): isLess = one.rank > other.rank
  case (.day(let one), .day(let other)): isLess = one < other
  case (.moment(let one), .moment(let other)): isLess = one < other
  case (.day(let one), .moment(let other)): isLess = one < other.day
  case (.moment(let one), .day(let other)): isLess = one.day < other
  default: isLess = false
  }
  let isEqual = first == second || isSameDay(first, second)
  let holds =
    switch comparison {
    case .equal: isEqual
    case .notEqual: !isEqual
    case .less: isLess
    case .lessOrEqual: isLess || isEqual
    case .greater: !isLess && !isEqual
    case .greaterOrEqual: !isLess
    }
  return .present(.flag(holds))
}

private func isSameDay(_ first: Scalar, _ second: Scalar) -> Bool {
  switch (first, second) {
  case (.day(let day), .moment(let moment)), (.moment(let moment), .day(let day)):
    day == moment.day
  default: false
  }
}
