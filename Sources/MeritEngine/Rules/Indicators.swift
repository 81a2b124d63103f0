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
    return rows.lastIndex { $0.isReached(by: number) }
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
      .number(
        try exactly { () throws(ExactError) in
          var ratio = try first / second
          if let least = attainment.atLeast { ratio = max(ratio, least) }
          if let most = attainment.atMost { ratio = min(ratio, most) }
          return try ratio * attainment.worth
        }))
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
    guard let number = value.number, let first = points.first, let last = points.last else {
      return value
    }
    if number <= first.at { return .number(first.value) }
    guard let upper = points.firstIndex(where: { number <= $0.at }) else {
      return .number(last.value)
    }
    let (left, right) = (points[upper - 1], points[upper])
    return .number(
      try exactly { () throws(ExactError) in
        let share = try (try number - left.at) / (try right.at - left.at)
        return try left.value + (try share * (try right.value - left.value))
      })
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
      let cost = try exactly { () throws(ExactError) in
        let full = try number * line.costs
        return line.atMost.map { min(full, $0) } ?? full
      }
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
