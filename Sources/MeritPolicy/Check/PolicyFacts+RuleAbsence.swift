import MeritModel

extension PolicyFacts {
  /// Which absent states a rule's value can have, after all handlers.
  ///
  /// A state that nobody handles is reported where it first stands and does not flow on.
  func absence(of rule: Rule) -> Absence {
    let context = context(rule)
    var result = origins(of: rule, context).handled(by: rule.handlers, keepsRest: true)
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
    switch rule.body {
    case .measure(let measure):
      switch measure.shape {
      case .rows(let rows): return origins(of: rows)
      case .ratio(_, let to, let whenZero):
        guard range(to, context).contains(.zero), let whenZero else { return .never }
        return Absence.notApplicable("`\(to.text)` can be 0").afterOwn(whenZero)
      case .total(let member): return self[member].absence.union(noMember(measure))
      case .formula, .lookup: return .never
      }
    case .indicator(.attainment(let attainment)):
      guard let whenZero = attainment.whenZero else { return .never }
      return Absence.notApplicable("`\(attainment.target.text)` can be 0").afterOwn(whenZero)
    case .allocation(let allocation):
      let why = allocation.within.reasonToLack(in: policy)
      return why.map { .notApplicable($0, isRemote: true) } ?? .never
    default: return .never
    }
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
    case .error, .value, .reweight, .fail, .no, nil: return
    }
  }
}
