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
    var sums = Array(repeating: WeightedSum(), count: people.count)
    // Nothing for who has to be asked alone.
    var states = all.same(.present(.flag(true)))
    for (line, column) in zip(score.lines, lines) {
      for place in column.indices {
        guard let state = states[place] else { continue }
        guard let value = column[place] else {
          states[place] = nil
          continue
        }
        if line.handlers.action(for: value) == .reweight { continue }
        let settled = line.handlers.plain(value)
        if let number = settled?.number {
          do { try sums[place].add(number, weight: line.weight) } catch { states[place] = nil }
        } else {
          states[place] = settled.map(state.combined)
        }
      }
    }
    return zip(sums, states).map { sum, state in
      state?.isPresent ?? false ? try? sum.mean(needs: score.reweightNeeds) : state
    }
  }
}
