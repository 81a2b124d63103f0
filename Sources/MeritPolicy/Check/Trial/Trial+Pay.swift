import MeritModel

extension Trial {
  /// The value of a decision table.
  mutating func lookup(_ table: LookupTable, _ scene: Scene) throws(TrialFault) -> Moving {
    var inputs: [Moving] = []
    var state: Moving?
    for input in table.inputs {
      let value = try value(input.of.root, scene)
      if !value.value.isPresent { state = state.map { $0.absent(with: value) } ?? value }
      inputs.append(value)
    }
    if let state { return state }
    let row = table.rows.firstIndex { row in
      zip(row.cells, inputs).allSatisfy { cell, input in
        guard case .present(let scalar) = input.value else { return false }
        return cell.accepts(scalar)
      }
    }
    guard let row else { throw .impossible }
    // Each cell of its own, since two columns that move could pass a row and come back to it.
    for (column, input) in inputs.enumerated() where !input.isStill {
      let parts = table.rows.map { $0.cells[column] }
      decide(.tableRow, input.number.map { place(of: $0, parts) } ?? row, scene, by: input.trend)
    }
    return Moving(.present(table.rows[row].value))
  }

  /// Between which edges of a column's cells a number lies.
  private func place(of number: Exact, _ cells: [LookupCell]) -> Int {
    let edges = Set(cells.flatMap(\.edges)).sorted()
    let above = edges.firstIndex { number <= $0 } ?? edges.count
    return above < edges.count && edges[above] == number ? 2 * above + 1 : 2 * above
  }

  mutating func shape(_ bonus: BonusRule, _ scene: Scene) throws(TrialFault) -> TrialShape {
    var amount = Moving(.number(.zero))
    var isSettled = false
    for (part, step) in bonus.steps.enumerated() {
      let here = Scene(rule: scene.rule, grain: scene.grain, part: part)
      let operand = try operand(of: step, here)
      let settled = try handled(operand, step.handlers)
      if !settled.value.isPresent, step.handlers[operand.value.absentState] != nil {
        isSettled = true
      }
      amount = try after(step, amount, settled, here)
    }
    return TrialShape(amount, isSettled: isSettled)
  }

  private mutating func operand(of step: BonusStep, _ scene: Scene) throws(TrialFault) -> Moving {
    switch step.action {
    case .start(let operand), .plus(let operand), .minus(let operand), .times(let operand),
      .atMost(let operand), .atLeast(let operand):
      return try value(of: operand, scene)
    case .onlyIf(let condition, _): return try value(condition.root, scene)
    case .prorateByDaysInPlan: return try fact(.daysInPlan)
    case .round(let rounding): return Moving(.number(rounding.step))
    case .guarded: return Moving(.present(.flag(true)))
    }
  }

  private mutating func value(
    of operand: Operand, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    switch operand {
    case .expression(let expression): return try value(expression.root, scene)
    case .table(let table): return try lookup(table, scene)
    case .tiers(let scale, let on, _):
      return try tiers(scale, try value(on.root, scene), scene)
    case .takenBack(let back): return try value(back.refunds.root, scene)
    case .each(let inner, let price):
      let (count, worth) = (try value(of: inner, scene), try value(price.root, scene))
      guard count.value.isPresent, worth.value.isPresent else { return count.absent(with: worth) }
      return try product(count, worth, scene)
    }
  }

  private mutating func after(
    _ step: BonusStep, _ before: Moving, _ operand: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard before.value.isPresent, operand.value.isPresent else {
      return before.absent(with: operand)
    }
    switch step.action {
    case .start: return operand
    case .plus: return try before.plus(operand)
    case .minus: return try before.minus(operand)
    case .times, .prorateByDaysInPlan: return try product(before, operand, scene)
    case .atMost: return try limited(before, atLeast: nil, atMost: operand, scene)
    case .atLeast: return try limited(before, atLeast: operand, atMost: nil, scene)
    case .onlyIf(_, let keep):
      return operand.flag == true ? before : try product(before, Moving(.number(keep)), scene)
    case .round(let rounding): return try rounded(before, rounding)
    case .guarded(let limits):
      let least = try limit(limits.atLeast, limits.rounding, scene)
      let most = try limit(limits.atMost, limits.rounding, scene)
      return try limited(before, atLeast: least, atMost: most, scene)
    }
  }

  private func rounded(_ moving: Moving, _ rounding: Rounding) throws(TrialFault) -> Moving {
    guard let number = moving.number else { return moving }
    return Moving(
      .number(try exactly { () throws(ExactError) in try rounding(number) }),
      trend: moving.trend, slope: moving.slope)
  }

  /// A guard's limit; nil where it has none.
  private mutating func limit(
    _ expression: CompiledExpression?, _ rounding: Rounding?, _ scene: Scene
  ) throws(TrialFault) -> Moving? {
    guard let expression else { return nil }
    let value = try value(expression.root, scene)
    return try rounding.map { (by) throws(TrialFault) in try rounded(value, by) } ?? value
  }

  /// What a scale pays on an amount.
  private mutating func tiers(
    _ scale: TierScale, _ amount: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard let number = amount.number else { return amount }
    let slab = scale.rows.lastIndex { $0.isReached(by: number) } ?? -1
    decide(.slab, slab, scene, by: amount.trend)
    guard slab >= 0 else { return Moving(.number(.zero)) }
    switch (scale.method, scale.rows[slab].payment) {
    case (_, .sum(let sum)): return Moving(.number(sum))
    case (.whole, .rate(let rate)): return try product(amount, Moving(.number(rate)), scene)
    case (.marginal, .rate(let rate)): return try marginal(scale, slab, rate, amount, scene)
    case (.interpolated, .rate): return try interpolated(scale, slab, amount, scene)
    }
  }

  private mutating func marginal(
    _ scale: TierScale, _ slab: Int, _ rate: Exact, _ amount: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    let below = try exactly { () throws(ExactError) in try scale.sumBelow(slab) }
    let start = scale.rows[slab].edge ?? .zero
    let part = try amount.minus(Moving(.number(start)))
    return try product(part, Moving(.number(rate)), scene).plus(Moving(.number(below)))
  }

  /// The rate on a straight line times the amount: a parabola between two edges.
  private mutating func interpolated(
    _ scale: TierScale, _ slab: Int, _ amount: Moving, _ scene: Scene
  ) throws(TrialFault) -> Moving {
    guard case .rate(let low) = scale.rows[slab].payment, let edge = scale.rows[slab].edge,
      let number = amount.number
    else { return Moving(.number(.zero)) }
    guard slab + 1 < scale.rows.count, case .rate(let high) = scale.rows[slab + 1].payment,
      let next = scale.rows[slab + 1].edge
    else { return try product(amount, Moving(.number(low)), scene) }
    let (pay, slope) = try exactly { () throws(ExactError) in
      let steepness = try (try high - low) / (try next - edge)
      let rate = try low + (try steepness * (try number - edge))
      return (try rate * number, try rate + (try steepness * number))
    }
    // Where the rates fall the amount can turn inside the slab.
    decide(.sign, slope.sign, scene, by: amount.trend)
    return Moving(.number(pay), trend: amount.trend.times(sign: slope.sign), slope: nil)
  }
}

extension TierRow {
  /// Whether an amount reaches the slab.
  func isReached(by amount: Exact) -> Bool {
    guard let edge else { return true }
    return isInclusive ? amount >= edge : amount > edge
  }
}

extension TierScale {
  /// What the slabs below one pay in full.
  func sumBelow(_ slab: Int) throws(ExactError) -> Exact {
    var sum = Exact.zero
    for place in 0..<slab {
      guard case .rate(let rate) = rows[place].payment, let top = rows[place + 1].edge else {
        continue
      }
      sum = try sum + (try rate * (try top - (rows[place].edge ?? .zero)))
    }
    return sum
  }
}

extension LookupCell {
  /// The numbers at which the cell begins or ends to fit.
  var edges: [Exact] {
    switch self {
    case .any: []
    case .oneOf(let values): values.compactMap(\.exact)
    case .interval(let interval):
      [interval.from, interval.above, interval.below, interval.upTo].compactMap { $0 }
    }
  }
}
