import MeritModel
import MeritPolicy

/// Evaluates one rule for one subject: the shape, then the handlers, then the one rounding.
struct RuleEvaluation {
  let work: Workspace
  let rule: Rule
  let subject: Int
  /// Where the way to the value is written down; nil while nobody asks.
  let trace: RuleTrace?

  var expressions: ExpressionEvaluation {
    ExpressionEvaluation(work: work, rule: rule, subject: subject)
  }

  /// The value of the rule; throws where it has none for a fault.
  func value() throws(EvaluationFault) -> Value {
    let raw = try shape()
    trace?.unrounded = raw
    let handled = try handled(raw)
    if handled != raw { trace?.handled = true }
    return try rounded(handled)
  }

  private func shape() throws(EvaluationFault) -> Value {
    switch rule.body {
    case .measure(let measure): return try self.measure(measure)
    case .indicator(let indicator): return try self.indicator(indicator)
    case .score(let score): return try self.score(score)
    case .grade(let grade): return try self.grade(grade)
    case .bonus(let bonus): return try self.bonus(bonus)
    case .allocation: throw .notComputed("allocations")
    case .outcome(let outcome): return try self.outcome(outcome)
    }
  }

  /// The handler of the definition, where the shape has not had its own say already.
  private func handled(_ value: Value) throws(EvaluationFault) -> Value {
    if trace?.isSettled ?? false { return value }
    switch rule.body {
    case .score(let score) where settles(score, value): return value
    default: return try rule.handlers.applied(to: value)
    }
  }

  /// After a line that said `no-score` the score's own handler does not act again.
  private func settles(_ score: ScoreRule, _ value: Value) -> Bool {
    value == .notApplicable
      && score.lines.contains { line in
        line.handlers.whenNotApplicable == .notApplicable
          && (try? expressions.value(line.of.root)) == .notApplicable
      }
  }

  private func rounded(_ value: Value) throws(EvaluationFault) -> Value {
    guard let rounding = rule.rounding, let number = value.number else { return value }
    return .number(try exactly { () throws(ExactError) in try rounding(number) })
  }

  /// The named values of an expression, for the explanation.
  func operands(_ expression: CompiledExpression) -> [(name: String, value: Value)] {
    guard trace != nil else { return [] }
    return Operands(work: work, expressions: expressions).list(expression.root)
  }
}

/// The way to one value, written down while it is computed.
final class RuleTrace {
  var derivation: Derivation?
  /// The value before handlers and rounding.
  var unrounded: Value = .missing
  /// Whether a handler replaced an absent value.
  var handled = false
  /// Whether a part of the shape has already said what the absent result is.
  var isSettled = false
}
