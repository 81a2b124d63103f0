import MeritEngine
import MeritModel
import MeritPolicy

/// Puts what was sealed of a period into the places where a run looks for it.
struct SealedReading {
  let policy: CompiledPolicy
  let need: PeriodNeed
  let document: SealedDocument
  /// The run's roster, with places for everybody who was in the period.
  let roster: Roster

  /// The period as a stage that computes nothing; findings for figures that were not sealed.
  func stage() -> Checked<PeriodStage> {
    var cohort = Cohort(of: roster, in: need.period, decidedBy: rows)
    let wanted = SealedTargets(policy: policy, rules: need.rules.union(bound))
    cohort = cohort.withGroups(ids(of: wanted, lacking: cohort))
    var filling = SealedFilling(policy: policy, cohort: cohort, targets: wanted)
    FigureLines(document.figures).read({ wanted.names.contains($0) }, take: { filling.add($0) })
    let lacking = lacking(filling)
    guard lacking.isEmpty else { return Checked(nil, lacking) }
    return Checked(
      PeriodStage(
        version: need.version, cohort: cohort, measures: MeasureTable(), rules: need.rules,
        sealed: filling.values))
  }

  /// What plans bind to slots: an explanation shows it under its own name.
  private var bound: Set<RuleID> {
    let bindings = policy.plans.compactMap { $0.bindings[need.period.grain] }
    return Set(bindings.flatMap { binding in Slot.allCases.flatMap { binding.rules($0) } })
  }

  /// The rows that decided the period, by employee.
  private var rows: [String: RosterRow] {
    let header = document.people.first ?? []
    let kinds = Dictionary(
      (policy.roster?.columns ?? []).map { ($0.name, $0.kind) }, uniquingKeysWith: { one, _ in one }
    )
    let places = roster.columns.map { header.firstIndex(of: $0) }
    let place = SourcePlace(file: SealedPeople.name)
    var rows: [String: RosterRow] = [:]
    for fields in document.people.dropFirst() where fields.count == header.count {
      let values = zip(roster.columns, places).map { name, place in
        place.map { Value(sealed: fields[$0], kinds[name] ?? .text) } ?? .missing
      }
      rows[fields[0]] = RosterRow(
        employee: fields[0], values: values,
        validFrom: CalendarDay(iso: fields[1]) ?? need.period.start,
        validTo: CalendarDay(iso: fields[2]), place: place)
    }
    return rows
  }

  /// The groups that figures were sealed for and that people do not make up.
  private func ids(of targets: SealedTargets, lacking cohort: Cohort) -> [Scope: [String]] {
    let scopes = Set(targets.scopes).filter { $0 != .employee && cohort.groups[$0] == nil }
    guard !scopes.isEmpty else { return [:] }
    var ids: [Scope: Set<String>] = [:]
    FigureLines(document.figures).read({ targets.names.contains($0) }) { line in
      guard let scope = Scope(rawValue: line.scope), scopes.contains(scope) else { return }
      ids[scope, default: []].insert(line.id)
    }
    return ids.mapValues { $0.sorted(by: precedes) }
  }

  /// Rules that are read and that the closed period did not have.
  ///
  /// A definition that nobody's plan reached has no figures, which is not the same.
  private func lacking(_ filling: SealedFilling) -> [Diagnostic] {
    let isOtherVersion = document.seal.entry.policyVersion != policy.header.version
    return need.rules.sorted().compactMap { id in
      let rule = policy[id]
      let hasSubjects =
        rule.scope == .employee
        ? !filling.cohort.members.isEmpty
        : filling.cohort.groups[rule.scope]?.members.contains { !$0.isEmpty } ?? false
      guard hasSubjects, !filling.isFound(id), isOtherVersion || rule.measure != nil else {
        return nil
      }
      return Diagnostic(
        .sealedFigureAbsent,
        "\(need.period.name) was closed without the figure `\(rule.name)`, which this run reads",
        at: rule.place,
        help: "collect `\(rule.name)` from the period on in which the policy has it")
    }
  }
}

/// Which names of a figures.csv mean which rules.
struct SealedTargets {
  /// Where a figure belongs.
  enum Target: Hashable {
    case rule(RuleID)
    case part(RuleID, Int)
  }

  private let byScope: [Scope: [String: Target]]
  let names: Set<String>

  init(policy: CompiledPolicy, rules: Set<RuleID>) {
    var byScope: [Scope: [String: Target]] = [:]
    var names = Set(Slot.allCases.map(\.rawValue))
    for id in rules {
      let rule = policy[id]
      byScope[rule.scope, default: [:]][rule.name] = .rule(id)
      names.insert(rule.name)
      guard case .balance = rule.body else { continue }
      for part in BalancePart.allCases {
        let name = "\(rule.name).\(part.rawValue)"
        byScope[rule.scope, default: [:]][name] = .part(id, part.place)
        names.insert(name)
      }
    }
    self.byScope = byScope
    self.names = names
  }

  var scopes: [Scope] { Array(byScope.keys) }

  subscript(scope: Scope, name: String) -> Target? { byScope[scope]?[name] }
}

/// Collects the values of one closed period.
struct SealedFilling {
  let cohort: Cohort
  private let policy: CompiledPolicy
  private let targets: SealedTargets
  private let gradeSets: [GradeSet]
  private let places: [Scope: [String: Int]]
  private var found: Set<RuleID> = []
  private(set) var values = SealedValues()

  init(policy: CompiledPolicy, cohort: Cohort, targets: SealedTargets) {
    (self.policy, self.cohort, self.targets) = (policy, cohort, targets)
    let rules = policy.plans.compactMap { $0.bindings[cohort.period.grain]?.grade }
    gradeSets = rules.compactMap { policy.gradeSet(of: policy[$0].kind) }
    var places: [Scope: [String: Int]] = [:]
    places[.employee] = Self.places(cohort.roster.people)
    for (scope, groups) in cohort.groups { places[scope] = Self.places(groups.ids) }
    self.places = places
  }

  func isFound(_ id: RuleID) -> Bool { found.contains(id) }

  mutating func add(_ line: FigureLines.Line) {
    guard let scope = Scope(rawValue: line.scope), let subject = places[scope]?[line.id] else {
      return
    }
    let count = count(scope)
    if scope == .employee, let slot = Slot(rawValue: line.figure) {
      Self.set(&values.slots[slot], subject, of: count, slotValue(slot, line))
    }
    switch targets[scope, line.figure] {
    case .rule(let id)?:
      found.insert(id)
      let kind = policy[id].kind
      let value = Value(state: line.state, line.value, kind, policy.gradeSet(of: kind))
      Self.set(&values.columns[id], subject, of: count, value)
    case .part(let id, let place)?:
      let value = Value(state: line.state, line.value, policy[id].kind)
      Self.set(&values.balances[id], subject, of: count, part: place, value)
    case nil: break
    }
  }

  private func slotValue(_ slot: Slot, _ line: FigureLines.Line) -> Value {
    guard slot == .grade else { return Value(state: line.state, line.value, .number) }
    let set = gradeSets.first { $0.grade(named: line.value) != nil }
    return Value(state: line.state, line.value, .grade(set: ""), set)
  }

  // Static: a method of a value holds a copy of it, and each column would be copied for each figure.
  private static func set(
    _ column: inout [Value]?, _ subject: Int, of count: Int, _ value: Value
  ) {
    if column == nil { column = Array(repeating: .notApplicable, count: count) }
    column?[subject] = value
  }

  private static func set(
    _ entries: inout PartTable?, _ subject: Int, of count: Int, part: Int, _ value: Value
  ) {
    if entries == nil { entries = PartTable(count: count) }
    entries?.set(part, among: BalancePart.allCases.count, of: subject, to: value)
  }

  private func count(_ scope: Scope) -> Int {
    scope == .employee ? cohort.roster.people.count : cohort.groups[scope]?.ids.count ?? 0
  }

  private static func places(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension CompiledPolicy {
  /// The set of a kind of grades.
  fileprivate func gradeSet(of kind: Kind) -> GradeSet? {
    guard case .grade(let name) = kind else { return nil }
    return gradeSets.first { $0.name == name }
  }
}

extension Value {
  /// Reads back a value as figures.csv writes it.
  fileprivate init(state: String, _ text: String, _ kind: Kind, _ grades: GradeSet? = nil) {
    switch state {
    case Value.missing.stateName: self = .missing
    case Value.notApplicable.stateName: self = .notApplicable
    default: self = Value(text, kind, grades) ?? .missing
    }
  }

  /// Reads back a cell of the roster; an empty one is missing.
  fileprivate init(sealed text: String, _ kind: Kind) {
    self = text.isEmpty ? .missing : Value(text, kind, nil) ?? .missing
  }

  private init?(_ text: String, _ kind: Kind, _ grades: GradeSet?) {
    if kind.isNumeric {
      guard let number = Exact(canonical: text) else { return nil }
      self = .number(number)
      return
    }
    switch kind {
    case .grade:
      guard let grade = grades?.grade(named: text) else { return nil }
      self = .present(.grade(grade))
    case .flag: self = .present(.flag(text == "true"))
    case .date:
      guard let day = CalendarDay(iso: text) else { return nil }
      self = .present(.day(day))
    case .datetime:
      guard let moment = Moment(iso: text) else { return nil }
      self = .present(.moment(moment))
    default: self = .present(.text(text))
    }
  }
}
