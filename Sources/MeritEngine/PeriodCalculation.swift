import MeritModel
import MeritPolicy

/// Calculates the rules that are asked of one period, in the policy's order.
struct PeriodCalculation {
  let work: Workspace
  /// Whether it is the run's own period, not one that its rules read.
  let isOwn: Bool

  func run() {
    if isOwn {
      for finding in work.cohort.closedReportingLines { work.findings.add(finding) }
    } else {
      work.findings.period = work.cohort.period.name
    }
    for id in work.policy.order {
      let rule = work.policy[id]
      guard rule.grain == work.cohort.period.grain, work.asked?.contains(id) ?? true else {
        continue
      }
      evaluate(rule)
    }
    if isOwn { reportRolesWithoutPlan() }
  }

  /// Where the roster's roles are free texts, a slip of one would leave its people unpaid unsaid.
  private func reportRolesWithoutPlan() {
    let cohort = work.cohort
    guard let column = cohort.roster.column("role") else { return }
    let planned = Set(work.policy.plans.flatMap(\.roles))
    for person in cohort.members {
      guard let row = cohort.decidingRow[person], let role = row.values[column].text,
        !planned.contains(role)
      else { continue }
      work.findings.add(
        Diagnostic(
          .roleUnknown,
          "`\(cohort.roster.people[person])` has the role `\(role)`, which is in no plan",
          at: row.place, help: "correct the role, or add it to the `roles` of a plan"))
    }
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
    work.columns[rule.id.index] = column
  }

  private func prepareParts(_ rule: Rule, _ count: Int) {
    switch rule.body {
    case .score: work.lines[rule.id] = Array(repeating: [], count: count)
    case .bonus: work.steps[rule.id] = Array(repeating: [], count: count)
    case .outcome(.requires): work.requirements[rule.id] = Array(repeating: [], count: count)
    default: break
    }
  }

  /// Computes what is decided for a whole group at once: seats and shares.
  private func prepareGroups(_ scene: RuleScene) {
    switch scene.rule.body {
    case .grade(let grade):
      guard case .quota(let quota) = grade.method else { return }
      let grades = QuotaGrades(work: work, scene: scene, grade: grade, quota: quota)
      do { work.seats[scene.rule.id] = .success(try grades.seats()) } catch {
        work.seats[scene.rule.id] = .failure(error)
      }
    case .allocation(let allocation):
      let shares = Allocations(work: work, scene: scene, allocation: allocation).shares()
      work.shares[scene.rule.id] = shares.shares.mapValues { .success($0) }
        .merging(shares.faults.mapValues { .failure($0) }) { _, fault in fault }
    default: break
    }
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
