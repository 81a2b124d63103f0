import MeritModel

/// What changed at an edge, and values, in words.
struct TrialWords {
  let policy: CompiledPolicy
  /// The day whose constants are named.
  let day: CalendarDay

  /// The choices that differ between two neighbouring values of an input.
  func causes(_ left: [TrialDecision], _ right: [TrialDecision]) -> [Profile.Cause] {
    var causes: [Profile.Cause] = []
    for (one, other) in zip(left, right) where one != other {
      guard one.rule == other.rule, one.matter == other.matter, one.part == other.part else {
        // From here on another way is taken.
        break
      }
      guard let words = words(one, other) else { continue }
      let cause = Profile.Cause(rule: one.rule, words: words)
      if !causes.contains(cause) { causes.append(cause) }
    }
    return causes
  }

  private func words(_ one: TrialDecision, _ other: TrialDecision) -> String? {
    let rule = policy[one.rule]
    switch one.matter {
    case .band: return band(rule, one.choice, other.choice)
    case .curve: return "a corner of the curve"
    case .slab: return slab(rule, other.part, other.choice)
    case .tableRow: return "another row of the table"
    case .limit: return limit(rule, other)
    case .condition: return condition(rule, other)
    case .exception, .extreme: return nil
    case .sign: return "the direction turns"
    case .zero: return "the divisor is \(other.choice == 1 ? "" : "no longer ")0"
    }
  }

  private func band(_ rule: Rule, _ from: Int, _ to: Int) -> String? {
    guard let rows = rule.body.bands, rows.indices.contains(from), rows.indices.contains(to) else {
      return nil
    }
    return "\(text(rows[from].value, .points)) -> \(text(rows[to].value, .points))"
  }

  private func slab(_ rule: Rule, _ step: Int, _ slab: Int) -> String? {
    guard case .tiers(let scale, _, _)? = rule.body.operand(step)?.unpriced, slab >= 0 else {
      return nil
    }
    let edge = scale.rows[slab].edge.map { text($0, .number) } ?? "null"
    return "tiers `\(scale.name)` from \(edge)"
  }

  private func limit(_ rule: Rule, _ decision: TrialDecision) -> String {
    if case .bonus(let bonus) = rule.body, bonus.steps.indices.contains(decision.part) {
      return "step `\(bonus.steps[decision.part].id)`"
    }
    if case .indicator(.attainment(let attainment)) = rule.body {
      let bound = decision.choice > 0 ? attainment.atMost : attainment.atLeast
      if let bound {
        return "at \(decision.choice > 0 ? "most" : "least") \(text(bound, .percent))"
      }
    }
    if case .indicator(.deductions(let deductions)) = rule.body,
      deductions.lines.indices.contains(decision.part)
    {
      return "line `\(deductions.lines[decision.part].id)`"
    }
    return "a limit"
  }

  private func condition(_ rule: Rule, _ decision: TrialDecision) -> String {
    if case .bonus(let bonus) = rule.body, bonus.steps.indices.contains(decision.part) {
      return "step `\(bonus.steps[decision.part].id)`"
    }
    if case .grade(let grade) = rule.body, grade.exceptions.indices.contains(decision.part) {
      return "exception `\(grade.exceptions[decision.part].id)`"
    }
    return "a condition"
  }

  /// A value as a message shows it.
  func text(_ value: Value, _ kind: Kind) -> String {
    switch value {
    case .present(let scalar): text(scalar, kind)
    case .missing: "missing"
    case .notApplicable: "not applicable"
    }
  }

  func text(_ scalar: Scalar, _ kind: Kind) -> String {
    if case .number(let number) = scalar { text(number, kind) } else { scalar.canonicalText }
  }

  /// A number: money with its cents, percents with their sign, a long fraction cut.
  func text(_ number: Exact, _ kind: Kind) -> String {
    switch kind {
    case .money:
      return number.decimalDigits.map { $0 <= 2 } ?? false
        ? number.fixedText(places: 2) : shown(number)
    case .percent: return (try? number * Exact(100)).map { shown($0) + "%" } ?? shown(number)
    default: return shown(number)
    }
  }

  private func shown(_ number: Exact) -> String {
    if let digits = number.decimalDigits, digits <= 6 { return number.canonicalText }
    return "about \(number.fixedText(places: 4))"
  }
}

extension RuleBody {
  /// The bands, where the rule has some.
  var bands: [Band]? {
    switch self {
    case .indicator(.bands(_, let rows)): return rows
    case .grade(let grade):
      if case .bands(let rows) = grade.method { return rows } else { return nil }
    case .measure, .indicator, .score, .bonus, .allocation, .prize, .balance, .ranking, .outcome:
      return nil
    }
  }

  /// What a step of a bonus takes in.
  func operand(_ step: Int) -> Operand? {
    guard case .bonus(let bonus) = self, bonus.steps.indices.contains(step) else { return nil }
    return bonus.steps[step].action.operand
  }
}
