import MeritModel

extension PolicyFacts {
  /// The bounds of an expression's value; all numbers where it is none.
  func range(_ expression: Expression, _ context: FactContext) -> ValueRange {
    let range = unboundedRange(expression, context)
    guard !context.bounds.isEmpty,
      let bounds = name(expression, context).flatMap({ context.bounds[$0] })
    else { return range }
    let limited = range.limited(to: bounds)
    if let least = limited.least, let greatest = limited.greatest, least > greatest { return range }
    return limited
  }

  /// Takes in what a condition that holds says of the least and the greatest values.
  func bound(_ condition: Expression, _ context: inout FactContext) {
    switch condition {
    case .all(let terms): for term in terms { bound(term, &context) }
    case .comparison(let comparison, let value, .literal(.number(let edge))):
      guard let key = name(value, context) else { return }
      let isWhole = if case .figure(let rule) = value { policy[rule].kind == .count } else { false }
      let bounds: ValueRange? =
        switch comparison {
        case .equal: .exactly(edge)
        case .greaterOrEqual: ValueRange(least: edge, greatest: nil)
        case .lessOrEqual: ValueRange(least: nil, greatest: edge)
        // Of other kinds there is no least number above an edge.
        case .greater where isWhole && edge.isWhole:
          (try? edge + .one).map { ValueRange(least: $0, greatest: nil) }
        case .greater: ValueRange(least: edge, greatest: nil)
        case .less: ValueRange(least: nil, greatest: edge)
        case .notEqual: nil
        }
      guard let bounds else { return }
      context.bounds[key] = (context.bounds[key] ?? .any).limited(to: bounds)
    default: return
    }
  }

  private func unboundedRange(_ expression: Expression, _ context: FactContext) -> ValueRange {
    switch expression {
    case .literal(.number(let number)): return .exactly(number)
    case .figure(let rule): return self[rule].range
    case .part(let rule, let place): return range(part: place, of: rule)
    case .slot(let slot): return range(slot, context)
    case .constant(let constant): return range(policy.constants[constant], context)
    case .rosterColumn(let column):
      return policy.roster.map { range(column, of: $0) } ?? .any
    case .column(let column): return context.table.map { range(column, of: $0) } ?? .any
    case .negated(let inner): return range(inner, context).negated
    case .arithmetic(let operation, let left, let right):
      let (first, second) = (range(left, context), range(right, context))
      switch operation {
      case .plus: return first + second
      case .minus: return first - second
      case .times: return first * second
      case .dividedBy: return first / second
      }
    case .least(let parts):
      let ranges = parts.map { range($0, context) }
      return ranges.dropFirst().reduce(ranges.first ?? .any) { $0.lesser(of: $1) }
    case .greatest(let parts):
      let ranges = parts.map { range($0, context) }
      return ranges.dropFirst().reduce(ranges.first ?? .any) { $0.greater(of: $1) }
    case .memberCount: return ValueRange(least: .one, greatest: nil)
    case .streak: return .notNegative
    case .previous(let inner): return everywhere.range(inner, context.withoutBounds)
    case .companyTotal(let rule): return sum(self[rule].range, canBeEmpty: true)
    case .collected(let collector, let population, let inner):
      return range(collector, population, inner, context)
    default: return .any
    }
  }

  /// One value in the periods of the stretch; in parts of them and in earlier ones any of its values.
  private func range(_ constant: Constant, _ context: FactContext) -> ValueRange {
    guard let stretch, stretch.last.grain == context.grain,
      let value = constant.value(on: stretch.day)?.exact
    else { return constant.range }
    return .exactly(value)
  }

  /// The bounds of a column, as declared or as its expression gives them.
  func range(_ column: Int, of table: InputTable) -> ValueRange {
    if column < table.columns.count { return table.columns[column].range ?? .any }
    let derived = table.derived[column - table.columns.count]
    let context = FactContext(grain: .month, plans: [], table: table)
    switch derived.source {
    case .expression(let expression): return range(expression.root, context)
    case .table(let table): return around(table.rows.compactMap(\.value.exact))
    }
  }

  private func range(_ slot: Slot, _ context: FactContext) -> ValueRange {
    let bound = context.plans.compactMap { $0.bindings[context.grain] }.map { $0.rules(slot) }
      .filter { !$0.isEmpty }
    let ranges = bound.map { rules in
      rules.dropFirst().reduce(self[rules[0]].range) { $0 + self[$1].range.union(.exactly(.zero)) }
    }
    return ranges.dropFirst().reduce(ranges.first ?? .any) { $0.union($1) }
  }

  private func range(
    _ collector: Collector, _ population: Population, _ inner: Expression, _ context: FactContext
  ) -> ValueRange {
    var parts = context.withoutBounds
    switch population {
    case .rows: break
    case .customers: parts.scope = .customer
    case .customerParts(let grain):
      parts.scope = .customer
      parts.grain = grain
    case .members: parts.scope = .employee
    case .parts(let grain): parts.grain = grain
    case .last(_, let grain):
      parts.grain = grain
      if stretch != nil {
        return everywhere.range(collector, population, inner, parts)
      }
    case .memberParts(let grain):
      parts.scope = .employee
      parts.grain = grain
    }
    switch collector {
    case .howMany, .howManyEqual:
      return ValueRange(least: .zero, greatest: population.mostParts(of: context.grain))
    case .total: return sum(range(inner, parts), canBeEmpty: false)
    case .average, .least, .greatest: return range(inner, parts)
    case .best, .worst: return .any
    }
  }

  /// The sum of any number of values inside a range.
  func sum(_ range: ValueRange, canBeEmpty: Bool) -> ValueRange {
    let least = range.least.flatMap { $0.isNegative ? nil : $0 }
    let greatest = range.greatest.flatMap { $0 > .zero ? nil : $0 }
    let sum = ValueRange(least: least, greatest: greatest)
    return canBeEmpty ? sum.union(.exactly(.zero)) : sum
  }
}

extension Population {
  /// The greatest number of values; nil where it is not known.
  fileprivate func mostParts(of grain: Grain) -> Exact? {
    switch self {
    case .members, .memberParts, .customers, .customerParts, .rows: nil
    case .last(let count, _): Exact(count)
    case .parts(.day): Exact(grain == .tenDays ? 11 : grain.months * 31)
    case .parts(.tenDays): Exact(grain.months * 3)
    case .parts(let part): Exact(grain.months / part.months)
    }
  }
}

extension Constant {
  /// The bounds over all dated steps.
  var range: ValueRange {
    let numbers = steps.compactMap { step -> Exact? in
      if case .number(let number) = step.value { number } else { nil }
    }
    return ValueRange(least: numbers.min(), greatest: numbers.max())
  }
}

extension FactContext {
  /// The context of other periods and other people, of whom a condition on this one says nothing.
  fileprivate var withoutBounds: FactContext {
    var context = self
    context.bounds = [:]
    return context
  }
}
