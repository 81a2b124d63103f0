import MeritModel
import MeritPolicy

/// The results of a rule for many people at once.
///
/// Who has no value here is computed alone, as by ``RuleEvaluation``, which says the same of the others.
struct RuleColumns {
  typealias Column = ExpressionColumns.Column

  private(set) var values: Column
  /// The values of the lines, steps or entries, where they are asked for, one person after another.
  private var rows: [Value] = []
  private var width = 0
  /// For each person whether the rule applies; empty where it applies to all.
  private var applies: [Bool] = []
  /// Of a balance that releases each addition by itself those that wait.
  private let waiting: [[WaitingAddition]?]

  /// Computes the rule; nil where everybody has to be computed alone.
  init?(_ known: OperandColumns, keepsParts: Bool) {
    let scene = known.scene
    guard scene.scope == .employee, let shaped = Shape(known, keepsParts) else { return nil }
    values = shaped.values
    waiting = shaped.waiting
    if keepsParts { keep(shaped.parts) }
    if let condition = scene.appliesWhen {
      guard let column = known.column(of: condition) else { return nil }
      leaveOut(column)
    }
    round(scene.rule)
  }

  /// What waits of a balance of the person at a place.
  func waiting(at place: Int) -> [WaitingAddition]? { waiting.isEmpty ? nil : waiting[place] }

  /// The values of the lines, steps or entries of the person at a place, who has a value.
  func parts(at place: Int) -> ArraySlice<Value> {
    if !applies.isEmpty, !applies[place] { return [] }
    return rows[width * place..<width * (place + 1)]
  }

  private mutating func keep(_ parts: [Column]) {
    width = parts.count
    rows = Array(repeating: .missing, count: width * values.count)
    for (line, column) in parts.enumerated() {
      for (place, value) in column.enumerated() {
        if let value { rows[width * place + line] = value }
      }
    }
  }

  /// The rule is not applicable to those for whom its condition does not hold.
  private mutating func leaveOut(_ condition: Column) {
    applies = condition.map { $0?.isTrue ?? true }
    for (place, condition) in condition.enumerated() {
      guard let condition else {
        values[place] = nil
        continue
      }
      if !condition.isTrue { values[place] = condition.asState }
    }
  }

  /// Rounds as the rule says; an absent value that the rule replaces is left to who computes it alone.
  private mutating func round(_ rule: Rule) {
    guard rule.rounding != nil || rule.handlers != .none else { return }
    for place in values.indices {
      guard let value = values[place] else { continue }
      if let number = value.number {
        guard let rounding = rule.rounding else { continue }
        values[place] = (try? rounding(number)).map(Value.number)
      } else if !value.isPresent, rule.handlers.action(for: value) != nil {
        values[place] = nil
      }
    }
  }
}

extension RuleColumns {
  /// What the shape of the rule gives, before its condition, its handlers and its rounding.
  fileprivate struct Shape {
    var values: Column
    /// For each line, step or entry its values.
    var parts: [Column] = []
    var waiting: [[WaitingAddition]?] = []

    init?(_ known: OperandColumns, _ keepsParts: Bool) {
      let values: Column?
      switch known.scene.rule.body {
      case .measure(let measure): values = known.measure(measure.shape)
      case .indicator(let indicator): values = known.indicator(indicator)
      case .grade(let grade): values = known.grade(grade)
      case .score(let score):
        values = known.score(score)
        parts = known.columns(of: score.lines.lazy.map(\.of)) ?? []
      case .outcome(let outcome): (values, parts) = known.outcome(outcome)
      case .bonus(let bonus):
        // What a guard leaves goes by limits of each person.
        guard !bonus.steps.contains(where: { $0.action.isGuard }) else { return nil }
        (values, parts) = StepColumns(known: known).bonus(bonus, keepsParts)
      case .balance(let balance):
        guard !known.scene.hasCondition,
          let balances = BalanceColumns(
            columns: known.all, facts: known.work.facts(of: balance, known.scene.rule))
        else { return nil }
        (values, parts, waiting) = (balances.closings, balances.entries, balances.waiting)
      case .allocation, .prize, .ranking: return nil
      }
      guard let values else { return nil }
      self.values = values
    }
  }
}

extension StepAction {
  fileprivate var isGuard: Bool {
    if case .guarded = self { true } else { false }
  }
}
