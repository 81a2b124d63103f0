import MeritModel
import MeritPolicy

/// The results of a rule for many people at once.
///
/// Who has no value here is computed alone, as by ``RuleEvaluation``, which says the same of the others.
struct RuleColumns {
  typealias Column = ExpressionColumns.Column

  private(set) var values: Column
  /// The values of the lines, steps or entries, where they are asked for.
  private(set) var parts: PartRows?
  /// Of a balance that releases each addition by itself those that wait.
  private let waiting: [[WaitingAddition]?]

  /// Computes the rule; nil where everybody has to be computed alone.
  init?(_ known: OperandColumns, keepsParts: Bool) {
    let scene = known.scene
    guard scene.scope == .employee, let shaped = Shape(known, keepsParts) else { return nil }
    values = shaped.values
    waiting = shaped.waiting
    if keepsParts { parts = shaped.parts ?? PartRows(width: 0, subjects: values.count) }
    if let condition = scene.appliesWhen {
      guard let column = known.column(of: condition) else { return nil }
      leaveOut(column)
    }
    round(scene.rule)
  }

  /// Takes in so many people of whom each is computed alone.
  init(alone count: Int, keepsParts: Bool) {
    values = Column(repeating: nil, count: count)
    waiting = []
    if keepsParts { parts = PartRows(width: 0, subjects: count) }
  }

  /// What waits of a balance of the person at a place.
  func waiting(at place: Int) -> [WaitingAddition]? { waiting.isEmpty ? nil : waiting[place] }

  /// Takes in what the rule gives for the person at a place, who was computed alone.
  mutating func set(_ value: Value, _ own: [Value], at place: Int) {
    values[place] = value
    parts?.replace(at: place, by: own)
  }

  /// The rule is not applicable to those for whom its condition does not hold.
  private mutating func leaveOut(_ condition: Column) {
    for (place, condition) in condition.enumerated() {
      guard let condition else {
        values[place] = nil
        continue
      }
      if !condition.isTrue {
        values[place] = condition.asState
        parts?.replace(at: place, by: [])
      }
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
    /// The values of the lines, steps or entries, where there are such.
    var parts: PartRows?
    var waiting: [[WaitingAddition]?] = []

    init?(_ known: OperandColumns, _ keepsParts: Bool) {
      let values: Column?
      switch known.scene.rule.body {
      case .measure(let measure): values = known.measure(measure.shape)
      case .indicator(let indicator): values = known.indicator(indicator)
      case .grade(let grade): values = known.grade(grade)
      case .score(let score):
        values = known.score(score)
        if keepsParts { parts = PartRows(known.columns(of: score.lines.lazy.map(\.of)) ?? []) }
      case .outcome(let outcome):
        let lines: [Column]
        (values, lines) = known.outcome(outcome)
        if keepsParts { parts = PartRows(lines) }
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

extension PartRows {
  /// Takes in for each line or step its values.
  fileprivate init(_ lines: [ExpressionColumns.Column]) {
    self.init(width: lines.count, subjects: lines.first?.count ?? 0)
    for (line, column) in lines.enumerated() { set(line, to: column) }
  }
}

extension StepAction {
  fileprivate var isGuard: Bool {
    if case .guarded = self { true } else { false }
  }
}
