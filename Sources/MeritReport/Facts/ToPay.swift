import MeritEngine
package import MeritModel

/// What each person is to get: the bonus of the period with what closed periods add or take back.
package struct ToPay: Sendable {
  /// What is corrected for each person, over all closed periods; nil where the sum does not fit.
  private let sums: [String: Exact?]
  /// The bonuses of the period.
  package let bonuses: [String: Exact]

  init(_ bonuses: [String: Exact], _ corrected: [CorrectedPeriod]) {
    var sums: [String: Exact?] = [:]
    for line in corrected.flatMap(\.lines) {
      let sum = sums[line.employee] ?? .zero
      sums[line.employee] = .some(sum.flatMap { try? $0 + line.difference })
    }
    (self.bonuses, self.sums) = (bonuses, sums)
  }

  /// What is corrected for each person of whom it can be said.
  package var corrections: [String: Exact] { sums.compactMapValues(\.self) }

  /// The bonus with the corrections; nil for who has neither, and where the sum does not fit.
  package subscript(employee: String) -> Exact? {
    guard let correction = sums[employee] else { return bonuses[employee] }
    return correction.flatMap { try? (bonuses[employee] ?? .zero) + $0 }
  }

  /// Everybody who has a bonus or a correction, in Unicode order.
  package var employees: [String] {
    Set(bonuses.keys).union(sums.keys).sorted(by: precedes)
  }

  /// Those whose sum is below zero: it cannot be paid out.
  package var belowZero: [String] {
    employees.filter { self[$0].map { $0 < .zero } ?? false }
  }
}

extension ReviewFacts {
  /// What each person is to get.
  package var toPay: ToPay { ToPay(summary.bonuses, corrections) }

  /// Whether somebody's pay of a closed period is another one.
  var hasCorrectedPay: Bool { corrections.contains { !$0.lines.isEmpty } }

  /// The names by id: of the roster, else of the corrections.
  var names: [String: String] {
    let roster = calculation.cohort.roster.people.enumerated().map { person, id in
      (id, calculation.name(of: person))
    }
    let others = corrections.flatMap(\.lines).map { ($0.employee, $0.name) }
    return Dictionary(roster + others) { first, other in first.isEmpty ? other : first }
  }

  /// How many rows of all files were left out, and how many were refused.
  var rowCounts: (notUsed: Int, rejected: Int) {
    accounts.reduce((0, 0)) { ($0.0 + $1.notUsedCount, $0.1 + $1.rejectedCount) }
  }

  /// How many people have none of the grades in use.
  var notGradedCount: Int {
    let (grades, now) = (
      calculation.policy.gradesInUse(calculation.cohort.period.grain), summary
    )
    return calculation.cohort.members.count - grades.reduce(0) { $0 + now.count(of: $1) }
  }
}
