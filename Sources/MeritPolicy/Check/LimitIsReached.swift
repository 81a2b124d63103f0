import MeritModel

/// P320: a limit that no value can reach, a gate that never closes, an exception that never holds.
struct LimitIsReached {
  let facts: PolicyFacts
  let root: JSONNode
  let findings: FindingCollector

  func run() {
    for rule in facts.policy.rules {
      switch rule.body {
      case .bonus(let bonus): check(bonus, rule)
      case .grade(let grade):
        for exception in grade.exceptions {
          check(exception, grade.set)
          checkHolds(exception, rule)
        }
      case .indicator(.attainment(let attainment)): check(attainment, rule)
      case .indicator(.deductions(let deductions)): check(deductions, rule)
      case .indicator, .measure, .score, .allocation, .prize, .balance, .ranking, .outcome:
        continue
      }
    }
  }

  private func check(_ bonus: BonusRule, _ rule: Rule) {
    let context = facts.context(rule)
    var before = ValueRange.any
    for step in bonus.steps {
      if isIdle(step, before, context) { report(step) }
      if case .onlyIf(let condition, _) = step.action,
        facts.truth(condition.root, context).isCertain
      {
        findings.report(
          .limitNeverReached, in: condition, at: nil,
          "the gate of the step `\(step.id)` never closes: the condition always holds",
          help: "delete \(findings.quoted(at: step.place)), or tighten the condition")
      }
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

  private func checkHolds(_ exception: GradeException, _ rule: Rule) {
    guard !facts.truth(exception.when.root, facts.context(rule)).canHold else { return }
    findings.report(
      .limitNeverReached, in: exception.when, at: nil,
      "the exception `\(exception.id)` never applies: its condition never holds",
      help: "delete \(findings.quoted(at: exception.place)), or widen the condition")
  }

  private func check(_ attainment: Attainment, _ rule: Rule) {
    let context = facts.context(rule)
    let targets = facts.range(attainment.target, context).limited(to: .notNegative)
    let ratio = facts.range(attainment.actual, context) / targets
    if let limit = attainment.atMost, let most = ratio.greatest, most <= limit {
      report(rule, "atMost", limit, "at most", most)
    }
    if let limit = attainment.atLeast, let least = ratio.least, least >= limit {
      report(rule, "atLeast", limit, "at least", least)
    }
  }

  private func report(
    _ rule: Rule, _ key: String, _ limit: Exact, _ bound: String, _ number: Exact
  ) {
    findings.report(
      .limitNeverReached, place: place(rule, "attainment", key),
      "the limit `\(key)` \(Kind.percent.text(limit)) of `\(rule.name)` changes nothing: the ratio is "
        + "\(bound) \(Kind.percent.text(number))",
      help: "delete `\"\(key)\": \"\(Kind.percent.text(limit))\"`, or tighten it")
  }

  /// The floor of deductions that cannot fall so low, and lines that cannot cost so much.
  private func check(_ deductions: Deductions, _ rule: Rule) {
    let context = facts.context(rule)
    for (index, line) in deductions.lines.enumerated() {
      guard let limit = line.atMost,
        let most = (facts.range(line.each, context) * .exactly(line.costs)).greatest, most <= limit,
        line.handlers.numbers.isEmpty
      else { continue }
      findings.report(
        .limitNeverReached, place: place(rule, line: index),
        "the limit \(limit) of the line `\(line.id)` changes nothing: it costs \(most) at most",
        help: "delete `\"atMost\": \(limit)`, or lower it")
    }
    guard let floor = deductions.atLeast else { return }
    let open = Deductions(startAt: deductions.startAt, lines: deductions.lines, atLeast: nil)
    guard let least = facts.range(of: open, context).least, least >= floor else { return }
    findings.report(
      .limitNeverReached, place: place(rule, "deductions", "atLeast"),
      "the floor \(floor) of `\(rule.name)` changes nothing: it is \(least) at least",
      help: "delete `\"atLeast\": \(floor)`, or raise it")
  }

  /// Where an indicator writes a limit of its shape.
  private func place(_ rule: Rule, _ shape: String, _ key: String) -> SourcePlace {
    indicator(rule)?[shape]?[key].map(findings.place) ?? rule.place
  }

  /// Where a line of deductions writes how much it costs at most.
  private func place(_ rule: Rule, line: Int) -> SourcePlace {
    indicator(rule)?["deductions"]?["lines"]?[line]?["atMost"].map(findings.place) ?? rule.place
  }

  private func indicator(_ rule: Rule) -> JSONNode? { root["indicators"]?[rule.name] }

  private func report(_ step: BonusStep) {
    findings.report(
      .limitNeverReached, place: step.place,
      "the limit of the step `\(step.id)` is never reached: the amount before it stays inside",
      help: "delete \(findings.quoted(at: step.place)), or tighten it")
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
      help: "name a grade inside the set, or delete \(findings.quoted(at: exception.place))")
  }
}
