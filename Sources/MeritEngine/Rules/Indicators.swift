import MeritModel
import MeritPolicy

extension IndicatorRule {
  /// What computes an indicator, points, for one subject; chosen once, as the shape of a rule.
  var evaluation: RuleShape {
    switch self {
    case .attainment(let attainment):
      { (of) throws(EvaluationFault) in try of.attainment(attainment) }
    case .bands(let value, let rows):
      { (of) throws(EvaluationFault) in try of.bands(value, rows) }
    case .curve(let value, let points):
      { (of) throws(EvaluationFault) in Shaped(try of.curve(value, points)) }
    case .deductions(let deductions):
      { (of) throws(EvaluationFault) in try of.deductions(deductions) }
    }
  }
}

extension RuleEvaluation {
  fileprivate func bands(
    _ of: CompiledExpression, _ rows: [Band]
  ) throws(EvaluationFault) -> Shaped {
    let value = try expressions.value(of)
    trace?.derivation = .band(of: of.text, value: value, rows: rows, hit: hit(value, rows))
    guard value.number != nil else { return Shaped(value) }
    guard let hit = hit(value, rows) else { throw .noBand }
    return Shaped(.present(rows[hit].value))
  }

  /// The highest band that a number reaches.
  func hit(_ value: Value, _ rows: [Band]) -> Int? {
    guard let number = value.number else { return nil }
    // By places: a band would be copied for each person.
    return rows.indices.last { rows[$0].isReached(by: number) }
  }

  fileprivate func attainment(_ attainment: Attainment) throws(EvaluationFault) -> Shaped {
    let actual = try expressions.value(attainment.actual)
    let target = try expressions.value(attainment.target)
    trace?.derivation = .attainment(
      actual: actual, target: target, worth: attainment.worth, atLeast: attainment.atLeast,
      atMost: attainment.atMost)
    guard let first = actual.number, let second = target.number else {
      return Shaped(actual.combined(with: target))
    }
    guard second > .zero else {
      return Shaped(try notPositive(attainment.whenZero), isSettled: true)
    }
    return Shaped(
      .number(try exactly { () throws(ExactError) in try attainment.points(first, second) }))
  }

  private func notPositive(_ whenZero: HandlerAction?) throws(EvaluationFault) -> Value {
    guard let whenZero, whenZero != .error else { throw .targetNotPositive }
    let handlers = Handlers(whenMissing: whenZero, whenNotApplicable: nil)
    return try handlers.applied(to: .missing, in: expressions)
  }

  fileprivate func curve(
    _ of: CompiledExpression, _ points: [CurvePoint]
  ) throws(EvaluationFault) -> Value {
    let value = try expressions.value(of)
    trace?.derivation = .curve(of: of.text, value: value, points: points)
    guard let number = value.number else { return value }
    return .number(try exactly { () throws(ExactError) in try points.value(at: number) })
  }

  fileprivate func deductions(_ deductions: Deductions) throws(EvaluationFault) -> Shaped {
    var points = deductions.startAt
    var state = Value.present(.flag(true))
    var isSettled = false
    var lines: [Derivation.DeductionPart] = []
    for line in deductions.lines {
      let each = try expressions.value(line.each)
      let value = try line.handlers.applied(to: each, in: expressions)
      if !value.isPresent, line.handlers.action(for: each) != nil { isSettled = true }
      state = state.combined(with: value)
      guard let number = value.number else { continue }
      let cost = try exactly { () throws(ExactError) in try line.cost(of: number) }
      points = try exactly { () throws(ExactError) in try points - cost }
      guard trace != nil else { continue }
      lines.append(
        Derivation.DeductionPart(
          id: line.id, each: line.each.text, count: number, costs: line.costs, taken: cost,
          atMost: line.atMost))
    }
    trace?.derivation = .deductions(startAt: deductions.startAt, lines: lines)
    guard state.isPresent else { return Shaped(state, isSettled: isSettled) }
    return Shaped(.number(deductions.atLeast.map { max(points, $0) } ?? points))
  }
}

extension Attainment {
  /// worth × actual ÷ target, the quotient inside its limits; the target is above zero.
  func points(_ actual: Exact, _ target: Exact) throws(ExactError) -> Exact {
    var ratio = try actual / target
    if let atLeast { ratio = max(ratio, atLeast) }
    if let atMost { ratio = min(ratio, atMost) }
    return try ratio * worth
  }
}

extension [CurvePoint] {
  /// The value on the straight line between two corners, and that of the outermost ones beyond; a
  /// curve has at least one corner.
  func value(at number: Exact) throws(ExactError) -> Exact {
    guard let upper = firstIndex(where: { number <= $0.at }) else { return self[count - 1].value }
    if upper == 0 { return self[0].value }
    let (left, right) = (self[upper - 1], self[upper])
    let share = try (try number - left.at) / (try right.at - left.at)
    return try left.value + (try share * (try right.value - left.value))
  }
}

extension DeductionLine {
  /// What so many cost: min(`atMost`, count × `costs`).
  func cost(of count: Exact) throws(ExactError) -> Exact {
    let full = try count * costs
    return atMost.map { min(full, $0) } ?? full
  }
}
