import MeritModel
import MeritPolicy

/// What the roster says of a period's people: found once for all periods that the same rows decide.
///
/// Why: most days of a month have the people of the day before.
final class PeriodPeople: Sendable {
  /// The values of each person's deciding row; none of those who are not in the period.
  let rosterValues: [[Value]]
  /// For each person whether it is in the period.
  let isIn: [Bool]
  /// For each person the place of the deciding plan; nil without one.
  let planOfPerson: [Int?]
  /// For each person who owns customers those.
  let customersByOwner: [Int: [Int]]

  private init(rosterValues: [[Value]], planOfPerson: [Int?], customersByOwner: [Int: [Int]]) {
    self.rosterValues = rosterValues
    isIn = rosterValues.map { !$0.isEmpty }
    self.planOfPerson = planOfPerson
    self.customersByOwner = customersByOwner
  }

  /// Those of a period by the rows that decide it.
  convenience init(_ cohort: Cohort) {
    let customers = cohort.groups[.customer]?.members ?? []
    self.init(
      rosterValues: cohort.decidingRow.map { $0?.values ?? [] }, planOfPerson: [],
      customersByOwner: Dictionary(
        grouping: customers.indices.filter { !customers[$0].isEmpty }
      ) { customers[$0][0] })
  }

  /// The same people with their plans.
  func with(plans: [Int?]) -> PeriodPeople {
    PeriodPeople(
      rosterValues: rosterValues, planOfPerson: plans, customersByOwner: customersByOwner)
  }
}

extension CompiledPolicy {
  /// Whether a roster row gives the same plan in whatever period.
  var plansGoByRowsAlone: Bool {
    !header.leaversHaveNoPlan && plans.allSatisfy { $0.when?.root.asksRowAlone ?? true }
  }
}

extension Expression {
  /// Whether the expression asks nothing but the roster row at hand.
  fileprivate var asksRowAlone: Bool {
    switch self {
    case .literal, .rosterColumn: true
    case .arithmetic, .comparison, .negated, .all, .any, .not, .isOneOf, .hasState:
      parts.allSatisfy(\.asksRowAlone)
    default: false
    }
  }
}
