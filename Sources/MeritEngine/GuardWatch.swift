import MeritModel
import MeritPolicy

/// Reports values that break a guard's limit; the amounts themselves stand in the results only.
struct GuardWatch {
  let work: Workspace

  func run() {
    for watch in work.policy.guards {
      let rule = work.policy[watch.rule]
      guard rule.grain == work.cohort.period.grain, let column = work.columns[rule.id.index] else {
        continue
      }
      let scene = RuleScene(rule, of: work.policy)
      let amounts = amounts(watch, column)
      let subjects = column.indices.filter { amounts[$0] != nil }
      let limits = work.answers(of: subjects, scene, asking: watch.limits.expressions) {
        (one) throws(EvaluationFault) in try one.values(of: watch.limits)
      }
      for (subject, limits) in zip(subjects, limits) {
        if let amount = amounts[subject] { check(watch, scene, subject, amount, limits) }
      }
    }
  }

  /// The values that are watched: those of the bonus before a guard that applies.
  private func amounts(_ watch: PolicyGuard, _ column: [Value]) -> [Exact?] {
    guard watch.applies, case .bonus(let bonus) = work.policy[watch.rule].body,
      let step = bonus.steps.firstIndex(where: { $0.id == "guard.\(watch.name)" }), step > 0
    else { return column.map(\.number) }
    let steps = work.steps[watch.rule]
    return column.indices.map { steps?.value(step - 1, of: $0)?.number }
  }

  private func check(
    _ watch: PolicyGuard, _ scene: RuleScene, _ subject: Int, _ amount: Exact,
    _ limits: Result<(least: Value, most: Value), EvaluationFault>
  ) {
    do {
      let (least, most) = try limits.get()
      if least == .missing || most == .missing {
        report(watch, scene, subject, "has no limit to compare with: it is missing")
      }
      if let least = least.number, amount < least {
        report(
          watch, scene, subject, "is below `\(watch.limits.atLeast?.text ?? "")`",
          raised: watch.applies)
      }
      if let most = most.number, amount > most {
        report(
          watch, scene, subject, "is above `\(watch.limits.atMost?.text ?? "")`",
          raised: watch.applies)
      }
    } catch {
      FaultReport(work: work, scene: scene, subject: subject).add(error)
    }
  }

  /// What tells an amount to who may see it; explanations are of people.
  private func teller(_ scene: RuleScene, _ who: String) -> String {
    scene.scope == .employee
      ? "`merit explain \(work.cohort.period.name) \(who) \(scene.rule.name)`" : "figures.csv"
  }

  private func report(
    _ watch: PolicyGuard, _ scene: RuleScene, _ subject: Int, _ what: String, raised: Bool = false
  ) {
    let who = work.id(of: subject, scene.rule.scope)
    work.findings.add(
      .guardBroken,
      "`\(scene.rule.name)` of `\(who)` \(what) (the guard `\(watch.name)`)"
        + (raised ? "; the limit is taken" : ""),
      scene.rule, severity: .warning,
      help: raised
        ? "nothing, if the guard is to set it; else delete its `\"apply\": true`"
        : "\(teller(scene, who)) tells the amount; the guard only reports, with `\"apply\": true` "
          + "a bonus takes the limit")
  }
}

extension RuleEvaluation {
  /// The limits of a guard, rounded; not applicable where there is none.
  func values(of limits: GuardLimits) throws(EvaluationFault) -> (least: Value, most: Value) {
    (try limit(limits.atLeast, limits.rounding), try limit(limits.atMost, limits.rounding))
  }

  private func limit(
    _ expression: CompiledExpression?, _ rounding: Rounding?
  ) throws(EvaluationFault) -> Value {
    guard let expression else { return .notApplicable }
    let value = try expressions.value(expression)
    guard let number = value.number, let rounding else { return value }
    return .number(try exactly { () throws(ExactError) in try rounding(number) })
  }
}
