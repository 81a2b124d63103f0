import MeritModel
import MeritPolicy

/// What a shape gave, and whether a handler inside it has spoken already.
struct Shaped {
  let value: Value
  let isSettled: Bool

  init(_ value: Value, isSettled: Bool = false) {
    self.value = value
    self.isSettled = isSettled
  }
}

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
    let shaped = try shape()
    trace?.unrounded = shaped.value
    // One handler acts, once: what a part has settled, the definition's own does not touch.
    let handled = shaped.isSettled ? shaped.value : try rule.handlers.applied(to: shaped.value)
    if handled != shaped.value { trace?.handled = true }
    return try rounded(handled)
  }

  private func shape() throws(EvaluationFault) -> Shaped {
    switch rule.body {
    case .measure(let measure): return try self.measure(measure)
    case .indicator(let indicator): return try self.indicator(indicator)
    case .score(let score): return try self.score(score)
    case .grade(let grade): return Shaped(try self.grade(grade))
    case .bonus(let bonus): return try self.bonus(bonus)
    case .allocation: throw .notComputed("allocations")
    case .outcome(let outcome): return Shaped(try self.outcome(outcome))
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
}
