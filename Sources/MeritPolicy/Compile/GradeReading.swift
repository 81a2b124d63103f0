import MeritModel

extension DefinitionReading {
  func grade(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ context: ExpressionContext
  ) -> GradeRule? {
    let of = expression(reader.required("of"), context)
    let bandsNode = reader.optional("bands")
    let quotaNode = reader.optional("quota")
    let exceptionNodes = reader.optional("exceptions").map(withIDs) ?? []
    guard let of, let kind = declaration.kind, case .grade(let setName) = kind,
      let set = names.gradeSets.first(where: { $0.name == setName })
    else { return nil }
    let exceptions = exceptionNodes.compactMap { exception($0, set, context) }
    let limitsNode = reader.optional("limits")
    let method: GradeMethod
    if let bandsNode, quotaNode == nil {
      let rows = bands(bandsNode, edge: of.kind, value: kind)
      checkOrder(rows)
      method = .bands(rows)
    } else if let quotaNode, bandsNode == nil, let quota = quota(quotaNode, set, context) {
      method = .quota(quota)
    } else {
      if (bandsNode == nil) == (quotaNode == nil) {
        findings.report(
          .missingKey, "a grade has either `bands` or `quota`", at: declaration.node,
          help: "keep one of the two; limits beside bands are `\"limits\"`")
      }
      return nil
    }
    if context.scope == .customer, let node = quotaNode ?? limitsNode {
      findings.report(
        .wrongShape, "customers are in no group in which seats could be counted", at: node,
        help: "grade customers by `bands` alone")
      return nil
    }
    if let limitsNode, bandsNode == nil {
      findings.report(
        .unknownKey, "`limits` goes with `bands` only", at: limitsNode,
        help: "a quota says its seats in `shares`")
    }
    let limits = limitsNode.flatMap { self.limits($0, set, context) }
    if limitsNode != nil, limits == nil { return nil }
    return GradeRule(of: of, set: set, method: method, exceptions: exceptions, limits: limits)
  }

  /// A higher band that gives a worse grade is nearly always a slip.
  private func checkOrder(_ rows: [Band]) {
    for (lower, upper) in zip(rows, rows.dropFirst()) {
      guard case .grade(let below) = lower.value, case .grade(let above) = upper.value,
        above.rank > below.rank
      else { continue }
      findings.report(
        .valueOrderBreaks, place: upper.place,
        "the band from \(upper.edge) gives `\(above.name)`, worse than `\(below.name)` below it",
        help: "let better grades stand on higher bands: "
          + "`\(upper.words(lower.value))`, `\(lower.words(upper.value))`")
    }
  }

  private func exception(
    _ node: JSONNode, _ set: GradeSet, _ context: ExpressionContext
  ) -> GradeException? {
    guard var reader = ObjectReader(node, .gradeException, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let source = reader.text("source")
    let when = condition(reader.required("when"), context)
    let atMostNode = reader.optional("atMost")
    let atMost = atMostNode.flatMap { grade($0, set) }
    let atLeastNode = reader.optional("atLeast")
    let atLeast = atLeastNode.flatMap { grade($0, set) }
    let shift = reader.optional("shift").flatMap { findings.whole($0) } ?? 0
    let handlers = reader.handlers(findings, names, .condition, context)
    reader.finish()
    guard let id, let when else { return nil }
    if atMostNode == nil, atLeastNode == nil, shift == 0 {
      findings.report(
        .missingKey, "the exception `\(id)` changes nothing", at: node,
        help: "add `atMost`, `atLeast` or `shift`")
    }
    return GradeException(
      id: id, when: when, atMost: atMost, atLeast: atLeast, shift: shift, source: source,
      handlers: handlers, place: findings.place(node))
  }

  func grade(_ node: JSONNode, _ set: GradeSet) -> Grade? {
    guard case .grade(let grade)? = findings.literal(node, .grade(set: set.name), names) else {
      return nil
    }
    return grade
  }

  private func quota(
    _ node: JSONNode, _ set: GradeSet, _ context: ExpressionContext
  ) -> Quota? {
    guard var reader = ObjectReader(node, .quota, findings) else { return nil }
    let within = reader.required("within").flatMap { findings.choice($0, Scope.self) }
    let groupNeeds = reader.optional("groupNeeds").flatMap { findings.whole($0) } ?? 1
    let smallGroups = reader.word("smallGroups")
    let ties = reader.word("ties")
    let shareNodes = reader.required("shares").flatMap { findings.someItems($0) } ?? []
    let orderNodes = reader.required("order").flatMap { findings.someItems($0) } ?? []
    let seatRounding = reader.optional("seats").flatMap(self.seatRounding)
    let refills = reader.optional("refill").flatMap { findings.flag($0) } ?? false
    reader.finish()
    let shares = shareNodes.compactMap { share($0, set) }
    let order = orderNodes.compactMap { orderKey($0, context) }
    guard let within else { return nil }
    findings.checkSum(of: shares.map(\.share), shareNodes, "share", .sharesNotWhole)
    return Quota(
      within: within, groupNeeds: groupNeeds, smallGroups: smallGroups ?? "as-is", shares: shares,
      order: order, ties: ties ?? "better-grade", seatRounding: seatRounding, refills: refills)
  }

  /// Reads how seats are rounded; nil for the largest remainder.
  private func seatRounding(_ node: JSONNode) -> Rounding? {
    if case .text("largest-remainder") = node.content { return nil }
    guard case .some(.some(let rounding)) = findings.rounding(node) else { return nil }
    guard rounding.step == .one else {
      findings.report(
        .wrongShape, "seats are rounded to whole ones", at: node,
        help: "write `\"largest-remainder\"` or a rounding to 1, as in `\"1 half-up\"`")
      return nil
    }
    return rounding
  }

  private func share(_ node: JSONNode, _ set: GradeSet) -> (grade: Grade, share: Exact)? {
    guard var reader = ObjectReader(node, .gradeShare, findings) else { return nil }
    let grade = reader.required("is").flatMap { self.grade($0, set) }
    let share = reader.required("share").flatMap { findings.share($0) }
    reader.finish()
    guard let grade, let share else { return nil }
    return (grade, share)
  }

  func orderKey(_ node: JSONNode, _ context: ExpressionContext) -> OrderKey? {
    guard var reader = ObjectReader(node, .orderKey, findings) else { return nil }
    let byNode = reader.optional("by")
    let by = byNode ?? reader.optional("of")
    let best = reader.required("best").flatMap { findings.text($0) }
    reader.finish()
    guard let by else {
      findings.report(
        .missingKey, "the key `of` is missing", at: node,
        help: "add what the order goes by: `\"of\": \"…\"`")
      return nil
    }
    guard let expression = expression(by, context), let best else { return nil }
    if best != "high", best != "low" {
      findings.report(
        .unknownChoice, "`best` is \"high\" or \"low\"", at: node,
        help: "write `\"high\"` or `\"low\"`")
    }
    return OrderKey(of: expression, highIsBest: best != "low")
  }
}

extension Band {
  /// The band with a value, as JSON writes it.
  fileprivate func words(_ value: Scalar) -> String {
    "{ \"\(isInclusive ? "from" : "above")\": \(edge.canonicalText), \"is\": \(value.json) }"
  }
}
