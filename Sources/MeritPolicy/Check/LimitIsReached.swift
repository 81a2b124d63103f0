import MeritModel

/// P320: a limit of a bonus or a grade that no value can reach.
struct LimitIsReached {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      switch rule.body {
      case .bonus(let bonus): check(bonus, rule)
      case .grade(let grade):
        for exception in grade.exceptions { check(exception, grade.set) }
      default: continue
      }
    }
  }

  private func check(_ bonus: BonusRule, _ rule: Rule) {
    let context = facts.context(rule)
    var before = ValueRange.any
    for step in bonus.steps {
      if isIdle(step, before, context) { report(step) }
      before = facts.range(after: step, before, context)
    }
  }

  private func isIdle(_ step: BonusStep, _ before: ValueRange, _ context: FactContext) -> Bool {
    switch step.action {
    case .atMost(let operand):
      guard let most = before.greatest, let limit = facts.range(operand, context).least else {
        return false
      }
      return most <= limit
    case .atLeast(let operand):
      guard let least = before.least, let limit = facts.range(operand, context).greatest else {
        return false
      }
      return least >= limit
    default: return false
    }
  }

  private func report(_ step: BonusStep) {
    findings.report(
      .limitNeverReached, place: step.place,
      "the limit of the step `\(step.id)` is never reached: the amount before it stays inside",
      help: "delete the step, or tighten it")
  }

  private func check(_ exception: GradeException, _ set: GradeSet) {
    // Neither limit is one that could not be read, which has been told.
    guard exception.shift == 0, exception.atMost != nil || exception.atLeast != nil,
      exception.atMost.map({ $0.rank == 0 }) ?? true,
      exception.atLeast.map({ $0.rank == set.grades.count - 1 }) ?? true
    else { return }
    findings.report(
      .limitNeverReached, place: exception.place,
      "the exception `\(exception.id)` limits nothing: no grade lies outside",
      help: "name a grade inside the set, or delete the exception")
  }
}
