import MeritModel
import MeritPolicy

/// Calculates the rules that are asked of one period, in the policy's order.
struct PeriodCalculation {
  let work: Workspace
  /// Whether it is the run's own period, not one that its rules read.
  let isOwn: Bool
  /// Whether it is the period once more, with some people in another plan.
  var isOtherPlan = false

  func run() {
    if work.stage.sealed != nil { return }
    if isOwn {
      for finding in work.cohort.closedReportingLines { work.findings.add(finding) }
    } else {
      work.findings.period = work.cohort.period.name
    }
    if work.policy.header.splitsByDays, !isOtherPlan {
      work.otherPay = SplitByDays(work: work).pay()
    }
    for id in work.policy.order {
      let rule = work.policy[id]
      guard rule.grain == work.cohort.period.grain, work.asked?.contains(id) ?? true else {
        continue
      }
      evaluate(rule)
    }
    if isOwn { PlanFindings(work: work).report() }
  }

  private func evaluate(_ rule: Rule) {
    let scene = RuleScene(rule, of: work.policy)
    let count =
      rule.scope == .employee
      ? work.cohort.decidingRow.count : work.cohort.groups[rule.scope]?.ids.count ?? 0
    var column = [Value](repeating: .notApplicable, count: count)
    prepareParts(rule, count)
    prepareGroups(scene)
    let subjects = rule.scope == .employee ? work.cohort.members : Array(0..<count)
    for subject in subjects {
      if scene.isForEverybody || work.isReached(scene, subject) {
        column[subject] = value(of: scene, for: subject)
      }
    }
    if case .bonus = rule.body { addOtherPay(scene, &column) }
    work.columns[rule.id.index] = column
  }

  private func addOtherPay(_ scene: RuleScene, _ column: inout [Value]) {
    do { try work.addOtherPay(to: scene.rule, &column) } catch {
      for person in work.otherPay.keys.sorted() {
        FaultReport(work: work, scene: scene, subject: person).add(error)
      }
    }
  }

  private func prepareParts(_ rule: Rule, _ count: Int) {
    switch rule.body {
    case .score: work.lines[rule.id] = Array(repeating: [], count: count)
    case .bonus: work.steps[rule.id] = Array(repeating: [], count: count)
    case .balance: work.balances[rule.id] = Array(repeating: [], count: count)
    case .outcome(.requires): work.requirements[rule.id] = Array(repeating: [], count: count)
    default: break
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
      let shares = Allocations(work: work, scene: scene, allocation: allocation).shares()
      work.shares[scene.rule.id] = shares.shares.mapValues { .success($0) }
        .merging(shares.faults.mapValues { .failure($0) }) { _, fault in fault }
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

  private func value(of scene: RuleScene, for subject: Int) -> Value {
    let evaluation = RuleEvaluation(work: work, scene: scene, subject: subject, trace: nil)
    do {
      let value = try evaluation.value()
      checkRange(scene, subject, value)
      return value
    } catch {
      FaultReport(work: work, scene: scene, subject: subject).add(error)
      return .missing
    }
  }

  private func checkRange(_ scene: RuleScene, _ subject: Int, _ value: Value) {
    guard let range = scene.range, let number = value.number, !range.contains(number)
    else { return }
    let rule = scene.rule
    let who = work.id(of: subject, rule.scope)
    work.findings.add(
      .figureOutOfRange, "`\(rule.name)` of `\(who)` is \(number), outside its range", rule,
      severity: work.isReached(scene, subject) ? .error : .warning,
      help: "correct the rows, or widen the range")
  }
}
