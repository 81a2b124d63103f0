import MeritModel

extension EdgeBounds {
  /// The change of a rule's value before its own rounding.
  func change(of rule: Rule, withLastRounding: Bool = true) -> EdgeChange {
    let context = facts.context(rule)
    let others = [rule.appliesWhen].compactMap(\.self) + rule.substitutes
    guard others.allSatisfy({ change($0.root, context).isStill }) else { return .unknown }
    switch rule.body {
    case .measure(let measure): return change(measure, context)
    case .indicator(let indicator): return change(indicator, context)
    case .score(let score): return change(score, context)
    case .grade(let grade): return change(grade, context)
    case .bonus(let bonus): return change(bonus, context, withLastRounding)
    case .allocation, .prize, .balance, .ranking, .outcome: return .unknown
    }
  }

  private func change(_ measure: MeasureRule, _ context: FactContext) -> EdgeChange {
    switch measure.shape {
    case .rows, .rating: return .unknown
    case .total(let member): return self[member]
    case .formula(let expression): return change(expression.root, context)
    case .lookup(let table): return change(table, context)
    case .ratio(let of, let to, _):
      return quotient(
        change(of.root, context), change(to.root, context), divisors(to, context))
    }
  }

  /// The numbers that divide: none is 0, so a count is at least 1.
  private func divisors(_ to: CompiledExpression, _ context: FactContext) -> ValueRange {
    let range = facts.range(to, context)
    guard range.least == .zero else { return range }
    return to.kind == .count ? range.limited(to: ValueRange(least: .one, greatest: nil)) : range
  }

  private func change(_ indicator: IndicatorRule, _ context: FactContext) -> EdgeChange {
    switch indicator {
    case .attainment(let attainment):
      let divisors = self.divisors(attainment.target, context).limited(to: .notNegative)
      let ratio = quotient(
        change(attainment.actual.root, context), change(attainment.target.root, context), divisors)
      return ratio.limited.times(.exactly(attainment.worth))
    case .bands(let of, let rows):
      return through(rows, of, context) { from, to in
        guard let one = rows[from].value.exact, let other = rows[to].value.exact else { return nil }
        return try? other - one
      }
    case .curve(let of, let points):
      let slopes = zip(points, points.dropFirst()).compactMap { left, right in
        (try? right.value - left.value).flatMap { rise in
          (try? right.at - left.at).flatMap { try? rise / $0 }
        }
      }
      return change(of.root, context).times(around(slopes))
    case .deductions(let deductions):
      return deductions.lines.reduce(.still) { sum, line in
        let cost = change(line.each.root, context).times(.exactly(line.costs)).limited
        return sum.combined(with: cost, -)
      }
    }
  }

  private func around(_ slopes: [Exact]) -> ValueRange {
    let all = slopes + [.zero]
    return ValueRange(least: all.min(), greatest: all.max())
  }

  private func change(_ score: ScoreRule, _ context: FactContext) -> EdgeChange {
    var sum = EdgeChange.still
    var staying = Exact.zero
    for line in score.lines {
      if !facts.canLeave(line, context, evenRemotely: true) {
        staying = (try? staying + line.weight) ?? staying
      }
      let change = change(line.of.root, context).times(.exactly(line.weight))
      sum = sum.combined(with: change.limited, +)
    }
    // The fewer lines stay, the more each weighs.
    let least = max(staying, score.reweightNeeds ?? .zero)
    guard least > .zero, let most = try? .one / least else {
      return sum.isStill ? .still : .unknown
    }
    return sum.times(ValueRange(least: .one, greatest: max(most, .one)))
  }

  private func change(
    _ bonus: BonusRule, _ context: FactContext, _ withLastRounding: Bool
  ) -> EdgeChange {
    var amount = EdgeChange.still
    var range = ValueRange.any
    for (place, step) in bonus.steps.enumerated() {
      if withLastRounding || place < bonus.steps.count - 1 || !step.isRounding {
        amount = after(step, amount, range, context)
      }
      range = facts.range(after: step, range, context)
    }
    return amount
  }

  private func after(
    _ step: BonusStep, _ amount: EdgeChange, _ range: ValueRange, _ context: FactContext
  ) -> EdgeChange {
    switch step.action {
    case .start(let operand): return change(operand, context)
    case .plus(let operand): return amount.combined(with: change(operand, context), +)
    case .minus(let operand): return amount.combined(with: change(operand, context), -)
    case .times(let operand):
      let factors = step.handlers.numbers.reduce(facts.range(operand, context)) {
        $0.union(.exactly($1))
      }
      return product(amount, range, change(operand, context), factors)
    case .atMost(let operand), .atLeast(let operand):
      return amount.limited.union(change(operand, context).limited)
    case .onlyIf(let condition, let keep):
      let kept = amount.union(amount.times(.exactly(keep)))
      guard change(condition.root, context) != .still else { return kept }
      let taken = (try? .one - keep).map { range * .exactly($0) } ?? .any
      return kept.combined(with: .number(taken.union(taken.negated), flows: false), +)
    case .prorateByDaysInPlan:
      return amount.times(ValueRange(least: .zero, greatest: .one))
    case .round(let rounding): return amount.rounded(rounding)
    case .guarded(let limits):
      return limits.expressions.reduce(amount.limited) { sum, limit in
        sum.union(change(limit.root, context).limited)
      }
    }
  }

  private func change(_ operand: Operand, _ context: FactContext) -> EdgeChange {
    switch operand {
    case .expression(let expression): return change(expression.root, context)
    case .table(let table): return change(table, context)
    case .tiers(let scale, let on, _): return change(scale, on, context)
    case .takenBack(let back):
      let parts = [back.on, back.refunds].map { change($0.root, context) }
      return parts.allSatisfy(\.isStill) ? .still : .unknown
    case .each(let inner, let price):
      return product(
        change(inner, context), facts.range(inner, context), change(price.root, context),
        facts.range(price, context))
    }
  }
}

extension BonusStep {
  fileprivate var isRounding: Bool {
    if case .round = action { true } else { false }
  }
}
