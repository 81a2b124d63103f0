import MeritModel
import MeritPolicy

extension OperandColumns {
  /// A score for many people: see ``RuleEvaluation/score(_:)``.
  ///
  /// A line that needs several periods changes how its expression is asked, which is done alone.
  func score(_ score: ScoreRule) -> Column? {
    guard score.lines.allSatisfy({ $0.needsPeriods == 1 }),
      let lines = columns(of: score.lines.lazy.map(\.of))
    else { return nil }
    return people.indices.map { index in
      let place = index - people.startIndex
      var sum = WeightedSum()
      var state = Value.present(.flag(true))
      for (line, column) in zip(score.lines, lines) {
        guard let value = column[place] else { return nil }
        if line.handlers.action(for: value) == .reweight { continue }
        guard let settled = line.handlers.plain(value) else { return nil }
        guard let number = settled.number else {
          state = state.combined(with: settled)
          continue
        }
        do { try sum.add(number, weight: line.weight) } catch { return nil }
      }
      return state.isPresent ? try? sum.mean(needs: score.reweightNeeds) : state
    }
  }
}
