import MeritModel

extension DefinitionReading {
  /// Reads the section `claims`; a slot in a claim means what the plans bind to it.
  func claims(_ node: JSONNode?, _ plans: [Plan]) -> [Claim] {
    (node.map(withIDs) ?? []).compactMap { claim($0, plans) }
  }

  private static let claimKeys = ["neverLower", "always", "jumpsAtMost", "exactlyOne"]

  private func claim(_ node: JSONNode, _ plans: [Plan]) -> Claim? {
    guard var reader = ObjectReader(node, .claim, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let label = reader.optional("label").flatMap { findings.label($0) }
    let made = Self.claimKeys.filter { reader.optional($0) != nil }
    if made.count != 1 {
      findings.report(
        .missingKey, made.isEmpty ? "the claim claims nothing" : "the claim makes several claims",
        at: node, help: "keep exactly one of \(Self.claimKeys.quoted)")
      reader.allow("whenMore", "whenAdding", "in", "along")
    }
    var body: ClaimBody?
    if made.count == 1, let key = made.first, let stated = reader.optional(key) {
      body = self.body(key, stated, &reader, node, plans)
    }
    reader.finish()
    guard let id, let body, let key = made.first, let stated = reader.optional(key) else {
      return nil
    }
    let place = findings.place(stated)
    return Claim(
      id: id, label: label, body: body,
      place: SourcePlace(
        file: place.file, line: place.line, column: place.column, pointer: node.pointer))
  }

  private func body(
    _ key: String, _ stated: JSONNode, _ reader: inout ObjectReader, _ node: JSONNode,
    _ plans: [Plan]
  ) -> ClaimBody? {
    switch key {
    case "neverLower": return neverLower(stated, &reader, node, plans)
    case "always": return always(stated)
    case "jumpsAtMost":
      let results = results(reader.required("in"), plans, { $0.isNumeric }, "a number")
      let along = reader.required("along")
      let bound = results?.first.flatMap { jump(stated, $0.kind) }
      guard let results, let bound, let pairs = pairs(results, along) else { return nil }
      return .jumpsAtMost(bound, pairs)
    default:
      let results = results(stated, plans, \.isOneOfSeveral, "a grade or a choice")
      return results.map { .exactlyOne($0.map(\.rule)) }
    }
  }

  private func jump(_ node: JSONNode, _ kind: Kind) -> Exact? {
    guard let bound = findings.amount(node, of: kind, currency: names.currency) else { return nil }
    if bound.isNegative {
      findings.report(
        .wrongShape, "a jump has a size of 0 or more", at: node,
        help: "write it without its sign: `\(findings.plain(node).replacing("-", with: ""))`")
      return nil
    }
    return bound
  }

  private func neverLower(
    _ stated: JSONNode, _ reader: inout ObjectReader, _ node: JSONNode, _ plans: [Plan]
  ) -> ClaimBody? {
    let results = results(stated, plans, \.isOrdered, "a number or a grade")
    let more = reader.optional("whenMore")
    let adding = reader.optional("whenAdding")
    if (more == nil) == (adding == nil) {
      findings.report(
        .missingKey, "`neverLower` says when: with `whenMore` or with `whenAdding`", at: node,
        help: more == nil
          ? "add `\"whenMore\": \"\(firstMeasure)\"`, or another measure that grows"
          : "keep one of `whenMore` and `whenAdding`")
      return nil
    }
    if let adding {
      guard let row = row(adding), let results else { return nil }
      return .neverLowerWhenAdding(results.map(\.rule), row: row)
    }
    guard let results, let pairs = pairs(results, more) else { return nil }
    return .neverLower(pairs)
  }

  /// A measure to name as an example.
  private var firstMeasure: String {
    let measures = names.declarations.values.filter {
      $0.section == .measures && $0.kind?.isNumeric == true
    }
    return measures.map(\.name).min() ?? "…"
  }

  /// A condition belongs to the coarsest grain of its names, like an assertion.
  private func always(_ node: JSONNode) -> ClaimBody? {
    guard let text = findings.text(node) else { return nil }
    let grain =
      (try? ExpressionParser.parse(text))?.paths
      .compactMap {
        names.declarations[$0.last ?? ""]?.grains.max() ?? Grain(expressionName: $0[0])
      }
      .max() ?? .month
    let context = ExpressionContext(table: nil, grain: grain, scope: .employee)
    return condition(node, context).map { .always($0, grain: grain) }
  }

  /// A row as `sales where status = 'won'`, or a table's name alone.
  private func row(_ node: JSONNode) -> ClaimedRow? {
    guard let text = findings.text(node) else { return nil }
    let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard let name = parts.first, parts.count == 1 || (parts.count == 3 && parts[1] == "where")
    else {
      findings.report(
        .expressionSyntax, "a table's name is expected, and a condition after `where`", at: node,
        help: "write it as in `\"sales where status = 'won'\"`")
      return nil
    }
    guard let table = names.inputs.firstIndex(where: { $0.name == name }) else {
      guard !names.broken.contains(name) else { return nil }
      findings.report(
        .unknownName, "there is no input `\(name.shortened)`", at: node,
        help: findings.meant(
          by: name, among: names.inputs.map(\.name), else: "name one of the section `inputs`"))
      return nil
    }
    guard parts.count == 3 else { return ClaimedRow(table: table, condition: nil) }
    var compiler = ExpressionCompiler(names: names, findings: findings, node: node)
    let context = ExpressionContext(table: names.inputs[table])
    guard let condition = compiler.compile(parts[2], in: context) else { return nil }
    guard condition.kind == .flag else {
      findings.report(
        .kindMismatch, "a condition is expected, not \(condition.kind.name)", at: node,
        help: KindHelp(names: names).condition(parts[2], condition.kind))
      return nil
    }
    return ClaimedRow(table: table, condition: condition)
  }
}

/// A rule that a claim is about.
private struct ClaimedRule {
  let rule: RuleID
  let grain: Grain
  let scope: Scope
  let kind: Kind
}

extension DefinitionReading {
  /// The rules that a name or a slot means in a claim, one for each grain of a name.
  private func results(
    _ node: JSONNode?, _ plans: [Plan], _ fits: (Kind) -> Bool, _ expected: String
  ) -> [ClaimedRule]? {
    guard let node, let text = findings.text(node) else { return nil }
    let path = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let found: [ClaimedRule]?
    if path.count == 2, let grain = Grain(expressionName: path[0]),
      let slot = Slot(rawValue: path[1])
    {
      found = bound(slot, grain, plans, node)
    } else {
      found = named(text, node)
    }
    guard let found, !found.isEmpty else { return nil }
    if let other = found.first(where: { !fits($0.kind) }) {
      findings.report(
        .kindMismatch, "\(expected) is expected here, not \(other.kind.name)", at: node,
        help: "claim it of \(expected), as of one of \(fitting(fits).quoted)")
      return nil
    }
    return found
  }

  /// The first names that a claim may be about; `…` where there is none.
  private func fitting(_ fits: (Kind) -> Bool) -> [String] {
    let known = names.declarations.values.filter { $0.kind.map(fits) ?? false }.map(\.name).sorted()
    return known.isEmpty ? ["…"] : Array(known.prefix(12))
  }

  private func named(_ name: String, _ node: JSONNode) -> [ClaimedRule]? {
    guard let declaration = declared(name, node), let kind = declaration.kind else { return nil }
    let scope = declaration.scopes.contains(.employee) ? .employee : declaration.scopes[0]
    return declaration.grains.compactMap { grain in
      declaration.rule(grain, scope).map {
        ClaimedRule(rule: $0, grain: grain, scope: scope, kind: kind)
      }
    }
  }

  private func declared(_ name: String, _ node: JSONNode) -> Declaration? {
    if let declaration = names.declarations[name] { return declaration }
    guard !names.broken.contains(name) else { return nil }
    findings.report(
      .unknownName, "`\(name.shortened)` is defined nowhere", at: node,
      help: findings.meant(
        by: name, among: names.declarations.keys, else: "define it under `\"measures\"`"))
    return nil
  }

  private func bound(
    _ slot: Slot, _ grain: Grain, _ plans: [Plan], _ node: JSONNode
  ) -> [ClaimedRule]? {
    let sets = plans.map { $0.bindings[grain]?.rules(slot) ?? [] }
    if sets.contains(where: { $0.count > 1 }) {
      findings.report(
        .unknownName, "a plan binds several of `\(grain.rawValue).\(slot.rawValue)`", at: node,
        help: "claim it of each of them by its name: "
          + Set(sets.joined()).compactMap { rule in
            names.declarations.values.first { $0.rule(grain, .employee) == rule }?.name
          }.sorted().quoted)
      return nil
    }
    let rules = Set(sets.joined()).sorted()
    if rules.isEmpty, !plans.isEmpty, names.broken.isEmpty {
      findings.report(
        .slotNotBound, "no plan binds `\(grain.rawValue).\(slot.rawValue)`", at: node,
        help:
          "bind it in a plan, as by `\"\(grain.rawValue)\": { \"\(slot.rawValue)\": \"…\" }`, or delete the claim"
      )
    }
    return rules.compactMap { rule in
      let declaration = names.declarations.values.first { $0.rule(grain, .employee) == rule }
      guard let kind = declaration?.kind else { return nil }
      return ClaimedRule(rule: rule, grain: grain, scope: .employee, kind: kind)
    }
  }

  /// Each result with the input's value of its own grain, else of the coarsest finer one.
  private func pairs(_ results: [ClaimedRule], _ node: JSONNode?) -> [ClaimPair]? {
    guard let node, let name = findings.text(node), let declaration = declared(name, node),
      let kind = declaration.kind
    else { return nil }
    guard kind.isNumeric else {
      findings.report(
        .kindMismatch, "a number is expected here, not \(kind.name)", at: node,
        help: "name the measure that grows or falls, as `net_sales`")
      return nil
    }
    let pairs = results.compactMap { result -> ClaimPair? in
      guard let grain = declaration.grains.filter({ $0 <= result.grain }).max() else { return nil }
      let scope =
        [result.scope, .employee].first { declaration.scopes.contains($0) }
        ?? declaration.scopes[0]
      return declaration.rule(grain, scope).map { ClaimPair(result: result.rule, input: $0) }
    }
    if pairs.isEmpty {
      findings.report(
        .unknownName, "`\(name)` has no value for a \(results[0].grain.rawValue) or a part of it",
        at: node,
        help:
          "name a value that is computed for each \(results[0].grain.rawValue), or define it so: "
          + "`\"per\": \"\(results[0].grain.rawValue)\"`")
      return nil
    }
    return pairs
  }
}

extension Kind {
  /// Whether values of the kind can be higher and lower.
  fileprivate var isOrdered: Bool {
    if case .grade = self { return true }
    return isNumeric
  }

  fileprivate var isOneOfSeveral: Bool {
    switch self {
    case .grade, .choice: true
    default: false
    }
  }
}
