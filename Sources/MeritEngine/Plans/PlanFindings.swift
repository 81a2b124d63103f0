import MeritModel
import MeritPolicy

/// Reports people whom no plan or more than one plan wants.
struct PlanFindings {
  let work: Workspace

  func report() {
    let cohort = work.cohort
    guard let column = cohort.roster.column("role") else { return }
    let choice = PlanChoice(work: work)
    for person in cohort.members {
      // Who has a plan was asked for it when the period was set up.
      guard work.planOfPerson[person] == nil, let row = cohort.decidingRow[person],
        let role = row.values[column].text
      else { continue }
      switch choice.answer(person, by: row) {
      case .plan: continue
      case .none: reportNone(person, role, row)
      case .several(let plans): reportSeveral(person, plans, row)
      }
    }
  }

  /// Where the roster's roles are free texts, a slip of one would leave its people unpaid unsaid.
  private func reportNone(_ person: Int, _ role: String, _ row: RosterRow) {
    let who = work.cohort.roster.people[person]
    let isPlanned = work.policy.plans.contains { $0.roles.contains(role) }
    work.findings.add(
      Diagnostic(
        .roleUnknown,
        isPlanned
          ? "no plan of the role `\(role)` wants the row of `\(who)`"
          : "`\(who)` has the role `\(role)`, which is in no plan", at: row.place,
        help: isPlanned
          ? "correct the row, or add a plan of the role without `when`"
          : "correct the role, or add it to the `roles` of a plan"))
  }

  private func reportSeveral(_ person: Int, _ plans: [Int], _ row: RosterRow) {
    let who = work.cohort.roster.people[person]
    let names = plans.map { "`\(work.policy.plans[$0].id)`" }.joined(separator: " and ")
    work.findings.add(
      Diagnostic(
        .severalPlansHold, "the plans \(names) both want the row of `\(who)`", at: row.place,
        help: "let `when` of one of them leave the row to the other"))
  }
}
