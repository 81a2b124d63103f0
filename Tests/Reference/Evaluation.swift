/// One definition at work for one subject in one period.
struct Use: Hashable {
  let section: String
  let name: String
  let subject: Subject
  let period: Period
  /// The plan that pays, where it is not the one of the deciding row.
  var plan: String?
}

/// Computes any value of a book over its data, remembering what it has computed.
final class Evaluation {
  let versions: [Version]
  let roster: Roster
  /// The calendar of the run's own version.
  let calendar: PolicyCalendar
  /// The last day of which something is known; nil for the last of each period.
  private(set) var knownUntil: Day?
  private var later: [Day: Evaluation] = [:]
  private var values: [Use: Value] = [:]
  private var open: Set<Use> = []
  private var people: [Period: People] = [:]
  private var expressions: [String: Expression] = [:]
  var bonuses: [Use: BonusLine] = [:]
  var balances: [Use: BalanceLine] = [:]
  /// What a balance opened with, while the rest of its line is computed.
  var openings: [Use: Value] = [:]
  /// What is decided for a whole group at once, by definition and period.
  var standings: [Use: [String: Value]] = [:]
  var seats: [Use: [String: Int]] = [:]

  init(versions: [Version], run period: Period) throws {
    self.versions = versions
    guard let own = versions.first(where: { $0.holds(period) }) else {
      throw ReferenceStop("no policy holds \(period.name)")
    }
    roster = own.roster
    calendar = own.policy.calendar
  }

  private init(_ other: Evaluation, knownUntil day: Day) {
    versions = other.versions
    roster = other.roster
    calendar = other.calendar
    knownUntil = day
  }

  /// The same book as it is known on a later day.
  func known(until day: Day) -> Evaluation {
    if let known = later[day] { return known }
    let evaluation = Evaluation(self, knownUntil: day)
    later[day] = evaluation
    return evaluation
  }

  func version(of period: Period) -> Version? { versions.first { $0.holds(period) } }

  func policy(in period: Period) throws -> PolicyText { try needVersion(of: period).policy }

  func needVersion(of period: Period) throws -> Version {
    guard let version = version(of: period) else {
      throw ReferenceStop("no policy holds \(period.name)")
    }
    return version
  }

  func people(in period: Period) throws -> People {
    if let known = people[period] { return known }
    let customers = try version(of: period).map { try $0.customers() } ?? [:]
    let found = try People(roster: roster, period: period, customers: customers)
    people[period] = found
    return found
  }

  func reaches(_ use: Use) throws -> Bool {
    guard case .employee(let id) = use.subject else { return true }
    guard let plan = try plan(of: id, in: use.period, paidBy: use.plan) else { return false }
    return try needVersion(of: use.period).reach
      .plan(try plan.needText("id"), reaches: use.section, use.name)
  }

  /// Whether an error in this value stops the run.
  func acts(_ use: Use) throws -> Bool {
    let reach = try needVersion(of: use.period).reach
    return try people(in: use.period).concerned(by: use.subject).contains { id in
      try heldPlans(of: id, in: use.period).contains {
        reach.plan(try $0.needText("id"), reaches: use.section, use.name)
      }
    }
  }

  /// Stops the run where a plan reaches the value, and gives a missing value elsewhere.
  func fault(_ reason: String, at use: Use) throws -> Value {
    guard try acts(use) else { return .missing }
    throw ReferenceStop("\(use.name) of \(use.subject.id) in \(use.period.name): \(reason)")
  }

  func definition(of use: Use) throws -> JSON {
    try policy(in: use.period).need(use.section, use.name)
  }

  /// The value of a definition, computed once.
  func value(of use: Use) throws -> Value {
    if let known = values[use] { return known }
    guard open.insert(use).inserted else { throw ReferenceStop("\(use.name) goes round in a ring") }
    let value = try compute(use)
    open.remove(use)
    values[use] = value
    return value
  }

  private func compute(_ use: Use) throws -> Value {
    switch use.section {
    case "constants": return try constant(use)
    case "measures": return try measure(use)
    case "adjustments": return try adjustment(use)
    case "ratings": return try rating(use)
    case "rankings": return try rank(use)
    default: break
    }
    guard try reaches(use) else { return .notApplicable }
    switch use.section {
    case "indicators": return try indicator(use)
    case "scores": return try score(use)
    case "grades": return try grade(use)
    case "bonuses": return try bonus(use).total
    case "allocations": return try allocation(use)
    case "prizes": return try prize(use)
    case "balances": return try balance(use).closing
    default: throw ReferenceStop("\(use.section) are not computed here")
    }
  }

  func read(_ text: String) throws -> Expression {
    if let known = expressions[text] { return known }
    let expression = try Expression.read(text)
    expressions[text] = expression
    return expression
  }

  /// The value of an expression that stands in a definition.
  func value(_ text: String, in use: Use, needsPeriods: Fraction = .one) throws -> Value {
    var scene = try DefinitionScene(evaluation: self, use: use)
    scene.needsPeriods = needsPeriods
    return try value(of: try read(text), in: scene)
  }

  func value(of expression: Expression, in scene: DefinitionScene) throws -> Value {
    do {
      return try scene.value(of: expression)
    } catch is DivisionByZero {
      return try fault("division by zero", at: scene.use)
    }
  }

  /// The state of a definition that does not apply; nil where it does.
  func inapplicable(_ definition: JSON, _ use: Use) throws -> Value? {
    guard let text = definition["appliesWhen"]?.text else { return nil }
    let condition = try value(text, in: use)
    guard condition.isPresent else { return condition }
    return try condition.needFlag() ? nil : .notApplicable
  }

  private func constant(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    if definition["is"] != nil { return .number(try definition.needAmount("is")) }
    var found: (day: Day, amount: Fraction)?
    for step in definition["dated"]?.items ?? [] {
      guard let day = Day(try step.needText("from")) else { throw ReferenceStop("unreadable date") }
      if day <= use.period.end, found.map({ $0.day < day }) ?? true {
        found = (day, try step.needAmount("is"))
      }
    }
    guard let found else { throw ReferenceStop("\(use.name) has no value yet") }
    return .number(found.amount)
  }
}
