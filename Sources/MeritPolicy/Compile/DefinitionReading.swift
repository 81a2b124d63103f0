import MeritModel

/// What all readers of definitions share: the names, the findings, the roundings.
struct DefinitionReading {
  let names: NameTable
  let findings: FindingCollector
  let header: HeaderParts

  /// Reads one definition at one of its grains and scopes.
  func rule(_ declaration: Declaration, _ grain: Grain, _ scope: Scope) -> Rule? {
    guard var reader = ObjectReader(declaration.node, declaration.section.definition, findings),
      let id = declaration.rule(grain, scope), let kind = declaration.kind
    else { return nil }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? declaration.name
    let note = reader.text("note")
    let source = reader.text("source")
    let rounding = rounding(&reader, declaration.section, kind)
    let context = ExpressionContext(
      table: nil, grain: grain, scope: scope,
      balance: declaration.section == .balances ? declaration.name : nil)
    let handlers =
      [.rankings, .ratings].contains(declaration.section)
      ? .none
      : reader.handlers(findings, names, handlerPlace(declaration.section, kind), context)
    let appliesWhen = appliesWhen(&reader, declaration, context)
    let body = body(&reader, declaration, context)
    reader.finish()
    guard let body else { return nil }
    return Rule(
      id: id, name: declaration.name, label: label, note: note, source: source, grain: grain,
      scope: scope, kind: kind, rounding: rounding, appliesWhen: appliesWhen, handlers: handlers,
      place: findings.place(declaration.node), body: body)
  }

  private func handlerPlace(_ section: Section, _ kind: Kind) -> HandlerPlace {
    section == .prizes ? .condition : .definition(kind)
  }

  /// The condition of the whole definition; measures over rows say it in `where`.
  private func appliesWhen(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> CompiledExpression? {
    switch declaration.section {
    case .adjustments, .ratings, .balances, .rankings: return nil
    case .measures:
      let overMeasures = ["ratio", "formula", "total", "table"]
      guard declaration.node.keys.contains(where: overMeasures.contains) else { return nil }
    case .indicators, .scores, .grades, .bonuses, .allocations, .prizes, .outcomes: break
    }
    return condition(reader.optional("appliesWhen"), context)
  }

  /// Stands for a rule that could not be read, for the rest of the reading.
  func substitute(
    _ id: RuleID, _ declaration: Declaration, _ grain: Grain, _ scope: Scope
  ) -> Rule {
    let place = findings.place(declaration.node)
    let nothing = CompiledExpression(
      text: "", root: .literal(.number(.zero)), kind: .number, place: place)
    let measure = MeasureRule(shape: .formula(nothing), range: nil, roles: nil, withSelf: false)
    return Rule(
      id: id, name: declaration.name, label: declaration.name, note: nil, source: nil,
      grain: grain, scope: scope, kind: declaration.kind ?? .number, rounding: nil,
      handlers: .none, place: place, body: .measure(measure))
  }

  private func rounding(
    _ reader: inout ObjectReader, _ section: Section, _ kind: Kind
  ) -> Rounding? {
    switch section {
    case .bonuses, .allocations, .prizes, .outcomes, .grades, .rankings: return nil
    case .measures, .adjustments, .ratings, .indicators, .scores, .balances: break
    }
    guard let node = reader.optional("round") else {
      return header.roundsAtPayment ? nil : header.roundings[kind.name]
    }
    if header.roundsAtPayment {
      findings.report(
        .roundedTwice, "the policy rounds at payment only, this definition rounds too", at: node,
        help: "delete `round` with \(findings.quoted(node)), "
          + "or set `\"default\": \"at-definition\"` in `policy.rounding`")
    }
    return findings.rounding(node) ?? nil
  }

  private func body(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> RuleBody? {
    switch declaration.section {
    case .measures:
      return measure(&reader, declaration, context).map(RuleBody.measure)
    case .adjustments:
      return adjustment(&reader, declaration, context).map(RuleBody.measure)
    case .ratings: return rating(&reader, declaration, context).map(RuleBody.measure)
    case .indicators: return indicator(&reader, context).map(RuleBody.indicator)
    case .scores: return score(&reader, context).map(RuleBody.score)
    case .grades: return grade(&reader, declaration, context).map(RuleBody.grade)
    case .bonuses: return bonus(&reader, context).map(RuleBody.bonus)
    case .allocations: return allocation(&reader, context).map(RuleBody.allocation)
    case .prizes: return prize(&reader, context).map(RuleBody.prize)
    case .balances: return balance(&reader, declaration, context).map(RuleBody.balance)
    case .rankings: return ranking(&reader, declaration, context).map(RuleBody.ranking)
    case .outcomes: return outcome(&reader, declaration, context).map(RuleBody.outcome)
    }
  }

  func expression(_ node: JSONNode?, _ context: ExpressionContext) -> CompiledExpression? {
    node.flatMap { findings.expression($0, context, names) }
  }

  func condition(_ node: JSONNode?, _ context: ExpressionContext) -> CompiledExpression? {
    node.flatMap { findings.condition($0, context, names) }
  }
}
