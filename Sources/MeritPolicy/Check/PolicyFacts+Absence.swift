import MeritModel

extension PolicyFacts {
  /// Which absent states an expression can have.
  func absence(_ expression: Expression, _ context: FactContext) -> Absence {
    var found: Absence
    switch expression {
    case .literal, .constant, .periodStart, .periodEnd, .memberCount, .streak, .firstTime,
      .hasState, .companyTotal:
      return .never
    case .figure(let rule), .part(let rule, _): found = absence(figure: rule, context)
    case .slot(let slot): found = absence(slot, context)
    case .rosterColumn(let column):
      found = policy.roster.map { absence(column, of: $0, "roster.") } ?? .never
    case .column(let column): found = context.table.map { absence(column, of: $0, "") } ?? .never
    case .all(let terms): return absence(terms, excludedAfter: true, context)
    case .any(let terms): return absence(terms, excludedAfter: false, context)
    case .previous: return .missing("the period before may have no value")
    case .collected(let collector, let population, let inner):
      return absence(collector, population, inner, context)
    default:
      return expression.parts.reduce(.never) { $0.union(absence($1, context)) }
    }
    if let key = name(expression, context) {
      for state in context.excluded[key] ?? [] { found[state] = nil }
    }
    return found
  }

  private func absence(figure rule: RuleID, _ context: FactContext) -> Absence {
    let figure = policy[rule]
    var absence = self[rule].absence.of(figure.name)
    if context.isForEverybody, !figure.isForEverybody {
      absence = absence.union(
        .notApplicable("people of other plans have none", figure.name, isRemote: true))
    }
    if context.scope == .employee, let why = figure.scope.reasonToLack(in: policy) {
      absence = absence.union(.notApplicable(why, figure.name))
    }
    if context.scope == .employee, let why = reasonToTakeNoPart(in: figure, context) {
      absence = absence.union(.notApplicable(why, figure.name))
    }
    return absence
  }

  /// Why somebody may take no part in what is given out to many at once, whatever else holds; nil where
  /// everybody whom the context is about does.
  private func reasonToTakeNoPart(in figure: Rule, _ context: FactContext) -> String? {
    let isBound: (PlanBinding) -> Bool
    switch figure.body {
    case .allocation: isBound = { $0.bonuses.contains(figure.id) }
    case .grade(let grade):
      guard case .quota = grade.method else { return nil }
      isBound = { $0.grade == figure.id }
    default: return nil
    }
    if context.plans.contains(where: { !($0.bindings[figure.grain].map(isBound) ?? false) }) {
      return "a plan that does not bind it has no part in it"
    }
    return policy.header.splitsByDays && policy.plans.count > 1
      ? "a plan that is held for a part of the period only has no part in it" : nil
  }

  private func absence(_ slot: Slot, _ context: FactContext) -> Absence {
    let name = "\(context.grain.rawValue).\(slot.rawValue)"
    let bound = context.plans.compactMap { $0.bindings[context.grain] }.flatMap { $0.rules(slot) }
    let others =
      context.isForEverybody
      ? Absence.notApplicable("people of other plans have none", isRemote: true) : .never
    return bound.reduce(others) { $0.union(self[$1].absence) }.of(name)
  }

  /// An optional column can be missing, a derived one where its expression is.
  func absence(_ column: Int, of table: InputTable, _ prefix: String) -> Absence {
    let name = prefix + table.columnName(column)
    if column < table.columns.count {
      let own = table.columns[column]
      if let other = own.lookup?.orElse { return absence(other, of: table, prefix).of(name) }
      if let lookup = own.lookup {
        return .missing("no row of `\(policy.inputs[lookup.table].name)` may match", name)
      }
      return own.isOptional ? .missing("the cell may be empty", name) : .never
    }
    let derived = table.derived[column - table.columns.count]
    let context = FactContext(grain: .month, plans: [], table: table)
    return derived.source.expressions.reduce(Absence.never) {
      $0.union(absence($1.root, context))
    }.of(name)
  }

  /// Terms from left to right: what one has settled holds for those after it.
  private func absence(
    _ terms: [Expression], excludedAfter isTrue: Bool, _ context: FactContext
  ) -> Absence {
    var context = context
    var found = Absence.never
    for term in terms {
      found = found.union(absence(term, context))
      exclude(term, isTrue, &context)
    }
    return found
  }

  /// Notes which absent states a condition rules out where it is true, or where it is false.
  func exclude(_ condition: Expression, _ isTrue: Bool, _ context: inout FactContext) {
    switch condition {
    case .all(let terms) where isTrue: for term in terms { exclude(term, true, &context) }
    case .any(let terms) where !isTrue: for term in terms { exclude(term, false, &context) }
    case .not(let inner): exclude(inner, !isTrue, &context)
    case .hasState(let value, let state, let isNegated):
      guard let key = name(value, context) else { return }
      let hasState = isTrue != isNegated
      if hasState {
        context.excluded[key, default: []].formUnion(Absence.states.filter { $0 != state })
      } else if state != .present {
        context.excluded[key, default: []].insert(state)
      }
    default: return
    }
  }

  /// A name that stands for the same value wherever it is written; nil for a composed expression.
  func name(_ expression: Expression, _ context: FactContext) -> String? {
    switch expression {
    case .figure(let rule): "figure \(rule.index)"
    case .part(let rule, let place): "part \(rule.index).\(place)"
    case .slot(let slot): "slot \(context.grain.rawValue).\(slot.rawValue)"
    case .rosterColumn(let column): "roster \(column)"
    case .column(let column): "column \(column)"
    default: nil
    }
  }

  private func absence(
    _ collector: Collector, _ population: Population, _ inner: Expression, _ context: FactContext
  ) -> Absence {
    if case .last(let count, let grain) = population {
      return .missing("one of the last \(count) \(grain.rawValue)s may have no value")
    }
    switch collector {
    case .howMany, .howManyEqual: return .never
    default: break
    }
    var parts = context
    parts.excluded = [:]
    switch population {
    case .last: return .never
    case .rows: return absence(inner, parts)
    case .customers, .customerParts: return absence(ofCustomers: inner, population, parts)
    case .members:
      parts.scope = .employee
      return absence(inner, parts)
    case .parts(let grain), .memberParts(let grain):
      if case .memberParts = population { parts.scope = .employee }
      parts.grain = grain
      parts.plans = policy.plans
      return absence(inner, parts).union(unbound(inner, grain))
    }
  }

  /// Somebody may own no customers, and a total over none does not exist.
  private func absence(
    ofCustomers inner: Expression, _ population: Population, _ context: FactContext
  ) -> Absence {
    var customers = context
    customers.scope = .customer
    if case .customerParts(let grain) = population { customers.grain = grain }
    return absence(inner, customers).union(.notApplicable("a person may own no customer"))
  }

  /// A part of the period in which the person had a plan without the slot counts as not applicable.
  private func unbound(_ inner: Expression, _ grain: Grain) -> Absence {
    guard case .slot(let slot) = inner else { return .never }
    let without = policy.plans.first { $0.bindings[grain]?.rules(slot).isEmpty ?? true }
    return without.map {
      .notApplicable(
        "the plan `\($0.id)` has none in a \(grain.rawValue)",
        "\(grain.rawValue).\(slot.rawValue)")
    } ?? .never
  }
}

extension Scope {
  /// Why a person can lack a group of this scope; nil where everybody has one.
  func reasonToLack(in policy: CompiledPolicy) -> String? {
    switch self {
    case .employee, .company: return nil
    case .team, .department:
      let column = policy.roster?.columns.first { $0.name == "\(rawValue)_id" }
      return column.map(\.isOptional) ?? true ? "a person may be in no \(rawValue)" : nil
    case .reports, .organisation: return "a person may lead nobody"
    case .customer: return "a person is no customer"
    }
  }
}
