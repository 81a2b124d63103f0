import MeritModel

extension Directions {
  /// The direction of an expression; that of a flag is from false to true, of a grade to better.
  func direction(_ expression: Expression, _ context: FactContext) -> Direction {
    switch expression {
    case .literal, .constant, .rosterColumn, .column, .periodStart, .periodEnd, .memberCount,
      .monthsBetween, .daysBetween, .minutesBetween, .isWithinHours, .isWorkday, .previous:
      // What lies in earlier periods does not move with this one.
      return .still
    case .figure(let rule): return self[rule]
    case .part(let rule, _): return self[rule].isStill ? .still : .turning
    case .slot(let slot):
      let bound = context.plans.compactMap { $0.bindings[context.grain] }
        .flatMap { $0.rules(slot) }
      return bound.reduce(.still) { $0.joined(with: self[$1]) }
    case .negated(let inner), .not(let inner): return direction(inner, context).turned
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, context)
    case .comparison(let comparison, let left, let right):
      return compared(comparison, left, right, context)
    case .all(let parts), .any(let parts), .least(let parts), .greatest(let parts):
      return parts.reduce(.still) { $0.joined(with: direction($1, context)) }
    case .isOneOf(let inner, let items): return membership(direction(inner, context), items)
    case .hasState(let inner, _, _):
      return direction(inner, context).isPresenceMoved ? .turning : .still
    case .collected(let collector, let population, let inner):
      return collected(collector, population, inner, context)
    case .streak(let inner), .firstTime(let inner): return direction(inner, context)
    case .companyTotal(let rule): return self[rule]
    }
  }

  private func arithmetic(
    _ operation: ArithmeticOperator, _ left: Expression, _ right: Expression,
    _ context: FactContext
  ) -> Direction {
    let (first, second) = (direction(left, context), direction(right, context))
    switch operation {
    case .plus: return first.joined(with: second)
    case .minus: return first.joined(with: second.turned)
    case .times:
      return first.times(facts.range(right, context))
        .joined(with: second.times(facts.range(left, context)))
    case .dividedBy:
      return quotient(
        first, facts.range(left, context), second, facts.range(right, context))
    }
  }

  /// The direction of a quotient; the divisor must keep one sign.
  func quotient(
    _ of: Direction, _ ofRange: ValueRange, _ to: Direction, _ toRange: ValueRange
  ) -> Direction {
    let isOneSided = !toRange.canBeNegative || toRange.greatest.map { $0 <= .zero } ?? false
    guard isOneSided || (of.isStill && to.isStill) else { return .turning }
    return of.times(toRange).joined(with: to.turned.times(ofRange))
  }

  private func compared(
    _ comparison: ComparisonOperator, _ left: Expression, _ right: Expression,
    _ context: FactContext
  ) -> Direction {
    let over = direction(left, context).joined(with: direction(right, context).turned)
    switch comparison {
    case .greater, .greaterOrEqual: return over
    case .less, .lessOrEqual: return over.turned
    case .equal: return equal(over, left, right, context)
    case .notEqual: return equal(over, left, right, context).turned
    }
  }

  /// An equality at the end of a range is a comparison: a count that is 0 is one of at most 0.
  private func equal(
    _ over: Direction, _ left: Expression, _ right: Expression, _ context: FactContext
  ) -> Direction {
    if over.isStill { return .still }
    let (one, other) = (facts.range(left, context), facts.range(right, context))
    if let least = one.least, let bound = other.greatest, bound <= least { return over.turned }
    if let greatest = one.greatest, let bound = other.least, bound >= greatest { return over }
    return Direction(trend: .turning, isPresenceMoved: over.isPresenceMoved)
  }

  /// Being one of the best grades of a set rises with the grade.
  private func membership(_ inner: Direction, _ items: [Scalar]) -> Direction {
    if inner.isStill { return .still }
    let ranks = items.compactMap { item in
      if case .grade(let grade) = item { grade.rank } else { nil }
    }
    let isUpper = ranks.count == items.count && ranks.max() == ranks.count - 1
    return isUpper ? inner : Direction(trend: .turning, isPresenceMoved: inner.isPresenceMoved)
  }

  private func collected(
    _ collector: Collector, _ population: Population, _ inner: Expression, _ context: FactContext
  ) -> Direction {
    var part = context
    switch population {
    case .rows: break
    case .customers: part.scope = .customer
    case .customerParts(let grain):
      part.scope = .customer
      part.grain = grain
    case .members: part.scope = .employee
    case .parts(let grain):
      part.grain = grain
      part.plans = policy.plans
    case .last(_, let grain): part.grain = grain
    case .memberParts(let grain):
      part.scope = .employee
      part.grain = grain
    }
    let direction = direction(inner, part)
    switch collector {
    case .howManyEqual: return direction.isStill ? .still : .turning
    case .total, .average, .least, .greatest, .best, .worst, .howMany: return direction
    }
  }
}
