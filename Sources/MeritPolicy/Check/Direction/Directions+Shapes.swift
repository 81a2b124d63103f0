import MeritModel

extension Directions {
  /// The direction of a rule's value; its rounding and its limits keep it.
  func direction(of rule: Rule) -> Direction {
    let context = facts.context(rule)
    let direction: Direction
    switch rule.body {
    case .measure(let measure): direction = self.direction(measure, context)
    case .indicator(let indicator): direction = self.direction(indicator, context)
    case .score(let score): direction = self.direction(score, context)
    case .grade(let grade): direction = self.direction(grade, context)
    case .bonus(let bonus): direction = self.direction(bonus, rule, context)
    case .allocation(let allocation):
      // The shares of the others move too, and the smallest units with them.
      direction = stillOrTurning(RuleBody.allocation(allocation).expressions, context)
    case .prize, .balance, .ranking:
      direction = stillOrTurning(rule.body.expressions, context)
    case .outcome(.table(let table)):
      direction = self.direction(table, context).isStill ? .still : .turning
    case .outcome(.requires(let lines, let anyOf)):
      direction = (lines + anyOf).reduce(.still) {
        $0.joined(with: self.direction($1.check.root, context))
      }
    case .outcome(.assign(let assignments)):
      let isStill = assignments.allSatisfy { self.direction($0.when.root, context).isStill }
      direction = isStill ? .still : .turning
    }
    // A condition of the whole, and what stands for absent values, can lift and lower.
    let others = [rule.appliesWhen].compactMap(\.self) + rule.substitutes
    return handled(direction, rule.handlers).joined(with: stillOrTurning(others, context))
  }

  private func stillOrTurning(
    _ expressions: [CompiledExpression], _ context: FactContext
  ) -> Direction {
    expressions.allSatisfy { direction($0.root, context).isStill } ? .still : .turning
  }

  /// A handler that puts a value where none was can lift and lower.
  private func handled(_ direction: Direction, _ handlers: Handlers) -> Direction {
    guard direction.isPresenceMoved else { return direction }
    return handlers.whenMissing == nil && handlers.whenNotApplicable == nil ? direction : .turning
  }

  private func direction(_ measure: MeasureRule, _ context: FactContext) -> Direction {
    switch measure.shape {
    case .rows, .rating: return .still
    case .total(let member): return self[member]
    case .formula(let expression): return direction(expression.root, context)
    case .lookup(let table): return direction(table, context)
    case .ratio(let of, let to, let whenZero):
      let divisor = direction(to.root, context)
      let toRange = facts.range(to, context)
      var result = quotient(
        direction(of.root, context), facts.range(of, context), divisor, toRange)
      if !divisor.isStill, toRange.contains(.zero), whenZero != .error {
        result.isPresenceMoved = true
      }
      return result
    }
  }

  private func direction(_ indicator: IndicatorRule, _ context: FactContext) -> Direction {
    switch indicator {
    case .attainment(let attainment): return direction(attainment, context)
    case .bands(let of, let rows):
      return direction(of.root, context).through(rows.compactMap(\.value.exact))
    case .curve(let of, let points):
      return direction(of.root, context).through(points.map(\.value))
    case .deductions(let deductions):
      return deductions.lines.reduce(.still) { sum, line in
        let each = direction(line.each.root, context)
        let settled = each.isPresenceMoved ? handled(each, line.handlers) : each
        return sum.joined(with: settled.times(.exactly(line.costs)).turned)
      }
    }
  }

  private func direction(_ attainment: Attainment, _ context: FactContext) -> Direction {
    let target = direction(attainment.target.root, context)
    // A target of zero or less never divides.
    let targets = facts.range(attainment.target, context).limited(to: .notNegative)
    var result = quotient(
      direction(attainment.actual.root, context), facts.range(attainment.actual, context), target,
      targets
    ).times(.exactly(attainment.worth))
    if !target.isStill, facts.range(attainment.target, context).contains(.zero),
      let whenZero = attainment.whenZero, whenZero != .error
    {
      result.isPresenceMoved = true
    }
    return result
  }

  private func direction(_ score: ScoreRule, _ context: FactContext) -> Direction {
    score.lines.reduce(.still) { sum, line in
      let value = direction(line.of.root, context)
      // A line that leaves or comes moves the weights of all others.
      let isHandled =
        line.handlers.whenMissing != nil || line.handlers.whenNotApplicable != nil
      if value.isPresenceMoved, isHandled { return .turning }
      return sum.joined(with: value.times(.exactly(line.weight)))
    }
  }

  private func direction(_ grade: GradeRule, _ context: FactContext) -> Direction {
    let of = direction(grade.of.root, context)
    let earned: Direction
    switch grade.method {
    case .bands(let rows): earned = of.through(rows.compactMap(\.value.goodness))
    case .quota(let quota):
      // Better keys never lower the own place, the others' values given.
      earned = quota.order.reduce(of.isPresenceMoved ? .turning : .still) { sum, key in
        let value = direction(key.of.root, context)
        return sum.joined(with: key.highIsBest ? value : value.turned)
      }
    }
    let limits = grade.limits.map { [grade.of] + $0.order.map(\.of) } ?? []
    let limited = earned.joined(with: stillOrTurning(limits, context))
    return grade.exceptions.reduce(limited) { sum, exception in
      sum.joined(with: direction(exception, context))
    }
  }

  private func direction(_ exception: GradeException, _ context: FactContext) -> Direction {
    let when = direction(exception.when.root, context)
    if when.isStill { return .still }
    if when.isPresenceMoved { return .turning }
    let lifts = exception.shift > 0 || exception.atLeast != nil
    let lowers = exception.shift < 0 || exception.atMost != nil
    if lifts, lowers { return .turning }
    return lifts ? when : when.turned
  }
}

extension Directions {
  private func direction(_ bonus: BonusRule, _ rule: Rule, _ context: FactContext) -> Direction {
    var amount = Direction.still
    var range = ValueRange.any
    for step in bonus.steps {
      amount = after(step, amount, range, context)
      range = facts.range(after: step, range, context)
    }
    return amount
  }

  private func after(
    _ step: BonusStep, _ amount: Direction, _ range: ValueRange, _ context: FactContext
  ) -> Direction {
    func operand(_ operand: Operand) -> Direction {
      let direction = self.direction(operand, context)
      return direction.isPresenceMoved ? handled(direction, step.handlers) : direction
    }
    switch step.action {
    case .start(let start): return operand(start)
    case .plus(let plus): return amount.joined(with: operand(plus))
    case .minus(let minus): return amount.joined(with: operand(minus).turned)
    case .times(let times):
      let factors = step.handlers.numbers.reduce(facts.range(times, context)) {
        $0.union(.exactly($1))
      }
      return amount.times(factors).joined(with: operand(times).times(range))
    case .atMost(let limit), .atLeast(let limit): return amount.joined(with: operand(limit))
    case .onlyIf(let condition, let keep):
      return gate(amount, range, direction(condition.root, context), keep)
    case .guarded(let limits):
      return limits.expressions.reduce(amount) { sum, limit in
        let limit = direction(limit.root, context)
        return sum.joined(with: limit.isPresenceMoved ? .turning : limit)
      }
    case .prorateByDaysInPlan, .round: return amount
    }
  }

  /// The amount, or a fraction of it.
  private func gate(
    _ amount: Direction, _ range: ValueRange, _ condition: Direction, _ keep: Exact
  ) -> Direction {
    let kept = keep.isNegative ? amount.joined(with: .turning) : amount
    if condition.isStill { return amount.isStill ? .still : kept }
    if condition.isPresenceMoved { return .turning }
    // The gate takes 1 − keep of the amount away.
    let taken = (try? .one - keep).map { range * .exactly($0) } ?? .any
    return kept.joined(with: condition.times(taken))
  }

  func direction(_ operand: Operand, _ context: FactContext) -> Direction {
    switch operand {
    case .expression(let expression): return direction(expression.root, context)
    case .table(let table): return direction(table, context)
    case .takenBack(let back): return stillOrTurning([back.on, back.refunds], context)
    case .tiers(let scale, let on, _):
      let amount = direction(on.root, context)
      if amount.isStill { return .still }
      return scale.neverFalls(over: facts.range(on, context))
        ? amount : Direction(trend: .turning, isPresenceMoved: amount.isPresenceMoved)
    case .each(let inner, let price):
      let (count, worth) = (direction(inner, context), direction(price.root, context))
      return count.times(facts.range(price, context))
        .joined(with: worth.times(facts.range(inner, context)))
    }
  }

  /// The direction of a table's value: each column that moves must be ordered like its values.
  func direction(_ table: LookupTable, _ context: FactContext) -> Direction {
    let inputs = table.inputs.map { direction($0.of.root, context) }
    guard inputs.contains(where: { !$0.isStill }) else { return .still }
    guard let grid = facts.grid(table, context) else { return .turning }
    var result = Direction.still
    for (column, input) in inputs.enumerated() where !input.isStill {
      guard let order = grid.order(along: column, of: table) else { return .turning }
      let moved = Direction(trend: .still, isPresenceMoved: input.isPresenceMoved)
      result = result.joined(
        with: order == .still ? moved : order == .falling ? input.turned : input)
    }
    return result
  }
}

extension Direction {
  /// The direction through a staircase or a curve with these values from low to high.
  fileprivate func through(_ values: [Exact]) -> Direction {
    if trend == .still { return self }
    let rises = zip(values, values.dropFirst()).contains { $0 < $1 }
    let falls = zip(values, values.dropFirst()).contains { $0 > $1 }
    switch (rises, falls) {
    case (true, true): return Direction(trend: .turning, isPresenceMoved: isPresenceMoved)
    case (false, true): return turned
    case (true, false): return self
    case (false, false): return Direction(trend: .still, isPresenceMoved: isPresenceMoved)
    }
  }
}

extension Scalar {
  /// A number that is greater for a better grade.
  var goodness: Exact? {
    if case .grade(let grade) = self { Exact(-grade.rank) } else { nil }
  }
}
