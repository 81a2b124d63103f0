import MeritModel
import MeritPolicy

/// An amount that is carried from period to period.
///
/// What it computes: opening + added − taken − released − over + under − written off, in that order.
/// The opening is the last present closing of an earlier period; a period without the person, or
/// without a value, is stepped over.
/// Why: pay withheld and released, debts carried forward, a shortfall that raises the next base.
/// Rounding: each entry as the definition says, so that the entries sum to the closing. Where rows are
/// paid out over periods, each row is rounded, and its equal parts down; the last takes the rest.
/// Diagnostics: none of its own; an absent operand without a handler makes the whole absent.
struct Balances {
  private var evaluation: RuleEvaluation
  private let facts: BalanceFacts

  init(evaluation: RuleEvaluation, facts: BalanceFacts) {
    (self.evaluation, self.facts) = (evaluation, facts)
  }

  private var work: Workspace { evaluation.work }
  private var subject: Int { evaluation.subject }
  private var balance: BalanceRule { facts.balance }

  /// The closing, with the entries.
  mutating func closing() throws(EvaluationFault) -> Shaped {
    let opening = try opening()
    guard let start = opening.number else { return absent(opening) }
    evaluation.expressions.opening = start
    let (added, taken) = (try added(), try number(balance.take))
    guard let add = added.number, let take = taken.number else {
      return absent(added.combined(with: taken))
    }
    var ledger = try exactly { () throws(ExactError) in
      try BalanceLedger(opening: start, added: add, taken: take)
    }
    let released = try released(ledger)
    let (ceiling, floor) = (try limit(balance.ceiling), try limit(balance.floor))
    let state = released.amount.combined(with: ceiling).combined(with: floor)
    guard state.isPresent else { return absent(state) }
    try exactly { () throws(ExactError) in
      try ledger.close(
        released: released.amount.number ?? .zero, ceiling: ceiling.number, floor: floor.number,
        onExit: work.exit(of: subject, balance.onExit, evaluation.scene.scope))
    }
    if let trace = evaluation.trace { tell(ledger, released.parts, trace) }
    return shaped(ledger, released.waiting)
  }

  private func absent(_ state: Value) -> Shaped {
    Shaped(state, isSettled: true, parts: BalancePart.allCases.map { _ in state })
  }

  private func shaped(_ ledger: BalanceLedger, _ waiting: [WaitingAddition]?) -> Shaped {
    var shaped = Shaped(
      .number(ledger.closing), isSettled: true,
      parts: BalancePart.allCases.map { .number(ledger[$0]) })
    shaped.waiting = waiting
    return shaped
  }

  private func tell(_ ledger: BalanceLedger, _ releases: [ReleasedAddition], _ trace: RuleTrace) {
    trace.derivation = .balance(
      entries: BalancePart.allCases.map { ($0, ledger[$0]) }, closing: ledger.closing,
      releases: releases.map {
        Derivation.ReleasePart(period: $0.period.name, added: $0.added, amount: $0.amount)
      })
  }

  // MARK: Operands

  private func opening() throws(EvaluationFault) -> Value {
    if let closing = facts.lastClosing(of: subject) { return closing }
    return try number(balance.opening)
  }

  /// What is added: the operand, or its rows with each one rounded.
  private func added() throws(EvaluationFault) -> Value {
    let sum = try number(balance.add)
    guard sum.isPresent, let rows = facts.rows else { return sum }
    return try rows.added(by: subject, in: work).map(Value.number) ?? sum
  }

  /// An operand, rounded; 0 where the policy gives none.
  private func number(_ expression: CompiledExpression?) throws(EvaluationFault) -> Value {
    guard let expression else { return .number(.zero) }
    var value = try evaluation.expressions.value(expression)
    if !value.isPresent {
      value = try evaluation.scene.rule.handlers.applied(to: value, in: evaluation.expressions)
    }
    guard let number = value.number else { return value }
    return .number(try facts.rounded(number))
  }

  /// A limit; a flag stands for none.
  private func limit(_ expression: CompiledExpression?) throws(EvaluationFault) -> Value {
    guard let expression else { return .present(.flag(false)) }
    return try number(expression)
  }

  // MARK: Release

  /// What is paid out of a balance, of which additions where it goes by them, and which of them wait.
  private struct Released {
    let amount: Value
    var parts: [ReleasedAddition] = []
    var waiting: [WaitingAddition]?
  }

  /// What is paid out of a balance before its limits.
  private func released(_ ledger: BalanceLedger) throws(EvaluationFault) -> Released {
    switch balance.release {
    case nil: return Released(amount: .number(.zero))
    case .when(let condition):
      let holds = try evaluation.expressions.value(condition)
      guard holds.isPresent else { return Released(amount: try unanswered(holds)) }
      return Released(amount: .number(holds.isTrue ? max(.zero, ledger.closing) : .zero))
    case .each:
      let (parts, waiting) = try facts.releasedEach(
        of: ledger, subject, in: work.cohort.period
      ) { (addition, place) throws(EvaluationFault) in
        try holds(for: addition, knownIn: place.map { facts.earlier[$0] })
      }
      return Released(amount: .number(try parts.total()), parts: parts, waiting: waiting)
    case .schedule(let releases):
      let sum = try facts.scheduled(releases, of: subject, added: ledger[.added])
      return Released(amount: .number(sum))
    case .spread:
      let parts = try facts.instalments(of: subject)
      return Released(amount: .number(try parts.total()), parts: parts)
    }
  }

  /// An absent condition: what a handler puts in its place is an amount, so nothing is released.
  private func unanswered(_ holds: Value) throws(EvaluationFault) -> Value {
    let handled = try evaluation.rule.handlers.applied(to: holds, in: evaluation.expressions)
    return handled.isPresent ? .number(.zero) : handled
  }

  /// Whether the condition of a period's balance holds for an addition, as it is known there.
  private func holds(
    for addition: WaitingAddition, knownIn period: EarlierBalance?
  ) throws(EvaluationFault) -> Bool {
    let known = period?.work ?? work
    let there = period.map { $0.subject(subject) } ?? subject
    guard let condition = period.map(\.condition) ?? balance.each, let there else { return false }
    let here = ExpressionEvaluation(
      work: known, scene: period?.scene ?? evaluation.scene, subject: there)
    guard let added = known.asked(of: addition.period) else { return false }
    let asked = added === known ? here : here.moved(to: added)
    return try asked?.value(condition.root).isTrue ?? false
  }
}

extension Workspace {
  /// An addition's own period as it is known in this one; nil where nothing asks for it.
  func asked(of addition: Period) -> Workspace? {
    if addition == cohort.period, stage.sealed == nil { return self }
    return timeline.view(of: addition, in: cohort.period)
  }

  /// What becomes of a subject's balance at the end of the period.
  func exit(of subject: Int, _ onExit: BalanceExit, _ scope: Scope) -> BalanceExit {
    onExit != .keep && scope == .employee && hasLeft(subject) ? onExit : .keep
  }
}

extension [ReleasedAddition] {
  /// What is released together.
  func total() throws(EvaluationFault) -> Exact {
    try exactly { () throws(ExactError) in
      var sum = ExactSum()
      for part in self { try sum.add(part.amount) }
      return try sum.total()
    }
  }
}

extension RuleEvaluation {
  /// A balance of one person or group.
  func balance(_ balance: BalanceRule) throws(EvaluationFault) -> Shaped {
    var balances = Balances(evaluation: self, facts: work.facts(of: balance, rule))
    return try balances.closing()
  }
}
