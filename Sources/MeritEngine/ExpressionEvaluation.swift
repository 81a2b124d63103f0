import MeritModel
import MeritPolicy

/// Evaluates expressions for one subject of one rule.
struct ExpressionEvaluation {
  let work: Workspace
  let scene: RuleScene
  /// A person of the roster or a group of the rule's scope.
  private(set) var subject: Int
  /// What was evaluated for many subjects at once, and the place of this one among them.
  private var known: OperandColumns?
  private var place = 0
  /// The group whose members are being asked; names of its scope mean that group.
  var home: HomeGroup?
  /// Where the rule itself stands, while another period is being asked for it.
  var origin: Origin?
  /// The values of the roster row that is asked, where it is not the one that decides the period.
  var row: [Value]?
  /// The rows of an input that are asked, in conditions over rows.
  var rows: RowsAtHand?
  /// Fewer parts with a value than this make a collector not applicable.
  var needsPeriods = 1
  /// What the rule's own balance opens with, where it is being evaluated.
  var opening: Exact?

  init(work: Workspace, scene: RuleScene, subject: Int, home: HomeGroup? = nil) {
    self.work = work
    self.scene = scene
    self.subject = subject
    self.home = home
  }

  var rule: Rule { scene.rule }

  /// Takes over what was evaluated for many subjects at once.
  mutating func know(_ known: OperandColumns?) { self.known = known }

  /// Turns to the subject at a place of those.
  mutating func turn(to subject: Int, at place: Int) {
    self.subject = subject
    self.place = place
  }

  /// The value of one of the rule's own expressions.
  func value(_ expression: CompiledExpression) throws(EvaluationFault) -> Value {
    // What was evaluated at once does not know of a need that a line has.
    if needsPeriods == 1, let value = known?.value(of: expression, at: place) { return value }
    return try value(expression.root)
  }

  /// The values of several of them.
  func values(_ expressions: [CompiledExpression]) throws(EvaluationFault) -> [Value] {
    var values: [Value] = []
    for expression in expressions { values.append(try value(expression)) }
    return values
  }

  func value(_ expression: Expression) throws(EvaluationFault) -> Value {
    switch expression {
    case .literal(let scalar): return .present(scalar)
    case .figure(let id): return figure(id)
    case .part(let id, let place): return part(id, place)
    case .slot(let slot): return try self.slot(slot)
    case .constant(let place):
      return translated(place, \.constants).map { work.constants[$0] } ?? .missing
    case .rosterColumn(let column): return rosterValue(column)
    case .column(let column): return rows?.value(column) ?? .missing
    case .periodStart: return .present(.day(work.cohort.period.start))
    case .periodEnd: return .present(.day(work.cohort.knownUntil))
    case .negated(let inner): return try value(inner).negated()
    case .arithmetic(let operation, let left, let right):
      return try Value.arithmetic(operation, try value(left), try value(right))
    case .comparison(let comparison, let left, let right):
      return compared(comparison, try value(left), try value(right))
    case .all(let terms): return Value.chain(try self.terms(terms), decides: false)
    case .any(let terms): return Value.chain(try self.terms(terms), decides: true)
    case .not(let inner): return try value(inner).turned
    case .isOneOf(let inner, let scalars): return try value(inner).isOne(of: scalars)
    case .hasState(let inner, let state, let isNegated):
      return .present(.flag(try value(inner).has(state) != isNegated))
    case .least(let inner): return Value.extreme(try terms(inner)) { $0 < $1 }
    case .greatest(let inner): return Value.extreme(try terms(inner)) { $0 > $1 }
    case .monthsBetween(let from, let to):
      return Value.dates(try value(from), try value(to)) { $0.months(to: $1) }
    case .daysBetween(let from, let to):
      return Value.dates(try value(from), try value(to)) { $0.days(to: $1) }
    case .minutesBetween, .isWithinHours, .isWorkday:
      return try clock(expression)
    case .memberCount: return .number(Exact(work.members(of: subject, for: rule).count))
    case .collected(let collector, let population, let inner):
      return try collected(collector, population, inner)
    case .previous(let inner): return try previous(inner)
    case .streak(let inner): return try streak(inner)
    case .firstTime(let inner): return try firstTime(inner)
    case .companyTotal(let id): return try companyTotal(id)
    }
  }

  private func terms(_ terms: [Expression]) throws(EvaluationFault) -> [Value] {
    var values: [Value] = []
    for term in terms { values.append(try value(term)) }
    return values
  }

  /// A subject-level figure: the own one, the own group's, or the company's.
  private func figure(_ name: RuleID) -> Value {
    guard let id = translated(name.index, \.rules, same: name) else { return .missing }
    return ownFigure(id)
  }

  /// The rule that a name means in the period at hand, and whose value of it the subject reads.
  func subjectOfFigure(_ name: RuleID) -> (rule: RuleID, subject: Int)? {
    guard let id = translated(name.index, \.rules, same: name) else { return nil }
    let scope = work.scopes[id.index]
    if scope == scene.scope { return (id, subject) }
    if scope == .company { return (id, 0) }
    return groupOfSubject(scope).map { (id, $0) }
  }

  /// A figure of the period's own version.
  private func ownFigure(_ id: RuleID) -> Value {
    guard let column = work.columns[id.index] else { return .missing }
    guard let place = ownSubject(id), column.indices.contains(place) else { return .notApplicable }
    return column[place]
  }

  /// Whose value of a rule the subject reads.
  private func ownSubject(_ id: RuleID) -> Int? {
    let scope = work.scopes[id.index]
    if scope == scene.scope { return subject }
    if let home, home.scope == scope { return home.group }
    return scope == .company ? 0 : groupOfSubject(scope)
  }

  /// A part of a balance.
  private func part(_ name: RuleID, _ place: Int) -> Value {
    if let opening, name == scene.rule.id, place == BalancePart.opening.place {
      return .number(opening)
    }
    guard let id = translated(name.index, \.rules, same: name), let entries = work.balances[id]
    else { return .missing }
    guard let subject = ownSubject(id), entries.indices.contains(subject),
      entries[subject].indices.contains(place)
    else { return .notApplicable }
    return entries[subject][place]
  }

  /// The group of a person: in another period the one of the same id as in the rule's own.
  private func groupOfSubject(_ scope: Scope) -> Int? {
    guard scene.scope == .employee else { return nil }
    guard let origin else { return work.group(scope, of: subject) }
    guard let group = origin.work.group(scope, of: subject) else { return nil }
    return work.timeline.groups(scope, from: origin.work, to: work)[group]
  }

  /// What a name of the rule's version is in the version of the period at hand.
  private func translated<Place>(
    _ place: Int, _ names: KeyPath<VersionLens, [Place?]>, same: Place
  ) -> Place? {
    guard let lens = origin?.lens else { return same }
    return lens[keyPath: names][place]
  }

  private func translated(_ place: Int, _ names: KeyPath<VersionLens, [Int?]>) -> Int? {
    translated(place, names, same: place)
  }

  private func rosterValue(_ name: Int) -> Value {
    guard let column = translated(name, \.rosterColumns), let place = work.rosterColumns[column]
    else { return .missing }
    if let row { return row[place] }
    return work.rosterValue(place, of: subject)
  }

  private func slot(_ slot: Slot) throws(EvaluationFault) -> Value {
    guard scene.scope == .employee else { return .notApplicable }
    if let sealed = work.stage.sealed { return sealed.slots[slot]?[subject] ?? .notApplicable }
    guard let place = work.planOfPerson[subject] else { return .notApplicable }
    let binding = work.bindings[place]
    switch slot {
    case .score: return binding?.score.map(ownFigure) ?? .notApplicable
    case .grade: return binding?.grade.map(ownFigure) ?? .notApplicable
    case .bonus:
      let bonuses = binding?.bonuses ?? []
      if bonuses.count == 1, work.otherPay.isEmpty {
        let only = ownFigure(bonuses[0])
        return only.number != nil || only == .missing ? only : .notApplicable
      }
      let values = bonuses.map(ownFigure) + work.unboundPay(of: subject)
      let amounts = values.compactMap(\.number)
      if amounts.isEmpty { return values.contains(.missing) ? .missing : .notApplicable }
      return .number(try sum(amounts))
    }
  }

  func sum(_ numbers: some Sequence<Exact>) throws(EvaluationFault) -> Exact {
    try exactly { () throws(ExactError) in
      var sum = ExactSum()
      for number in numbers { try sum.add(number) }
      return try sum.total()
    }
  }

  private func clock(_ expression: Expression) throws(EvaluationFault) -> Value {
    switch expression {
    case .minutesBetween(let from, let to):
      let (first, second) = (try value(from), try value(to))
      guard case .present(.moment(let start)) = first, case .present(.moment(let end)) = second
      else { return first.combined(with: second) }
      return .number(
        try exactly { () throws(ExactError) in
          try Exact(Int128(end.seconds - start.seconds), over: 60)
        })
    case .isWithinHours(let inner, let calendar):
      let value = try value(inner)
      guard case .present(.moment(let moment)) = value else { return value }
      return .present(.flag(try self.calendar(calendar).isWithinHours(moment)))
    case .isWorkday(let inner, let calendar):
      let value = try value(inner)
      guard let day = value.date else { return value }
      return .present(.flag(try self.calendar(calendar).isWorkday(day)))
    default: return .missing
    }
  }

  private func calendar(_ name: Int) throws(EvaluationFault) -> OfficeCalendar {
    guard let place = translated(name, \.calendars) else {
      throw .calendarNotInVersion
    }
    return work.policy.calendars[place]
  }

  private func companyTotal(_ name: RuleID) throws(EvaluationFault) -> Value {
    guard let id = translated(name.index, \.rules, same: name) else { return .missing }
    return .number(try sum((work.columns[id.index] ?? []).compactMap(\.number)))
  }
}
