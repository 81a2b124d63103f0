import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// Σ weight × value; lines that leave by `reweight` make the others grow.
  func score(_ score: ScoreRule) throws(EvaluationFault) -> Shaped {
    var parts: [Derivation.WeightPart] = []
    var state = Value.present(.flag(true))
    var remaining = Exact.zero
    var sum = Exact.zero
    var isSettled = false
    var values: [Value] = []
    values.reserveCapacity(score.lines.count)
    for line in score.lines {
      let value = try value(of: line)
      values.append(value)
      let (settled, isReweighted) = try settled(value, line.handlers)
      if trace != nil {
        parts.append(
          Derivation.WeightPart(
            of: line.of.text, value: settled, weight: line.weight, isReweighted: isReweighted))
      }
      if isReweighted { continue }
      // A line that said `no-score` has decided.
      if !settled.isPresent, line.handlers.action(for: value) != nil { isSettled = true }
      state = state.combined(with: settled)
      guard let number = settled.number else { continue }
      sum = try exactly { () throws(ExactError) in try sum + (try line.weight * number) }
      remaining = try exactly { () throws(ExactError) in try remaining + line.weight }
    }
    trace?.derivation = .weights(lines: parts, remaining: remaining)
    guard state.isPresent else { return Shaped(state, isSettled: isSettled, parts: values) }
    guard !remaining.isZero, remaining >= score.reweightNeeds ?? .zero else {
      return Shaped(.notApplicable, parts: values)
    }
    let score = try exactly { () throws(ExactError) in try sum / remaining }
    return Shaped(.number(score), parts: values)
  }

  private func value(of line: WeightLine) throws(EvaluationFault) -> Value {
    if line.needsPeriods == expressions.needsPeriods { return try expressions.value(line.of) }
    var needing = expressions
    needing.needsPeriods = line.needsPeriods
    return try needing.value(line.of)
  }

  private func settled(
    _ value: Value, _ handlers: Handlers
  ) throws(EvaluationFault) -> (Value, isReweighted: Bool) {
    if handlers.action(for: value) == .reweight { return (value, true) }
    return (try handlers.applied(to: value, in: expressions), false)
  }
}
