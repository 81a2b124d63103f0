import MeritModel
import MeritPolicy

/// Calculates the rules that are asked of one period, in the policy's order.
struct PeriodCalculation {
  let work: Workspace
  /// Whether it is the run's own period, not one that its rules read.
  let isOwn: Bool
  /// What is asked where the period is computed once more with some people in another plan.
  var demand: OtherPlanDemand?

  func run() {
    if work.stage.sealed != nil { return }
    if isOwn {
      for finding in work.cohort.closedReportingLines { work.findings.add(finding) }
    } else if demand == nil {
      work.findings.period = work.cohort.period.name
    }
    var ofOthers: [CalculationFindings] = []
    if work.policy.header.splitsByDays, demand == nil {
      (work.otherPay, ofOthers) = SplitByDays(work: work).pay()
    }
    for id in work.policy.order {
      let rule = work.policy[id]
      guard rule.grain == work.cohort.period.grain, work.asked?.contains(id) ?? true,
        demand?.isAsked(id) ?? true
      else { continue }
      evaluate(rule)
    }
    for findings in ofOthers { work.findings.merge(findings) }
    if isOwn { PlanFindings(work: work).report() }
  }

  private func evaluate(_ rule: Rule) {
    let scene = RuleScene(rule, of: work.policy)
    let groups = work.cohort.groups[rule.scope]?.ids.count ?? 0
    let count = rule.scope == .employee ? work.cohort.decidingRow.count : groups
    var column = [Value](repeating: .notApplicable, count: count)
    if case .balance(let balance) = rule.body { work.prepareBalance(balance, rule) }
    let isOfMoved = demand.map { !$0.everybody.contains(rule.id) } ?? false
    // Who is asked in another plan takes no seat, so nobody's seats are looked for.
    if !isOfMoved || rule.isRating { prepareGroups(scene) }
    SubjectStage(work: work, scene: scene).run(subjects(scene, isOfMoved), &column)
    if case .bonus = rule.body { addOtherPay(scene, &column) }
    work.columns[rule.id.index] = column
  }

  /// The people or groups for whom a rule is computed.
  private func subjects(_ scene: RuleScene, _ isOfMoved: Bool) -> [Int] {
    guard scene.scope == .employee else {
      let groups = work.cohort.groups[scene.scope]?.ids ?? []
      if scene.isForEverybody { return Array(groups.indices) }
      let reached = work.reachedGroups(scene)
      return groups.indices.filter { reached[$0] }
    }
    let people = isOfMoved ? work.moved.sorted() : work.cohort.members
    return scene.isForEverybody ? people : people.filter { work.isReached(scene, $0) }
  }

  private func addOtherPay(_ scene: RuleScene, _ column: inout [Value]) {
    do { try work.addOtherPay(to: scene.rule, &column) } catch {
      for person in work.otherPay.keys.sorted() {
        FaultReport(work: work, scene: scene, subject: person).add(error)
      }
    }
  }

  /// Computes what is decided for a whole group at once: ballots, seats and shares.
  private func prepareGroups(_ scene: RuleScene) {
    switch scene.rule.body {
    case .measure(let measure):
      guard case .rating(let rating) = measure.shape else { return }
      let ratings = Ratings(work: work, scene: scene, rating: rating)
      work.ratings[scene.rule.id] = outcome { () throws(EvaluationFault) in
        try ratings.validRows()
      }
    case .grade(let grade): prepareSeats(scene, grade)
    case .prize(let prize):
      work.prizes[scene.rule.id] = Prizes(work: work, scene: scene, prize: prize).places()
    case .ranking(let ranking):
      work.ranks[scene.rule.id] = outcome { () throws(EvaluationFault) in
        try Ranks(work: work).values(ranking, scene)
      }
    case .allocation(let allocation):
      work.shares[scene.rule.id] =
        Allocations(work: work, scene: scene, allocation: allocation).shares()
    default: break
    }
  }

  private func prepareSeats(_ scene: RuleScene, _ grade: GradeRule) {
    if case .quota(let quota) = grade.method {
      let grades = QuotaGrades(work: work, scene: scene, grade: grade, quota: quota)
      work.seats[scene.rule.id] = outcome { () throws(EvaluationFault) in try grades.seats() }
    }
    if let limits = grade.limits {
      let grades = LimitedGrades(work: work, scene: scene, grade: grade, limits: limits)
      work.limited[scene.rule.id] = outcome { () throws(EvaluationFault) in try grades.seats() }
    }
  }

  private func outcome<Success>(
    _ work: () throws(EvaluationFault) -> Success
  ) -> Result<Success, EvaluationFault> {
    do { return .success(try work()) } catch { return .failure(error) }
  }
}

extension Rule {
  /// Whether it is what raters think of people.
  fileprivate var isRating: Bool {
    if case .rating? = measure?.shape { true } else { false }
  }
}
