import MeritModel
import MeritPolicy

/// What a shape gave, and whether a handler inside it has spoken already.
struct Shaped {
  var value: Value
  let isSettled: Bool
  /// The values of the rule's lines, steps or entries, where it has such.
  let parts: [Value]
  /// Of a balance that releases each addition by itself those that wait.
  var waiting: [WaitingAddition]?

  init(_ value: Value, isSettled: Bool = false, parts: [Value] = []) {
    self.value = value
    self.isSettled = isSettled
    self.parts = parts
  }
}

/// Evaluates one rule for one subject: the shape, then the handlers, then the one rounding.
struct RuleEvaluation {
  /// Evaluates the rule's expressions for the subject.
  var expressions: ExpressionEvaluation
  /// Where the way to the value is written down; nil while nobody asks.
  let trace: RuleTrace?

  init(work: Workspace, scene: RuleScene, subject: Int, trace: RuleTrace?) {
    expressions = ExpressionEvaluation(work: work, scene: scene, subject: subject)
    self.trace = trace
  }

  var work: Workspace { expressions.work }
  var scene: RuleScene { expressions.scene }
  var subject: Int { expressions.subject }
  var rule: Rule { scene.rule }

  /// What the rule gives; throws where it has no value for a fault.
  ///
  /// Nothing is written down but in the trace, so that many people can be asked at once.
  func result() throws(EvaluationFault) -> Shaped {
    var shaped = try applicable()
    trace?.unrounded = shaped.value
    // One handler acts, once: what a part has settled, the definition's own does not touch.
    if !shaped.isSettled, !shaped.value.isPresent {
      let handled = try scene.rule.handlers.applied(to: shaped.value, in: expressions)
      if handled != shaped.value { trace?.handled = true }
      shaped.value = handled
    }
    shaped.value = try rounded(shaped.value)
    return shaped
  }

  /// The shape, where the definition applies; else it is not applicable.
  private func applicable() throws(EvaluationFault) -> Shaped {
    guard scene.hasCondition else { return try scene.shape(self) }
    let applies = try applies()
    guard applies.isTrue else {
      trace?.derivation = .notApplying(
        condition: rule.appliesWhen?.text ?? "", value: applies)
      return Shaped(applies.asState)
    }
    return try scene.shape(self)
  }

  /// Whether the definition applies to the subject: true without a condition.
  func applies() throws(EvaluationFault) -> Value {
    guard let condition = scene.appliesWhen else { return .present(.flag(true)) }
    return try expressions.value(condition)
  }

  private func rounded(_ value: Value) throws(EvaluationFault) -> Value {
    guard let rounding = scene.rule.rounding, let number = value.number else { return value }
    return .number(try exactly { () throws(ExactError) in try rounding(number) })
  }

  /// The named values of an expression, for the explanation.
  func operands(_ expression: CompiledExpression) -> [Derivation.Operand] {
    guard trace != nil else { return [] }
    return Operands(work: work, expressions: expressions).list(expression.root)
  }
}

/// What computes a rule for one subject.
typealias RuleShape = @Sendable (RuleEvaluation) throws(EvaluationFault) -> Shaped

extension RuleBody {
  /// The shape, chosen once for all subjects: its parts are too large to copy for each.
  var shape: RuleShape {
    switch self {
    case .measure(let measure): measure.shape.evaluation
    case .indicator(let indicator): indicator.evaluation
    case .score(let score): { (of) throws(EvaluationFault) in try of.score(score) }
    case .grade(let grade): { (of) throws(EvaluationFault) in Shaped(try of.grade(grade)) }
    case .bonus(let bonus): { (of) throws(EvaluationFault) in try of.bonus(bonus) }
    case .allocation: { (of) throws(EvaluationFault) in Shaped(try of.allocation()) }
    case .prize: { (of) throws(EvaluationFault) in try of.prize() }
    case .balance(let balance): { (of) throws(EvaluationFault) in try of.balance(balance) }
    case .ranking: { (of) throws(EvaluationFault) in try of.rank() }
    case .outcome(let outcome):
      { (of) throws(EvaluationFault) in try of.outcome(outcome) }
    }
  }
}

/// The way to one value, written down while it is computed.
final class RuleTrace {
  var derivation: Derivation?
  /// The ceilings on a grade.
  var ceiling: Derivation.CeilingPart?
  /// The value before handlers and rounding.
  var unrounded: Value = .missing
  /// Whether a handler replaced an absent value.
  var handled = false
  /// What was evaluated in other periods, beside what the rule's expressions say.
  var elsewhere: [(expression: Expression, at: ExpressionEvaluation)] = []
}
