import MeritModel
import MeritPolicy

/// The steps of a bonus for many people at once.
///
/// An operand of a kind that is computed of one person at a time (rows, what is taken back, days in the
/// plan) is asked person by person; the steps themselves are not.
struct StepColumns {
  let known: OperandColumns

  typealias Column = ExpressionColumns.Column

  private var work: Workspace { known.work }
  private var columns: ExpressionColumns { known.all }

  /// The amount at the end and, where asked for, after each step; nothing for whom a handler or a fault
  /// decides, and for who leaves.
  func bonus(_ bonus: BonusRule, _ keepsSteps: Bool) -> (Column, PartRows?) {
    var amounts = columns.people.map { person -> Value? in
      work.paysLeavers(person) ? .number(.zero) : nil
    }
    var steps = keepsSteps ? PartRows(width: bonus.steps.count, subjects: amounts.count) : nil
    for (place, step) in bonus.steps.enumerated() {
      let operands = operand(of: step, amounts)
      let action = step.action
      for person in amounts.indices {
        guard let amount = amounts[person] else { continue }
        guard let operand = operands[person] else {
          amounts[person] = nil
          continue
        }
        // An absent operand takes the steps before with it, which who computes it alone sees to.
        amounts[person] = operand.isPresent ? try? action.after(amount, operand) : nil
      }
      steps?.set(place, to: amounts)
    }
    return (amounts, steps)
  }

  /// What a step takes in, an absent value replaced by a plain handler.
  private func operand(of step: BonusStep, _ amounts: Column) -> Column {
    let operands: Column =
      switch step.action {
      case .round(let rounding): columns.same(.number(rounding.step))
      case .onlyIf(let condition, _): value(of: condition)
      case .prorateByDaysInPlan:
        asked(amounts) { (one) throws(EvaluationFault) in try one.daysInPlan() }
      case .guarded: columns.same(.missing)
      default: step.action.operand.map { value(of: $0, amounts) } ?? columns.same(.missing)
      }
    guard step.handlers != .none else { return operands }
    return operands.map { $0.flatMap(step.handlers.plain) }
  }

  private func value(of operand: Operand, _ amounts: Column) -> Column {
    switch operand {
    case .expression(let expression): value(of: expression)
    case .table(let table): known.hits(table) ?? asked(operand, amounts)
    case .each(let inner, let price):
      zip(value(of: inner, amounts), value(of: price)).map { count, worth in
        guard let count, let worth else { return nil }
        return try? Value.arithmetic(.times, count, worth)
      }
    case .tiers(let scale, let on, _):
      switch scale.basis {
      case .period: tiers(scale, on)
      case .yearToDate: columns.yearToDate(scale, on) ?? asked(operand, amounts)
      case .row: asked(operand, amounts)
      }
    case .takenBack: asked(operand, amounts)
    }
  }

  private func tiers(_ scale: TierScale, _ on: CompiledExpression) -> Column {
    let tiers = TierAmount(scale: scale)
    return value(of: on).map { value in
      guard let number = value?.number else { return value }
      return (try? tiers.pay(number)).map(Value.number)
    }
  }

  private func value(of expression: CompiledExpression) -> Column {
    known.column(of: expression)
      ?? asked(nil) { (one) throws(EvaluationFault) in try one.expressions.value(expression) }
  }

  private func asked(_ operand: Operand, _ amounts: Column) -> Column {
    asked(amounts) { (one) throws(EvaluationFault) in try one.value(of: operand).value }
  }

  /// Asks each person who still has an amount.
  private func asked(
    _ amounts: Column?, _ ask: (RuleEvaluation) throws(EvaluationFault) -> Value
  ) -> Column {
    guard let first = columns.people.first else { return [] }
    var one = RuleEvaluation(work: work, scene: columns.scene, subject: first, trace: nil)
    one.expressions.know(known)
    var values: Column = []
    values.reserveCapacity(columns.people.count)
    for (place, person) in columns.people.enumerated() {
      if let amounts, amounts[place] == nil {
        values.append(nil)
        continue
      }
      one.expressions.turn(to: person, at: place)
      values.append(try? ask(one))
    }
    return values
  }
}

extension ExpressionColumns {
  /// What a scale pays for this period of the year: see ``RuleEvaluation/yearToDate(_:_:_:)``.
  fileprivate func yearToDate(_ scale: TierScale, _ on: CompiledExpression) -> Column? {
    guard let own = column(on.root) else { return nil }
    var before = [Exact?](repeating: .zero, count: people.count)
    for part in work.earlierOfYear {
      guard let values = moved(to: part)?.column(on.root) else { return nil }
      for (place, person) in people.enumerated() where part.isIn(person) {
        guard let value = values[place], let sum = before[place] else {
          before[place] = nil
          continue
        }
        if let number = value.number { before[place] = try? sum + number }
      }
    }
    let tiers = TierAmount(scale: scale)
    return zip(own, before).map { value, before in
      guard let value, let number = value.number else { return value }
      guard let before else { return nil }
      return (try? tiers.pay(after: before, number)).map(Value.number)
    }
  }
}

extension TierAmount {
  /// What an amount adds to what is paid on those before it.
  func pay(after before: Exact, _ amount: Exact) throws(EvaluationFault) -> Exact {
    let through = try exactly { () throws(ExactError) in try before + amount }
    let (due, paid) = (try pay(through), try pay(before))
    return try exactly { () throws(ExactError) in try due - paid }
  }
}
