package import MeritModel
package import MeritPolicy

/// Calculates one period: every rule of its grain, for every person or group.
package struct Calculator {
  private let work: Workspace

  /// Takes in what is calculated from.
  package init(policy: CompiledPolicy, cohort: Cohort, measures: MeasureTable) {
    work = Workspace(policy: policy, cohort: cohort, measures: measures)
  }

  /// Walks the rules in the policy's order; the result is nil only where the ranks cannot be made.
  package func calculation() -> Checked<Calculation> {
    for finding in work.cohort.closedReportingLines { work.findings.add(finding) }
    for id in work.policy.order {
      let rule = work.policy[id]
      if rule.grain == work.cohort.period.grain { evaluate(rule) }
    }
    reportRolesWithoutPlan()
    let ranks = ranks()
    DataChecks(work: work).run()
    let calculation = Calculation(
      policy: work.policy, cohort: work.cohort, columns: work.columns,
      planOfPerson: work.planOfPerson, steps: work.steps, requirements: work.requirements,
      ranks: ranks)
    return Checked(calculation, work.findings.diagnostics)
  }

  /// Explains the value of a rule for a person or group, by the same rules; only after
  /// ``calculation()``.
  package func explanation(of id: RuleID, for subject: Int) -> Explanation {
    let rule = work.policy[id]
    let trace = RuleTrace()
    let evaluation = RuleEvaluation(
      work: work, scene: RuleScene(rule, of: work.policy), subject: subject, trace: trace)
    _ = try? evaluation.value()
    let value = work.columns[id.index]?[subject] ?? .missing
    return Explanation(
      rule: rule, subject: work.id(of: subject, rule.scope), value: value,
      unrounded: trace.unrounded, isHandled: trace.handled, derivation: trace.derivation,
      uses: uses(rule, subject))
  }

  private func uses(_ rule: Rule, _ subject: Int) -> [(rule: RuleID, value: Value)] {
    RuleGraph(rules: [rule]).everything(
      read: rule, bindings: rule.scope == .employee ? work.plan(of: subject)?.bindings ?? [:] : [:]
    ).map { id in
      let named = work.policy[id]
      let evaluation = ExpressionEvaluation(work: work, rule: rule, subject: subject)
      return (named.id, (try? evaluation.value(.figure(id))) ?? .missing)
    }
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

  private func ranks() -> [RankColumn] {
    do { return try Ranks(work: work).columns() } catch {
      let message = "the rankings cannot be made: \(error)"
      work.findings.add(Diagnostic(.overflow, message, at: work.policy.header.place))
      return []
    }
  }

  private func evaluate(_ rule: Rule) {
    let scene = RuleScene(rule, of: work.policy)
    let count =
      rule.scope == .employee
      ? work.cohort.decidingRow.count : work.cohort.groups[rule.scope]?.ids.count ?? 0
    var column = [Value](repeating: .notApplicable, count: count)
    prepareParts(rule, count)
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
    case .bonus: work.steps[rule.id] = Array(repeating: [], count: count)
    case .outcome(.requires): work.requirements[rule.id] = Array(repeating: [], count: count)
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
