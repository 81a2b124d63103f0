package import MeritModel
package import MeritPolicy

/// What a plan pays to a person who held it on a day of the period, beside the deciding plan.
package struct OtherPay: Sendable {
  /// The plan's place in the policy.
  package let plan: Int
  package let bonus: RuleID
  package let value: Value
  /// The value after each step.
  package let steps: [Value]
}

/// Pays every plan that was held on a day of the period.
///
/// What it computes: for each person who changed plan, the period once more as if the other plan
/// decided; of it only the bonuses are taken. Score, grade and outcomes are the deciding plan's; so
/// are shares of pools and prizes, which are given out once, and bonuses that read other bonuses or
/// a balance: where both plans bind one, it is computed once, from the sums.
/// Why: `"roleChange": "split-by-days"`.
/// Rounding: that of the bonuses.
struct SplitByDays {
  let work: Workspace

  /// What the other plans pay, by person, and what was found on the way.
  func pay() -> (pay: [Int: [OtherPay]], findings: [CalculationFindings]) {
    // On one day one row decides.
    guard work.cohort.period.grain > .day else { return ([:], []) }
    let choice = PlanChoice(work: work)
    var others: [Int: [Int]] = [:]
    let rows = work.cohort.roster.rows
    // Who has one row has one plan.
    for person in work.cohort.members where rows[person].count > 1 {
      let plans = choice.others(of: person)
      if !plans.isEmpty { others[person] = plans }
    }
    var pay: [Int: [OtherPay]] = [:]
    var findings: [CalculationFindings] = []
    for round in 0..<(others.values.map(\.count).max() ?? 0) {
      let moved = others.filter { round < $0.value.count }.mapValues { $0[round] }
      findings.append(compute(moved, &pay))
    }
    return (pay, findings)
  }

  /// Computes what the other plan's bonuses read with some people in it.
  private func compute(
    _ moved: [Int: Int], _ pay: inout [Int: [OtherPay]]
  ) -> CalculationFindings {
    let other = Workspace(
      work.stage, of: work.timeline, moved: moved, like: work, workers: work.workers)
    other.link()
    other.findings.period = work.findings.period
    let demand = OtherPlanDemand(of: Set(moved.values), work)
    other.ballots = work.ballots
    PeriodCalculation(work: other, isOwn: false, demand: demand).run()
    work.ballots = other.ballots
    for (person, plan) in moved.sorted(by: { $0.key < $1.key }) {
      for bonus in other.bindings[plan]?.bonuses ?? [] {
        guard case .bonus = work.policy[bonus].body else { continue }
        if work.binds(bonus, person), work.policy.readsPay(bonus) { continue }
        pay[person, default: []].append(
          OtherPay(
            plan: plan, bonus: bonus, value: other.columns[bonus.index]?[person] ?? .missing,
            steps: Array(other.steps[bonus]?[person] ?? [])))
      }
    }
    return other.findings
  }
}

extension CompiledPolicy {
  /// Whether a rule reads a bonus or a balance of the person, itself or through other rules.
  fileprivate func readsPay(_ id: RuleID) -> Bool {
    var (seen, open): (Set<RuleID>, [RuleID]) = ([id], [id])
    while let rule = open.popLast() {
      var expressions = self[rule].expressions.map(\.root)
      while let expression = expressions.popLast() {
        switch expression {
        case .part, .slot(.bonus): return true
        case .figure(let read):
          switch self[read].body {
          case .bonus, .balance: return true
          default: if seen.insert(read).inserted { open.append(read) }
          }
        default: expressions += expression.parts
        }
      }
    }
    return false
  }
}

extension Workspace {
  /// Adds what other plans pay by a bonus to its column: the sum where both plans bind it, the other
  /// plan's value where the deciding plan does not know the bonus.
  func addOtherPay(to rule: Rule, _ column: inout [Value]) throws(EvaluationFault) {
    for (person, pays) in otherPay {
      for pay in pays where pay.bonus == rule.id {
        if binds(rule.id, person) {
          column[person] = try sum(column[person], pay.value)
          let own = steps[rule.id]?[person] ?? []
          steps[rule.id]?.set(try sums(own, pay.steps), of: person)
        } else if !(plan(of: person)?.reached.contains(rule.id) ?? false) {
          column[person] = pay.value
          steps[rule.id]?.set(pay.steps, of: person)
        }
      }
    }
  }

  /// Whether the person's deciding plan binds a bonus.
  func binds(_ bonus: RuleID, _ person: Int) -> Bool {
    planOfPerson[person].flatMap { bindings[$0] }?.bonuses.contains(bonus) ?? false
  }

  private func sums(_ own: Parts, _ other: [Value]) throws(EvaluationFault) -> [Value] {
    guard own.count == other.count else { return own.isEmpty ? other : Array(own) }
    var sums: [Value] = []
    for (one, two) in zip(own, other) { sums.append(try sum(one, two)) }
    return sums
  }

  /// The sum of the present ones.
  private func sum(_ own: Value, _ other: Value) throws(EvaluationFault) -> Value {
    guard let one = own.number else { return other.isPresent ? other : own.combined(with: other) }
    guard let two = other.number else { return own }
    return .number(try exactly { () throws(ExactError) in try one + two })
  }
}
