/// What the names of a definition's expression mean for its subject.
struct DefinitionScene: Scene {
  let evaluation: Evaluation
  /// The definition in which the expression stands.
  let use: Use
  /// The definition's subject, or one member of it inside a collector.
  let subject: Subject

  var calendars: JSON? { evaluation.policy.json["calendars"] }

  private static let grains = ["month", "quarter", "year", "period"]
  private static let scopes = [
    "employee", "team", "department", "company", "reports", "organisation",
  ]

  func value(of path: [String]) throws -> Value {
    guard path.count > 1 else { return try value(named: path[0], of: subject) }
    if path[0] == "roster" { return try rosterCell(path[1]) }
    if DefinitionScene.grains.contains(path[0]) {
      if path[0] != "period", path[0] != use.period.grain {
        throw ReferenceStop("\(path.joined(separator: ".")) is of another grain")
      }
      return try inPeriod(Array(path.dropFirst()))
    }
    guard DefinitionScene.scopes.contains(path[0]) else {
      throw ReferenceStop("unknown name \(path.joined(separator: "."))")
    }
    guard let other = try related(path[0]) else { return .notApplicable }
    return try value(named: path[1], of: other)
  }

  private func inPeriod(_ path: [String]) throws -> Value {
    switch path[0] {
    case "start": return .day(use.period.start)
    case "end": return .day(use.period.end)
    case "score", "grade", "bonus":
      guard case .employee(let id) = subject else {
        throw ReferenceStop("a slot belongs to a person")
      }
      return try evaluation.slot(path[0], of: id, in: use.period)
    default: return try value(of: path)
    }
  }

  private func rosterCell(_ column: String) throws -> Value {
    guard case .employee(let id) = subject else { throw ReferenceStop("roster is of a person") }
    return try evaluation.people(in: use.period).deciding[id]?.cells[column] ?? .missing
  }

  private func related(_ scope: String) throws -> Subject? {
    if scope == subject.scope { return subject }
    if scope == "company" { return .company }
    guard case .employee(let id) = subject else {
      throw ReferenceStop("a \(subject.scope) has no \(scope)")
    }
    return try evaluation.people(in: use.period).group(of: id, scope: scope)
  }

  private func value(named name: String, of subject: Subject) throws -> Value {
    guard let section = evaluation.policy.section(of: name) else {
      throw ReferenceStop("unknown name \(name)")
    }
    var owner = subject
    if section == "measures" {
      let definition = try evaluation.policy.need(section, name)
      let scopes = definition["for"]?.texts ?? ["employee"]
      if !scopes.contains(subject.scope) {
        guard scopes.count == 1 else { throw ReferenceStop("\(name) has several scopes") }
        guard let other = try related(scopes[0]) else { return .notApplicable }
        owner = other
      }
    }
    let key = Use(section: section, name: name, subject: owner, period: use.period)
    return try evaluation.value(of: key)
  }

  func collected(_ name: String, _ arguments: [Expression]) throws -> Value? {
    if name == "members" { return .number(Fraction(try members().count)) }
    let collectors = ["total", "average", "min", "max", "best", "worst", "how_many"]
    guard collectors.contains(name), name == "how_many" || arguments.count == 1 else { return nil }
    if case .employee = subject {
      throw ReferenceStop("\(name) needs a finer period, which a month has not")
    }
    let values = try members().map { id in
      let scene = DefinitionScene(evaluation: evaluation, use: use, subject: .employee(id))
      return try scene.value(of: arguments[0])
    }
    return name == "how_many"
      ? try count(values, equal: arguments.count > 1 ? try value(of: arguments[1]) : .flag(true))
      : try Collector.value(name, of: values)
  }

  private func members() throws -> [String] {
    if case .employee = subject { throw ReferenceStop("members are of a group") }
    let definition = try evaluation.definition(of: use)
    return try evaluation.people(in: use.period).members(of: subject, for: definition)
  }

  private func count(_ values: [Value], equal wanted: Value) throws -> Value {
    let hits = try values.filter { try $0.isPresent && Value.order($0, wanted) == 0 }
    return .number(Fraction(hits.count))
  }
}

/// Collects the values of parts or members.
enum Collector {
  static func value(_ name: String, of values: [Value]) throws -> Value {
    if values.contains(.missing) { return .missing }
    let left = values.filter(\.isPresent)
    guard let first = left.first else { return .notApplicable }
    switch name {
    case "total", "average":
      let sum = try left.reduce(Fraction.zero) { $0 + (try $1.needNumber()) }
      return .number(name == "total" ? sum : sum / Fraction(left.count))
    case "min", "worst":
      return try left.min { try Value.order($0, $1) < 0 } ?? first
    default:
      return try left.max { try Value.order($0, $1) < 0 } ?? first
    }
  }
}
