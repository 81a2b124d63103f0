import MeritModel

extension Trial {
  /// The value of a rule's shape, before its handlers and its rounding.
  mutating func shape(_ rule: Rule) throws(TrialFault) -> TrialShape {
    let scene = Scene(rule: rule.id, grain: rule.grain)
    if let condition = rule.appliesWhen {
      let applies = try value(condition.root, scene)
      if applies.flag == false { return TrialShape(Moving(.notApplicable)) }
      if !applies.value.isPresent { return TrialShape(applies) }
    }
    switch rule.body {
    case .measure(let measure): return try shape(measure, scene)
    case .indicator(let indicator): return try shape(indicator, scene)
    case .score(let score): return try shape(score, scene)
    case .grade(let grade): return TrialShape(try self.grade(grade, scene))
    case .bonus(let bonus): return try shape(bonus, scene)
    case .outcome(.table(let table)): return TrialShape(try lookup(table, scene))
    case .allocation, .prize, .balance, .ranking, .outcome: throw .beyondOnePerson(rule.id)
    }
  }

  private mutating func shape(
    _ measure: MeasureRule, _ scene: Scene
  ) throws(TrialFault) -> TrialShape {
    switch measure.shape {
    case .rows, .total, .rating: throw .beyondOnePerson(scene.rule)
    case .formula(let expression): return TrialShape(try value(expression.root, scene))
    case .lookup(let table): return TrialShape(try lookup(table, scene))
    case .ratio(let of, let to, let whenZero):
      let (upper, lower) = (try value(of.root, scene), try value(to.root, scene))
      guard upper.value.isPresent, let divisor = lower.number else {
        return TrialShape(upper.absent(with: lower))
      }
      decide(.zero, divisor.isZero ? 1 : 0, scene, by: lower.trend)
      if divisor.isZero { return TrialShape(try afterZero(whenZero), isSettled: true) }
      return TrialShape(try quotient(upper, lower, scene))
    }
  }

  private func afterZero(_ action: HandlerAction?) throws(TrialFault) -> Moving {
    guard let action else { throw .impossible }
    return try handled(
      Moving(.missing), Handlers(whenMissing: action, whenNotApplicable: nil))
  }

  private mutating func shape(
    _ indicator: IndicatorRule, _ scene: Scene
  ) throws(TrialFault) -> TrialShape {
    switch indicator {
    case .attainment(let attainment): return try self.attainment(attainment, scene)
    case .bands(let of, let rows):
      let value = try value(of.root, scene)
      guard let hit = try band(value, rows, scene) else { return TrialShape(value) }
      return TrialShape(Moving(.present(rows[hit].value)))
    case .curve(let of, let points):
      return TrialShape(try curve(try value(of.root, scene), points, scene))
    case .deductions(let deductions): return try self.deductions(deductions, scene)
    }
  }

  /// The highest band that a value reaches; nil where there is no value.
  private mutating func band(
    _ value: Moving, _ rows: [Band], _ scene: Scene
  ) throws(TrialFault) -> Int? {
    guard let number = value.number else { return nil }
    guard let hit = rows.lastIndex(where: { $0.isReached(by: number) }) else { throw .impossible }
    decide(.band, hit, scene, by: value.trend)
    return hit
  }

  private mutating func attainment(
    _ attainment: Attainment, _ scene: Scene
  ) throws(TrialFault) -> TrialShape {
    let actual = try value(attainment.actual.root, scene)
    let target = try value(attainment.target.root, scene)
    guard actual.value.isPresent, let divisor = target.number else {
      return TrialShape(actual.absent(with: target))
    }
    decide(.zero, divisor > .zero ? 0 : 1, scene, by: target.trend)
    guard divisor > .zero else {
      return TrialShape(try afterZero(attainment.whenZero), isSettled: true)
    }
    let ratio = try limited(
      try quotient(actual, target, scene),
      atLeast: attainment.atLeast.map { Moving(.number($0)) },
      atMost: attainment.atMost.map { Moving(.number($0)) }, scene)
    return TrialShape(try product(ratio, Moving(.number(attainment.worth)), scene))
  }

  private mutating func curve(
    _ value: Moving, _ points: [CurvePoint], _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard let number = value.number, let first = points.first, let last = points.last else {
      return value
    }
    let upper = points.firstIndex { number < $0.at } ?? points.count
    decide(.curve, upper, scene, by: value.trend)
    if upper == 0 { return Moving(.number(first.value)) }
    if upper == points.count { return Moving(.number(last.value)) }
    let (left, right) = (points[upper - 1], points[upper])
    let slope = try exactly { () throws(ExactError) in
      try (try right.value - left.value) / (try right.at - left.at)
    }
    let start = try exactly { () throws(ExactError) in try left.value - (try slope * left.at) }
    return try product(value, Moving(.number(slope)), scene).plus(Moving(.number(start)))
  }

  private mutating func deductions(
    _ deductions: Deductions, _ scene: Scene
  ) throws(TrialFault) -> TrialShape {
    var points = Moving(.number(deductions.startAt))
    var state: Moving?
    var isSettled = false
    for (part, line) in deductions.lines.enumerated() {
      let here = Scene(rule: scene.rule, grain: scene.grain, part: part)
      let each = try value(line.each.root, here)
      let settled = try handled(each, line.handlers)
      if !settled.value.isPresent {
        if line.handlers[each.value.absentState] != nil { isSettled = true }
        state = state.map { $0.absent(with: settled) } ?? settled
        continue
      }
      let cost = try limited(
        try product(settled, Moving(.number(line.costs)), here), atLeast: nil,
        atMost: line.atMost.map { Moving(.number($0)) }, here)
      points = try points.minus(cost)
    }
    if let state { return TrialShape(state, isSettled: isSettled) }
    let floor = deductions.atLeast.map { Moving(.number($0)) }
    return TrialShape(try limited(points, atLeast: floor, atMost: nil, scene))
  }

  private mutating func shape(_ score: ScoreRule, _ scene: Scene) throws(TrialFault) -> TrialShape {
    var sum = Moving(.number(.zero))
    var remaining = Exact.zero
    var state: Moving?
    var isSettled = false
    for (part, line) in score.lines.enumerated() {
      let here = Scene(rule: scene.rule, grain: scene.grain, part: part)
      let value = try value(line.of.root, here)
      let action = line.handlers[value.value.absentState]
      if action == .reweight { continue }
      let settled = try handled(value, line.handlers)
      if !settled.value.isPresent {
        if action != nil { isSettled = true }
        state = state.map { $0.absent(with: settled) } ?? settled
        continue
      }
      let part = try product(settled, Moving(.number(line.weight)), here)
      sum = try sum.plus(part)
      remaining = try exactly { () throws(ExactError) in try remaining + line.weight }
    }
    if let state { return TrialShape(state, isSettled: isSettled) }
    guard !remaining.isZero, remaining >= score.reweightNeeds ?? .zero else {
      return TrialShape(Moving(.notApplicable))
    }
    return TrialShape(try quotient(sum, Moving(.number(remaining)), scene))
  }

  private mutating func grade(_ grade: GradeRule, _ scene: Scene) throws(TrialFault) -> Moving {
    guard case .bands(let rows) = grade.method else { throw .beyondOnePerson(scene.rule) }
    let value = try value(grade.of.root, scene)
    guard let hit = try band(value, rows, scene), case .grade(let banded) = rows[hit].value else {
      return value
    }
    var state: Moving?
    var holding: [GradeException] = []
    for (part, exception) in grade.exceptions.enumerated() {
      let here = Scene(rule: scene.rule, grain: scene.grain, part: part)
      let condition = try handled(try self.value(exception.when.root, here), exception.handlers)
      guard let flag = condition.flag else {
        state = state.map { $0.absent(with: condition) } ?? condition
        continue
      }
      if flag { holding.append(exception) }
    }
    if let state { return state }
    return Moving(.present(.grade(grade.settled(banded, holding))))
  }
}

extension Value {
  /// The state, where it is an absent one; `present` finds no handler.
  var absentState: DataState {
    switch self {
    case .present: .present
    case .missing: .missing
    case .notApplicable: .notApplicable
    }
  }
}
