import MeritModel
import MeritPolicy

extension RuleEvaluation {
  /// A grade: the band or the seat, then shifts, then limits; a limit from above wins.
  func grade(_ grade: GradeRule) throws(EvaluationFault) -> Value {
    let unlimited = try unlimited(grade)
    guard grade.limits != nil, unlimited.grade != nil, let seat = try limitedSeat() else {
      return unlimited
    }
    trace?.ceiling = Derivation.CeilingPart(
      earned: seat.earned, group: seat.group, size: seat.size, seats: seat.seats)
    return .present(.grade(seat.grade))
  }

  private func limitedSeat() throws(EvaluationFault) -> LimitedGrades.Seat? {
    try work.limited[rule.id]?.get()[subject]
  }

  /// The grade before the ceilings of its group.
  func unlimited(_ grade: GradeRule) throws(EvaluationFault) -> Value {
    let value = try expressions.value(grade.of)
    guard let earned = try earned(grade, value) else {
      trace?.derivation = derivation(grade, value, nil, [])
      return value.isPresent ? .notApplicable : value
    }
    var applied: [(id: String, applies: Bool)] = []
    var state = Value.present(.flag(true))
    var holding: [GradeException] = []
    for exception in grade.exceptions {
      let condition = try exception.handlers.applied(
        to: try expressions.value(exception.when), in: expressions)
      state = state.combined(with: condition)
      let applies = condition.isTrue
      applied.append((exception.id, applies))
      if applies { holding.append(exception) }
    }
    trace?.derivation = derivation(grade, value, earned.band, applied)
    guard state.isPresent else { return state }
    return .present(.grade(grade.settled(earned.grade, holding)))
  }

  /// The best grade that the exceptions which hold leave; nil where they leave every grade.
  func ceiling(_ grade: GradeRule) throws(EvaluationFault) -> Grade? {
    var limits: [Grade] = []
    for exception in grade.exceptions {
      guard let limit = exception.atMost else { continue }
      let holds = try exception.handlers.applied(
        to: try expressions.value(exception.when), in: expressions)
      if holds.isTrue { limits.append(limit) }
    }
    return limits.max { $0.rank < $1.rank }
  }

  /// The grade before exceptions, with the place of its band; nil where there is none.
  private func earned(
    _ grade: GradeRule, _ value: Value
  ) throws(EvaluationFault) -> (grade: Grade, band: Int?)? {
    guard value.isPresent else { return nil }
    switch grade.method {
    case .bands(let rows):
      guard let hit = hit(value, rows), case .grade(let banded) = rows[hit].value else {
        throw .noBand
      }
      return (banded, hit)
    case .quota:
      guard let seat = try seat() else { return nil }
      return (seat.earned, nil)
    }
  }

  private func seat() throws(EvaluationFault) -> QuotaGrades.Seat? {
    switch work.seats[rule.id] {
    case .success(let seats): return seats[subject]
    case .failure(let fault): throw fault
    case nil: return nil
    }
  }

  private func derivation(
    _ grade: GradeRule, _ value: Value, _ band: Int?, _ applied: [(id: String, applies: Bool)]
  ) -> Derivation? {
    guard trace != nil else { return nil }
    switch grade.method {
    case .bands(let rows):
      return .grade(
        of: grade.of.text, value: value, rows: rows, hit: band, exceptions: applied)
    case .quota:
      let seat = (try? seat()).flatMap(\.self)
      return .quota(
        of: grade.of.text, value: value, seat: seat, exceptions: applied)
    }
  }
}
