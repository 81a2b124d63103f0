import MeritModel
import MeritPolicy

/// Runs the policy's own checks over what was calculated.
struct DataChecks {
  let work: Workspace

  func run() {
    for (place, check) in work.policy.checks.enumerated()
    where check.grain == work.cohort.period.grain {
      switch check.body {
      case .reconcile(let measure, let table, let column):
        reconcile(check, place, measure, table, column)
      case .assert(let expression): assert(check, expression)
      }
    }
  }

  private func reconcile(
    _ check: PolicyCheck, _ place: Int, _ measure: RuleID, _ table: Int, _ column: Int
  ) {
    guard let sum = sum(of: measure, check) else { return }
    let control = work.measures.controlTotals[place] ?? .zero
    guard sum != control else { return }
    let input = work.policy.inputs[table]
    work.findings.add(
      Diagnostic(
        .controlTotalDiffers,
        "the check `\(check.id)` fails: the people's `\(work.policy[measure].name)` sums to \(sum), "
          + "the rows of `\(input.name).\(input.columnName(column))` to \(control)",
        at: check.place, severity: check.severity,
        help: "look for rows of unknown people in `problems.csv`"))
  }

  private func sum(of measure: RuleID, _ check: PolicyCheck) -> Exact? {
    var sum = Exact.zero
    for number in (work.columns[measure.index] ?? []).compactMap(\.number) {
      guard let next = try? sum + number else {
        work.findings.add(
          Diagnostic(
            .overflow, "the check `\(check.id)` adds up to more than exact fractions hold",
            at: check.place,
            help: "look in `figures.csv` for amounts that cannot be, and correct their rows"))
        return nil
      }
      sum = next
    }
    return sum
  }

  private func assert(_ check: PolicyCheck, _ expression: CompiledExpression) {
    let scene = RuleScene(
      .standIn(check.scope, check.grain, check.id), of: work.policy)
    guard check.scope != .company, let groups = work.cohort.groups[check.scope] else {
      return assert(check, expression, scene, 0)
    }
    for group in groups.ids.indices where !groups.members[group].isEmpty {
      assert(check, expression, scene, group)
    }
  }

  private func assert(
    _ check: PolicyCheck, _ expression: CompiledExpression, _ scene: RuleScene, _ group: Int
  ) {
    let evaluation = ExpressionEvaluation(work: work, scene: scene, subject: group)
    let holds = try? evaluation.value(expression.root)
    guard !(holds?.isTrue ?? false) else { return }
    let place =
      check.scope == .company
      ? "" : " for \(check.scope.rawValue) `\(work.id(of: group, check.scope))`"
    work.findings.add(
      Diagnostic(
        .checkFails, "the check `\(check.id)` fails\(place): \(expression.text)", at: check.place,
        severity: check.severity,
        notes: Operands(work: work, expressions: evaluation).list(expression.root).map {
          let state = $0.value.stateName.replacing("-", with: " ")
          return "\($0.name) is \($0.value.isPresent ? $0.value.canonicalText : state)"
        },
        help: "correct what is paid or the limit; a check that only reports says "
          + "`\"otherwise\": \"warning\"`"))
  }
}
