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
    case .grade, .outcome: return .any
    }
    return rule.handlers.numbers.reduce(computed) { $0.union(.exactly($1)) }
  }

  private func range(
    of measure: MeasureRule, _ rule: Rule, _ context: FactContext
  ) -> ValueRange {
    switch measure.shape {
    case .rows(let rows): return range(of: rows)
    case .ratio(let of, let to, let whenZero):
      let quotient = range(of, context) / range(to, context)
      if case .value(.number(let number))? = whenZero { return quotient.union(.exactly(number)) }
      return quotient
    case .total(let member): return sum(self[member].range, canBeEmpty: false)
    case .formula(let expression): return range(expression, context)
    case .lookup(let table): return around(table.rows.compactMap(\.value.exact))
    }
  }

  private func range(of rows: RowAggregate) -> ValueRange {
    let table = policy.inputs[rows.table]
    let limits = rows.limits.map { ValueRange(least: $0.least, greatest: $0.greatest) } ?? .any
    let cells = (rows.column.map { range($0, of: table) } ?? .any).limited(to: limits)
    // A person may have a part of a row only.
    let isShared = !table.credits.isEmpty && rows.ownedBy == nil
    let counted: ValueRange
    switch rows.function {
    case .sum: counted = sum(cells, canBeEmpty: isShared)
    case .count:
      counted = ValueRange(least: isShared ? .zero : Exact(rows.needsRows), greatest: nil)
    case .distinct(let havingRows):
      counted = ValueRange(least: havingRows > 1 ? .zero : .one, greatest: nil)
    case .average, .min, .max, .only, .median, .percentile: counted = cells
    }
    if case .value(.number(let number)) = rows.whenNoRows {
      return counted.union(.exactly(number))
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
      let points = ratio * .exactly(attainment.worth)
      if case .value(.number(let number))? = attainment.whenZero {
        return points.union(.exactly(number))
      }
      return points
    case .bands(_, let rows): return around(rows.compactMap(\.value.exact))
    case .curve(_, let points): return around(points.map(\.value))
    case .deductions(let deductions): return range(of: deductions, context)
    }
  }

  func around(_ numbers: [Exact]) -> ValueRange {
    ValueRange(least: numbers.min(), greatest: numbers.max())
  }

  private func range(of deductions: Deductions, _ context: FactContext) -> ValueRange {
    var points = ValueRange.exactly(deductions.startAt)
    for line in deductions.lines {
      var each = range(line.each, context)
      for number in line.handlers.numbers { each = each.union(.exactly(number)) }
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
      step.handlers.numbers.reduce(range(operand, context)) { $0.union(.exactly($1)) }
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
    }
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
