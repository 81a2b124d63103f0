import MeritModel
import MeritPolicy

/// What one step took in.
struct StepOperand {
  var value: Value
  var slices: [Derivation.TierSlice] = []
  var tableRow: Int?
  /// What the year had before, where the scale is that of the year to date.
  var year: Derivation.YearPart?
}

extension RuleEvaluation {
  /// A bonus: steps from top to bottom; an absent operand without a handler takes the whole bonus.
  func bonus(_ bonus: BonusRule) throws(EvaluationFault) -> Shaped {
    if !work.paysLeavers(subject) {
      trace?.derivation = .leaver(plan: work.plan(of: subject)?.id ?? "")
      return Shaped(
        .notApplicable, isSettled: true, parts: bonus.steps.map { _ in .notApplicable })
    }
    var amount = Value.number(.zero)
    var values: [Value] = []
    values.reserveCapacity(bonus.steps.count)
    var isSettled = false
    var parts: [Derivation.StepPart] = []
    for step in bonus.steps {
      let operand = try operand(of: step)
      var settled = operand.value
      if !settled.isPresent {
        settled = try step.handlers.applied(to: operand.value, in: expressions)
        // A step that said `no-bonus` has decided.
        if !settled.isPresent, step.handlers.action(for: operand.value) != nil { isSettled = true }
      }
      amount = try after(step, amount, settled)
      values.append(amount)
      guard trace != nil else { continue }
      parts.append(
        Derivation.StepPart(
          id: step.id, operation: step.action.name, text: step.action.text, operand: settled,
          slices: operand.slices, tableRow: operand.tableRow, after: amount, year: operand.year))
    }
    trace?.derivation = .bonus(steps: parts)
    return Shaped(
      amount, isSettled: isSettled, parts: amount.isPresent ? values : values.map { _ in amount })
  }

  private func operand(of step: BonusStep) throws(EvaluationFault) -> StepOperand {
    switch step.action {
    case .start(let operand), .plus(let operand), .minus(let operand), .times(let operand),
      .atMost(let operand), .atLeast(let operand):
      return try value(of: operand)
    case .onlyIf(let condition, _):
      return StepOperand(value: try expressions.value(condition))
    case .prorateByDaysInPlan: return StepOperand(value: try daysInPlan())
    case .round(let rounding): return StepOperand(value: .number(rounding.step))
    case .guarded: return StepOperand(value: .present(.flag(true)))
    }
  }

  /// What an operand gives for the subject.
  func value(of operand: Operand) throws(EvaluationFault) -> StepOperand {
    switch operand {
    case .expression(let expression):
      return StepOperand(value: try expressions.value(expression))
    case .table(let table):
      let (value, _, row) = try lookup(table)
      return StepOperand(value: value, tableRow: row.map { $0 + 1 })
    case .takenBack(let back): return try takenBack(back)
    case .each(let inner, let price): return try priced(try value(of: inner), price)
    case .tiers(let scale, let on, let measure):
      if scale.basis == .row { return try rowTiers(scale, on, measure) }
      let base = try expressions.value(on)
      guard let number = base.number else { return StepOperand(value: base) }
      guard scale.basis == .yearToDate else {
        let tiers = TierAmount(scale: scale)
        return StepOperand(
          value: .number(try tiers.pay(number)),
          slices: trace == nil ? [] : try tiers.slices(number))
      }
      return try yearToDate(scale, on, number)
    }
  }

  /// What was counted slab by slab, each at a price.
  private func priced(
    _ counted: StepOperand, _ price: CompiledExpression
  ) throws(EvaluationFault) -> StepOperand {
    let each = try expressions.value(price)
    var operand = counted
    guard let count = counted.value.number, let worth = each.number else {
      operand.value = counted.value.isPresent ? each : counted.value.combined(with: each)
      operand.slices = []
      operand.year = nil
      return operand
    }
    operand.value = .number(try exactly { () throws(ExactError) in try count * worth })
    for place in operand.slices.indices {
      let pay = operand.slices[place].pay
      operand.slices[place].each = worth
      operand.slices[place].pay = try exactly { () throws(ExactError) in try pay * worth }
    }
    if let paid = operand.year?.paidBefore {
      operand.year?.paidBefore = try exactly { () throws(ExactError) in try paid * worth }
    }
    return operand
  }

  func daysInPlan() throws(EvaluationFault) -> Value {
    guard let plan = work.planOfPerson[subject] else { return .notApplicable }
    let days = work.days(of: subject, in: plan)
    let all = work.cohort.period.dayCount
    return .number(
      try exactly { () throws(ExactError) in try Exact(Int128(days), over: Int128(all)) })
  }

  private func after(
    _ step: BonusStep, _ before: Value, _ operand: Value
  ) throws(EvaluationFault) -> Value {
    guard operand.isPresent, case .guarded(let limits) = step.action, let amount = before.number
    else { return try step.action.after(before, operand) }
    let (least, most) = try values(of: limits)
    let raised = least.number.map { max($0, amount) } ?? amount
    return .number(most.number.map { min($0, raised) } ?? raised)
  }
}

extension StepAction {
  /// The amount after the step, by the amount before and the operand; a guard leaves it as it is.
  func after(_ before: Value, _ operand: Value) throws(EvaluationFault) -> Value {
    guard operand.isPresent else { return before.combined(with: operand) }
    guard let amount = before.number else { return before }
    if case .onlyIf(_, let keep) = self {
      if operand.isTrue { return before }
      return .number(try exactly { () throws(ExactError) in try amount * keep })
    }
    guard let number = operand.number else { return .missing }
    do {
      switch self {
      case .start: return operand
      case .plus: return .number(try amount + number)
      case .minus: return .number(try amount - number)
      case .times, .prorateByDaysInPlan: return .number(try amount * number)
      case .atMost: return .number(min(amount, number))
      case .atLeast: return .number(max(amount, number))
      case .round(let rounding): return .number(try rounding(amount))
      case .onlyIf, .guarded: return before
      }
    } catch {
      throw .arithmetic(error)
    }
  }
}

extension StepAction {
  /// What the step takes in, as explanations tell it.
  fileprivate var text: String {
    switch self {
    case .start, .plus, .minus, .times, .atMost, .atLeast: operand?.text ?? ""
    case .onlyIf(let condition, _): condition.text
    case .prorateByDaysInPlan: "days-in-plan"
    case .round(let rounding): rounding.description
    case .guarded(let limits): limits.expressions.map(\.text).joined(separator: ", ")
    }
  }
}

extension Operand {
  fileprivate var text: String {
    switch self {
    case .expression(let expression): expression.text
    case .table(let table): table.name
    case .tiers(let scale, let on, _):
      scale.basis == .row
        ? "\(scale.name) on each row of \(on.text)" : "\(scale.name) on \(on.text)"
    case .takenBack(let back):
      "\(back.scale.name) on \(back.on.text), reversing \(back.refunds.text)"
    case .each(let inner, let price): "\(inner.text), each at \(price.text)"
    }
  }
}

extension StepAction {
  /// The word of the language for the step.
  package var name: String {
    switch self {
    case .start: "start"
    case .plus: "plus"
    case .minus: "minus"
    case .times: "times"
    case .atMost: "atMost"
    case .atLeast: "atLeast"
    case .onlyIf: "onlyIf"
    case .prorateByDaysInPlan: "prorate"
    case .round: "round"
    case .guarded: "guard"
    }
  }
}
