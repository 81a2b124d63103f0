import MeritModel

/// For every rule, by how much its value can change at one edge along an input, for anybody.
///
/// What one edge is worth: the slope between two edges counts for nothing, and neither does the
/// last rounding of the result, which can move two neighbouring amounts by one unit.
struct EdgeBounds {
  let facts: PolicyFacts
  let directions: Directions
  private(set) var rules: [EdgeChange]

  var policy: CompiledPolicy { facts.policy }

  init(facts: PolicyFacts, directions: Directions, along input: RuleID) {
    self.facts = facts
    self.directions = directions
    self.rules = Array(repeating: .still, count: facts.policy.rules.count)
    let moving = facts.policy.moving(with: input)
    for id in moving.keys { rules[id.index] = Self.start(facts.policy[id]) }
    for id in facts.policy.order where moving[id] == nil && !directions[id].isStill {
      let rule = facts.policy[id]
      rules[id.index] = change(of: rule).rounded(rule.rounding).along(directions[id])
    }
  }

  subscript(rule: RuleID) -> EdgeChange { rules[rule.index] }

  /// A counted input goes up by one; an amount flows.
  private static func start(_ rule: Rule) -> EdgeChange {
    rule.isCounted
      ? .number(ValueRange(least: .zero, greatest: rule.step), flows: false)
      : .number(.exactly(.zero), flows: true)
  }

  /// The most that one edge is worth for a result; nil where no bound is known.
  func greatestJump(of result: RuleID) -> Exact? {
    let rule = policy[result]
    let change = change(of: rule, withLastRounding: false).along(directions[result])
    guard let difference = change.difference, let least = difference.least,
      let greatest = difference.greatest
    else { return nil }
    let size = max(least.size, greatest.size)
    return rule.lastRounding.map { rounding in (try? rounding(size)) ?? size } ?? size
  }

  func change(_ expression: Expression, _ context: FactContext) -> EdgeChange {
    if directions.direction(expression, context).isStill { return .still }
    switch expression {
    case .figure(let rule): return self[rule]
    case .slot(let slot):
      let bound = context.plans.compactMap { $0.bindings[context.grain] }
        .map { $0.rules(slot).map { self[$0] } }
      return bound.reduce(.still) { all, rules in
        all.union(rules.dropFirst().reduce(rules.first ?? .still) { $0.combined(with: $1, +) })
      }
    case .negated(let inner): return change(inner, context).times(.exactly(Exact(-1)))
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, context)
    case .comparison, .all, .any, .not, .isOneOf, .hasState: return .flag
    case .least(let parts), .greatest(let parts):
      return parts.reduce(.still) { $0.union(change($1, context).limited) }
    case .collected(let collector, let population, let inner):
      return collected(collector, population, inner, context)
    case .literal, .constant, .rosterColumn, .column, .periodStart, .periodEnd, .memberCount,
      .monthsBetween, .daysBetween, .minutesBetween, .isWithinHours, .isWorkday, .previous,
      .streak, .firstTime, .part, .companyTotal:
      return .unknown
    }
  }

  private func arithmetic(
    _ operation: ArithmeticOperator, _ left: Expression, _ right: Expression,
    _ context: FactContext
  ) -> EdgeChange {
    let (one, other) = (change(left, context), change(right, context))
    switch operation {
    case .plus: return one.combined(with: other, +)
    case .minus: return one.combined(with: other, -)
    case .times:
      return product(one, facts.range(left, context), other, facts.range(right, context))
    case .dividedBy: return quotient(one, other, facts.range(right, context))
    }
  }

  /// (a + δa)(b + δb) − ab.
  func product(
    _ one: EdgeChange, _ oneRange: ValueRange, _ other: EdgeChange, _ otherRange: ValueRange
  ) -> EdgeChange {
    if other.isStill { return one.times(otherRange) }
    if one.isStill { return other.times(oneRange) }
    let parts = one.times(otherRange).combined(with: other.times(oneRange), +)
    return parts.combined(with: one.combined(with: other, *), +)
  }

  func quotient(_ of: EdgeChange, _ to: EdgeChange, _ divisors: ValueRange) -> EdgeChange {
    guard to.isStill else {
      // A divisor that flows gives a quotient that flows; one that jumps is not followed.
      let isFlow = to.difference == .exactly(.zero) && of.difference == .exactly(.zero)
      return isFlow ? .number(.exactly(.zero), flows: true) : .unknown
    }
    guard case .number(let difference, let flows) = of else { return of }
    if difference == .exactly(.zero) { return of }
    return .number(difference / divisors, flows: flows)
  }

  private func collected(
    _ collector: Collector, _ population: Population, _ inner: Expression, _ context: FactContext
  ) -> EdgeChange {
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
    // One part or one person moves, the others stay.
    let change = change(inner, part)
    switch collector {
    case .total: return change
    case .average, .least, .greatest, .best, .worst: return change.limited
    case .howMany, .howManyEqual:
      return .number(ValueRange(least: Exact(-1), greatest: .one), flows: false)
    }
  }
}

extension Rule {
  /// The rounding that comes last.
  var lastRounding: Rounding? {
    if let rounding { return rounding }
    guard case .bonus(let bonus) = body, case .round(let rounding)? = bonus.steps.last?.action
    else { return nil }
    return rounding
  }
}
