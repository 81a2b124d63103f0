import MeritModel

/// Reads the section `plans` and computes what each plan reaches.
struct PlanReading {
  let names: NameTable
  let findings: FindingCollector
  let rules: [Rule]
  let root: JSONNode

  func plans(_ node: JSONNode?, _ graph: RuleGraph) -> [Plan] {
    guard let node, let items = findings.itemsWithIDs(node) else { return [] }
    let plans = items.compactMap { plan($0, graph) }
    checkRoles(plans, at: node)
    return plans
  }

  private func plan(_ node: JSONNode, _ graph: RuleGraph) -> Plan? {
    guard var reader = ObjectReader(node, .plan, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let label = reader.optional("label").flatMap { findings.label($0) }
    let roles = reader.required("roles").flatMap { findings.texts($0) } ?? []
    let when = reader.optional("when").flatMap(self.when)
    let onExit = reader.word("onExit")
    var bindings: [Grain: PlanBinding] = [:]
    for grain in Grain.allCases {
      guard let bound = reader.optional(grain.rawValue) else { continue }
      bindings[grain] = binding(bound, grain)
    }
    reader.finish()
    guard let id else { return nil }
    let start = bindings.values.flatMap(\.all)
    return Plan(
      id: id, label: label, roles: roles, when: when, leaversHaveNoBonus: onExit == "no-bonus",
      bindings: bindings,
      reached: byDefinition(graph.reach(from: start, bindings: bindings)),
      place: findings.place(node))
  }

  /// What a plan asks of a roster row: its columns, the period's days and constants.
  private func when(_ node: JSONNode) -> CompiledExpression? {
    let context = ExpressionContext()
    guard let when = findings.condition(node, context, names) else { return nil }
    guard when.root.isOfRosterRow else {
      findings.report(
        .unknownName, "`when` of a plan is decided before anything is computed", at: node,
        help: "name columns of the roster, `period.start`, `period.end` and constants only")
      return nil
    }
    return when
  }

  /// Reach is by definition: a rule reaches its twins of other grains and scopes too.
  private func byDefinition(_ reached: Set<RuleID>) -> Set<RuleID> {
    let reachedNames = Set(reached.map { rules[$0.index].name })
    return Set(rules.lazy.filter { reachedNames.contains($0.name) }.map(\.id))
  }

  private func binding(_ node: JSONNode, _ grain: Grain) -> PlanBinding? {
    guard var reader = ObjectReader(node, .binding, findings) else { return nil }
    let score = reader.optional("score").flatMap { rule($0, grain, [.scores]) }
    let grade = reader.optional("grade").flatMap { rule($0, grain, [.grades]) }
    let bonuses = list(reader.optional("bonus"), grain, [.bonuses, .allocations, .prizes])
    let outcomes = list(reader.optional("outcomes"), grain, [.outcomes])
    reader.finish()
    return PlanBinding(score: score, grade: grade, bonuses: bonuses, outcomes: outcomes)
  }

  private func list(_ node: JSONNode?, _ grain: Grain, _ sections: [Section]) -> [RuleID] {
    guard let node else { return [] }
    guard case .array(let items) = node.content else {
      return rule(node, grain, sections).map { [$0] } ?? []
    }
    var found: [RuleID] = []
    for item in items {
      guard let rule = rule(item, grain, sections) else { continue }
      if found.contains(rule) { reportTwice(item, sections) } else { found.append(rule) }
    }
    return found
  }

  private func reportTwice(_ node: JSONNode, _ sections: [Section]) {
    let effect = sections.contains(.bonuses) ? "it would be paid twice" : "once is enough"
    findings.report(
      .definedTwice, "\(findings.quoted(node)) stands twice in the list: \(effect)", at: node,
      help: "delete one \(findings.quoted(node))")
  }

  private func rule(_ node: JSONNode, _ grain: Grain, _ sections: [Section]) -> RuleID? {
    guard let name = findings.text(node) else { return nil }
    guard let declaration = names.declarations[name], sections.contains(declaration.section)
    else {
      if names.broken.contains(name) { return nil }
      let candidates = names.declarations.values.lazy.filter { sections.contains($0.section) }
      let kinds = sections.map(\.rawValue).joined(separator: " or ")
      findings.report(
        .unknownName, "`\(name)` is not among the \(kinds)", at: node,
        help: findings.meant(
          by: name, among: candidates.map(\.name),
          else: "define it there, or delete `\"\(name)\"` here"))
      return nil
    }
    if let rule = declaration.rule(grain, .employee) { return rule }
    if !declaration.scopes.contains(.employee) {
      findings.report(
        .unknownName, "`\(name)` is not for employees, but for a \(declaration.scopes[0].rawValue)",
        at: node, help: "let a bonus of employees name it, as in `\"plus\": \"\(name)\"`")
      return nil
    }
    findings.report(
      .unknownName, "`\(name)` has no value for a \(grain.rawValue)", at: node,
      help: "add `\"\(grain.rawValue)\"` to its `per`")
    return nil
  }

  /// Where the roster lists a role.
  private func place(of role: String) -> JSONNode? {
    root["inputs"]?["roster"]?["columns"]?["role"]?.item(reading: role)
  }

  private func checkRoles(_ plans: [Plan], at node: JSONNode) {
    guard let roster = names.roster,
      let role = roster.columns.first(where: { $0.name == "role" })
    else { return }
    guard case .choice(let roles) = role.kind else { return }
    var plansOfRole: [String: [Plan]] = [:]
    for plan in plans {
      for role in Set(plan.roles) { plansOfRole[role, default: []].append(plan) }
    }
    let known = Set(roles)
    let isMistyped = plansOfRole.keys.contains { !known.contains($0) }
    for role in roles {
      let holders = plansOfRole[role] ?? []
      if holders.isEmpty, !isMistyped {
        findings.report(
          .roleWithoutPlan, "the role `\(role)` is in no plan", at: place(of: role) ?? node,
          help: "add it to the `roles` of a plan, or add a plan without results for it: "
            + "`{ \"id\": \"\(role)\", \"roles\": [\"\(role)\"] }`")
      }
      let always = holders.filter { $0.when == nil }
      if always.count > 1 {
        let ids = always.map { "`\($0.id)`" }.joined(separator: " and ")
        findings.report(
          .roleInTwoPlans, place: always[1].place, "the role `\(role)` is in the plans \(ids)",
          help: "delete `\"\(role)\"` from all but one of them, "
            + "or say in `when` which rows each plan is for")
      }
    }
    for plan in plans {
      for role in plan.roles where !known.contains(role) {
        findings.report(
          .unknownChoice, place: plan.place, "the roster knows no role `\(role)`",
          help: findings.meant(
            by: role, among: roles, else: "list it under the roster's `\"role\"`"))
      }
    }
  }
}

extension Expression {
  /// Whether it can be told from a roster row, the period and constants alone.
  fileprivate var isOfRosterRow: Bool {
    switch self {
    case .figure, .part, .slot, .column, .memberCount, .collected, .previous, .streak, .firstTime,
      .companyTotal:
      false
    default: parts.allSatisfy(\.isOfRosterRow)
    }
  }
}
