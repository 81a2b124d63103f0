import MeritModel

extension ClaimQuestion {
  /// A condition that holds for everybody: by the bounds of both sides in every stretch.
  func always(_ condition: CompiledExpression, _ grain: Grain) -> ClaimAnswer {
    var uses = RuleUses(grain: grain)
    uses.add(condition.root)
    let named = rules(uses)
    for rule in named { for read in layout.reach(of: rule) { uses.add(policy[read]) } }
    let stretches = policy.stretches(of: grain, constants: uses.constants)
    let context = FactContext(grain: grain, plans: policy.plans, isForEverybody: true)
    let open = stretches.filter { !facts(in: $0).truth(condition.root, context).isCertain }
    if open.isEmpty { return .proved(bounds(condition, context, stretches)) }
    return refuted(condition, named, open, stretches)
      ?? .undecided(
        "the bounds alone do not tell" + open.words(of: stretches),
        notes: sides(condition, context, open))
  }

  /// The rules that are read by name, and those that plans bind to the slots that are.
  func rules(_ uses: RuleUses) -> [RuleID] {
    uses.rules
      + uses.slots.flatMap { use in
        policy.plans.flatMap { $0.bindings[use.grain]?.rules(use.slot) ?? [] }
      }
  }

  private func bounds(
    _ condition: CompiledExpression, _ context: FactContext, _ stretches: [ConstantStretch]
  ) -> String {
    guard case .comparison(_, let left, _) = condition.root else {
      return "it holds whatever the data"
    }
    let range = stretches.reduce(nil as ValueRange?) { all, stretch in
      let own = facts(in: stretch).range(left, context)
      return all?.union(own) ?? own
    }
    return "the left side is \(words(policy.header.effectiveTo).text(range ?? .any, kind(left)))"
  }

  /// The kind of a name; that of other expressions does not show.
  private func kind(_ expression: Expression) -> Kind {
    switch expression {
    case .figure(let rule): policy[rule].kind
    case .slot(.bonus): .money
    default: .number
    }
  }

  private func sides(
    _ condition: CompiledExpression, _ context: FactContext, _ open: [ConstantStretch]
  ) -> [String] {
    guard let stretch = open.first, case .comparison(_, let left, let right) = condition.root else {
      return []
    }
    let facts = facts(in: stretch)
    let words = words(stretch.day)
    return [
      "the left side can be \(words.text(facts.range(left, context), kind(left)))",
      "the right side can be \(words.text(facts.range(right, context), kind(left)))",
    ]
  }

  /// A person for whom the condition fails.
  private func refuted(
    _ condition: CompiledExpression, _ named: [RuleID], _ open: [ConstantStretch],
    _ stretches: [ConstantStretch]
  ) -> ClaimAnswer? {
    let track = TrialTrack(layout)
    var failing: [ConstantStretch] = []
    var person: TrialPerson?
    for stretch in open {
      var search = search(facts(in: stretch), track)
      let found = search.best(
        plans: plans(with: named), stretch.last, needing: named, enough: .zero, first: person
      ) { person in
        violation(condition.root, person, track)
      }
      guard let found, found.measure > .zero else { continue }
      failing.append(stretch)
      person = person ?? found.person
    }
    guard let person else { return nil }
    return ClaimAnswer(
      status: .refuted, reason: "fails" + failing.words(of: stretches),
      notes: example(person, named),
      help: limit(condition.root, condition.text, named))
  }

  /// Where a bonus exceeds its bound, the step that holds it; else the place to change.
  private func limit(_ condition: Expression, _ text: String, _ named: [RuleID]) -> String {
    let other = "change the bound in `\(text)`, or limit the result where it is computed"
    guard case .comparison(let comparison, .figure(let rule), _) = condition,
      case .bonus = policy[rule].body, let key = comparison.limitingKey,
      let sign = text.utf8.firstRange(of: Array(comparison.rawValue.utf8))
    else { return other }
    let bound = text[sign.upperBound...].drop { $0 == " " }
    return "limit `\(policy[rule].name)` before it is rounded, as with the step "
      + "`{ \"id\": \"limit\", \"\(key)\": \"\(bound)\" }`, or change the bound"
  }

  /// By how much the condition is broken; one where it fails and has no size.
  private func violation(
    _ condition: Expression, _ person: TrialPerson, _ track: TrialTrack
  ) -> Exact? {
    var trial = Trial(person, track)
    let scene = Trial.Scene(rule: RuleID(0), grain: person.period.grain)
    guard let flag = try? trial.value(condition, scene).flag else { return nil }
    guard case .comparison(let comparison, let left, let right) = condition,
      let one = try? trial.value(left, scene).number,
      let other = try? trial.value(right, scene).number, let gap = try? one - other
    else { return flag ? Exact(-1) : .one }
    switch comparison {
    case .less, .lessOrEqual: return flag ? min(gap, .zero) : max(gap, .one)
    case .greater, .greaterOrEqual:
      let missing = (try? gap.negated()) ?? gap
      return flag ? min(missing, .zero) : max(missing, .one)
    case .equal, .notEqual: return flag ? Exact(-1) : .one
    }
  }

  private func example(_ person: TrialPerson, _ named: [RuleID]) -> [String] {
    var trial = Trial(person, TrialTrack(layout))
    let words = words(person.period.end)
    let values = named.compactMap { rule -> String? in
      guard let value = try? trial.figure(rule).value else { return nil }
      return "\(name(rule)) is \(words.text(value, policy[rule]))"
    }
    let facts = words.facts(of: person)
    let with = facts.isEmpty ? "" : " for a person with \(facts.joined(separator: ", "))"
    return ["smallest example: \(values.joined(separator: ", "))\(with)"]
      + words.datedConstants(policy, Set(named.flatMap { layout.reach(of: $0) }))
  }
}

extension ComparisonOperator {
  /// The key of a step after which the comparison holds.
  fileprivate var limitingKey: String? {
    switch self {
    case .lessOrEqual: "atMost"
    case .greaterOrEqual: "atLeast"
    case .less, .greater, .equal, .notEqual: nil
    }
  }
}

extension TrialWords {
  /// Bounds in words: `0.00 … 8000.00`, `8000.00 at most`.
  func text(_ range: ValueRange, _ kind: Kind) -> String {
    switch (range.least, range.greatest) {
    case (let least?, let greatest?): "\(text(least, kind)) … \(text(greatest, kind))"
    case (let least?, nil): "\(text(least, kind)) or more"
    case (nil, let greatest?): "\(text(greatest, kind)) at most"
    case (nil, nil): "any number"
    }
  }
}
