import MeritEngine
import MeritModel
import MeritPolicy

extension Calculation {
  /// The people for whom a rule is computed.
  func people(of rule: Rule) -> [Int] {
    cohort.members.filter { isComputed(rule, for: $0) }
  }

  /// The people whose plan pays a bonus, or for whom it is computed where no plan pays it.
  func people(paidBy rule: Rule) -> [Int] {
    let isPaid = bound(\.bonuses).contains(rule.id)
    return cohort.members.filter { person in
      guard isPaid else { return isComputed(rule, for: person) }
      return binding(of: person)?.bonuses.contains(rule.id) ?? false
        || unboundPay(of: person).contains { $0.bonus == rule.id }
    }
  }

  /// The people on the sheet of a bonus: those whose deciding plan pays it, or for whom it is computed
  /// where no plan pays it.
  func people(onSheetOf rule: Rule) -> [Int] {
    guard bound(\.bonuses).contains(rule.id) else { return people(of: rule) }
    return cohort.members.filter { binding(of: $0)?.bonuses.contains(rule.id) ?? false }
  }

  /// The bonuses, allocations and prizes of the grain that no plan pays, but that others read.
  var feedingRules: [Rule] {
    let paid = bound(\.bonuses)
    return read { $0.isPayment && !paid.contains($0.id) }
  }

  /// The grades that no plan gives as its own, but that others read.
  var otherGrades: [Rule] {
    let given = bound { [$0.grade].compactMap(\.self) }
    return read { $0.isGrade && !given.contains($0.id) }
  }

  /// Whether a plan binds a checklist in the period.
  package var hasChecklists: Bool {
    bound(\.outcomes).contains { id in
      if case .outcome(.requires) = policy[id].body { true } else { false }
    }
  }

  /// The rules of people that are computed for somebody in the period.
  private func read(_ isMeant: (Rule) -> Bool) -> [Rule] {
    policy.rules.filter { rule in
      rule.scope == .employee && rule.grain == cohort.period.grain && isMeant(rule)
        && cohort.members.contains { isComputed(rule, for: $0) }
    }
  }

  /// What plans bind in a period of this length.
  private func bound(_ part: @escaping (PlanBinding) -> [RuleID]) -> Set<RuleID> {
    Set(policy.plans.compactMap { $0.bindings[cohort.period.grain] }.flatMap(part))
  }
}
