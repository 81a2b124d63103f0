import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// Σ weight × value; lines that leave by `reweight` make the others grow.
  func score(_ score: ScoreRule) throws(EvaluationFault) -> Value {
    var parts: [Derivation.WeightPart] = []
    var state = Value.present(.flag(true))
    var remaining = Exact.zero
    var sum = Exact.zero
    for line in score.lines {
      let value = try expressions.value(line.of.root)
      let (settled, isReweighted) = try settled(value, line.handlers)
      parts.append(
        Derivation.WeightPart(
          of: line.of.text, value: settled, weight: line.weight, isReweighted: isReweighted))
      if isReweighted { continue }
      state = state.combined(with: settled)
      guard let number = settled.number else { continue }
      sum = try exactly { () throws(ExactError) in try sum + (try line.weight * number) }
      remaining = try exactly { () throws(ExactError) in try remaining + line.weight }
    }
    trace?.derivation = .weights(lines: parts, remaining: remaining)
    guard state.isPresent else { return state }
    guard !remaining.isZero, remaining >= score.reweightNeeds ?? .zero else {
      return .notApplicable
    }
    return .number(try exactly { () throws(ExactError) in try sum / remaining })
  }

  private func settled(
    _ value: Value, _ handlers: Handlers
  ) throws(EvaluationFault) -> (Value, isReweighted: Bool) {
    if handlers.action(for: value) == .reweight { return (value, true) }
    return (try handlers.applied(to: value), false)
  }
}
