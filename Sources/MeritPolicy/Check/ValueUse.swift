import MeritModel

/// A place where a rule takes in a value, with the handlers that cover it, nearest first.
struct ValueUse {
  /// The handlers of one place: a line, a step, the definition.
  struct Cover {
    let handlers: Handlers
    /// The JSON pointer of the object that holds them.
    let pointer: String
  }

  let expression: CompiledExpression
  let covers: [Cover]
  /// Who evaluates it, where that is not the rule's own subject.
  var scope: Scope?
  /// States that pass on without a word of the author.
  var passesOn: Set<DataState> = []
  /// Whether it is evaluated in the periods of rows that others take back, too.
  var reachesBack = false
  /// The words that may stand in a handler, for the help.
  let words: [DataState: [String]]
}

extension PolicyFacts {
  /// The absent states that an expression can have where it is used.
  func absence(_ use: ValueUse, _ context: FactContext) -> Absence {
    var own = context
    own.scope = use.scope ?? context.scope
    let found = absence(use.expression, own)
    guard use.reachesBack else { return found }
    return found.union(.missing("the period of a reversed row may have no value"))
  }

  /// Every use of a rule for which it may say what becomes of an absent value.
  func uses(_ rule: Rule) -> [ValueUse] {
    let definition = ValueUse.Cover(
      handlers: rule.handlers, pointer: rule.place.pointer ?? "")
    let condition = rule.appliesWhen.map { condition in
      [passing(condition, definition)]
    }
    return (condition ?? []) + uses(rule, definition)
  }

  /// A use whose absence is the absence of the whole, without a word of the author.
  private func passing(
    _ expression: CompiledExpression, _ definition: ValueUse.Cover
  ) -> ValueUse {
    ValueUse(
      expression: expression, covers: [definition], passesOn: Set(Absence.states), words: [:])
  }

  private func uses(_ rule: Rule, _ definition: ValueUse.Cover) -> [ValueUse] {
    switch rule.body {
    case .measure(let measure): return uses(measure, definition)
    case .indicator(let indicator): return uses(indicator, definition)
    case .score(let score):
      return score.lines.map {
        ValueUse(
          expression: $0.of, covers: [cover($0.handlers, around: $0.of), definition],
          words: Self.lineWords)
      }
    case .grade(let grade): return uses(grade, definition)
    case .bonus(let bonus):
      return bonus.steps.filter { !$0.action.isGuard }.flatMap { step in
        step.action.expressions.map {
          let own = ValueUse.Cover(handlers: step.handlers, pointer: step.place.pointer ?? "")
          return ValueUse(
            expression: $0, covers: [own, definition],
            reachesBack: step.action.operand?.takenBack?.on.place == $0.place,
            words: Self.bonusWords)
        }
      }
    case .allocation(let allocation):
      let ofGroup = allocation.pool.expressions + [allocation.onlyIf].compactMap { $0 }
      let ofPerson = [allocation.among].compactMap { $0 } + [allocation.by]
      return ofGroup.map {
        ValueUse(
          expression: $0, covers: [definition], scope: allocation.within,
          reachesBack: allocation.pool.takenBack?.on.place == $0.place, words: Self.shareWords)
      }
        + ofPerson.map {
          ValueUse(expression: $0, covers: [definition], words: Self.shareWords)
        }
    case .prize(let prize):
      return [prize.onlyIf].compactMap(\.self).map {
        ValueUse(expression: $0, covers: [definition], words: Self.conditionWords)
      }
    case .balance(let balance): return balance.passing.map { passing($0, definition) }
    case .ranking: return []
    case .outcome(let outcome): return uses(outcome, definition)
    }
  }

  private func uses(_ measure: MeasureRule, _ definition: ValueUse.Cover) -> [ValueUse] {
    let words: [DataState: [String]] = [
      .missing: ["\"error\"", "\"missing\"", "a value to take instead"],
      .notApplicable: ["\"pass-on\"", "a value to take instead"],
    ]
    switch measure.shape {
    case .rows, .total, .rating: return []
    case .formula(let expression):
      return [ValueUse(expression: expression, covers: [definition], words: words)]
    case .lookup(let table):
      return table.inputs.map {
        ValueUse(expression: $0.of, covers: [definition], words: words)
      }
    case .ratio(let of, let to, let whenZero):
      // A ratio that does not exist without rows does not exist without a part of it either.
      let passesOn: Set<DataState> = whenZero == .notApplicable ? [.notApplicable] : []
      return [of, to].map {
        ValueUse(expression: $0, covers: [definition], passesOn: passesOn, words: words)
      }
    }
  }

  private func uses(_ indicator: IndicatorRule, _ definition: ValueUse.Cover) -> [ValueUse] {
    switch indicator {
    case .attainment(let attainment):
      return [attainment.actual, attainment.target].map {
        ValueUse(expression: $0, covers: [definition], words: Self.indicatorWords)
      }
    case .bands(let of, _), .curve(let of, _):
      return [ValueUse(expression: of, covers: [definition], words: Self.indicatorWords)]
    case .deductions(let deductions):
      return deductions.lines.map {
        ValueUse(
          expression: $0.each, covers: [cover($0.handlers, around: $0.each), definition],
          words: Self.indicatorWords)
      }
    }
  }

  private func uses(_ grade: GradeRule, _ definition: ValueUse.Cover) -> [ValueUse] {
    let words: [DataState: [String]] = [
      .missing: ["\"error\"", "\"not-graded\""], .notApplicable: ["\"not-graded\""],
    ]
    let of = ValueUse(expression: grade.of, covers: [definition], words: words)
    return [of]
      + grade.exceptions.map {
        let own = ValueUse.Cover(handlers: $0.handlers, pointer: $0.place.pointer ?? "")
        return ValueUse(expression: $0.when, covers: [own], words: Self.conditionWords)
      }
  }

  private func uses(_ outcome: OutcomeRule, _ definition: ValueUse.Cover) -> [ValueUse] {
    switch outcome {
    case .requires(let lines, let anyOf):
      return (lines + anyOf).map {
        let own = ValueUse.Cover(handlers: $0.handlers, pointer: $0.place.pointer ?? "")
        return ValueUse(expression: $0.check, covers: [own, definition], words: Self.checkWords)
      }
    case .assign(let assignments):
      return assignments.map {
        let own = ValueUse.Cover(handlers: $0.handlers, pointer: $0.place.pointer ?? "")
        return ValueUse(expression: $0.when, covers: [own, definition], words: Self.conditionWords)
      }
    case .table(let table):
      return table.inputs.map {
        ValueUse(
          expression: $0.of, covers: [definition],
          words: [.missing: ["\"error\"", "\"none\""], .notApplicable: ["\"none\""]])
      }
    }
  }

  /// The handlers of a line that holds an expression under one of its keys.
  private func cover(
    _ handlers: Handlers, around expression: CompiledExpression
  ) -> ValueUse.Cover {
    let pointer = expression.place.pointer ?? ""
    let end = pointer.lastIndex(of: "/") ?? pointer.endIndex
    return ValueUse.Cover(handlers: handlers, pointer: String(pointer[..<end]))
  }

  private static let lineWords: [DataState: [String]] = [
    .missing: ["\"error\"", "\"reweight\"", "\"no-score\""],
    .notApplicable: ["\"reweight\"", "\"no-score\""],
  ]
  private static let indicatorWords: [DataState: [String]] = [
    .missing: ["\"error\"", "0"], .notApplicable: ["\"pass-on\"", "0"],
  ]
  private static let bonusWords: [DataState: [String]] = [
    .missing: ["\"error\"", "\"no-bonus\""], .notApplicable: ["\"no-bonus\""],
  ]
  private static let shareWords: [DataState: [String]] = [
    .missing: ["\"error\"", "\"no-share\""], .notApplicable: ["\"no-share\""],
  ]
  private static let conditionWords: [DataState: [String]] = [
    .missing: ["\"error\"", "\"no\""], .notApplicable: ["\"no\""],
  ]
  private static let checkWords: [DataState: [String]] = [
    .missing: ["\"fail\"", "\"error\""], .notApplicable: ["\"fail\""],
  ]
}

extension Operand {
  fileprivate var takenBack: TakenBack? {
    if case .takenBack(let back) = self { back } else { nil }
  }
}

extension StepAction {
  /// Whether it is a guard, whose absent limit does not act.
  fileprivate var isGuard: Bool { if case .guarded = self { true } else { false } }
}
