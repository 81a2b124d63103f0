import MeritModel

/// Two people that are alike but for one input, in words.
struct ClaimWitness {
  let person: TrialPerson
  let result: RuleID
  let before: Value
  let after: Value
  let track: TrialTrack

  private var layout: TrialLayout { track.layout }
  private var policy: CompiledPolicy { layout.policy }
  private var words: TrialWords { TrialWords(policy: policy, day: person.period.end) }

  /// The notes of a finding: the two people, what they share, the dated constants.
  var notes: [String] {
    [example.map { "smallest example: \($0)" }, shared()].compactMap { $0 }
      + words.datedConstants(policy, layout.reach(of: result, plan: person.plan))
  }

  /// The same in short, where nothing is claimed.
  var remarks: [String] {
    [example.map { "for example \($0)" }, shared(most: 6)].compactMap { $0 }
      + words.datedConstants(policy, layout.reach(of: result, plan: person.plan))
  }

  /// The same with the nearest second person for whom the result is lower.
  func nearest(_ step: Exact) -> ClaimWitness {
    guard let start = figures(before)?.value.number, let first = before.number,
      let last = after.number, let steps = try? (try last - first) / step
    else { return self }
    func number(_ place: Int) -> Value? {
      (try? Exact(place) * step).flatMap { try? first + $0 }.map(Value.number)
    }
    var (low, high) = (0, Int(clamping: steps.wholeBelow))
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let value = number(middle).flatMap { figures($0)?.value.number }
      if value.map({ $0 < start }) ?? true { high = middle } else { low = middle }
    }
    guard let near = number(high), figures(near)?.value.number.map({ $0 < start }) ?? false else {
      return self
    }
    return ClaimWitness(person: person, result: result, before: before, after: near, track: track)
  }

  private var example: String? {
    guard let moved = track.input, let one = figures(before), let other = figures(after) else {
      return nil
    }
    let input =
      "`\(policy[moved].name)` \(words.text(before, policy[moved]))"
      + " -> \(words.text(after, policy[moved]))"
    var changes: [String] = []
    let reached = layout.reach(of: result, plan: person.plan)
    for id in policy.order where id != moved && reached.contains(id) {
      let rule = policy[id]
      guard let left = one.trial.known(id), let right = other.trial.known(id), left != right else {
        continue
      }
      changes += tables(of: rule, one.trial, other.trial)
      changes.append(
        "`\(rule.name)` \(words.text(left, rule)) -> \(words.text(right, rule))"
          + difference(left, right, rule, isResult: id == result))
    }
    return "\(input) moves \(changes.joined(separator: ", "))"
  }

  private func difference(_ left: Value, _ right: Value, _ rule: Rule, isResult: Bool) -> String {
    guard isResult, let one = left.number, let other = right.number,
      let difference = try? other - one
    else { return "" }
    return " (\(difference.isNegative ? "" : "+")\(words.text(difference, rule)))"
  }

  /// The tables of a bonus whose value differs.
  private func tables(of rule: Rule, _ one: Trial, _ other: Trial) -> [String] {
    guard case .bonus(let bonus) = rule.body else { return [] }
    var (one, other) = (one, other)
    return bonus.steps.compactMap { step in
      guard case .table(let table)? = step.action.operand else { return nil }
      let scene = Trial.Scene(rule: rule.id, grain: rule.grain)
      guard let left = try? one.lookup(table, scene).value,
        let right = try? other.lookup(table, scene).value, left != right
      else { return nil }
      return "`\(step.id)` \(words.text(left, table.kind)) -> \(words.text(right, table.kind))"
    }
  }

  private func figures(_ value: Value) -> (trial: Trial, value: Value)? {
    var trial = Trial(person, track)
    trial.set(value)
    guard let value = try? trial.figure(result).value else { return nil }
    return (trial, value)
  }

  private func shared(most: Int = .max) -> String? {
    let facts = words.facts(of: person, but: track.input)
    guard !facts.isEmpty else { return nil }
    let rest = facts.count > most ? " and \(facts.count - most) more figures alike" : ""
    return "both people have \(facts.prefix(most).joined(separator: ", "))\(rest)"
  }
}

extension TrialWords {
  /// The facts of a person in words.
  func facts(of person: TrialPerson, but input: RuleID? = nil) -> [String] {
    person.facts.keys.sorted().compactMap { fact in
      guard let value = person.facts[fact] else { return nil }
      switch fact {
      case .figure(let rule):
        return rule == input ? nil : "`\(policy[rule].figureName)` \(text(value, policy[rule]))"
      case .others(let rule):
        return value == .number(.zero)
          ? nil : "`\(policy[rule].figureName)` of the others \(text(value, policy[rule]))"
      case .rosterColumn(let column):
        let name = policy.roster?.columnName(column) ?? ""
        return "`roster.\(name)` \(value.canonicalText)"
      case .daysInPlan:
        return value == .number(.one) ? nil : "\(text(value, .percent)) of the days in the plan"
      }
    }
  }

  /// The constants with several steps that a result reads, with the step in force.
  func datedConstants(_ policy: CompiledPolicy, _ reached: Set<RuleID>) -> [String] {
    var uses = RuleUses(grain: .month)
    for rule in reached.sorted() { uses.add(policy[rule]) }
    return uses.constants.sorted().compactMap { index in
      let constant = policy.constants[index]
      guard constant.steps.count > 1, let value = constant.value(on: day) else { return nil }
      let step = constant.steps.lastIndex { $0.from.map { $0 <= day } ?? true } ?? 0
      let since = constant.steps[step].from.map { " since \($0)" } ?? ""
      let place =
        constant.stepPlaces.indices.contains(step) ? constant.stepPlaces[step] : constant.place
      let line = place.line.map { ", line \($0)" } ?? ""
      return "`\(constant.name)` is \(text(value, constant.kind))\(since)\(line)"
    }
  }

  /// A value with the digits to which its rule is rounded.
  func text(_ value: Value, _ rule: Rule) -> String {
    if let number = value.number { return text(number, rule) }
    return text(value, rule.kind)
  }

  func text(_ number: Exact, _ rule: Rule) -> String {
    guard rule.kind != .percent, let digits = rule.lastRounding?.step.decimalDigits,
      number.decimalDigits.map({ $0 <= digits }) ?? false
    else { return text(number, rule.kind) }
    return number.fixedText(places: digits)
  }
}

extension Rule {
  /// The name, with the scope where it is a group's.
  var figureName: String { scope == .employee ? name : "\(scope.rawValue).\(name)" }
}

extension Trial {
  /// The value of a figure that was computed.
  func known(_ rule: RuleID) -> Value? { figures[rule.index]?.value }
}
