import MeritModel

/// By how much a value can change at one edge, where an input passes from one number to the next.
enum EdgeChange: Hashable {
  case still
  /// Bounds of the difference; `flows` says that the value also moves between edges.
  case number(ValueRange, flows: Bool)
  /// The grades that can follow each other; staying is always possible.
  case grade(Set<GradeStep>)
  /// A condition that can change.
  case flag
  case unknown

  /// One grade before an edge, another behind it.
  struct GradeStep: Hashable {
    let from: Grade
    let to: Grade
  }

  var isStill: Bool { self == .still }

  /// The bounds of the difference of a number; zero where it is still, nil where it is not known.
  var difference: ValueRange? {
    switch self {
    case .still: .exactly(.zero)
    case .number(let range, _): range
    case .grade, .flag, .unknown: nil
    }
  }

  var flows: Bool {
    if case .number(_, let flows) = self { flows } else { false }
  }

  /// The change of either of two values.
  func union(_ other: EdgeChange) -> EdgeChange {
    switch (self, other) {
    case (.still, let one), (let one, .still): return one
    case (.number(let one, let first), .number(let two, let second)):
      return .number(one.union(two), flows: first || second)
    case (.grade(let one), .grade(let two)): return .grade(one.union(two))
    case (.flag, .flag): return .flag
    default: return .unknown
    }
  }

  /// The change of a number made of two numbers.
  func combined(
    with other: EdgeChange, _ combine: (ValueRange, ValueRange) -> ValueRange
  ) -> EdgeChange {
    if isStill, other.isStill { return .still }
    guard let one = difference, let two = other.difference else { return .unknown }
    return .number(combine(one, two), flows: flows || other.flows)
  }

  /// The change of the number times any number of a range.
  func times(_ range: ValueRange) -> EdgeChange {
    switch self {
    case .number(let difference, let flows): .number(difference * range, flows: flows)
    case .still: .still
    case .grade, .flag, .unknown: .unknown
    }
  }

  /// The change inside limits, which can only be less.
  var limited: EdgeChange {
    switch self {
    case .number(let range, let flows): .number(range.union(.exactly(.zero)), flows: flows)
    case .still, .flag, .grade, .unknown: self
    }
  }

  /// The change after a rounding: what flows goes up by one step at a time.
  func rounded(_ rounding: Rounding?) -> EdgeChange {
    guard let rounding, case .number(let range, let flows) = self else { return self }
    let step = rounding.step
    func steps(_ bound: Exact?, isUpper: Bool) -> Exact? {
      guard let bound, let count = try? bound / step else { return nil }
      if count.isWhole, !flows || (isUpper ? count.isNegative : count > .zero) { return bound }
      let whole = isUpper ? count.wholeBelow + 1 : count.wholeAbove - 1
      return try? Exact(whole: whole) * step
    }
    return .number(
      ValueRange(
        least: steps(range.least, isUpper: false), greatest: steps(range.greatest, isUpper: true)),
      flows: false)
  }

  /// The change of a value that is known to move in one direction.
  func along(_ direction: Direction) -> EdgeChange {
    if direction.isPresenceMoved { return .unknown }
    switch (self, direction.trend) {
    case (_, .still): return .still
    case (.number(let range, let flows), .rising):
      return .number(range.limited(to: .notNegative), flows: flows)
    case (.number(let range, let flows), .falling):
      return .number(
        range.limited(to: ValueRange(least: nil, greatest: .zero)), flows: flows)
    case (.grade(let steps), .rising):
      return .grade(steps.filter { $0.to.rank < $0.from.rank })
    case (.grade(let steps), .falling):
      return .grade(steps.filter { $0.to.rank > $0.from.rank })
    default: return self
    }
  }
}
