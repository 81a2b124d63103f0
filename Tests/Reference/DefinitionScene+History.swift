extension DefinitionScene {
  /// The values that `last(n, x)` stands for, oldest first; nil for another expression.
  func history(_ expression: Expression) throws -> [Value]? {
    guard case .call("last", let arguments) = expression, arguments.count == 2 else { return nil }
    let count = try value(of: arguments[0]).needNumber()
    var current = try currentPeriod(of: arguments[1])
    var values: [Value] = []
    while Fraction(values.count) < count {
      values.insert(try earlier(arguments[1], in: current), at: 0)
      current = evaluation.calendar.previous(current)
    }
    return values
  }

  /// The value in the period before the current one.
  func previous(_ expression: Expression) throws -> Value {
    let current = try currentPeriod(of: expression)
    let value = try earlier(expression, in: evaluation.calendar.previous(current))
    return value.isPresent ? value : .missing
  }

  /// How many periods in a row, back from the current one, the condition holds.
  func streak(_ condition: Expression) throws -> Value {
    var current = try currentPeriod(of: condition)
    var count = 0
    while try earlier(condition, in: current) == .flag(true) {
      count += 1
      current = evaluation.calendar.previous(current)
    }
    return .number(Fraction(count))
  }

  /// Whether the condition holds now and held in no earlier period.
  func firstTime(_ condition: Expression) throws -> Value {
    guard try value(of: condition) == .flag(true) else { return .flag(false) }
    var before = evaluation.calendar.previous(period)
    while evaluation.version(of: before) != nil {
      if try earlier(condition, in: before) == .flag(true) { return .flag(false) }
      before = evaluation.calendar.previous(before)
    }
    return .flag(true)
  }

  private func earlier(_ expression: Expression, in other: Period) throws -> Value {
    if other == period { return try value(of: expression) }
    guard let scene = try moved(to: other, as: .history) else { return .missing }
    return try scene.value(of: expression)
  }

  /// The last period of the expression's own grain that ends with this one.
  private func currentPeriod(of expression: Expression) throws -> Period {
    for name in expression.paths.map({ NamePath($0) }) {
      var grain = name.grain
      if grain == nil, let per = policy.definition(named: name.name)?["per"]?.texts,
        !per.contains(period.grain)
      {
        grain = Grains.coarsest(of: per, finerThan: period.grain)
      }
      if let grain, grain != period.grain {
        return evaluation.calendar.period(grain, holding: period.end)
      }
    }
    return period
  }
}
