import MeritModel
import MeritPolicy

/// Lists the named values of an expression, for explanations.
struct Operands {
  let work: Workspace
  let expressions: ExpressionEvaluation

  private var policy: CompiledPolicy { work.policy }

  /// The names in reading order, each once, with what each stands for.
  ///
  /// A name inside `previous` is that of the period before, and is told so.
  func list(_ expression: Expression) -> [Derivation.Operand] {
    var seen: Set<String> = []
    return named(expression).filter { seen.insert($0.name).inserted }.map { name, expression in
      Derivation.Operand(
        name: name, value: (try? expressions.value(expression)) ?? .missing,
        kind: kind(of: expression))
    }
  }

  private func named(_ expression: Expression) -> [(name: String, of: Expression)] {
    switch expression {
    case .figure, .part, .slot, .constant, .rosterColumn, .companyTotal, .memberCount,
      .periodStart, .periodEnd, .collected:
      [(ExpressionText(policy: policy).text(expression), expression)]
    case .previous(let inner):
      named(inner).map { ("previous(\($0.name))", .previous($0.of)) }
    default: expression.parts.flatMap(named)
    }
  }

  /// The kind of a named value, so that it can be shown as people read it.
  private func kind(of expression: Expression) -> Kind {
    switch expression {
    case .figure(let id), .part(let id, _), .companyTotal(let id): policy[id].kind
    case .slot(let slot):
      switch slot {
      case .score: .points
      case .grade: .text
      case .bonus: .money
      }
    case .constant(let place): policy.constants[place].kind
    case .rosterColumn(let column): policy.roster?.columns[column].kind ?? .text
    case .memberCount: .count
    case .periodStart, .periodEnd: .date
    case .previous(let inner): kind(of: inner)
    case .collected(.howMany, _, _), .collected(.howManyEqual, _, _): .count
    case .collected(_, _, let inner): kind(of: inner)
    default: .number
    }
  }
}
