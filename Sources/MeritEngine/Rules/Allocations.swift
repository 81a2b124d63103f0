import MeritModel
import MeritPolicy

/// A pool split among the people of a group.
///
/// What it computes: for each group the pool, rounded half-up to the unit; the shares of everybody
/// whose plan binds the allocation, in proportion to the key; units left over to the largest
/// remainders, ties by employee id. The shares sum to the pool exactly.
/// Rounding: to the unit `to`, nowhere else.
struct Allocations {
  let work: Workspace
  let scene: RuleScene
  let allocation: AllocationRule

  /// What one person got, and of what.
  struct Share {
    let value: Value
    var pool: Value = .notApplicable
    var key: Value = .notApplicable
    var sum: Exact = .zero
    var people = 0
    var isOpen = true
    var isEligible = false

    var part: Derivation.AllocationPart {
      Derivation.AllocationPart(
        pool: pool, key: key, sum: sum, people: people, isOpen: isOpen, isEligible: isEligible)
    }
  }

  /// The share of everybody whose plan binds the allocation, by person; faults stand by person.
  func shares() -> (shares: [Int: Share], faults: [Int: EvaluationFault]) {
    var result: (shares: [Int: Share], faults: [Int: EvaluationFault]) = ([:], [:])
    guard let groups = work.cohort.groups[allocation.within] else { return result }
    let bound = work.cohort.members.filter(isBound)
    let claims = claims(of: bound)
    let isTaking = Set(bound)
    for group in groups.ids.indices {
      let people = groups.members[group].filter(isTaking.contains)
      guard !people.isEmpty else { continue }
      do { try share(group, people, claims, &result.shares) } catch {
        for person in people { result.faults[person] = error }
      }
    }
    for person in bound where groups.groupOfPerson[person] == nil {
      result.shares[person] = Share(value: .notApplicable)
    }
    return result
  }

  /// What a person brings along: whether it is among those who share, and its key.
  private struct Claim {
    let among: Value?
    let key: Value
  }

  private func claims(of people: [Int]) -> [Int: Result<Claim, EvaluationFault>] {
    let asked = [allocation.among, allocation.by].compactMap(\.self)
    let answers = work.answers(of: people, scene, asking: asked) {
      [allocation] (one) throws(EvaluationFault) in
      let among = try allocation.among.map { (of) throws(EvaluationFault) in
        try one.expressions.value(of)
      }
      return Claim(among: among, key: try one.expressions.value(allocation.by))
    }
    return Dictionary(zip(people, answers)) { one, _ in one }
  }

  private func isBound(_ person: Int) -> Bool {
    guard work.paysBonus(scene.rule.id, to: person) else { return false }
    guard scene.hasCondition else { return true }
    let evaluation = RuleEvaluation(work: work, scene: scene, subject: person, trace: nil)
    // Whom the allocation does not apply to takes no part; the evaluation itself tells a fault.
    return (try? evaluation.applies())?.isTrue ?? false
  }

  private func share(
    _ group: Int, _ people: [Int], _ claims: [Int: Result<Claim, EvaluationFault>],
    _ shares: inout [Int: Share]
  ) throws(EvaluationFault) {
    let asGroup = RuleEvaluation(
      work: work, scene: scene.asGroup(allocation.within), subject: group, trace: nil)
    let pool = try asGroup.value(of: allocation.pool).value
    let open = try allocation.onlyIf.map { (of) throws(EvaluationFault) in
      try asGroup.expressions.value(of)
    }
    let state = (open ?? .present(.flag(true))).combined(with: pool)
    let isOpen = open.map { $0 == .present(.flag(true)) } ?? true
    var asked: [Int: Share] = [:]
    for person in people {
      guard let claim = try claims[person]?.get() else { continue }
      asked[person] = try entry(claim, of: person, state, isOpen)
    }
    let eligible = people.filter { asked[$0]?.isEligible ?? false }
    let keys = eligible.compactMap { asked[$0]?.key.number }
    if state.isPresent, let amount = pool.number, isOpen {
      try split(amount, eligible, keys, group, &asked)
    }
    for person in people { shares[person] = asked[person] }
  }

  /// Whether a person takes part, and by which key.
  private func entry(
    _ claim: Claim, of person: Int, _ state: Value, _ isOpen: Bool
  ) throws(EvaluationFault) -> Share {
    let key = claim.key
    var own = claim.among ?? .present(.flag(true))
    // Who is not among them needs no key.
    if own == .present(.flag(false)) {
      return Share(value: state.isPresent ? .number(.zero) : state, key: key)
    }
    own = own.combined(with: key)
    guard own.isPresent, state.isPresent else {
      return Share(value: own.isPresent ? state : own.combined(with: state), key: key)
    }
    guard isOpen else { return Share(value: .number(.zero), key: key, isOpen: false) }
    guard let number = key.number, !number.isNegative else {
      throw .keyBelowZero(work.id(of: person, .employee))
    }
    return Share(value: .number(.zero), key: key, isEligible: true)
  }

  private func split(
    _ amount: Exact, _ eligible: [Int], _ keys: [Exact], _ group: Int,
    _ asked: inout [Int: Share]
  ) throws(EvaluationFault) {
    let unit = allocation.unit
    let pool = try exactly { () throws(ExactError) in
      try Rounding(step: unit, mode: .halfUp)(amount)
    }
    let sum = try exactly { () throws(ExactError) in
      var sum = Exact.zero
      for key in keys { sum = try sum + key }
      return sum
    }
    guard !sum.isZero else {
      if !pool.isZero { reportUndistributed(pool, group) }
      return
    }
    let amounts = try exactly { () throws(ExactError) in
      try Shares.split(pool, by: keys, unit: unit)
    }
    for (person, amount) in zip(eligible, amounts) {
      var share = Share(value: .number(amount))
      share.key = asked[person]?.key ?? .notApplicable
      (share.pool, share.sum, share.people) = (.number(pool), sum, eligible.count)
      share.isEligible = true
      asked[person] = share
    }
  }

  private func reportUndistributed(_ pool: Exact, _ group: Int) {
    work.findings.add(
      .poolNotDistributed,
      "nobody of \(allocation.within.rawValue) `\(work.id(of: group, allocation.within))` takes "
        + "part in `\(scene.rule.name)`: its pool is not distributed", scene.rule,
      severity: .warning, help: "see `among` and `by` of the allocation")
  }
}

extension RuleEvaluation {
  /// The share of one person; not applicable where the plan does not bind the allocation.
  func allocation() throws(EvaluationFault) -> Value {
    guard let result = work.shares[rule.id]?[subject] else { return .notApplicable }
    let share: Allocations.Share
    switch result {
    case .success(let found): share = found
    case .failure(let fault): throw fault
    }
    trace?.derivation = .allocation(share.part)
    return share.value
  }
}
