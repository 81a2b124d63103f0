import MeritModel

extension PolicyFacts {
  /// The bounds of a score over every set of lines that can leave.
  func range(of score: ScoreRule, _ context: FactContext) -> ValueRange {
    let lines = score.lines.map { line -> WeightedRange in
      let values = with(line.handlers, range(line.of, context), context)
      return WeightedRange(
        weight: line.weight, range: values, canLeave: canLeave(line, context, evenRemotely: true))
    }
    return ValueRange(
      least: mean(lines) { $0.least }.flatMap { $0 },
      greatest: negatedMean(lines))
  }

  /// Whether a line's weight can pass to the other lines.
  func canLeave(
    _ line: WeightLine, _ context: FactContext, evenRemotely: Bool = false
  ) -> Bool {
    let absence = absence(line.of, context)
    return Absence.states.contains { state in
      guard let reason = absence[state], evenRemotely || !reason.isRemote else { return false }
      return line.handlers[state] == .reweight
    }
  }

  private func negatedMean(_ lines: [WeightedRange]) -> Exact? {
    let mean = mean(lines) { $0.negated.least }.flatMap { $0 }
    return mean.flatMap { try? $0.negated() }
  }

  /// The lowest weighted mean: the lines that stay, and of the others those that pull it down.
  private func mean(
    _ lines: [WeightedRange], _ low: (ValueRange) -> Exact?
  ) -> Exact?? {
    let lows = lines.map { low($0.range) }
    guard lows.allSatisfy({ $0 != nil }) else { return nil }
    let pairs = zip(lines, lows.compactMap { $0 }).map { (line: $0, low: $1) }
    var (sum, weight) = (Exact.zero, Exact.zero)
    let staying = pairs.filter { !$0.line.canLeave }
    let leaving = pairs.filter(\.line.canLeave).sorted { $0.low < $1.low }
    do throws(ExactError) {
      for pair in staying {
        sum = try sum + pair.line.weight * pair.low
        weight = try weight + pair.line.weight
      }
      for pair in leaving {
        if weight > .zero {
          let mean = try sum / weight
          if pair.low >= mean { break }
        }
        sum = try sum + pair.line.weight * pair.low
        weight = try weight + pair.line.weight
      }
      guard weight > .zero else { return nil }
      return try sum / weight
    } catch {
      return nil
    }
  }
}

/// A line of a score with the bounds of its value.
private struct WeightedRange {
  let weight: Exact
  let range: ValueRange
  let canLeave: Bool
}
