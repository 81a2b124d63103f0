extension DefinitionScene {
  func collected(_ name: String, _ arguments: [Expression]) throws -> Value? {
    switch name {
    case "members": return .number(Fraction(try members().count))
    case "previous": return try previous(arguments[0])
    case "streak": return try streak(arguments[0])
    case "first_time": return try firstTime(arguments[0])
    case "company_total": return try companyTotal(arguments[0])
    case "how_many": return try howMany(arguments)
    case "total", "average", "min", "max", "best", "worst":
      guard arguments.count == 1 else { return nil }
      if let values = try history(arguments[0]) {
        return values.contains { !$0.isPresent }
          ? .missing : try Collector.value(name, of: values)
      }
      return try Collector.value(name, of: try parts(arguments[0]), needed: needsPeriods)
    default: return nil
    }
  }

  private func howMany(_ arguments: [Expression]) throws -> Value {
    let wanted = arguments.count > 1 ? try value(of: arguments[1]) : .flag(true)
    if let values = try history(arguments[0]) {
      if values.contains(where: { !$0.isPresent }) { return .missing }
      return try count(values, equal: wanted)
    }
    return try count(try parts(arguments[0]), equal: wanted)
  }

  private func count(_ values: [Value], equal wanted: Value) throws -> Value {
    let hits = try values.filter { try $0.isPresent && Value.order($0, wanted) == 0 }
    return .number(Fraction(hits.count))
  }

  private func members() throws -> [String] {
    if case .employee = use.subject { throw ReferenceStop("members are of a group") }
    let definition = try evaluation.policy(in: use.period).definition(use.section, use.name)
    return try evaluation.people(in: period).members(of: subject, for: definition ?? .null)
  }

  /// The values that a collector collects: of parts, of members, or of the members in each part.
  private func parts(_ expression: Expression) throws -> [Value] {
    let names = expression.paths.map { NamePath($0) }
    let grain = partGrain(of: names)
    let periods = grain.map { evaluation.calendar.parts(of: period, $0) } ?? [period]
    let ofCustomers = subject.scope != "customer" && names.contains { isOfCustomers($0) }
    let ofMembers = isOfMembers(names, isOverParts: grain != nil)
    guard grain != nil || ofMembers || ofCustomers else {
      throw ReferenceStop("a collector without parts in \(use.name)")
    }
    var values: [Value] = []
    for part in periods {
      let scene = grain == nil ? self : try moved(to: part, as: .part)
      guard let scene else { continue }
      for member in try scene.collectedSubjects(ofCustomers: ofCustomers, ofMembers: ofMembers) {
        values.append(try scene.of(member).value(of: expression))
      }
    }
    return values
  }

  private func collectedSubjects(ofCustomers: Bool, ofMembers: Bool) throws -> [Subject] {
    if ofCustomers {
      var owners: [String] = []
      if case .employee(let id) = subject { owners = [id] } else { owners = try members() }
      return try evaluation.people(in: period).customers(of: owners)
    }
    return ofMembers ? try members().map(Subject.employee) : [subject]
  }

  private func isOfCustomers(_ name: NamePath) -> Bool {
    name.scope == "customer" || policy.definition(named: name.name)?["for"]?.text == "customer"
  }

  /// Whether a collector of a group's rule means the members instead of the group.
  private func isOfMembers(_ names: [NamePath], isOverParts: Bool) -> Bool {
    if case .employee = subject { return false }
    if subject.scope == "customer" { return false }
    return names.contains { name in
      if name.scope == "employee" || name.isSlot || name.isRoster { return true }
      guard name.scope == nil, let definition = policy.definition(named: name.name),
        definition["is"] == nil, definition["dated"] == nil
      else { return false }
      let scopes = definition["for"]?.texts ?? ["employee"]
      return scopes.contains("employee") && (!isOverParts || !scopes.contains(subject.scope))
    }
  }

  /// The grain of the parts over which these names are collected; nil where they have only the
  /// rule's own.
  private func partGrain(of names: [NamePath]) -> String? {
    for name in names {
      if let grain = name.grain {
        if grain == period.grain { continue }
        return grain
      }
      guard let per = policy.definition(named: name.name)?["per"]?.texts else { continue }
      if let grain = Grains.coarsest(of: per, finerThan: period.grain) { return grain }
    }
    return nil
  }

  private func companyTotal(_ expression: Expression) throws -> Value {
    let values = try evaluation.people(in: period).ids.map {
      try of(.employee($0)).value(of: expression)
    }
    return .number(
      try values.filter(\.isPresent).reduce(Fraction.zero) { $0 + (try $1.needNumber()) })
  }
}

/// Collects the values of parts or members.
enum Collector {
  static func value(
    _ name: String, of values: [Value], needed: Fraction = .one
  ) throws -> Value {
    if values.contains(.missing) { return .missing }
    let left = values.filter(\.isPresent)
    guard let first = left.first, Fraction(left.count) >= needed else { return .notApplicable }
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
