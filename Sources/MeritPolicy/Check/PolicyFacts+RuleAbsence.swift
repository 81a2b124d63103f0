import MeritModel

extension PolicyFacts {
  /// Which absent states a rule's value can have, after all handlers.
  ///
  /// A state that nobody handles is reported where it first stands and does not flow on.
  func absence(of rule: Rule) -> Absence {
    let context = context(rule)
    let origins = origins(of: rule, context)
    var result = origins.handled(by: rule.handlers, keepsRest: true)
    // The handlers of a prize speak of its condition only.
    if case .prize = rule.body { result = origins }
    for use in uses(rule) {
      let found = absence(use, context)
      for state in Absence.states {
        guard let reason = found[state] else { continue }
        let action = use.covers.compactMap { $0.handlers[state] }.first
        if action == nil, use.passesOn.contains(state) || reason.isRemote {
          result.add(state, reason)
        } else {
          result.take(action, reason)
        }
      }
    }
    if case .score(let score) = rule.body, leastWeight(score, context) == nil {
      let gone = Absence.notApplicable("too little of the weight may remain")
      result = result.union(gone.handled(by: rule.handlers, keepsRest: false))
    }
    if case .outcome = rule.body { result.missing = nil }
    return result
  }

  /// The states that arise in the rule itself, not in what it names.
  func origins(of rule: Rule, _ context: FactContext) -> Absence {
    let shape = shapeOrigins(of: rule, context).union(leaving(rule, context))
    guard let condition = rule.appliesWhen else { return shape }
    return shape.union(.notApplicable("`\(condition.text)` can be false"))
  }

  /// Bonuses of people who leave may not be paid.
  private func leaving(_ rule: Rule, _ context: FactContext) -> Absence {
    switch rule.body {
    case .bonus, .allocation, .prize: break
    case .measure, .indicator, .score, .grade, .balance, .ranking, .outcome: return .never
    }
    guard let plan = context.plans.first(where: \.leaversHaveNoBonus) else { return .never }
    return .notApplicable("a person who leaves the plan `\(plan.id)` has none", isRemote: true)
  }

  private func shapeOrigins(of rule: Rule, _ context: FactContext) -> Absence {
    switch rule.body {
    case .measure(let measure):
      switch measure.shape {
      case .rows(let rows): return origins(of: rows)
      case .ratio(_, let to, let whenZero):
        guard range(to, context).contains(.zero), let whenZero else { return .never }
        return Absence.notApplicable("`\(to.text)` can be 0").afterOwn(whenZero)
      case .total(let member): return self[member].absence.union(noMember(measure))
      case .rating(let rating): return origins(of: rating)
      case .formula, .lookup: return .never
      }
    case .indicator(.attainment(let attainment)):
      guard let whenZero = attainment.whenZero else { return .never }
      return Absence.notApplicable("`\(attainment.target.text)` can be 0").afterOwn(whenZero)
    case .allocation(let allocation):
      let why = allocation.within.reasonToLack(in: policy)
      return why.map { .notApplicable($0, isRemote: true) } ?? .never
    case .prize(let prize): return unranked(prize.order, context).union(unbound(rule, context))
    case .ranking(let ranking): return unranked(ranking.keys, context)
    default: return .never
    }
  }

  /// Who has no first key takes part in no order.
  private func unranked(_ keys: [OrderKey], _ context: FactContext) -> Absence {
    guard let first = keys.first?.of else { return .never }
    let found = absence(first, context)
    guard let reason = found.notApplicable ?? found.missing else { return .never }
    return .notApplicable(
      "`\(first.text)` can be absent: \(reason.why)", isRemote: reason.isRemote)
  }

  /// A prize that a plan reaches without binding it is not for that plan's people.
  private func unbound(_ rule: Rule, _ context: FactContext) -> Absence {
    guard rule.scope == .employee else { return .never }
    let without = context.plans.first { plan in
      !(plan.bindings[rule.grain]?.bonuses.contains(rule.id) ?? false)
    }
    return without.map { .notApplicable("the plan `\($0.id)` does not bind it") } ?? .never
  }

  /// A group measure of some roles has no value where the group has nobody of them.
  private func noMember(_ measure: MeasureRule) -> Absence {
    guard measure.roles != nil || measure.withSelf else { return .never }
    return .notApplicable("the group may have no such member", isRemote: true)
  }

  private func origins(of rows: RowAggregate) -> Absence {
    let table = policy.inputs[rows.table].name
    let why =
      rows.needsRows > 1
      ? "fewer than \(rows.needsRows) rows of `\(table)`" : "no row of `\(table)`"
    return Absence.notApplicable(why).afterOwn(rows.whenNoRows)
  }

  /// A rating lacks raters, or too many of its groups do.
  private func origins(of rating: RatingRule) -> Absence {
    let table = policy.inputs[rating.table].name
    var found = Absence.notApplicable("nobody may rate the person in `\(table)`")
      .afterOwn(rating.whenNoRaters)
    var least = Exact.zero
    for group in rating.groups {
      let few = Absence.notApplicable("the raters of `\(group.id)` may be too few")
      found = found.union(few.afterOwn(group.whenTooFew))
      if group.whenTooFew != .reweight { least = (try? least + group.weight) ?? least }
    }
    guard !rating.groups.isEmpty, least.isZero || least < rating.reweightNeeds ?? .zero else {
      return found
    }
    return found.union(.notApplicable("too little of the weight may remain"))
  }

  /// The least weight that remains; nil where it falls below what the score needs.
  func leastWeight(_ score: ScoreRule, _ context: FactContext) -> Exact? {
    var weight = Exact.zero
    for line in score.lines where !canLeave(line, context) {
      weight = (try? weight + line.weight) ?? weight
    }
    let isEnough = score.reweightNeeds.map { weight >= $0 } ?? true
    return weight > .zero && isEnough ? weight : nil
  }
}

extension Absence {
  /// The state that a shape's own handler names.
  fileprivate func afterOwn(_ action: HandlerAction) -> Absence {
    guard let reason = notApplicable else { return .never }
    var result = Absence.never
    result.take(action, reason)
    return result
  }

  /// The states that are left after a definition's handlers.
  func handled(by handlers: Handlers, keepsRest: Bool) -> Absence {
    var result = Absence.never
    for state in Absence.states {
      guard let reason = self[state] else { continue }
      if let action = handlers[state] {
        result.take(action, reason)
      } else if keepsRest {
        result[state] = reason
      }
    }
    return result
  }

  /// Adds the state that an action gives; none where it gives a value or stops the run.
  fileprivate mutating func take(_ action: HandlerAction?, _ reason: Reason) {
    switch action {
    case .missing: add(.missing, reason)
    case .notApplicable: add(.notApplicable, reason)
    case .error, .value, .use, .reweight, .fail, .no, nil: return
    }
  }
}
