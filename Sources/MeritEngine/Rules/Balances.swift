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
  private(set) var evaluation: RuleEvaluation
  let balance: BalanceRule

  var work: Workspace { evaluation.work }
  var rule: Rule { evaluation.rule }
  var subject: Int { evaluation.subject }

  /// The closing, with the entries.
  mutating func closing() throws(EvaluationFault) -> Shaped {
    var ledger = Ledger()
    let state = try fill(&ledger)
    guard state.isPresent else {
      return Shaped(
        state, isSettled: true, parts: BalancePart.allCases.map { _ in state })
    }
    if let trace = evaluation.trace { tell(ledger, trace) }
    var shaped = Shaped(.number(ledger.closing), isSettled: true, parts: ledger.entries)
    shaped.waiting = ledger.waiting
    return shaped
  }

  private func tell(_ ledger: Ledger, _ trace: RuleTrace) {
    trace.derivation = .balance(
      entries: BalancePart.allCases.map { ($0, ledger[$0]) }, closing: ledger.closing,
      releases: ledger.parts.map(\.derived))
  }

  /// The entries of one period.
  private struct Ledger {
    /// In the order of ``BalancePart``; values, as they are kept.
    private(set) var entries = Ledger.empty
    private static let empty = BalancePart.allCases.map { _ in Value.number(.zero) }
    var closing = Exact.zero
    /// Where what is released comes from, where it comes from additions of certain periods.
    var parts: [Release] = []
    /// What waits, where each addition is released by itself.
    var waiting: [WaitingAddition]?

    subscript(part: BalancePart) -> Exact {
      get { entries[part.place].number ?? .zero }
      set { entries[part.place] = .number(newValue) }
    }

    /// Takes an amount out of the balance and books it.
    mutating func leave(_ amount: Exact, as part: BalancePart) throws(ExactError) {
      closing = try closing - amount
      self[part] = try self[part] + amount
    }
  }

  /// What is released of what one period added.
  struct Release {
    let period: Period
    let added: Exact
    let amount: Exact

    /// As explanations tell it.
    fileprivate var derived: Derivation.ReleasePart {
      Derivation.ReleasePart(period: period.name, added: added, amount: amount)
    }
  }

  /// Books every entry; the state is absent where an operand is.
  private mutating func fill(_ ledger: inout Ledger) throws(EvaluationFault) -> Value {
    let opening: Value
    if let closing = try lastClosing() {
      opening = closing
    } else {
      opening = try number(balance.opening)
    }
    guard let start = opening.number else { return opening }
    ledger[.opening] = start
    ledger.closing = start
    evaluation.expressions.opening = start
    let (added, taken) = (try added(), try number(balance.take))
    guard let add = added.number, let take = taken.number else {
      return added.combined(with: taken)
    }
    ledger[.added] = add
    ledger[.taken] = take
    ledger.closing = try exactly { () throws(ExactError) in try (try start + add) - take }
    let released = try release(&ledger, add)
    let limits = (try limit(balance.ceiling), try limit(balance.floor))
    let state = released.combined(with: limits.0).combined(with: limits.1)
    guard state.isPresent else { return state }
    try close(&ledger, released.number ?? .zero, limits.0.number, limits.1.number)
    return state
  }

  private func close(
    _ ledger: inout Ledger, _ released: Exact, _ ceiling: Exact?, _ floor: Exact?
  ) throws(EvaluationFault) {
    let isAsked = balance.onExit != .keep && rule.scope == .employee
    let onExit = isAsked && work.hasLeft(subject) ? balance.onExit : .keep
    do {
      try ledger.leave(released, as: .released)
      if let ceiling, ledger.closing > ceiling {
        try ledger.leave(try ledger.closing - ceiling, as: .over)
      }
      if let floor, ledger.closing < floor {
        ledger[.under] = try floor - ledger.closing
        ledger.closing = floor
      }
      switch onExit {
      case .keep: break
      case .writeOff: try ledger.leave(ledger.closing, as: .writtenOff)
      case .pay: try ledger.leave(ledger.closing, as: .released)
      }
    } catch {
      throw .arithmetic(error)
    }
  }

  // MARK: Operands

  /// An operand, rounded; 0 where the policy gives none.
  func number(_ expression: CompiledExpression?) throws(EvaluationFault) -> Value {
    guard let expression else { return .number(.zero) }
    var value = try evaluation.expressions.value(expression)
    if !value.isPresent {
      value = try evaluation.scene.rule.handlers.applied(to: value, in: evaluation.expressions)
    }
    guard let number = value.number else { return value }
    return .number(try rounded(number))
  }

  /// A limit; a flag stands for none.
  private func limit(_ expression: CompiledExpression?) throws(EvaluationFault) -> Value {
    guard let expression else { return .present(.flag(false)) }
    return try number(expression)
  }

  func rounded(_ number: Exact) throws(EvaluationFault) -> Exact {
    guard let rounding = evaluation.scene.rule.rounding else { return number }
    return try exactly { () throws(ExactError) in try rounding(number) }
  }

  /// What is paid out of a balance before its limits.
  private func release(
    _ ledger: inout Ledger, _ added: Exact
  ) throws(EvaluationFault) -> Value {
    switch balance.release {
    case nil: return .number(.zero)
    case .when(let condition):
      let holds = try evaluation.expressions.value(condition)
      guard holds.isPresent else { return try unanswered(holds) }
      return .number(holds.isTrue ? max(.zero, ledger.closing) : .zero)
    case .each:
      let (parts, waiting) = try releasedEach(of: ledger.closing, added)
      (ledger.parts, ledger.waiting) = (parts, waiting)
      return .number(try total(parts.map(\.amount)))
    case .schedule(let releases):
      var sum = Exact.zero
      for release in releases {
        let due = release.after == 0 ? added : self.added(before: release.after)
        sum = try exactly { () throws(ExactError) in try sum + due * release.share }
      }
      return .number(try rounded(sum))
    case .spread:
      ledger.parts = try instalments()
      return .number(try total(ledger.parts.map(\.amount)))
    }
  }

  /// An absent condition: what a handler puts in its place is an amount, so nothing is released.
  private func unanswered(_ holds: Value) throws(EvaluationFault) -> Value {
    let handled = try rule.handlers.applied(to: holds, in: evaluation.expressions)
    return handled.isPresent ? .number(.zero) : handled
  }

  // MARK: Earlier periods

  /// The last present closing since the balance began or was reset.
  private func lastClosing() throws(EvaluationFault) -> Value? {
    for period in earlier {
      if let (id, there) = entry(in: period), let value = period.columns[id.index]?[there],
        value.isPresent
      {
        return value
      }
    }
    return nil
  }

  /// What was added so many lines before, the periods without one stepped over; 0 before the first.
  private func added(before count: Int) -> Exact {
    var left = count
    for period in earlier {
      guard let (id, there) = entry(in: period), let added = addition(id, there, in: period)
      else { continue }
      left -= 1
      if left == 0 { return added }
    }
    return .zero
  }

  /// The periods before since the balance began or was begun anew, the latest first.
  var earlier: [Workspace] { work.earlier(of: evaluation.scene.rule.id) }

  func entry(in period: Workspace) -> (rule: RuleID, subject: Int)? {
    let scene = evaluation.scene
    if scene.scope == .employee, period.version == work.version {
      return period.isIn(subject) ? (scene.rule.id, subject) : nil
    }
    return evaluation.expressions.moved(to: period)?.subjectOfFigure(scene.rule.id)
  }
}

extension RuleEvaluation {
  /// A balance of one person or group.
  func balance(_ balance: BalanceRule) throws(EvaluationFault) -> Shaped {
    var balances = Balances(evaluation: self, balance: balance)
    return try balances.closing()
  }
}
