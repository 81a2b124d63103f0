/// What the names of a definition's expression mean for its subject.
struct DefinitionScene: Scene {
  /// Where an expression stands: at its rule, or in a part or an earlier period of it.
  enum Place {
    case own, part, history
  }

  let evaluation: Evaluation
  /// The rule in which the expression stands; its period says which groups are meant.
  let use: Use
  /// The rule's subject, or one member of it inside a collector.
  var subject: Subject
  /// The period in which the names are looked up.
  var period: Period
  /// The policy of that period.
  let policy: PolicyText
  var place = Place.own
  /// How many parts a collector must find.
  var needsPeriods = Fraction.one

  init(evaluation: Evaluation, use: Use) throws {
    self.evaluation = evaluation
    self.use = use
    subject = use.subject
    period = use.period
    policy = try evaluation.policy(in: use.period)
  }

  /// The same expression for another member.
  func of(_ subject: Subject) -> DefinitionScene {
    var scene = self
    scene.subject = subject
    return scene
  }

  /// The same expression in another period; nil where there is no policy or no such subject then.
  func moved(to other: Period, as place: Place) throws -> DefinitionScene? {
    guard let version = evaluation.version(of: other),
      try evaluation.people(in: other).holds(subject)
    else { return nil }
    return DefinitionScene(self, period: other, policy: version.policy, place: place)
  }

  private init(_ scene: DefinitionScene, period: Period, policy: PolicyText, place: Place) {
    evaluation = scene.evaluation
    use = scene.use
    subject = scene.subject
    self.period = period
    self.policy = policy
    self.place = place
  }

  func value(of path: [String]) throws -> Value {
    let named = NamePath(path)
    if named.isRoster { return try rosterCell(named.part ?? "") }
    if let grain = named.grain, grain != period.grain {
      throw ReferenceStop("\(path.joined(separator: ".")) is of another grain in \(use.name)")
    }
    if named.isDate {
      return .day(
        named.name == "start" ? period.start : evaluation.knownUntil ?? period.end)
    }
    if named.isSlot { return try slot(named.name) }
    guard let definition = policy.definition(named: named.name) else {
      throw ReferenceStop("unknown name \(path.joined(separator: ".")) in \(use.name)")
    }
    switch try owner(of: definition, scope: named.scope) {
    case .present(let owner): return try value(named, of: owner)
    case .absent(let state): return state
    }
  }

  private func slot(_ slot: String) throws -> Value {
    guard case .employee(let id) = subject else { throw ReferenceStop("a slot is of a person") }
    let plan = period == use.period ? use.plan : nil
    return try evaluation.slot(slot, of: id, in: period, paidBy: plan)
  }

  private func rosterCell(_ column: String) throws -> Value {
    guard case .employee(let id) = subject else { throw ReferenceStop("roster is of a person") }
    return try evaluation.people(in: period).deciding[id]?.cells[column] ?? .missing
  }

  /// The subject that a name of some scope means; nil where there is none.
  func subject(of definition: JSON, _ scope: String?) throws -> Subject? {
    guard case .present(let owner) = try owner(of: definition, scope: scope) else { return nil }
    return owner
  }

  private enum Owner {
    case present(Subject)
    case absent(Value)
  }

  /// Whose value a name means: the subject's own, or that of the only scope that the name has.
  private func owner(of definition: JSON, scope: String?) throws -> Owner {
    let scopes = definition["for"]?.texts ?? ["employee"]
    if let scope { return try related(scope) }
    // A constant is nobody's.
    if definition["is"] != nil || definition["dated"] != nil { return .present(subject) }
    if scopes.contains(subject.scope) { return .present(subject) }
    guard scopes.count == 1 else { throw ReferenceStop("several scopes in \(use.name)") }
    return try related(scopes[0])
  }

  private func related(_ scope: String) throws -> Owner {
    if scope == subject.scope { return .present(subject) }
    if scope == "company" { return .present(.company) }
    guard case .employee(let id) = subject else {
      throw ReferenceStop("a \(subject.scope) has no \(scope) in \(use.name)")
    }
    // The group is the one of the rule's own period, wherever its value is looked up.
    guard let group = try evaluation.people(in: use.period).group(of: id, scope: scope) else {
      return .absent(.notApplicable)
    }
    if try evaluation.people(in: period).holds(group) { return .present(group) }
    return .absent(place == .history ? .missing : .notApplicable)
  }

  private func value(_ named: NamePath, of owner: Subject) throws -> Value {
    if policy.ranking(named: named.name) != nil {
      return try evaluation.value(of: key("rankings", named.name, owner))
    }
    guard let section = policy.section(of: named.name) else {
      throw ReferenceStop("unknown name \(named.name)")
    }
    let key = key(section, named.name, owner)
    if section == "balances", let part = named.part { return try evaluation.part(part, of: key) }
    return try evaluation.value(of: key)
  }

  private func key(_ section: String, _ name: String, _ owner: Subject) -> Use {
    var key = Use(section: section, name: name, subject: owner, period: period)
    let isOfPlan = !PolicyText.ofEverybody.contains(section) && owner == use.subject
    if isOfPlan, period == use.period { key.plan = use.plan }
    return key
  }
}
