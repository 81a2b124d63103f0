import MeritEngine
import MeritModel
import MeritPolicy

/// Reads the values that an expression names for a person, to explain a result.
struct FigureReader: Sendable {
  let calculation: Calculation

  /// A figure for a person: their own, or their group's; absent where they have no group.
  func value(_ id: RuleID, of person: Int) -> Value {
    let rule = calculation.policy[id]
    switch rule.scope {
    case .employee: return calculation.value(id, of: person)
    case .company: return calculation.value(id, of: 0)
    default:
      let group = calculation.cohort.groups[rule.scope]?.groupOfPerson[person]
      return group.map { calculation.value(id, of: $0) } ?? .notApplicable
    }
  }

  /// The value of an expression of names, literals and arithmetic; nil for anything further.
  func value(_ expression: Expression, of person: Int) -> Value? {
    switch expression {
    case .literal(let scalar): return .present(scalar)
    case .figure(let id): return value(id, of: person)
    case .slot(let slot): return calculation.slot(slot, of: person)
    case .constant(let place):
      return calculation.policy.constants[place].value(on: calculation.cohort.period.end)
        .map(Value.present)
    case .rosterColumn(let column): return calculation.cohort.value(column, of: person)
    case .negated(let inner):
      return number(inner, of: person).flatMap { try? $0.negated() }.map(Value.number)
    case .arithmetic(let sign, let left, let right):
      guard let first = number(left, of: person), let second = number(right, of: person) else {
        return nil
      }
      return result(sign, first, second).map(Value.number)
    case .least(let parts): return numbers(parts, of: person)?.min().map(Value.number)
    case .greatest(let parts): return numbers(parts, of: person)?.max().map(Value.number)
    default: return nil
    }
  }

  /// Whether a condition over numbers and flags holds; nil where it asks for anything else.
  func holds(_ condition: Expression, for person: Int) -> Bool? {
    switch condition {
    case .literal(.flag(let flag)): return flag
    case .not(let inner): return holds(inner, for: person).map { !$0 }
    case .all(let parts):
      let found = parts.map { holds($0, for: person) }
      return found.contains(false) ? false : found.contains(nil) ? nil : true
    case .any(let parts):
      let found = parts.map { holds($0, for: person) }
      return found.contains(true) ? true : found.contains(nil) ? nil : false
    case .comparison(let sign, let left, let right):
      guard let first = number(left, of: person), let second = number(right, of: person) else {
        return nil
      }
      return compared(sign, .number(first), .number(second)).isTrue
    default:
      guard case .present(.flag(let flag))? = value(condition, of: person) else { return nil }
      return flag
    }
  }

  private func number(_ expression: Expression, of person: Int) -> Exact? {
    value(expression, of: person)?.number
  }

  private func numbers(_ parts: [Expression], of person: Int) -> [Exact]? {
    let found = parts.compactMap { number($0, of: person) }
    return found.count == parts.count ? found : nil
  }

  private func result(_ sign: ArithmeticOperator, _ left: Exact, _ right: Exact) -> Exact? {
    switch sign {
    case .plus: try? left + right
    case .minus: try? left - right
    case .times: try? left * right
    case .dividedBy: try? left / right
    }
  }

  /// The days of the period on which a person has a role of the own plan.
  func daysInPlan(of person: Int) -> Int? {
    if let days = calculation.daysInPlan[safe: person] { return days }
    let cohort = calculation.cohort
    guard let plan = calculation.plan(of: person), let role = cohort.roster.column("role") else {
      return nil
    }
    return cohort.roster.rows[person].reduce(0) { sum, row in
      guard let days = row.days(in: cohort.period), let held = row.values[role].text,
        plan.roles.contains(held)
      else { return sum }
      return sum + days.lowerBound.days(to: days.upperBound) + 1
    }
  }
}

extension Expression {
  /// The figures and slots that an expression names, each once, in order.
  var names: [FigureName] {
    var found: [FigureName] = []
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [FigureName]) {
    switch self {
    case .figure(let id): add(.figure(id), to: &found)
    case .slot(let slot): add(.slot(slot), to: &found)
    case .negated(let inner), .not(let inner), .hasState(let inner, _, _), .isOneOf(let inner, _):
      inner.collect(into: &found)
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right):
      left.collect(into: &found)
      right.collect(into: &found)
    case .all(let parts), .any(let parts), .least(let parts), .greatest(let parts):
      for part in parts { part.collect(into: &found) }
    default: break
    }
  }

  private func add(_ name: FigureName, to found: inout [FigureName]) {
    if !found.contains(name) { found.append(name) }
  }
}

/// A name in an expression that has a value for each person.
enum FigureName: Hashable, Sendable {
  case figure(RuleID)
  case slot(Slot)
}
