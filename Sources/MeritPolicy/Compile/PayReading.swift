import MeritModel

extension DefinitionReading {
  func bonus(_ reader: inout ObjectReader, _ context: ExpressionContext) -> BonusRule? {
    guard let stepsNode = reader.required("steps"), let items = findings.itemsWithIDs(stepsNode)
    else {
      return nil
    }
    let payNode = reader.optional("payOn")
    let payDay = payNode.flatMap { self.payDay($0) }
    let steps = items.compactMap { step($0, context) }
    guard steps.count == items.count, (payDay == nil) == (payNode == nil) else { return nil }
    if case .start? = steps.first?.action {
    } else {
      findings.report(
        .missingKey, "the first step of a bonus is `start`", at: stepsNode,
        help: "begin with `{ \"id\": \"start\", \"start\": 0 }`, or with the base")
    }
    if case .round? = steps.last?.action {
    } else {
      findings.report(
        .missingKey, "the last step of a bonus is `round`", at: stepsNode,
        help: "add `{ \"id\": \"pay\", \"round\": \"0.01 half-up\" }`")
    }
    return BonusRule(steps: steps, payDay: payDay)
  }

  /// Reads a day of payment: a day of the month, its last one, or one some months later.
  private func payDay(_ node: JSONNode) -> PayDay? {
    guard case .object = node.content else { return dayOfMonth(node).map { PayDay(day: $0) } }
    guard var reader = ObjectReader(node, .payDay, findings) else { return nil }
    let day = reader.required("day").flatMap { dayOfMonth($0) }
    let monthsNode = reader.required("months")
    reader.finish()
    guard let day, let monthsNode, let months = findings.whole(monthsNode) else { return nil }
    guard (1...60).contains(months) else {
      findings.report(
        .wrongShape, "\(months) is no number of months from 1 to 60", at: monthsNode,
        help: "write `\"months\": 1`, or the day alone: `\"payOn\": 15`")
      return nil
    }
    return PayDay(day: day, months: months)
  }

  private func dayOfMonth(_ node: JSONNode) -> Int?? {
    if case .text(let word) = node.content {
      if word == "last" { return .some(nil) }
      findings.report(
        .unknownChoice, "`\(word.shortened)` is no day of payment", at: node,
        help: "write `\"last\"` for the last day of the month, or a day as `15`; "
          + "some months later: `{ \"day\": 15, \"months\": 1 }`")
      return nil
    }
    guard let day = findings.whole(node) else { return nil }
    if (1...31).contains(day) { return day }
    findings.report(
      .wrongShape, "\(day) is no day of a month", at: node,
      help: "write a number from 1 to 31, or `\"last\"`")
    return nil
  }

  private func step(_ node: JSONNode, _ context: ExpressionContext) -> BonusStep? {
    guard var reader = ObjectReader(node, .bonusStep, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let label = reader.optional("label").flatMap { findings.label($0) }
    let source = reader.text("source")
    let handlers = reader.handlers(findings, names, .step, context)
    let action = action(&reader, context)
    reader.finish()
    guard let id, let action else { return nil }
    if let kind = action.operand?.kind { findings.agree(handlers, with: kind, at: node) }
    return BonusStep(
      id: id, label: label, source: source, action: action, handlers: handlers,
      place: findings.place(node))
  }

  private func action(
    _ reader: inout ObjectReader, _ context: ExpressionContext
  ) -> StepAction? {
    let keys = [
      "start", "plus", "minus", "times", "atMost", "atLeast", "onlyIf", "prorate", "round",
    ]
    var found: [(String, JSONNode)] = []
    for key in keys {
      if let node = reader.optional(key) { found.append((key, node)) }
    }
    guard found.count == 1, let (key, node) = found.first else {
      // A key that means nothing here is told, and is what was meant to act.
      if found.isEmpty, reader.hasUnknownKeys { return nil }
      findings.report(
        .missingKey, "a step does exactly one thing", at: reader.node,
        help: found.isEmpty
          ? "add one of \(keys.quoted)"
          : "make a step of its own of each of \(found.map(\.0).quoted)")
      return nil
    }
    switch key {
    case "onlyIf": return gate(node, reader.required("otherwiseKeep"), context)
    case "round":
      guard let found = findings.rounding(node) else { return nil }
      guard let rounding = found else {
        findings.report(
          .wrongShape, "a step rounds to a unit, which \"exact\" does not", at: node,
          help: "write the unit and the mode, as in `\"0.01 half-up\"`")
        return nil
      }
      return .round(rounding)
    case "prorate":
      guard findings.text(node) == "days-in-plan" else {
        findings.report(
          .unknownChoice, "only \"days-in-plan\" is known here", at: node,
          help: "write `\"days-in-plan\"`")
        return nil
      }
      return .prorateByDaysInPlan
    default:
      guard let operand = operand(node, context) else { return nil }
      checkKind(operand, key, node)
      return amountAction(key, operand)
    }
  }

  private func amountAction(_ key: String, _ operand: Operand) -> StepAction {
    switch key {
    case "start": .start(operand)
    case "plus": .plus(operand)
    case "minus": .minus(operand)
    case "times": .times(operand)
    case "atMost": .atMost(operand)
    default: .atLeast(operand)
    }
  }

  private func checkKind(_ operand: Operand, _ key: String, _ node: JSONNode) {
    let kind = operand.kind
    let expected = key == "times" ? [Kind.percent, .number, .count] : [.money]
    guard !expected.contains(kind) else { return }
    if case .expression(let expression) = operand,
      case .literal(.number(let number)) =
        expression.root, number.isZero
    {
      return
    }
    let help =
      key == "times"
      ? "name a percent or a number, as `\"120%\"`; amounts of money are added by `plus`"
      : "write an amount with its currency: `\"\(plain(operand)) \(names.currency)\"`"
    findings.report(
      .kindMismatch, "`\(key)` takes \(expected[0].name), not \(kind.name)", at: node, help: help)
  }

  /// The bare number of an operand; an example where it is something else.
  private func plain(_ operand: Operand) -> String {
    guard case .expression(let expression) = operand,
      case .literal(.number(let number)) = expression.root, expression.kind == .number
    else { return "300" }
    return number.canonicalText
  }

  private func gate(
    _ node: JSONNode, _ keep: JSONNode?, _ context: ExpressionContext
  ) -> StepAction? {
    guard let keep, let condition = condition(node, context), let share = findings.share(keep)
    else {
      return nil
    }
    return .onlyIf(condition, otherwiseKeep: share)
  }

  func operand(_ node: JSONNode, _ context: ExpressionContext) -> Operand? {
    guard case .object = node.content else {
      return expression(node, context).map(Operand.expression)
    }
    guard var reader = ObjectReader(node, .operand, findings) else { return nil }
    if let tableNode = reader.optional("table") {
      reader.finish()
      return table(tableNode, context).map(Operand.table)
    }
    let tiersNode = reader.optional("tiers")
    if tiersNode == nil {
      findings.report(
        .missingKey, "the key `tiers` is missing", at: node, help: "or name a `table`")
    }
    let scale = tiersNode.flatMap(self.scale)
    let on = expression(reader.required("on"), context)
    let reversingNode = reader.optional("reversing")
    let eachNode = reader.optional("each")
    reader.finish()
    guard let scale, let on else { return nil }
    if let eachNode { return each(scale, on, eachNode, reversingNode, context) }
    if let reversingNode { return takenBack(scale, on, reversingNode, context) }
    return tiers(scale, on)
  }

  private func tiers(_ scale: TierScale, _ on: CompiledExpression) -> Operand {
    var measure: RuleID?
    if case .figure(let rule) = on.root { measure = rule }
    return .tiers(scale, on: on, measure: scale.basis == .row ? measure : nil)
  }

  /// Tiers on what is counted, each at a price: the rates are parts of that price.
  private func each(
    _ scale: TierScale, _ on: CompiledExpression, _ node: JSONNode, _ reversing: JSONNode?,
    _ context: ExpressionContext
  ) -> Operand? {
    guard let price = expression(node, context) else { return nil }
    if let reversing {
      findings.report(
        .unknownKey, "`reversing` takes back amounts of money, `each` counts", at: reversing,
        help: "delete `each`, or take back the measure in a step of its own")
    }
    if scale.rows.contains(where: \.paysSum) {
      findings.report(
        .wrongShape, "the tiers `\(scale.name)` pay sums, which go by no price", at: node,
        help: "delete `\"each\"`, or give the rows a `rate`")
    }
    if price.kind != .money {
      findings.report(
        .kindMismatch, "`each` takes money, not \(price.kind.name)", at: node,
        help: "name what one of `\(on.text)` is worth, as in `\"100 \(names.currency)\"`")
    }
    if ![Kind.count, .number].contains(on.kind) {
      findings.report(
        .kindMismatch, "`each` goes with a count or a number, but `\(on.text)` is \(on.kind.name)",
        at: node, help: "delete `\"each\"`, or count with `on`")
    }
    return .each(tiers(scale, on), at: price)
  }

  private func takenBack(
    _ scale: TierScale, _ on: CompiledExpression, _ node: JSONNode, _ context: ExpressionContext
  ) -> Operand? {
    guard let refunds = expression(node, context) else { return nil }
    guard case .figure(let measure) = refunds.root else {
      findings.report(
        .wrongShape, "`reversing` names a measure of the bonus's own period", at: node,
        help: "name a measure with `sum` and `\"reversing\": true`")
      return nil
    }
    return .takenBack(TakenBack(scale: scale, on: on, refunds: refunds, measure: measure))
  }

  private func scale(_ node: JSONNode) -> TierScale? {
    guard let name = findings.text(node) else { return nil }
    if let scale = names.tiers[name] { return scale }
    if names.broken.contains(name) { return nil }
    findings.report(
      .unknownName, "there are no tiers `\(name)`", at: node,
      help: findings.meant(
        by: name, among: names.tiers.keys, else: "define them in the section `tiers`"))
    return nil
  }

  func allocation(_ reader: inout ObjectReader, _ context: ExpressionContext) -> AllocationRule? {
    let within = reader.required("within").flatMap { findings.choice($0, Scope.self) }
    let group = ExpressionContext(
      table: nil, grain: context.grain, scope: within ?? context.scope)
    let pool = reader.required("pool").flatMap { operand($0, group) }
    let onlyIf = condition(reader.optional("onlyIf"), group)
    let among = condition(reader.optional("among"), context)
    let by = expression(reader.required("by"), context)
    let unit = reader.required("to").flatMap { findings.amount($0, currency: names.currency) }
    guard let within, let pool, let by, let unit else { return nil }
    return AllocationRule(
      pool: pool, within: within, onlyIf: onlyIf, among: among, by: by, unit: unit.value)
  }
}

extension Operand {
  /// The kind of what a step takes in.
  fileprivate var kind: Kind {
    switch self {
    case .expression(let expression): expression.kind
    case .table(let table): table.kind
    case .tiers, .takenBack, .each: .money
    }
  }
}

/// Reads the section `tiers`.
struct TierReading {
  let names: NameTable
  let findings: FindingCollector

  /// Reads a scale.
  func scale(_ name: String, _ node: JSONNode) -> TierScale? {
    guard var reader = ObjectReader(node, .tierScale, findings) else { return nil }
    let label = reader.optional("label").flatMap { findings.label($0) } ?? name
    let method = reader.required("method").flatMap(self.method)
    let basis = reader.optional("basis").flatMap(self.basis) ?? .period
    let rowsNode = reader.required("rows")
    reader.finish()
    guard let method, let rowsNode, let items = findings.someItems(rowsNode) else { return nil }
    let rows = items.compactMap { row($0, method) }
    guard rows.count == items.count, !rows.isEmpty else { return nil }
    let sorted = rows.sorted { left, right in
      guard let one = left.edge else { return right.edge != nil }
      guard let other = right.edge else { return false }
      return (one, left.isInclusive ? 0 : 1) < (other, right.isInclusive ? 0 : 1)
    }
    for (one, other) in zip(sorted, sorted.dropFirst())
    where one.edge == other.edge && one.isInclusive == other.isInclusive {
      let edge = one.edge?.description ?? "null"
      findings.report(
        .sameEdgeTwice, place: other.place ?? findings.place(rowsNode),
        "two tiers begin at \(edge)",
        help:
          "delete \(findings.quoted(at: other.place ?? findings.place(rowsNode))), or change its edge"
      )
    }
    return TierScale(
      name: name, label: label, method: method, basis: basis, rows: sorted,
      place: findings.place(node))
  }

  private func method(_ node: JSONNode) -> TierMethod? {
    guard let text = findings.text(node) else { return nil }
    if let method = TierMethod(rawValue: text) { return method }
    findings.report(
      .unknownChoice, "`\(text)` is no method", at: node,
      help: text == "cumulative"
        ? "the word means opposite things: write `\"marginal\"` (by slab) or `\"whole\"`"
        : "write `\"marginal\"`, `\"whole\"` or `\"interpolated\"`")
    return nil
  }

  private func basis(_ node: JSONNode) -> TierBasis? {
    guard let text = findings.text(node) else { return nil }
    if let basis = TierBasis(rawValue: text) { return basis }
    findings.report(
      .unknownChoice, "`\(text)` is no basis", at: node,
      help: "write `\"period\"`, `\"row\"` or `\"year-to-date\"`")
    return nil
  }

  private func row(_ node: JSONNode, _ method: TierMethod) -> TierRow? {
    guard var reader = ObjectReader(node, .tier, findings) else { return nil }
    let from = reader.optional("from")
    let above = reader.optional("above")
    let rate = reader.optional("rate").flatMap { findings.share($0) }
    let pays = reader.optional("pays").flatMap { findings.amount($0, currency: names.currency) }
    reader.finish()
    guard let edgeNode = from ?? above, from == nil || above == nil else {
      findings.report(
        .missingKey, "a tier has one lower edge", at: node,
        help: "write either `from` (the edge belongs to the tier) or `above` (it does not)")
      return nil
    }
    guard (rate == nil) != (pays == nil) else {
      findings.report(
        .missingKey, "a tier has either `rate` or `pays`", at: node,
        help: "keep one of the two, for example `\"rate\": \"5%\"`")
      return nil
    }
    if pays != nil, method != .whole {
      findings.report(
        .wrongShape, "`pays` goes with the method \"whole\" only", at: node,
        help: "write `\"method\": \"whole\"`, or give the row a `rate`")
    }
    var edge: Exact?
    if case .null = edgeNode.content {
      if method == .interpolated {
        findings.report(
          .wrongShape, "\"interpolated\" needs edges that are numbers", at: node,
          help: "write a number in place of `null`, for example `0`")
      }
    } else {
      guard let amount = findings.amount(edgeNode, currency: names.currency) else { return nil }
      edge = amount.value
    }
    let payment = rate.map(TierPayment.rate) ?? .sum(pays?.value ?? .zero)
    return TierRow(
      edge: edge, isInclusive: from != nil, payment: payment, place: findings.place(node))
  }
}
