import MeritModel
import MeritPolicy

/// A balance for many people at once: what ``Balances`` computes of each.
///
/// Who has an operand or a condition that is asked of one person at a time has no result here.
struct BalanceColumns {
  private let columns: ExpressionColumns
  private let facts: BalanceFacts
  private let openings: Column
  private let added: Column
  private let taken: Column
  private let ceilings: Column
  private let floors: Column
  /// Whether all is paid out, where one condition decides about it.
  private let conditions: Column
  private var additions: AdditionColumns
  /// What each person's balance closes with.
  private(set) var closings: Column
  /// The entries in the order of ``BalancePart``.
  private(set) var entries: PartRows
  /// What waits, where each addition is released by itself.
  private(set) var waiting: [[WaitingAddition]?]

  typealias Column = ExpressionColumns.Column

  /// Computes it; nil where everybody has to be computed alone.
  init?(columns: ExpressionColumns, facts: BalanceFacts) {
    let balance = facts.balance
    self.facts = facts
    guard let first = columns.number(balance.opening, facts) else { return nil }
    openings = zip(columns.people, first).map { facts.lastClosing(of: $0) ?? $1 }
    var opened = columns
    opened.opening = openings.map { $0?.isPresent ?? false ? $0 : nil }
    self.columns = opened
    guard let added = opened.number(balance.add, facts),
      let taken = opened.number(balance.take, facts),
      let ceilings = opened.limit(balance.ceiling, facts),
      let floors = opened.limit(balance.floor, facts)
    else { return nil }
    (self.added, self.taken, self.ceilings, self.floors) = (added, taken, ceilings, floors)
    if case .when(let condition)? = balance.release {
      guard let holds = opened.column(condition.root) else { return nil }
      conditions = holds
    } else {
      conditions = []
    }
    additions = AdditionColumns(facts: facts, columns: opened)
    let none = Column(repeating: nil, count: columns.people.count)
    closings = none
    entries = PartRows(width: BalancePart.allCases.count, subjects: none.count)
    waiting = []
    if balance.each != nil { waiting = Array(repeating: nil, count: columns.people.count) }
    for place in none.indices { try? compute(place) }
  }

  /// Computes the person at a place; throws where a fault or the kind of an operand leaves it open.
  private mutating func compute(_ place: Int) throws(EvaluationFault) {
    guard let opening = openings[place] else { return }
    guard let start = opening.number else { return keep(opening, place) }
    guard let added = try added(place), let taken = taken[place] else { return }
    guard let add = added.number, let take = taken.number else {
      return keep(added.combined(with: taken), place)
    }
    var ledger = try exactly { () throws(ExactError) in
      try BalanceLedger(opening: start, added: add, taken: take)
    }
    guard let released = try released(ledger, place), let ceiling = ceilings[place],
      let floor = floors[place]
    else { return }
    let state = released.combined(with: ceiling).combined(with: floor)
    guard state.isPresent else { return keep(state, place) }
    let exit = columns.work.exit(of: person(place), facts.balance.onExit, columns.scene.scope)
    try exactly { () throws(ExactError) in
      try ledger.close(
        released: released.number ?? .zero, ceiling: ceiling.number, floor: floor.number,
        onExit: exit)
    }
    closings[place] = .number(ledger.closing)
    for part in BalancePart.allCases {
      entries.set(part.place, at: place, to: .number(ledger[part]))
    }
  }

  /// An absent state is that of the whole.
  private mutating func keep(_ state: Value, _ place: Int) {
    closings[place] = state
    for part in BalancePart.allCases { entries.set(part.place, at: place, to: state) }
  }

  private func person(_ place: Int) -> Int { columns.people[columns.people.startIndex + place] }

  private func added(_ place: Int) throws(EvaluationFault) -> Value? {
    guard let sum = added[place], sum.isPresent, let rows = facts.rows else { return added[place] }
    return try rows.added(by: person(place), in: columns.work).map(Value.number) ?? sum
  }

  /// What is paid out before the limits; nothing where the condition has to be asked alone.
  private mutating func released(
    _ ledger: BalanceLedger, _ place: Int
  ) throws(EvaluationFault) -> Value? {
    switch facts.balance.release {
    case nil: return .number(.zero)
    case .when:
      guard let holds = conditions[place] else { return nil }
      if holds.isPresent { return .number(holds.isTrue ? max(.zero, ledger.closing) : .zero) }
      return columns.scene.rule.handlers.action(for: holds) == nil ? holds : nil
    case .each: return try releasedEach(ledger, place)
    case .schedule(let releases):
      return .number(
        try facts.scheduled(releases, of: person(place), added: ledger[.added]))
    case .spread: return .number(try facts.instalments(of: person(place)).total())
    }
  }

  private mutating func releasedEach(
    _ ledger: BalanceLedger, _ place: Int
  ) throws(EvaluationFault) -> Value? {
    var isKnown = true
    let (parts, waiting) = try facts.releasedEach(
      of: ledger, person(place), in: columns.work.cohort.period
    ) { (addition, knownIn) throws(EvaluationFault) in
      let answers = additions.answers(for: addition.period, knownIn: knownIn)
      guard let value = answers?[place] else {
        isKnown = false
        return false
      }
      return value.isTrue
    }
    guard isKnown else { return nil }
    self.waiting[place] = waiting
    return .number(try parts.total())
  }
}

/// The conditions of additions for many people, each evaluated once.
private struct AdditionColumns {
  typealias Column = ExpressionColumns.Column

  /// By the period in which an addition is known, the present one first; nil where each person has to
  /// be asked alone.
  private var known: [[(period: Period, column: Column?)]]
  private let facts: BalanceFacts
  private let columns: ExpressionColumns

  /// Takes in the balance and who is asked.
  init(facts: BalanceFacts, columns: ExpressionColumns) {
    (self.facts, self.columns) = (facts, columns)
    known = Array(repeating: [], count: facts.earlier.count + 1)
  }

  /// The condition of an addition, as it is known in an earlier period or in the present one.
  mutating func answers(for period: Period, knownIn place: Int?) -> Column? {
    let index = place.map { $0 + 1 } ?? 0
    for found in known[index].indices where known[index][found].period == period {
      return known[index][found].column
    }
    let column = column(of: period, place.map { facts.earlier[$0] })
    known[index].append((period, column))
    return column
  }

  private func column(of period: Period, _ earlier: EarlierBalance?) -> Column? {
    let work = earlier?.work ?? columns.work
    let condition = earlier.map(\.condition) ?? facts.balance.each
    guard let condition, let asked = work.asked(of: period) else {
      return columns.same(.present(.flag(false)))
    }
    let here = ExpressionColumns(
      work: work, scene: earlier?.scene ?? columns.scene, people: columns.people)
    guard let values = (asked === work ? here : here.moved(to: asked))?.column(condition.root)
    else { return nil }
    // Who is not in the addition's own period has nothing there for which the condition could hold.
    return zip(columns.people, values).map { person, value in
      asked.isIn(person) ? value : .present(.flag(false))
    }
  }
}

extension ExpressionColumns {
  /// An operand, rounded; 0 where the policy gives none, and nothing for whom a handler asks for more.
  fileprivate func number(_ expression: CompiledExpression?, _ facts: BalanceFacts) -> Column? {
    guard let expression else { return same(.number(.zero)) }
    let handlers = scene.rule.handlers
    return column(expression.root)?.map { value in
      let value = value.flatMap(handlers.plain)
      guard let number = value?.number else { return value }
      return (try? facts.rounded(number)).map(Value.number)
    }
  }

  /// A limit; a flag stands for none.
  fileprivate func limit(_ expression: CompiledExpression?, _ facts: BalanceFacts) -> Column? {
    expression == nil ? same(.present(.flag(false))) : number(expression, facts)
  }
}
