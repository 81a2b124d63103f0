import MeritEngine
import MeritModel
import MeritPolicy

/// The values of a period that led to what a person's plan binds, each with its explanation: the own
/// ones and those of the person's groups, not those of colleagues.
struct ReadValues {
  private let explanations: [RuleID: Explanation]

  /// Follows what each rule read, from what the plan binds.
  init(
    for person: Int, _ binding: PlanBinding, in calculation: Calculation,
    _ explain: (RuleID, Int) -> Explanation
  ) {
    let bound = binding.bonuses + [binding.grade, binding.score].compactMap(\.self)
    var waiting = (bound + binding.outcomes).map { (rule: $0, subject: person) }
    var found: [RuleID: Explanation] = [:]
    let period = calculation.cohort.period
    while let next = waiting.popLast() {
      guard found[next.rule] == nil else { continue }
      let explanation = explain(next.rule, next.subject)
      found[next.rule] = explanation
      waiting += explanation.uses.filter { $0.period == period }.map { ($0.rule, $0.subject) }
    }
    explanations = found
  }

  /// The value of a rule that the plan binds.
  subscript(rule: RuleID) -> Explanation {
    guard let explanation = explanations[rule] else {
      preconditionFailure("a rule that the plan binds was not followed")
    }
    return explanation
  }

  /// The value of a rule, where it was read.
  func explanation(of rule: RuleID) -> Explanation? { explanations[rule] }

  /// The person's own values, in the order of the policy.
  func own(_ isMeant: (Rule) -> Bool) -> [Explanation] {
    values { $0.scope == .employee && isMeant($0) }
  }

  /// The values of the person's groups, in the order of the policy.
  func ofGroups(_ isMeant: (Rule) -> Bool) -> [Explanation] {
    values { $0.scope != .employee && isMeant($0) }
  }

  /// The labels of what read a rule, in the order of the policy.
  func readers(of rule: RuleID) -> [String] {
    values { _ in true }.filter { $0.uses.contains { $0.rule == rule } }
      .map { Markdown.escaped($0.rule.label) }
  }

  private func values(_ isMeant: (Rule) -> Bool) -> [Explanation] {
    explanations.sorted { $0.key < $1.key }.map(\.value).filter { isMeant($0.rule) }
  }
}

extension Rule {
  /// Whether it gives an amount that can be paid.
  var isPayment: Bool {
    switch body {
    case .bonus, .allocation, .prize: true
    case .measure, .indicator, .score, .grade, .balance, .ranking, .outcome: false
    }
  }

  var isBalance: Bool {
    if case .balance = body { true } else { false }
  }

  var isGrade: Bool {
    if case .grade = body { true } else { false }
  }

  var isScore: Bool {
    if case .score = body { true } else { false }
  }
}
