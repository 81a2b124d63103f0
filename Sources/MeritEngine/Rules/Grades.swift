import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// A grade: the band, then shifts, then limits; a limit from above wins.
  func grade(_ grade: GradeRule) throws(EvaluationFault) -> Value {
    guard case .bands(let rows) = grade.method else { throw .notComputed("grades by quota") }
    let value = try expressions.value(grade.of.root)
    guard value.isPresent else {
      trace?.derivation = .grade(
        of: grade.of.text, value: value, rows: rows, hit: nil, exceptions: [])
      return value
    }
    let hit = hit(value, rows)
    guard let hit, case .grade(let banded) = rows[hit].value else {
      throw .noBand(value.number ?? .zero)
    }
    var applied: [(id: String, applies: Bool)] = []
    var result = banded.rank
    var state = Value.present(.flag(true))
    var holding: [GradeException] = []
    for exception in grade.exceptions {
      let condition = try exception.handlers.applied(to: try expressions.value(exception.when.root))
      state = state.combined(with: condition)
      let applies = condition == .present(.flag(true))
      applied.append((exception.id, applies))
      if applies { holding.append(exception) }
    }
    trace?.derivation = .grade(
      of: grade.of.text, value: value, rows: rows, hit: hit, exceptions: applied)
    guard state.isPresent else { return state }
    result -= holding.reduce(0) { $0 + $1.shift }
    result = min(max(result, 0), grade.set.grades.count - 1)
    for limit in holding.compactMap(\.atLeast) { result = min(result, limit.rank) }
    for limit in holding.compactMap(\.atMost) { result = max(result, limit.rank) }
    return .present(.grade(grade.set.grades[result]))
  }
}
