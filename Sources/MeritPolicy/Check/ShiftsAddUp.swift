import MeritModel

/// P725: exceptions that each move a grade one step move it two where both hold.
struct ShiftsAddUp {
  let facts: PolicyFacts
  let findings: FindingCollector

  func run() {
    var told: Set<String> = []
    for rule in facts.policy.rules {
      guard case .grade(let grade) = rule.body, told.insert(rule.name).inserted else { continue }
      let context = facts.context(rule)
      let moving = grade.exceptions.filter {
        $0.shift != 0 && facts.truth($0.when.root, context).canHold
      }
      for isWorse in [true, false] {
        let together = moving.filter { ($0.shift < 0) == isWorse }
        if together.count > 1 { report(together, rule) }
      }
    }
  }

  private func report(_ exceptions: [GradeException], _ rule: Rule) {
    let names = exceptions.map { "`\($0.id)`" }.joined(separator: ", ")
    let sum = exceptions.reduce(0) { $0 + $1.shift }
    let either = exceptions.map { isChain($0.when) ? "(\($0.when.text))" : $0.when.text }
    findings.report(
      .shiftsAddUp, place: exceptions[1].place,
      "\(names) add up: who meets all of them moves \(abs(sum)) grades of `\(rule.name)`",
      help: "leave it if that is meant, or make one exception of them: "
        + "`\"when\": \"\(either.joined(separator: " or "))\"`")
  }

  private func isChain(_ condition: CompiledExpression) -> Bool {
    if case .all = condition.root { true } else { false }
  }
}
