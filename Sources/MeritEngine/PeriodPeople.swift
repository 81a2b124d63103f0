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
  /// The customers of each person.
  let customers: OwnedCustomers

  private init(
    rosterValues: [[Value]], isIn: [Bool], planOfPerson: [Int?], customers: OwnedCustomers
  ) {
    self.rosterValues = rosterValues
    self.isIn = isIn
    self.planOfPerson = planOfPerson
    self.customers = customers
  }

  /// Those of a period by the rows that decide it.
  convenience init(_ cohort: Cohort) {
    let values = cohort.decidingRow.map { $0?.values ?? [] }
    self.init(
      rosterValues: values, isIn: values.map { !$0.isEmpty }, planOfPerson: [],
      customers: OwnedCustomers(cohort))
  }

  /// The same people with their plans.
  func with(plans: [Int?]) -> PeriodPeople {
    PeriodPeople(
      rosterValues: rosterValues, isIn: isIn, planOfPerson: plans, customers: customers)
  }
}

/// The customers whom each person owns, one person after another: an array for each would be made and
/// freed thousands of times.
struct OwnedCustomers: Sendable {
  /// For each person where its customers start, and where those of the last one end.
  private let starts: [Int]
  private let customers: [Int]

  /// Sorts the customers of a period by who owns them.
  init(_ cohort: Cohort) {
    var (starts, owned) = ([Int](repeating: 0, count: cohort.decidingRow.count + 1), 0)
    let owners = (cohort.groups[.customer]?.members ?? []).map { $0.first }
    for case let owner? in owners { starts[owner] += 1 }
    for person in starts.indices { (starts[person], owned) = (owned, owned + starts[person]) }
    var (next, customers) = (starts, [Int](repeating: 0, count: owned))
    for (customer, owner) in owners.enumerated() {
      guard let owner else { continue }
      customers[next[owner]] = customer
      next[owner] += 1
    }
    (self.starts, self.customers) = (starts, customers)
  }

  /// Those of several people, one person after another, and how many each has.
  func of(_ people: ArraySlice<Int>) -> (customers: [Int], counts: [Int]) {
    var (owned, counts): ([Int], [Int]) = ([], [])
    for person in people {
      let places = starts[person]..<starts[person + 1]
      for place in places { owned.append(customers[place]) }
      counts.append(places.count)
    }
    return (owned, counts)
  }

  /// Those of a person, in their order.
  subscript(person: Int) -> ArraySlice<Int> { customers[starts[person]..<starts[person + 1]] }
}

extension CompiledPolicy {
  /// Whether people have the same plans in a period as in another one where the same rows decide both.
  func givesSamePlans(_ stage: PeriodStage, as other: Workspace) -> Bool {
    guard other.moved.isEmpty else { return false }
    let isSame =
      stage.cohort.period == other.cohort.period && stage.known == other.stage.known
    return isSame || plansGoByRowsAlone
  }

  /// Whether a roster row gives the same plan in whatever period.
  private var plansGoByRowsAlone: Bool {
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
