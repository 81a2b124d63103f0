import MeritModel
import MeritPolicy

/// Writes a part of an expression as a policy would, to name what stands in it.
struct ExpressionText {
  let policy: CompiledPolicy

  /// The text; what needs more words than a name deserves stands as `…`.
  func text(_ expression: Expression) -> String {
    switch expression {
    case .literal(let scalar): literal(scalar)
    case .figure(let id): policy[id].name
    case .part(let id, let place): "\(policy[id].name).\(BalancePart.allCases[place].rawValue)"
    case .slot(let slot): slot.rawValue
    case .constant(let place): policy.constants[place].name
    case .rosterColumn(let column): "roster.\(policy.roster?.columns[column].name ?? "")"
    case .periodStart: "period.start"
    case .periodEnd: "period.end"
    case .memberCount: "members()"
    case .companyTotal(let id): "company_total(\(policy[id].name))"
    case .previous(let inner): "previous(\(text(inner)))"
    case .streak(let inner): "streak(\(text(inner)))"
    case .firstTime(let inner): "first_time(\(text(inner)))"
    case .negated(let inner): "-\(text(inner))"
    case .not(let inner): "not \(text(inner))"
    case .arithmetic(let sign, let left, let right):
      "\(text(left)) \(sign.rawValue) \(text(right))"
    case .comparison(let sign, let left, .literal(.number(let number))):
      "\(text(left)) \(sign.rawValue) \(kind(of: left).written(number))"
    case .comparison(let sign, let left, let right):
      "\(text(left)) \(sign.rawValue) \(text(right))"
    case .all(let parts): parts.map(text).joined(separator: " and ")
    case .any(let parts): parts.map(text).joined(separator: " or ")
    case .least(let parts): "min(\(parts.map(text).joined(separator: ", ")))"
    case .greatest(let parts): "max(\(parts.map(text).joined(separator: ", ")))"
    case .collected(let collector, let population, let inner):
      collected(collector, population, text(inner))
    case .column, .isOneOf, .hasState, .monthsBetween, .daysBetween, .minutesBetween,
      .isWithinHours, .isWorkday:
      "…"
    }
  }

  /// The kind in which a policy writes what a value is compared with.
  private func kind(of expression: Expression) -> Kind {
    switch expression {
    case .figure(let id), .part(let id, _): policy[id].kind
    case .constant(let place): policy.constants[place].kind
    default: .number
    }
  }

  private func literal(_ scalar: Scalar) -> String {
    switch scalar {
    case .number, .flag, .day, .moment: scalar.canonicalText
    case .grade, .text: "'\(scalar.canonicalText)'"
    }
  }

  private func collected(
    _ collector: Collector, _ population: Population, _ inner: String
  ) -> String {
    var argument = inner
    if case .last(let count, _) = population { argument = "last(\(count), \(inner))" }
    return switch collector {
    case .total: "total(\(argument))"
    case .average: "average(\(argument))"
    case .least: "min(\(argument))"
    case .greatest: "max(\(argument))"
    case .best: "best(\(argument))"
    case .worst: "worst(\(argument))"
    case .howMany: "how_many(\(argument))"
    case .howManyEqual(let scalar): "how_many(\(argument), \(literal(scalar)))"
    }
  }
}
