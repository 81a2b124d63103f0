import MeritModel
import MeritPolicy

/// Lists the named values of an expression, for explanations.
struct Operands {
  let work: Workspace
  let expressions: ExpressionEvaluation

  /// The names in reading order, each once.
  func list(_ expression: Expression) -> [(name: String, value: Value)] {
    var seen: Set<String> = []
    return named(expression).filter { seen.insert($0.name).inserted }
  }

  private func named(_ expression: Expression) -> [(name: String, value: Value)] {
    switch expression {
    case .figure(let id): return [(work.policy[id].name, value(expression))]
    case .part(let id, let place):
      let part = BalancePart.allCases[place].rawValue
      return [("\(work.policy[id].name).\(part)", value(expression))]
    case .slot(let slot): return [(slot.rawValue, value(expression))]
    case .constant(let place): return [(work.policy.constants[place].name, value(expression))]
    case .rosterColumn(let column):
      let name = work.policy.roster?.columns[column].name ?? ""
      return [("roster.\(name)", value(expression))]
    case .companyTotal(let id):
      return [("company_total(\(work.policy[id].name))", value(expression))]
    case .memberCount: return [("members()", value(expression))]
    case .periodStart: return [("period.start", value(expression))]
    case .periodEnd: return [("period.end", value(expression))]
    case .collected: return [("collected values", value(expression))]
    default: return expression.parts.flatMap(named)
    }
  }

  private func value(_ expression: Expression) -> Value {
    (try? expressions.value(expression)) ?? .missing
  }
}
