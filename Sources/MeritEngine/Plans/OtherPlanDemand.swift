import MeritModel
import MeritPolicy

/// What the bonuses of other plans read in a period: of everybody, or only of the people in them.
struct OtherPlanDemand {
  /// The rules that are asked of the people in another plan.
  private(set) var ofMoved: Set<RuleID> = []
  /// The rules that are asked of everybody, because a group or an order is made of their values.
  private(set) var everybody: Set<RuleID> = []
  private let work: Workspace

  /// Follows the bonuses of some plans to all that they read in the period.
  init(of plans: Set<Int>, _ work: Workspace) {
    self.work = work
    for bonus in plans.sorted().flatMap({ work.bindings[$0]?.bonuses ?? [] }) {
      if case .bonus = work.policy[bonus].body { need(bonus, false) }
    }
  }

  /// Whether a rule is asked of anybody.
  func isAsked(_ rule: RuleID) -> Bool { ofMoved.contains(rule) || everybody.contains(rule) }

  private mutating func need(_ id: RuleID, _ isOfAll: Bool) {
    let rule = work.policy[id]
    let isOfAll = isOfAll || rule.scope != .employee || rule.body.isGivenOut
    guard !everybody.contains(id) else { return }
    guard isOfAll ? everybody.insert(id).inserted : ofMoved.insert(id).inserted else { return }
    if case .total(let member)? = rule.measure?.shape { need(member, true) }
    for expression in rule.expressions { follow(expression.root, isOfAll) }
  }

  private mutating func follow(_ expression: Expression, _ isOfAll: Bool) {
    switch expression {
    case .figure(let id), .part(let id, _): need(id, isOfAll)
    case .companyTotal(let id): need(id, true)
    case .slot(let slot):
      for rule in work.bindings.flatMap({ $0?.rules(slot) ?? [] }) { need(rule, isOfAll) }
    case .collected(_, .members, let inner), .collected(_, .customers, let inner):
      follow(inner, true)
    default: for part in expression.parts { follow(part, isOfAll) }
    }
  }
}

extension RuleBody {
  /// Whether people share in it or are ordered by it.
  fileprivate var isGivenOut: Bool {
    switch self {
    case .allocation, .prize, .ranking: true
    case .measure, .indicator, .score, .grade, .bonus, .balance, .outcome: false
    }
  }
}
