import MeritModel

extension PolicyFacts {
  /// The bounds of a rule's value before its rounding.
  func range(of rule: Rule) -> ValueRange {
    let context = context(rule)
    let computed: ValueRange
    switch rule.body {
    case .measure(let measure):
      computed = range(of: measure, rule, context).limited(to: measure.range ?? .any)
    case .indicator(let indicator): computed = range(of: indicator, context)
    case .score(let score): computed = range(of: score, context)
    case .bonus(let bonus): computed = range(of: bonus, context)
    case .allocation: computed = .notNegative
    case .prize(let prize): return range(of: prize)
    case .balance(let balance): return range(of: balance, context)
    case .ranking: return ValueRange(least: .one, greatest: nil)
    case .grade, .outcome: return .any
    }
    return with(rule.handlers, computed, context)
  }

  /// The bounds with what handlers put in place of an absent value.
  func with(_ handlers: Handlers, _ range: ValueRange, _ context: FactContext) -> ValueRange {
    let literals = handlers.numbers.reduce(range) { $0.union(.exactly($1)) }
    return handlers.substitutes.reduce(literals) { $0.union(self.range($1, context)) }
  }

  private func with(
    _ action: HandlerAction?, _ range: ValueRange, _ context: FactContext
  ) -> ValueRange {
    with(Handlers(whenMissing: action, whenNotApplicable: nil), range, context)
  }

  /// A share of a block may lie between 0 and its best place.
  private func range(of prize: PrizeRule) -> ValueRange {
    let sums = prize.places.map(\.pays) + [.zero]
    return ValueRange(least: sums.min(), greatest: sums.max())
  }

  /// The closing lies between floor and ceiling, or is 0 after an exit.
  private func range(of balance: BalanceRule, _ context: FactContext) -> ValueRange {
    let least = balance.floor.flatMap { range($0, context).least }
    let greatest = balance.ceiling.flatMap { range($0, context).greatest }
    let limits = ValueRange(least: least, greatest: greatest)
    return limits.union(.exactly(.zero))
  }

  /// The bounds of a part of a balance.
  func range(part place: Int, of id: RuleID) -> ValueRange {
    guard case .balance(let balance) = policy[id].body else { return .any }
    let context = context(policy[id])
    func operand(_ expression: CompiledExpression?) -> ValueRange {
      expression.map { with(policy[id].handlers, range($0, context), context) } ?? .exactly(.zero)
    }
    switch BalancePart.allCases.first(where: { $0.place == place }) {
    case .added: return operand(balance.add)
    case .taken: return operand(balance.take)
    case .over: return balance.ceiling == nil ? .exactly(.zero) : .notNegative
    case .under: return balance.floor == nil ? .exactly(.zero) : .notNegative
    case .opening, .released, .writtenOff, nil: return .any
    }
  }

  private func range(
    of measure: MeasureRule, _ rule: Rule, _ context: FactContext
  ) -> ValueRange {
    switch measure.shape {
    case .rows(let rows): return with(rows.whenNoRows, range(of: rows), context)
    case .ratio(let of, let to, let whenZero):
      let quotient = (range(of, context) / range(to, context))
        .limited(to: isShare(of, to) ? ValueRange(least: .zero, greatest: .one) : .any)
      return with(whenZero, quotient, context)
    case .total(let member): return sum(self[member].range, canBeEmpty: false)
    case .formula(let expression): return range(expression, context)
    case .lookup(let table): return around(table.rows.compactMap(\.value.exact))
    case .rating(let rating): return range(of: rating, context)
    }
  }

  /// A mean of means lies where the scores lie, or the handlers.
  private func range(of rating: RatingRule, _ context: FactContext) -> ValueRange {
    let scores = range(rating.score, of: policy.inputs[rating.table])
    return ([rating.whenNoRaters] + rating.groups.map(\.whenTooFew)).reduce(scores) {
      with($1, $0, context)
    }
  }

  private func range(of rows: RowAggregate) -> ValueRange {
    let table = policy.inputs[rows.table]
    let limits = rows.limits.map { ValueRange(least: $0.least, greatest: $0.greatest) } ?? .any
    let cells = (rows.column.map { range($0, of: table) } ?? .any).limited(to: limits)
    // A person may have a part of a row only.
    let isShared = !table.credits.isEmpty && rows.ownedBy == nil && rows.customer == nil
    let counted: ValueRange
    switch rows.function {
    case .sum: counted = sum(cells, canBeEmpty: isShared)
    case .count:
      counted = ValueRange(least: isShared ? .zero : Exact(rows.needsRows), greatest: nil)
    case .share: counted = ValueRange(least: .zero, greatest: .one)
    case .distinct(let havingRows):
      counted = ValueRange(least: havingRows > 1 ? .zero : .one, greatest: nil)
    case .average, .min, .max, .only, .median, .percentile: counted = cells
    }
    return counted
  }

  private func range(of indicator: IndicatorRule, _ context: FactContext) -> ValueRange {
    switch indicator {
    case .attainment(let attainment):
      // A target of zero or less never divides: it stops the run or `whenZero` answers.
      let target = range(attainment.target, context).limited(to: .notNegative)
      let ratio = (range(attainment.actual, context) / target).clamped(
        atLeast: attainment.atLeast, atMost: attainment.atMost)
      return with(attainment.whenZero, ratio * .exactly(attainment.worth), context)
    case .bands(_, let rows): return around(rows.compactMap(\.value.exact))
    case .curve(_, let points): return around(points.map(\.value))
    case .deductions(let deductions): return range(of: deductions, context)
    }
  }

  func around(_ numbers: [Exact]) -> ValueRange {
    ValueRange(least: numbers.min(), greatest: numbers.max())
  }

  func range(of deductions: Deductions, _ context: FactContext) -> ValueRange {
    var points = ValueRange.exactly(deductions.startAt)
    for line in deductions.lines {
      let each = with(line.handlers, range(line.each, context), context)
      points = points - (each * .exactly(line.costs)).clamped(atLeast: nil, atMost: line.atMost)
    }
    return points.clamped(atLeast: deductions.atLeast, atMost: nil)
  }

  private func range(of bonus: BonusRule, _ context: FactContext) -> ValueRange {
    var amount = ValueRange.any
    for step in bonus.steps {
      amount = range(after: step, amount, context)
    }
    return amount
  }

  /// The bounds of the amount that a step leaves.
  func range(
    after step: BonusStep, _ amount: ValueRange, _ context: FactContext
  ) -> ValueRange {
    func operand(_ operand: Operand) -> ValueRange {
      with(step.handlers, range(operand, context), context)
    }
    switch step.action {
    case .start(let start): return operand(start)
    case .plus(let plus): return amount + operand(plus)
    case .minus(let minus): return amount - operand(minus)
    case .times(let times): return amount * operand(times)
    case .atMost(let limit): return amount.lesser(of: operand(limit))
    case .atLeast(let limit): return amount.greater(of: operand(limit))
    case .onlyIf(_, let keep): return amount.union(amount * .exactly(keep))
    case .prorateByDaysInPlan: return amount * ValueRange(least: .zero, greatest: .one)
    case .round(let rounding): return amount.rounded(rounding)
    case .guarded(let limits):
      let least = limits.atLeast.map { range($0, context).rounded(limits.rounding) }
      let most = limits.atMost.map { range($0, context).rounded(limits.rounding) }
      // An absent limit does not act, so the amount itself may stand.
      let raised = least.map { amount.greater(of: $0).union(amount) } ?? amount
      return most.map { raised.lesser(of: $0).union(raised) } ?? raised
    }
  }

  /// The bounds of what a step takes in.
  func range(_ operand: Operand, _ context: FactContext) -> ValueRange {
    switch operand {
    case .expression(let expression): return range(expression, context)
    case .table(let table): return around(table.rows.compactMap(\.value.exact))
    case .tiers(let scale, let on, let measure):
      let amount = range(on, context)
      return scale.basis == .row ? range(scale, onRowsOf: measure, amount) : range(scale, amount)
    case .takenBack(let back): return range(back, context)
    case .each(let inner, let price): return range(inner, context) * range(price, context)
    }
  }

  /// Where no row is below zero, no rate but the lowest and the highest bounds what is taken back.
  private func range(_ back: TakenBack, _ context: FactContext) -> ValueRange {
    guard case .rows(let rows)? = policy[back.measure].measure?.shape, let column = rows.column,
      !range(column, of: policy.inputs[rows.table]).canBeNegative
    else { return .any }
    let rates = back.scale.rows.map(\.payment.number) + [.zero]
    return range(back.refunds, context) * ValueRange(least: rates.min(), greatest: rates.max())
  }

  /// What a scale pays on each of any number of rows; rates on rows that cannot be negative pay no
  /// more than the highest of them on the whole sum.
  private func range(
    _ scale: TierScale, onRowsOf measure: RuleID?, _ amount: ValueRange
  ) -> ValueRange {
    guard let measure, case .rows(let rows)? = policy[measure].measure?.shape,
      let column = rows.column
    else { return .any }
    let cells = range(column, of: policy.inputs[rows.table])
    let sum = sum(range(scale, cells), canBeEmpty: true)
    let hasSums = scale.rows.contains { row in
      if case .sum = row.payment { true } else { false }
    }
    guard !cells.canBeNegative, !hasSums else { return sum }
    return sum.limited(to: range(scale, amount).union(.exactly(.zero)))
  }

  /// Tiers pay nothing below zero unless the lowest one reaches there or pays a negative rate.
  private func range(_ scale: TierScale, _ amount: ValueRange) -> ValueRange {
    let payments = scale.rows.map(\.payment.number)
    let isOrdinary = payments.allSatisfy { !$0.isNegative }
    guard isOrdinary, !(scale.rows.first?.edge == nil && amount.canBeNegative) else { return .any }
    let sums = scale.rows.compactMap { row in
      if case .sum(let sum) = row.payment { sum } else { nil }
    }
    if sums.count == scale.rows.count {
      return ValueRange(least: .zero, greatest: sums.max())
    }
    let highest = payments.max() ?? .zero
    let most = amount.greatest.flatMap { try? max(.zero, $0) * highest }
    return ValueRange(least: .zero, greatest: sums.isEmpty ? most : nil)
  }
}

extension TierPayment {
  fileprivate var number: Exact {
    switch self {
    case .rate(let number), .sum(let number): number
    }
  }
}

extension Scalar {
  /// The number, where it is one.
  var exact: Exact? { if case .number(let number) = self { number } else { nil } }
}
