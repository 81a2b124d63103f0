import MeritModel

/// Makes up people: ordinary ones to begin with, and what of them can be changed.
struct TrialPeople {
  /// Where in its range a fact begins.
  enum Level: CaseIterable {
    case high
    case middle
    case low
  }

  let facts: PolicyFacts
  let track: TrialTrack

  private var policy: CompiledPolicy { facts.policy }

  /// A person with everything that the results need; nil where nobody has them by a plan.
  func person(
    _ plan: Int, _ period: Period, _ level: Level, needing results: [RuleID]
  ) -> TrialPerson? {
    complete(TrialPerson(plan: plan, period: period, facts: [:]), level, needing: results)
  }

  /// The same person with what else the results need.
  func complete(
    _ person: TrialPerson, _ level: Level, needing results: [RuleID]
  ) -> TrialPerson? {
    var person = person
    var trial = Trial(person, track)
    trial.set(.number(track.input.flatMap { start(of: $0, level) } ?? .zero))
    // Each attempt names one fact that lacks.
    for _ in 0...(4 * policy.rules.count + 16) {
      do throws(TrialFault) {
        for result in results { _ = try trial.figure(result) }
        return person
      } catch {
        guard case .notGiven(let fact) = error, let value = value(of: fact, level, person) else {
          // Impossible as it stands; another value may do.
          if case .impossible = error { return person }
          return nil
        }
        person.facts[fact] = value
        trial.facts[fact] = value
      }
    }
    return nil
  }

  /// Whether a person has a number of each of some rules.
  func has(_ rules: [RuleID], _ person: TrialPerson) -> Bool {
    var trial = Trial(person, track)
    return rules.allSatisfy { (try? trial.figure($0))?.number != nil }
  }

  /// The number with which an input begins.
  func start(of rule: RuleID, _ level: Level) -> Exact? { number(policy[rule], level) }

  /// The first value of a fact.
  private func value(
    of fact: TrialPerson.Fact, _ level: Level, _ person: TrialPerson
  ) -> Value? {
    switch fact {
    case .daysInPlan: return .number(.one)
    case .others: return .number(.zero)
    case .figure(let rule): return value(of: policy[rule], level)
    case .rosterColumn(let column):
      guard let column = policy.roster?.columns[column] else { return nil }
      return value(of: column, person)
    }
  }

  private func value(of rule: Rule, _ level: Level) -> Value? {
    switch rule.kind {
    case .grade(let set):
      let grades = policy.gradeSets.first { $0.name == set }?.grades ?? []
      switch level {
      case .high: return grades.first.map { .present(.grade($0)) }
      case .middle: return grades.isEmpty ? nil : .present(.grade(grades[grades.count / 2]))
      case .low: return grades.last.map { .present(.grade($0)) }
      }
    case .flag: return .present(.flag(level == .high))
    case .choice(let choices): return choices.first.map { .present(.text($0)) }
    default: return number(rule, level).map(Value.number)
    }
  }

  private func value(of column: InputColumn, _ person: TrialPerson) -> Value? {
    switch column.kind {
    case .choice(let choices):
      let roles = policy.plans[person.plan].roles
      return (choices.first { roles.contains($0) } ?? choices.first).map { .present(.text($0)) }
    case .date: return .present(.day(person.period.start))
    case .flag: return .present(.flag(true))
    case .text, .id: return .present(.text("x"))
    default:
      guard column.kind.isNumeric else { return nil }
      return .number(column.range?.least ?? .zero)
    }
  }

  private func number(_ rule: Rule, _ level: Level) -> Exact? {
    guard rule.kind.isNumeric else { return nil }
    let range = facts[rule.id].range
    let ordinary = max(range.least ?? .zero, usual(rule.kind))
    switch (level, range.greatest) {
    case (.high, let greatest?): return greatest
    case (.low, _): return range.least ?? .zero
    // An amount without an end begins where an event that must not happen has not.
    case (.high, nil): return max(range.least ?? .zero, .zero)
    case (.middle, let greatest?): return middle(range.least ?? .zero, greatest, rule)
    case (.middle, nil): return ordinary
    }
  }

  /// The middle of a range on the grid of the rule.
  func middle(_ least: Exact, _ greatest: Exact, _ rule: Rule) -> Exact {
    let half = (try? least + greatest).flatMap { try? $0 / Exact(2) } ?? least
    return (try? Rounding(step: rule.step, mode: .down)(half)) ?? half
  }

  /// The value of a figure that is best for a score, else for the pay; nil where none is.
  ///
  /// Without an end it is so much that more would not be believed; an amount that is only paid out
  /// is left away, since it would hide what the score does.
  func best(of rule: RuleID, _ score: Trend, _ pay: Trend) -> Exact? {
    let usual = usual(policy[rule].kind)
    let least = max(facts[rule].range.least ?? .zero, .zero)
    let most = facts[rule].range.greatest ?? (try? usual * Exact(100)) ?? usual
    switch (score, pay) {
    case (.rising, _): return most
    case (.falling, _), (.still, .falling): return least
    case (.still, .rising): return policy[rule].kind == .money ? least : most
    case (.turning, _), (.still, .still), (.still, .turning): return nil
    }
  }

  /// An amount of the kind that is nothing special.
  private func usual(_ kind: Kind) -> Exact {
    switch kind {
    case .money: Exact(1000)
    case .percent: (try? Exact(1, over: 2)) ?? .one
    case .points, .seconds, .minutes: Exact(100)
    default: Exact(10)
    }
  }

  /// Other values that a fact can have, simple ones first.
  func variants(of fact: TrialPerson.Fact) -> [Value] {
    switch fact {
    case .daysInPlan: return [.number(.one), .number((try? Exact(1, over: 2)) ?? .one)]
    case .others: return [.number(.zero), .number(Exact(1000))]
    case .rosterColumn: return []
    case .figure(let rule): return variants(of: policy[rule])
    }
  }

  private func variants(of rule: Rule) -> [Value] {
    var values = Level.allCases.compactMap { value(of: rule, $0) }
    if rule.kind.isNumeric {
      let range = facts[rule.id].range
      let simple = [0, 1, 2, 10, 100, 1000, 10_000, 100_000].map { Exact($0) }
      values = simple.filter(range.contains).map(Value.number) + values
    }
    if case .grade(let set) = rule.kind {
      let grades = policy.gradeSets.first { $0.name == set }?.grades ?? []
      values = grades.map { .present(.grade($0)) }
    }
    let absence = facts[rule.id].absence
    if absence.notApplicable != nil { values.append(.notApplicable) }
    if absence.missing != nil { values.append(.missing) }
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
