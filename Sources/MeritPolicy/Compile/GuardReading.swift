import MeritModel

/// Reads the section `guards`: one guard for each rule of the definition that it watches.
struct GuardReading {
  let definitions: DefinitionReading
  let rules: [Rule]

  private var names: NameTable { definitions.names }
  private var findings: FindingCollector { definitions.findings }

  func guards(_ node: JSONNode?) -> [PolicyGuard] {
    guard let node, var reader = ObjectReader(node, .guards, findings) else { return [] }
    return reader.all().flatMap { member in
      findings.checkName(member)
      return guards(member.key, member.node)
    }
  }

  private func guards(_ name: String, _ node: JSONNode) -> [PolicyGuard] {
    guard var reader = ObjectReader(node, .guardLimit, findings) else { return [] }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? name
    let source = reader.text("source")
    let ofNode = reader.required("of")
    let atLeast = reader.optional("atLeast")
    let atMost = reader.optional("atMost")
    let applyNode = reader.optional("apply")
    let applies = applyNode.flatMap { findings.flag($0) } ?? false
    reader.finish()
    if atLeast == nil, atMost == nil {
      findings.report(
        .missingKey, "the guard has no limit", at: node, help: "add `atLeast` or `atMost`")
    }
    guard let ofNode, let watched = declaration(ofNode) else { return [] }
    if applies, watched.section != .bonuses, let applyNode {
      findings.report(
        .wrongShape, "only a bonus can take a guard's limit", at: applyNode,
        help: "delete `apply`: the guard then reports what breaks it")
    }
    return rules.filter { $0.name == watched.name }.compactMap { rule in
      limits(rule, atLeast, atMost).map { limits in
        PolicyGuard(
          name: name, label: label, source: source, rule: rule.id, limits: limits,
          applies: applies, place: findings.place(node))
      }
    }
  }

  private func declaration(_ node: JSONNode) -> Declaration? {
    guard let name = findings.text(node) else { return nil }
    let sections: [Section] = [.bonuses, .allocations, .prizes, .measures, .adjustments, .ratings]
    if let found = names.declarations[name], sections.contains(found.section) {
      guard found.kind.map(\.isNumeric) ?? true else {
        findings.report(
          .kindMismatch, "`\(name)` is no number", at: node,
          help: KindHelp(names: names).known(
            "name a bonus or another number", else: "define one under `\"bonuses\"`"
          ) { sections.contains($0.section) && $0.kind?.isNumeric != false })
        return nil
      }
      return found
    }
    if names.broken.contains(name) { return nil }
    let candidates = names.declarations.values.filter { sections.contains($0.section) }
    findings.report(
      .unknownName, "`\(name.shortened)` is no bonus, allocation, prize or measure", at: node,
      help: findings.meant(
        by: name, among: candidates.map(\.name), else: "define one under `\"bonuses\"`"))
    return nil
  }

  private func limits(
    _ rule: Rule, _ atLeast: JSONNode?, _ atMost: JSONNode?
  ) -> GuardLimits? {
    let context = ExpressionContext(table: nil, grain: rule.grain, scope: rule.scope)
    func limit(_ node: JSONNode?) -> CompiledExpression? {
      guard let node, let limit = definitions.expression(node, context) else { return nil }
      findings.expect(limit, rule.kind, node)
      return limit
    }
    let limits = GuardLimits(
      atLeast: limit(atLeast), atMost: limit(atMost), rounding: rounding(rule))
    return limits.expressions.isEmpty ? nil : limits
  }

  /// A limit is rounded as the bonus rounds last, so that what is compared could be paid.
  private func rounding(_ rule: Rule) -> Rounding? {
    guard case .bonus(let bonus) = rule.body, case .round(let rounding)? = bonus.steps.last?.action
    else { return rule.rounding }
    return rounding
  }
}

extension Rule {
  /// The bonus with the guards that apply to it as its last steps.
  func guarded(by guards: [PolicyGuard]) -> Rule {
    let own = guards.filter { $0.rule == id && $0.applies }
    guard case .bonus(let bonus) = body, !own.isEmpty else { return self }
    let steps = own.map { limit in
      BonusStep(
        id: "guard.\(limit.name)", label: limit.label, source: limit.source,
        action: .guarded(limit.limits), handlers: .none, place: limit.place)
    }
    return Rule(
      id: id, name: name, label: label, note: note, source: source, grain: grain, scope: scope,
      kind: kind, rounding: rounding, appliesWhen: appliesWhen, handlers: handlers, place: place,
      body: .bonus(BonusRule(steps: bonus.steps + steps, payDay: bonus.payDay)))
  }
}
