import MeritModel

/// P105 of groups: the roster has the column that tells whose group somebody is in.
///
/// Without it everybody is in none, and all that is asked of a group is not applicable.
struct GroupHasColumn {
  let policy: CompiledPolicy
  let findings: FindingCollector

  func run() {
    guard let roster = policy.roster else { return }
    let names = Set(roster.columns.map(\.name))
    var told: Set<Scope> = []
    for rule in policy.rules {
      guard let column = rule.scope.rosterColumn, !names.contains(column),
        told.insert(rule.scope).inserted
      else { continue }
      findings.report(
        .unknownColumn, place: rule.place,
        "`\(rule.scope.rawValue)` is told by the roster's column `\(column)`, which the policy "
          + "does not have",
        help: "add `\"\(column)\": \"id?\"` to the columns of `roster`")
    }
  }
}

extension Scope {
  /// The roster's column that tells the group of a person; nil where no column does.
  fileprivate var rosterColumn: String? {
    switch self {
    case .team: "team_id"
    case .department: "department_id"
    case .reports, .organisation: "manager_id"
    case .employee, .company, .customer: nil
    }
  }
}
