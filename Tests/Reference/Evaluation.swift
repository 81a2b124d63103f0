/// One definition at work for one subject in one period.
struct Use: Hashable {
  let section: String
  let name: String
  let subject: Subject
  let period: Period
}

/// Computes any value of a policy over its data, remembering what it has computed.
final class Evaluation {
  let policy: PolicyText
  let tables: [String: InputTable]
  let roster: Roster
  let reach: Reach
  private var values: [Use: Value] = [:]
  private var open: Set<Use> = []
  private var people: [Period: People] = [:]
  var bonuses: [Use: BonusLine] = [:]

  init(policy: PolicyText, data: [String: [[String: String]]]) throws {
    self.policy = policy
    var tables: [String: InputTable] = [:]
    for (name, contract) in policy.json["inputs"]?.members ?? [] {
      tables[name] = try InputTable(contract: contract, rows: data[name] ?? [], policy: policy)
    }
    guard let rosterTable = tables["roster"] else { throw ReferenceStop("no roster") }
    self.tables = tables
    roster = try Roster(table: rosterTable)
    reach = try Reach(policy: policy)
  }

  func people(in period: Period) throws -> People {
    if let known = people[period] { return known }
    let found = try People(roster: roster, period: period)
    people[period] = found
    return found
  }

  /// The plan of a person in a period, by the role of the deciding row.
  func plan(of id: String, in period: Period) throws -> JSON? {
    guard let row = try people(in: period).deciding[id], let role = row.text("role") else {
      return nil
    }
    if policy.header["leavers"]?.text == "no-plan", !row.isValid(on: period.end) { return nil }
    return policy.plans.first { ($0["roles"]?.texts ?? []).contains(role) }
  }

  func reaches(_ id: String, _ section: String, _ name: String, in period: Period) throws -> Bool {
    guard let plan = try plan(of: id, in: period) else { return false }
    return reach.plan(try plan.needText("id"), reaches: section, name)
  }

  /// Whether an error in this value stops the run.
  func acts(_ use: Use) throws -> Bool {
    try people(in: use.period).concerned(by: use.subject).contains {
      try reaches($0, use.section, use.name, in: use.period)
    }
  }

  /// Stops the run where a plan reaches the value, and gives a missing value elsewhere.
  func fault(_ reason: String, at use: Use) throws -> Value {
    guard try acts(use) else { return .missing }
    throw ReferenceStop("\(use.name) of \(use.subject.id) in \(use.period.name): \(reason)")
  }

  func definition(of use: Use) throws -> JSON { try policy.need(use.section, use.name) }

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
    if use.section == "constants" { return try constant(use) }
    if use.section == "measures" { return try measure(use) }
    guard try reaches(use.subject.id, use.section, use.name, in: use.period) else {
      return .notApplicable
    }
    switch use.section {
    case "indicators": return try indicator(use)
    case "scores": return try score(use)
    case "grades": return try grade(use)
    case "bonuses": return try bonus(use).total
    default: throw ReferenceStop("\(use.section) are not computed here")
    }
  }

  /// The value of an expression that stands in a definition.
  func value(_ text: String, in use: Use) throws -> Value {
    let scene = DefinitionScene(evaluation: self, use: use, subject: use.subject)
    do {
      return try scene.value(of: try Expression.read(text))
    } catch is DivisionByZero {
      return try fault("division by zero", at: use)
    }
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

/// A bonus with the running value after each of its steps.
struct BonusLine {
  let total: Value
  let steps: [(id: String, value: Value)]
}
