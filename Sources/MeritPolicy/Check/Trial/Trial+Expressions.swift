import MeritModel

extension Trial {
  /// The value of an expression, and how it moves.
  mutating func value(_ expression: Expression, _ scene: Scene) throws(TrialFault) -> Moving {
    switch expression {
    case .literal(let scalar): return Moving(.present(scalar))
    case .figure(let rule): return try groupFigure(rule)
    case .slot(let slot): return try self.slot(slot, scene)
    case .constant(let constant):
      let value = policy.constants[constant].value(on: period.end)
      return Moving(value.map(Value.present) ?? .missing)
    case .rosterColumn(let column): return try fact(.rosterColumn(column))
    case .periodStart: return Moving(.present(.day(period.start)))
    case .periodEnd: return Moving(.present(.day(period.end)))
    case .negated(let inner): return try value(inner, scene).negated()
    case .arithmetic(let operation, let left, let right):
      return try arithmetic(operation, try value(left, scene), try value(right, scene), scene)
    case .comparison(let comparison, let left, let right):
      return try compared(comparison, try value(left, scene), try value(right, scene), scene)
    case .all(let terms): return try joined(terms, decides: false, scene)
    case .any(let terms): return try joined(terms, decides: true, scene)
    case .not(let inner):
      let value = try value(inner, scene)
      return value.flag.map { Moving(.present(.flag(!$0))) } ?? value
    case .isOneOf(let inner, let items):
      let value = try value(inner, scene)
      guard case .present(let scalar) = value.value else { return value }
      decide(.condition, items.firstIndex(of: scalar) ?? -1, scene, by: unsure(value))
      return Moving(.present(.flag(items.contains(scalar))))
    case .hasState(let inner, let state, let isNegated):
      let value = try value(inner, scene)
      return Moving(.present(.flag((value.value.state == state) != isNegated)))
    case .least(let parts): return try extreme(try values(parts, scene), isLeast: true, scene)
    case .greatest(let parts): return try extreme(try values(parts, scene), isLeast: false, scene)
    case .collected(let collector, .parts(let grain), let inner):
      return try collected(collector, grain, inner, scene)
    case .column, .monthsBetween, .daysBetween, .minutesBetween, .isWithinHours, .isWorkday,
      .memberCount, .collected, .previous, .streak, .firstTime, .part, .companyTotal:
      throw .beyondOnePerson(scene.rule)
    }
  }

  /// A list of numbers that moves may pass through any of them.
  private func unsure(_ moving: Moving) -> Trend { moving.isStill ? .still : .turning }

  private mutating func values(
    _ parts: [Expression], _ scene: Scene
  ) throws(TrialFault) -> [Moving] {
    var values: [Moving] = []
    for part in parts { values.append(try value(part, scene)) }
    return values
  }

  private mutating func groupFigure(_ rule: RuleID) throws(TrialFault) -> Moving {
    try figure(rule)
  }

  /// The value that the plan binds to a slot; a bonus is the sum of the present ones.
  private mutating func slot(_ slot: Slot, _ scene: Scene) throws(TrialFault) -> Moving {
    let bound = plan.bindings[scene.grain]?.rules(slot) ?? []
    var total: Moving?
    for rule in bound {
      let value = try figure(rule)
      guard let sum = total, sum.value.isPresent else {
        total = value
        continue
      }
      if value.value.isPresent { total = try sum.plus(value) }
    }
    return total ?? Moving(.notApplicable)
  }

  private mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: Moving, _ right: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    switch operation {
    case .plus: return try left.plus(right)
    case .minus: return try left.minus(right)
    case .times: return try product(left, right, scene)
    case .dividedBy: return try quotient(left, right, scene)
    }
  }

  private mutating func compared(
    _ comparison: ComparisonOperator, _ left: Moving, _ right: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard case .present(let one) = left.value, case .present(let other) = right.value else {
      return left.absent(with: right)
    }
    guard let order = one.order(against: other) else {
      return Moving(.present(.flag(comparison == .notEqual)))
    }
    let holds = comparison.holds(order)
    let isEquality = comparison == .equal || comparison == .notEqual
    decide(
      .condition, isEquality ? order : holds ? 1 : 0, scene,
      by: left.trend.joined(with: right.trend.turned))
    return Moving(.present(.flag(holds)))
  }

  /// A chain of conditions from left to right: the first term that decides ends it.
  private mutating func joined(
    _ terms: [Expression], decides deciding: Bool, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    var values: [Moving] = []
    for term in terms { values.append(try value(term, scene)) }
    for (place, value) in values.enumerated() {
      guard let flag = value.flag else {
        return values[place...].contains { $0.value == .missing }
          ? Moving(.missing) : Moving(.notApplicable)
      }
      if flag == deciding { return Moving(.present(.flag(deciding))) }
    }
    return Moving(.present(.flag(!deciding)))
  }

  /// A collector over the parts of the period, which are all alike.
  private mutating func collected(
    _ collector: Collector, _ grain: Grain, _ inner: Expression, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    var part = scene
    part.grain = grain
    let count = Exact(policy.header.calendar.parts(of: period, grain).count)
    let value = try value(inner, part)
    switch collector {
    case .average, .least, .greatest, .best, .worst: return value
    case .total:
      guard value.value.isPresent else { return value }
      return try product(value, Moving(.number(count)), scene)
    case .howMany:
      return Moving(.number(value.flag == true ? count : .zero))
    case .howManyEqual(let wanted):
      decide(.condition, value.value == .present(wanted) ? 1 : 0, scene, by: unsure(value))
      return Moving(.number(value.value == .present(wanted) ? count : .zero))
    }
  }
}

extension Moving {
  /// The flag, where one is present.
  var flag: Bool? {
    if case .present(.flag(let flag)) = value { flag } else { nil }
  }
}

extension Value {
  fileprivate var state: DataState {
    switch self {
    case .present: .present
    case .missing: .missing
    case .notApplicable: .notApplicable
    }
  }
}

extension Scalar {
  /// −1, 0 or 1; a better grade is greater; nil where only equality is defined and it fails.
  fileprivate func order(against other: Scalar) -> Int? {
    switch (self, other) {
    case (.number(let one), .number(let two)): one < two ? -1 : one == two ? 0 : 1
    case (.grade(let one), .grade(let two)):
      one.rank > two.rank ? -1 : one.rank == two.rank ? 0 : 1
    case (.day(let one), .day(let two)): one < two ? -1 : one == two ? 0 : 1
    default: self == other ? 0 : nil
    }
  }
}

extension ComparisonOperator {
  /// Whether it holds where the left side is below, equal to or above the right one.
  fileprivate func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}
