import MeritModel

extension DefinitionReading {
  func balance(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> BalanceRule? {
    let before = findings.diagnostics.count
    let opening = amount(&reader, "opening", declaration, context)
    let add = amount(&reader, "add", declaration, context)
    let take = amount(&reader, "take", declaration, context)
    let floor = amount(&reader, "floor", declaration, context)
    let ceiling = amount(&reader, "ceiling", declaration, context)
    let onExit = reader.optional("onExit").flatMap { findings.choice($0, BalanceExit.self) }
    let release = release(&reader, add, context, isPaidOnExit: onExit == .pay)
    let resets = reader.optional("resets").flatMap { self.resets($0, context.grain) }
    if add == nil, take == nil, !declaration.node.keys.contains(where: ["add", "take"].contains) {
      findings.report(
        .missingKey, "nothing is ever added to the balance or taken from it",
        at: declaration.node, help: "add `add` or `take`")
    }
    let isFaulty = findings.diagnostics.dropFirst(before).contains { $0.severity == .error }
    guard !isFaulty else { return nil }
    return BalanceRule(
      opening: opening, add: add, take: take, floor: floor, ceiling: ceiling, release: release,
      resets: resets, onExit: onExit ?? .keep)
  }

  /// Reads an amount of the balance's kind: an expression, or a plain number.
  private func amount(
    _ reader: inout ObjectReader, _ key: String, _ declaration: Declaration,
    _ context: ExpressionContext
  ) -> CompiledExpression? {
    guard let node = reader.optional(key), let kind = declaration.kind else { return nil }
    if case .number = node.content {
      guard let number = findings.amount(node, of: kind, currency: names.currency) else {
        return nil
      }
      return CompiledExpression(
        text: number.description, root: .literal(.number(number)), kind: kind,
        place: findings.place(node))
    }
    guard let expression = expression(node, context) else { return nil }
    findings.expect(expression, kind, node)
    return expression
  }

  private func release(
    _ reader: inout ObjectReader, _ add: CompiledExpression?, _ context: ExpressionContext,
    isPaidOnExit: Bool
  ) -> BalanceRelease? {
    let whenNode = reader.optional("releaseWhen")
    let eachNode = reader.optional("releaseEach")
    let scheduleNode = reader.optional("schedule")
    let spreadNode = reader.optional("spread")
    let ways = [whenNode, eachNode, scheduleNode, spreadNode].compactMap(\.self)
    if ways.count > 1 {
      let keys = ways.compactMap { $0.pointer.split(separator: "/").last.map(String.init) }
      findings.report(
        .unknownKey, "a balance has one of `releaseWhen`, `releaseEach`, `schedule` and `spread`",
        at: ways[ways.count - 1],
        help: "keep one of \(keys.quotedJSON) and delete the others, each with its value")
      return nil
    }
    if let whenNode { return condition(whenNode, context).map(BalanceRelease.when) }
    if let eachNode { return condition(eachNode, context).map(BalanceRelease.each) }
    if let spreadNode { return spread(spreadNode, add) }
    return scheduleNode.map { .schedule(schedule($0, isPaidOnExit)) }
  }

  private func spread(_ node: JSONNode, _ add: CompiledExpression?) -> BalanceRelease? {
    guard var reader = ObjectReader(node, .spread, findings) else { return nil }
    let overNode = reader.required("over")
    reader.finish()
    guard let overNode, let path = findings.text(overNode),
      let (table, found) = column(path, overNode, false), let over = found
    else { return nil }
    let kind = names.inputs[table].columnKind(over)
    guard [Kind.number, .count, .months, .days].contains(kind) else {
      findings.report(
        .kindMismatch, "a number of periods is expected, not \(kind.name)", at: overNode,
        help: names.inputs[table].help(naming: "a column with a number of periods") {
          [.number, .count, .months, .days].contains($0)
        })
      return nil
    }
    guard let add, case .figure(let measure) = add.root else {
      if add != nil || !findings.diagnostics.hasErrors { reportNoRows(node) }
      return nil
    }
    return .spread(SpreadRelease(measure: measure, over: over, table: table))
  }

  private func reportNoRows(_ node: JSONNode) {
    findings.report(
      .kindMismatch, "`spread` pays out rows, so `add` must name a measure with `sum`", at: node,
      help: "name such a measure, or use `schedule`")
  }

  private func schedule(_ node: JSONNode, _ isPaidOnExit: Bool) -> [ScheduledRelease] {
    var releases: [ScheduledRelease] = []
    var read: [JSONNode] = []
    for item in findings.someItems(node) ?? [] {
      guard var reader = ObjectReader(item, .scheduledRelease, findings) else { continue }
      let afterNode = reader.required("after")
      let share = reader.required("share").flatMap { findings.share($0) }
      reader.finish()
      guard let afterNode, let after = findings.whole(afterNode), let share else { continue }
      if after < 0 {
        findings.report(
          .wrongShape, "a number of periods is not below 0", at: afterNode,
          help: "write `\(-after)`, or `0` for the same period")
      }
      if releases.contains(where: { $0.after == after }) {
        findings.report(
          .definedTwice, "two parts are released after \(after) periods", at: item,
          help: "add up their shares in one: `{ \"after\": \(after), \"share\": \"…%\" }`")
      }
      releases.append(ScheduledRelease(after: after, share: share))
      read.append(item)
    }
    checkSum(of: releases, read, isPaidOnExit)
    return releases.sorted { $0.after < $1.after }
  }

  /// More than the whole is an error; less may be meant, but nothing else pays the rest out.
  private func checkSum(
    of releases: [ScheduledRelease], _ items: [JSONNode], _ isPaidOnExit: Bool
  ) {
    let sum = releases.reduce(Exact.zero) { sum, release in (try? sum + release.share) ?? sum }
    guard sum != .one, sum > .one || !isPaidOnExit else { return }
    let isLess = sum < .one
    findings.reportSum(
      of: releases.map(\.share), items, "share", .sharesNotWhole,
      severity: isLess ? .hint : .error, or: isLess ? "or write `\"onExit\": \"pay\"`" : nil
    ) { percent in
      let rest = isLess ? try? Exact(100) - percent : nil
      return "\(percent) % of what is added are released"
        + (rest.map { ": \($0) % stay in the balance and are never paid out" } ?? "")
    }
  }

  private func resets(_ node: JSONNode, _ grain: Grain) -> Grain? {
    guard let word = findings.word(node, of: ["quarter", "year"]),
      let resets = Grain(rawValue: word)
    else { return nil }
    if grain < resets { return resets }
    findings.report(
      .wrongShape, "a balance of each \(grain.rawValue) cannot begin anew each \(word)", at: node,
      help: grain == .quarter ? "write `\"year\"`, or delete `resets`" : "delete `resets`")
    return nil
  }
}
