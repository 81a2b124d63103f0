import MeritModel
import MeritPolicy

extension OperandColumns {
  /// A grade for many people: see ``RuleEvaluation/grade(_:)``.
  func grade(_ grade: GradeRule) -> Column? {
    guard let unlimited = unlimited(grade) else { return nil }
    guard grade.limits != nil else { return unlimited }
    guard case .success(let seats)? = work.limited[scene.rule.id] else { return nil }
    return zip(people, unlimited).map { person, value in
      guard value?.grade != nil, let seat = seats[person] else { return value }
      return .present(.grade(seat.grade))
    }
  }

  /// The grades before the ceilings of groups: see ``RuleEvaluation/unlimited(_:)``.
  func unlimited(_ grade: GradeRule) -> Column? {
    guard let earned = earned(grade),
      let conditions = columns(of: grade.exceptions.lazy.map(\.when))
    else { return nil }
    if conditions.isEmpty { return earned }
    return earned.indices.map { place in
      guard let value = earned[place], let best = value.grade else { return earned[place] }
      var state = Value.present(.flag(true))
      var holding: [GradeException] = []
      for (exception, column) in zip(grade.exceptions, conditions) {
        guard let asked = column[place], let condition = exception.handlers.plain(asked) else {
          return nil
        }
        state = state.combined(with: condition)
        if condition.isTrue { holding.append(exception) }
      }
      guard state.isPresent else { return state }
      return holding.isEmpty ? value : .present(.grade(grade.settled(best, holding)))
    }
  }

  /// The grades of bands or seats; an absent value stays, and whose value is there without a seat is
  /// not graded.
  private func earned(_ grade: GradeRule) -> Column? {
    switch grade.method {
    case .bands(let rows): return bands(grade.of, rows)
    case .quota:
      guard let values = column(of: grade.of),
        case .success(let seats)? = work.seats[scene.rule.id]
      else { return nil }
      return zip(people, values).map { person, value in
        guard let value, value.isPresent else { return value }
        return seats[person].map { .present(.grade($0.earned)) } ?? .notApplicable
      }
    }
  }
}
