import MeritModel
import MeritPolicy

/// Evaluates expressions for many people at once.
///
/// What it computes: for each person what ``ExpressionEvaluation`` gives for the one, and nothing where
/// that would be a fault, or where an expression is of a kind that is asked of one person at a time;
/// such people are asked alone, and it is then that a fault is told.
/// Why: the rules of a month are the same for everybody, so that a name is looked up once and not ten
/// thousand times.
struct ExpressionColumns {
  let work: Workspace
  let scene: RuleScene
  /// Persons of the roster, customers, or rows.
  private(set) var people: ArraySlice<Int>
  /// Where the rule stands, while another period is asked.
  private var origin: Workspace?
  /// What the rule's own balance opens with, where it is being computed.
  var opening: Column?
  /// The rows of an input that are asked in the place of people, in conditions over rows.
  var rows: AskedRows?

  /// For each person the value; nil for who has to be asked alone.
  typealias Column = [Value?]

  init(work: Workspace, scene: RuleScene, people: ArraySlice<Int>) {
    self.work = work
    self.scene = scene
    self.people = people
  }

  /// The values of an expression; nil where everybody has to be asked alone.
  func column(_ expression: Expression) -> Column? {
    switch expression {
    case .column(let column): rows?.values(column, of: people)
    case .collected(let collector, .rows, let inner): collectedRows(collector, inner)
    // Rows have no values of a person.
    case _ where rows != nil && expression.asksSomebody: nil
    case .literal(let scalar): same(.present(scalar))
    case .figure(let id): figure(id)
    case .slot(let slot): self.slot(slot)
    case .constant(let place): same(work.constants[place])
    case .rosterColumn(let column): rosterColumn(column)
    case .periodStart: same(.present(.day(work.cohort.period.start)))
    case .periodEnd: same(.present(.day(work.cohort.knownUntil)))
    case .negated(let inner):
      each(inner) { (value) throws(EvaluationFault) in try value.negated() }
    case .arithmetic(let operation, let left, let right):
      each(left, right) { (left, right) throws(EvaluationFault) in
        try Value.arithmetic(operation, left, right)
      }
    case .comparison(let comparison, let left, let right):
      each(left, right) { compared(comparison, $0, $1) }
    case .all(let terms): each(terms) { Value.chain($0, decides: false) }
    case .any(let terms): each(terms) { Value.chain($0, decides: true) }
    case .not(let inner): each(inner) { $0.turned }
    case .isOneOf(let inner, let scalars): each(inner) { $0.isOne(of: scalars) }
    case .hasState(let inner, let state, let isNegated):
      each(inner) { .present(.flag($0.has(state) != isNegated)) }
    case .least(let inner): each(inner) { Value.extreme($0) { $0 < $1 } }
    case .greatest(let inner): each(inner) { Value.extreme($0) { $0 > $1 } }
    case .monthsBetween(let from, let to):
      each(from, to) { Value.dates($0, $1) { $0.months(to: $1) } }
    case .daysBetween(let from, let to): each(from, to) { Value.dates($0, $1) { $0.days(to: $1) } }
    case .companyTotal(let id): companyTotal(id)
    case .collected(let collector, .parts(let grain), let inner): parts(collector, grain, inner)
    case .collected(let collector, .last(let count, let grain), let inner):
      last(collector, count, grain, inner)
    case .previous(let inner): previous(inner)
    case .streak(let inner): streak(inner)
    case .firstTime(let inner): firstTime(inner)
    case .part(let id, let place): part(id, place)
    case .collected(let collector, .customers, let inner): customers(collector, inner)
    // Members and the clock are asked of one at a time.
    case .minutesBetween, .isWithinHours, .isWorkday, .memberCount, .collected: nil
    }
  }

  // MARK: Operators

  func same(_ value: Value) -> Column { Column(repeating: value, count: people.count) }

  private func each(
    _ inner: Expression, _ operation: (Value) throws(EvaluationFault) -> Value
  ) -> Column? {
    guard let values = column(inner) else { return nil }
    var results = Column()
    results.reserveCapacity(values.count)
    for value in values {
      guard let value else {
        results.append(nil)
        continue
      }
      results.append(try? operation(value))
    }
    return results
  }

  private func each(
    _ left: Expression, _ right: Expression,
    _ operation: (Value, Value) throws(EvaluationFault) -> Value
  ) -> Column? {
    guard let lefts = column(left), let rights = column(right) else { return nil }
    var results = Column()
    results.reserveCapacity(lefts.count)
    for place in lefts.indices {
      guard let left = lefts[place], let right = rights[place] else {
        results.append(nil)
        continue
      }
      results.append(try? operation(left, right))
    }
    return results
  }

  private func each(_ terms: [Expression], _ operation: ([Value]) -> Value) -> Column? {
    let columns = terms.compactMap(column)
    guard columns.count == terms.count else { return nil }
    var row: [Value] = []
    return people.indices.map { index in
      row.removeAll(keepingCapacity: true)
      for column in columns {
        guard let value = column[index - people.startIndex] else { return nil }
        row.append(value)
      }
      return operation(row)
    }
  }

  // MARK: Names

  private func figure(_ id: RuleID) -> Column {
    guard let column = work.columns[id.index] else { return same(.missing) }
    return read(column, work.scopes[id.index])
  }

  private func part(_ id: RuleID, _ place: Int) -> Column? {
    // The rule's own balance is open while it is asked, and only what it opens with is known.
    if id == scene.rule.id { return place == BalancePart.opening.place ? opening : nil }
    if scene.scope != .employee { return nil }
    guard let entries = work.balances[id] else { return same(.missing) }
    guard work.scopes[id.index] == .employee else { return nil }
    return people.map { person in
      guard entries.indices.contains(person), entries[person].indices.contains(place) else {
        return .notApplicable
      }
      return entries[person][place]
    }
  }

  /// What each person reads of a rule's values: the own one, the own group's, or the company's.
  private func read(_ column: [Value], _ scope: Scope) -> Column {
    switch scope {
    case scene.scope:
      return people.map { column.indices.contains($0) ? column[$0] : .notApplicable }
    // Only a person reads the group that it is in.
    case _ where scene.scope != .employee && scope != .company: return same(.notApplicable)
    case .company: return same(column.first ?? .notApplicable)
    default:
      let map = origin.map { work.timeline.groups(scope, from: $0, to: work) }
      let own = origin ?? work
      return people.map { person in
        guard let group = own.group(scope, of: person), let there = map.map({ $0[group] }) ?? group,
          column.indices.contains(there)
        else { return .notApplicable }
        return column[there]
      }
    }
  }

  private func rosterColumn(_ name: Int) -> Column? {
    guard scene.scope == .employee else { return nil }
    guard let place = work.rosterColumns[name] else { return same(.missing) }
    return people.map { work.rosterValue(place, of: $0) }
  }

  private func slot(_ slot: Slot) -> Column? {
    guard scene.scope == .employee else { return nil }
    if let sealed = work.stage.sealed {
      guard let values = sealed.slots[slot] else { return same(.notApplicable) }
      return people.map { values[$0] }
    }
    let columns = work.bindings.map { binding in
      (binding?.rules(slot) ?? []).map { work.columns[$0.index] }
    }
    let isSum = columns.map { slot == .bonus && ($0.count > 1 || !work.otherPay.isEmpty) }
    let plans = work.planOfPerson
    return people.map { person in
      guard let plan = plans[person] else { return .notApplicable }
      if isSum[plan] { return nil }
      if columns[plan].isEmpty { return .notApplicable }
      guard let value = columns[plan][0]?[person] else { return .missing }
      let isPay = value.number != nil || value == .missing
      return slot == .bonus && !isPay ? .notApplicable : value
    }
  }

  private func companyTotal(_ id: RuleID) -> Column? {
    var total = CollectedValues(.total)
    for value in work.columns[id.index] ?? [] where value.isPresent { total.add(value) }
    guard let sum = try? total.value(needs: 1) else { return nil }
    return same(sum.isPresent ? sum : .number(.zero))
  }

  /// What is collected of the rows that stand together, all of them evaluated at once.
  private func collectedRows(_ collector: Collector, _ inner: Expression) -> Column? {
    guard let rows else { return nil }
    let (places, counts) = rows.places(of: people)
    var each = self
    each.people = places[...]
    each.rows = rows.oneByOne
    guard let values = each.column(inner) else { return nil }
    return collected(collector, values, counts)
  }

  /// What is collected of values that stand one after another, so many for each person.
  private func collected(_ collector: Collector, _ values: Column, _ counts: [Int]) -> Column {
    var next = 0
    return counts.map { count in
      defer { next += count }
      var collected = CollectedValues(collector)
      for value in values[next..<next + count] {
        guard let value else { return nil }
        collected.add(value)
      }
      return try? collected.value(needs: 1)
    }
  }

  /// What is collected of the customers whom each person owns, all of them evaluated at once.
  private func customers(_ collector: Collector, _ inner: Expression) -> Column? {
    guard scene.scope == .employee, origin == nil else { return nil }
    let (owned, counts) = work.people.customers.of(people)
    let those = ExpressionColumns(
      work: work, scene: scene.asGroup(.customer), people: owned[...])
    guard let values = those.column(inner) else { return nil }
    return collected(collector, values, counts)
  }

  // MARK: Other periods

  /// The same people in another period; nil where its version gives the names another meaning.
  func moved(to other: Workspace) -> ExpressionColumns? {
    // Groups and customers are asked in their own period alone.
    guard scene.scope == .employee else { return nil }
    let start = origin ?? work
    guard start.version == other.version else { return nil }
    var moved = ExpressionColumns(work: other, scene: scene, people: people)
    moved.origin = start
    return moved
  }

  private func parts(_ collector: Collector, _ grain: Grain, _ inner: Expression) -> Column? {
    var collected = [CollectedValues?](repeating: CollectedValues(collector), count: people.count)
    for part in work.parts(grain) {
      guard let values = moved(to: part)?.column(inner) else { return nil }
      for (place, person) in people.enumerated() where part.isIn(person) {
        guard let value = values[place] else {
          collected[place] = nil
          continue
        }
        collected[place]?.add(value)
      }
    }
    return collected.map { (values) -> Value? in try? values?.value(needs: 1) }
  }

  /// Missing for those who lack a value in one of the last periods.
  private func last(
    _ collector: Collector, _ count: Int, _ grain: Grain, _ inner: Expression
  ) -> Column? {
    var collected = [CollectedValues?](repeating: CollectedValues(collector), count: people.count)
    var lacks = [Bool](repeating: false, count: people.count)
    for period in work.last(count, grain) {
      guard let period else { return same(.missing) }
      guard let values = moved(to: period)?.column(inner) else { return nil }
      for (place, person) in people.enumerated() where !lacks[place] {
        guard period.isIn(person) else {
          lacks[place] = true
          continue
        }
        guard let value = values[place] else {
          collected[place] = nil
          continue
        }
        if value.isPresent { collected[place]?.add(value) } else { lacks[place] = true }
      }
    }
    return people.indices.map { index -> Value? in
      let place = index - people.startIndex
      guard let values = collected[place] else { return nil }
      return lacks[place] ? .missing : try? values.value(needs: 1)
    }
  }

  private func previous(_ inner: Expression) -> Column? {
    guard let before = work.before else { return same(.missing) }
    guard let values = moved(to: before)?.column(inner) else { return nil }
    return zip(people, values).map { person, value in
      guard before.isIn(person) else { return .missing }
      return value.map { $0.isPresent ? $0 : .missing }
    }
  }

  private func streak(_ inner: Expression) -> Column? {
    var counts = [Int?](repeating: 0, count: people.count)
    var isGoing = [Bool](repeating: true, count: people.count)
    var current: Workspace? = work
    while let period = current, isGoing.contains(true) {
      guard let values = moved(to: period)?.column(inner) else { return nil }
      for (place, person) in people.enumerated() where isGoing[place] {
        isGoing[place] = period.isIn(person) && values[place]?.isTrue ?? false
        if isGoing[place] { counts[place]? += 1 }
        if values[place] == nil, period.isIn(person) { counts[place] = nil }
      }
      current = period.before
    }
    return counts.map { $0.map { .number(Exact($0)) } }
  }

  private func firstTime(_ inner: Expression) -> Column? {
    guard let now = column(inner) else { return nil }
    var results = now.map { $0.map { Value.present(.flag($0.isTrue)) } }
    var current = work.before
    while let period = current, results.contains(.present(.flag(true))) {
      guard let values = moved(to: period)?.column(inner) else { return nil }
      for (place, person) in people.enumerated()
      where results[place] == .present(.flag(true)) && period.isIn(person) {
        guard let value = values[place] else {
          results[place] = nil
          continue
        }
        if value.isTrue { results[place] = .present(.flag(false)) }
      }
      current = period.before
    }
    return results
  }
}

extension Expression {
  /// Whether the expression itself, whatever is inside, is asked of a person or a group.
  fileprivate var asksSomebody: Bool {
    switch self {
    case .figure, .part, .slot, .rosterColumn, .memberCount, .collected, .previous, .streak,
      .firstTime, .companyTotal:
      true
    default: false
    }
  }
}
