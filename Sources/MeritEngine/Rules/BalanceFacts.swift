import MeritModel
import MeritPolicy

/// What all subjects of a balance ask of the period and of those before it, looked up once and not for
/// each of them.
final class BalanceFacts: Sendable {
  let balance: BalanceRule
  let rounding: Rounding?
  /// The rows of the period that are paid out in later ones; nil where the balance spreads none.
  let rows: SpreadRows?
  /// The periods before that know the balance, since it began or was begun anew, the latest first.
  let earlier: [EarlierBalance]

  /// Looks them up; only once all periods are known and those before are computed.
  init(_ balance: BalanceRule, of rule: Rule, in work: Workspace) {
    self.balance = balance
    rounding = rule.rounding
    rows = balance.spread.map { SpreadRows($0, of: rule, in: work) }
    earlier = work.earlier(of: rule.id).compactMap {
      EarlierBalance(of: rule, balance, in: $0, from: work)
    }
  }

  func rounded(_ number: Exact) throws(EvaluationFault) -> Exact {
    guard let rounding else { return number }
    return try exactly { () throws(ExactError) in try rounding(number) }
  }

  /// The last present closing since the balance began or was reset.
  func lastClosing(of subject: Int) -> Value? {
    for period in earlier {
      if let value = period.closing(of: subject), value.isPresent { return value }
    }
    return nil
  }

  /// What a schedule pays out of what was added in the period and in those before.
  func scheduled(
    _ releases: [ScheduledRelease], of subject: Int, added: Exact
  ) throws(EvaluationFault) -> Exact {
    var sum = Exact.zero
    for release in releases {
      let due = release.after == 0 ? added : self.added(before: release.after, of: subject)
      sum = try exactly { [sum] () throws(ExactError) in try sum + due * release.share }
    }
    return try rounded(sum)
  }

  /// What was added so many lines before, the periods without one stepped over; 0 before the first.
  private func added(before count: Int, of subject: Int) -> Exact {
    var left = count
    for period in earlier {
      guard let added = period.addition(of: subject) else { continue }
      left -= 1
      if left == 0 { return added }
    }
    return .zero
  }
}

/// One of the periods over which a balance has been carried.
final class EarlierBalance: Sendable {
  let work: Workspace
  /// What the period's own version calls the balance.
  let id: RuleID
  /// The rule of another version as its subjects see it; nil where the version is the same.
  let scene: RuleScene?
  /// What decides there about each addition by itself, if something does.
  let condition: CompiledExpression?
  /// The rows that are paid out in later periods; nil where the balance spreads none there.
  let rows: SpreadRows?
  private let closings: [Value]
  private let entries: PartTable
  private let isIn: [Bool]?
  /// For each group of the balance's scope the one of the same id there.
  private let groups: [Int?]?

  /// Looks at a period from a later one; nil where its version does not know the balance.
  init?(of rule: Rule, _ balance: BalanceRule, in work: Workspace, from now: Workspace) {
    self.work = work
    let lens = now.lens(to: work)
    guard let id = lens.map({ $0.rules[rule.id.index] }) ?? rule.id else { return nil }
    let there = lens == nil ? balance : work.policy[id].body.balance
    self.id = id
    condition = there?.each
    scene =
      lens == nil || condition == nil ? nil : RuleScene(work.policy[id], of: work.policy)
    rows = there?.spread.map { SpreadRows($0, of: rule, in: work) }
    closings = work.columns[id.index] ?? []
    entries = work.balances[id] ?? PartTable(count: 0)
    isIn = rule.scope == .employee ? work.people.isIn : nil
    let isOfGroups = rule.scope != .employee && rule.scope != .company
    groups = isOfGroups ? now.timeline.groups(rule.scope, from: now, to: work) : nil
  }

  /// Who a subject of the present period is there; nil where there is no such person or group.
  func subject(_ subject: Int) -> Int? {
    if let groups { return groups[subject] }
    return isIn?[subject] ?? true ? subject : nil
  }

  /// What the balance closed with.
  func closing(of subject: Int) -> Value? {
    guard let there = self.subject(subject), closings.indices.contains(there) else { return nil }
    return closings[there]
  }

  /// What was added; nil where the balance has no value there.
  func addition(of subject: Int) -> Exact? {
    guard let there = self.subject(subject) else { return nil }
    return entries.value(BalancePart.added.place, of: there)?.number
  }

  /// What waited there for its own condition, by the balance's own period; nil where nothing was kept.
  func waiting(of subject: Int) -> [WaitingAddition]? {
    self.subject(subject).flatMap { work.waiting[id]?[$0] }
  }
}

extension RuleBody {
  /// The balance, where the rule is one.
  fileprivate var balance: BalanceRule? {
    if case .balance(let balance) = self { balance } else { nil }
  }
}

extension Workspace {
  /// What all subjects of a balance ask; looked up anew where the rule was not computed.
  func facts(of balance: BalanceRule, _ rule: Rule) -> BalanceFacts {
    balanceFacts[rule.id] ?? BalanceFacts(balance, of: rule, in: self)
  }
}
