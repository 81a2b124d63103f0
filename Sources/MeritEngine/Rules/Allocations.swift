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
    var value: Value
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

  /// By person the share, or its fault; nil where the plan does not bind the allocation.
  func shares() -> [Result<Share, EvaluationFault>?] {
    var shares = [Result<Share, EvaluationFault>?](
      repeating: nil, count: work.cohort.decidingRow.count)
    guard let groups = work.cohort.groups[allocation.within] else { return shares }
    let claims = claims()
    let splits = work.workers.split(groups.ids.count) { places in
      places.map { split($0, groups.members[$0], claims) }
    }
    for split in splits.joined() {
      switch split.shares {
      case .success(let found):
        for (person, share) in zip(split.people, found) { shares[person] = .success(share) }
      case .failure(let fault):
        for person in split.people { shares[person] = .failure(fault) }
      }
      if split.isUndistributed { reportUndistributed(split.group) }
    }
    for person in claims.indices where claims[person] != nil {
      if groups.groupOfPerson[person] == nil {
        shares[person] = .success(Share(value: .notApplicable))
      }
    }
    return shares
  }

  /// What a person brings along: whether it is among those who share, and its key.
  private struct Claim {
    let among: Value?
    let key: Value
  }

  /// By person who takes part what each brings along.
  private func claims() -> [Result<Claim, EvaluationFault>?] {
    let people = work.cohort.members.filter { work.paysBonus(scene.rule.id, to: $0) }
    let asked = [scene.appliesWhen, allocation.among, allocation.by].compactMap(\.self)
    let answers = work.answers(of: people, scene, asking: asked) {
      (one) throws(EvaluationFault) in try claim(one)
    }
    var claims = [Result<Claim, EvaluationFault>?](
      repeating: nil, count: work.cohort.decidingRow.count)
    for (person, answer) in zip(people, answers) {
      switch answer {
      case .success(let claim): claims[person] = claim.map { .success($0) }
      case .failure(let fault): claims[person] = .failure(fault)
      }
    }
    return claims
  }

  /// What a person brings along; nil for whom the allocation does not apply to.
  private func claim(_ evaluation: RuleEvaluation) throws(EvaluationFault) -> Claim? {
    // Such a person takes no part; the evaluation itself tells a fault.
    guard (try? evaluation.applies())?.isTrue ?? false else { return nil }
    let among = try allocation.among.map { (of) throws(EvaluationFault) in
      try evaluation.expressions.value(of)
    }
    return Claim(among: among, key: try evaluation.expressions.value(allocation.by))
  }

  /// What became of the pool of one group.
  private struct Split {
    let group: Int
    var people: [Int] = []
    /// The shares of the people, in their order.
    var shares: Result<[Share], EvaluationFault> = .success([])
    /// Whether there is a pool and nobody who takes part.
    var isUndistributed = false
  }

  private func split(
    _ group: Int, _ members: [Int], _ claims: [Result<Claim, EvaluationFault>?]
  ) -> Split {
    var split = Split(group: group, people: members.filter { claims[$0] != nil })
    guard !split.people.isEmpty else { return split }
    split.shares = Result { () throws(EvaluationFault) in
      try shares(group, split.people, claims, &split.isUndistributed)
    }
    return split
  }

  /// The shares of a group's people, in their order.
  private func shares(
    _ group: Int, _ people: [Int], _ claims: [Result<Claim, EvaluationFault>?],
    _ isUndistributed: inout Bool
  ) throws(EvaluationFault) -> [Share] {
    let asGroup = RuleEvaluation(
      work: work, scene: scene.asGroup(allocation.within), subject: group, trace: nil)
    let pool = try asGroup.value(of: allocation.pool).value
    let open = try allocation.onlyIf.map { (of) throws(EvaluationFault) in
      try asGroup.expressions.value(of)
    }
    let state = (open ?? .present(.flag(true))).combined(with: pool)
    let isOpen = open.map { $0 == .present(.flag(true)) } ?? true
    var shares: [Share] = []
    shares.reserveCapacity(people.count)
    for person in people {
      guard let claim = try claims[person]?.get() else { continue }
      shares.append(try entry(claim, of: person, state, isOpen))
    }
    if state.isPresent, let amount = pool.number, isOpen {
      isUndistributed = try !split(amount, &shares)
    }
    return shares
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

  /// Splits an amount among those of a group who take part; false where there is something to split
  /// and nobody.
  private func split(
    _ amount: Exact, _ shares: inout [Share]
  ) throws(EvaluationFault) -> Bool {
    let eligible = shares.indices.filter { shares[$0].isEligible }
    let keys = eligible.compactMap { shares[$0].key.number }
    let unit = allocation.unit
    let pool = try exactly { () throws(ExactError) in
      try Rounding(step: unit, mode: .halfUp)(amount)
    }
    let sum = try exactly { () throws(ExactError) in
      var sum = Exact.zero
      for key in keys { sum = try sum + key }
      return sum
    }
    guard !sum.isZero else { return pool.isZero }
    let amounts = try exactly { () throws(ExactError) in
      try Shares.split(pool, by: keys, unit: unit)
    }
    for (place, amount) in zip(eligible, amounts) {
      shares[place].value = .number(amount)
      shares[place].pool = .number(pool)
      (shares[place].sum, shares[place].people) = (sum, eligible.count)
    }
    return true
  }

  private func reportUndistributed(_ group: Int) {
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
    guard let result = work.shares[rule.id].flatMap({ $0[subject] }) else {
      return .notApplicable
    }
    let share = try result.get()
    trace?.derivation = .allocation(share.part)
    return share.value
  }
}
