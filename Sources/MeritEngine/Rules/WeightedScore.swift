import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// Σ weight × value; lines that leave by `reweight` make the others grow.
  func score(_ score: ScoreRule) throws(EvaluationFault) -> Shaped {
    var parts: [Derivation.WeightPart] = []
    var state = Value.present(.flag(true))
    var sum = WeightedSum()
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
      do { try sum.add(number, weight: line.weight) } catch { throw .arithmetic(error) }
    }
    trace?.derivation = .weights(lines: parts, remaining: sum.weight)
    guard state.isPresent else { return Shaped(state, isSettled: isSettled, parts: values) }
    let mean = try exactly { [sum] () throws(ExactError) in try sum.mean(needs: score.reweightNeeds)
    }
    return Shaped(mean, parts: values)
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

/// Σ weight × value, with the weight that took part.
struct WeightedSum {
  private var sum = Exact.zero
  private(set) var weight = Exact.zero

  mutating func add(_ value: Exact, weight more: Exact) throws(ExactError) {
    sum = try sum + (try more * value)
    weight = try weight + more
  }

  /// The sum over the weight; not applicable where less than the least weight took part, or none.
  func mean(needs least: Exact?) throws(ExactError) -> Value {
    guard !weight.isZero, weight >= least ?? .zero else { return .notApplicable }
    return .number(try sum / weight)
  }
}
