import MeritModel

extension DefinitionReading {
  /// Reads a rating: the mean of what several raters think of a person.
  func rating(
    _ reader: inout ObjectReader, _ declaration: Declaration, _ own: ExpressionContext
  ) -> MeasureRule? {
    let ofNode = reader.required("of")
    let raterNode = reader.required("rater")
    let whereNode = reader.optional("where")
    let validNode = reader.optional("validWhen")
    let groupsNode = reader.optional("groups")
    let needsNode = reader.optional("needsRaters")
    let trimNode = reader.optional("trim")
    _ = reader.word("combine")
    let reweightNeeds = reader.optional("reweightNeeds").flatMap { findings.share($0) }
    let whenNode = reader.required("whenNoRaters")
    guard let kind = declaration.kind, let ofNode, let path = findings.text(ofNode),
      let (table, found) = column(path, ofNode, false), let score = found
    else { return nil }
    let input = names.inputs[table]
    checkKind(.average, input.columnKind(score), kind, ofNode)
    let rows = ExpressionContext(table: input)
    var ballot = rows
    ballot.isBallot = true
    let condition = whereNode.map { self.condition($0, rows) }
    let valid = validNode.map { node in
      (findings.someItems(node) ?? []).map { self.condition($0, ballot) }
    }
    let groups = groupsNode.map { self.groups($0, rows, own) }
    if let needsNode, groupsNode != nil {
      findings.report(
        .unknownKey, "with groups each says how many raters it needs", at: needsNode,
        help: "move `needsRaters` into the groups")
    }
    let trim = trimNode.map(self.trim)
    let whenNoRaters = whenNode.flatMap {
      findings.handler($0, names, .definition(kind), own)
    }
    guard let ratee = ratee(input, ofNode), let rater = raterNode.flatMap({ rater($0, input) }),
      condition.map({ $0 != nil }) ?? true, !(valid ?? []).contains(where: { $0 == nil }),
      groups.map({ $0 != nil }) ?? true, trim.map({ $0 != nil }) ?? true, let whenNoRaters
    else { return nil }
    let rule = RatingRule(
      table: table, score: score, rater: rater, ratee: ratee, condition: condition ?? nil,
      validWhen: (valid ?? []).compactMap(\.self), groups: (groups ?? []) ?? [],
      needsRaters: needsNode.flatMap { findings.whole($0) } ?? 1, trim: trim ?? nil,
      reweightNeeds: reweightNeeds, whenNoRaters: whenNoRaters)
    return MeasureRule(shape: .rating(rule), range: nil, roles: nil, withSelf: false)
  }

  /// The column with the person rated.
  private func ratee(_ input: InputTable, _ node: JSONNode) -> Int? {
    if let owner = input.owner { return owner }
    findings.report(
      .missingKey, "the input `\(input.name)` names no owner, so nobody is rated", at: node,
      help: "add `owner` to the input: the column with the person rated")
    return nil
  }

  private func rater(_ node: JSONNode, _ input: InputTable) -> Int? {
    guard let column = findings.idColumn(node, of: input, names) else { return nil }
    guard column >= input.columns.count || input.columns[column].isOptional else { return column }
    findings.report(
      .wrongShape, "`\(input.columnName(column))` may be empty, and a ballot is somebody's",
      at: node,
      help: "let it be filled in every row: no `?` after its kind, or name another column")
    return nil
  }

  private func groups(
    _ node: JSONNode, _ rows: ExpressionContext, _ own: ExpressionContext
  ) -> [RaterGroup]? {
    guard let items = findings.itemsWithIDs(node) else { return nil }
    let groups = items.map { group($0, rows, own) }
    let read = groups.compactMap(\.self)
    guard read.count == items.count, !items.isEmpty else { return nil }
    findings.checkSum(of: read.map(\.weight), items, "weight", .weightsNotWhole)
    return read
  }

  private func group(
    _ node: JSONNode, _ rows: ExpressionContext, _ own: ExpressionContext
  ) -> RaterGroup? {
    guard var reader = ObjectReader(node, .raterGroup, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let whereNode = reader.optional("where")
    let weight = reader.required("weight").flatMap { findings.share($0) }
    let needs = reader.optional("needsRaters").flatMap { findings.whole($0) } ?? 1
    let whenTooFew = reader.required("whenTooFew").flatMap {
      findings.handler($0, names, .weightLine, own)
    }
    reader.finish()
    let condition = whereNode.map { self.condition($0, rows) }
    guard let id, let weight, let whenTooFew, condition.map({ $0 != nil }) ?? true else {
      return nil
    }
    return RaterGroup(
      id: id, condition: condition ?? nil, weight: weight, needsRaters: max(1, needs),
      whenTooFew: whenTooFew)
  }

  private func trim(_ node: JSONNode) -> RatingTrim? {
    guard var reader = ObjectReader(node, .ratingTrim, findings) else { return nil }
    let above = reader.required("above").flatMap { findings.whole($0) }
    let highest = reader.optional("highest").map { findings.whole($0) } ?? 0
    let lowest = reader.optional("lowest").map { findings.whole($0) } ?? 0
    reader.finish()
    guard let above, let highest, let lowest else { return nil }
    guard above >= 1, highest >= 0, lowest >= 0, highest + lowest > 0 else {
      findings.report(
        .wrongShape, "the trim leaves nothing out", at: node,
        help: "say how many of the highest and the lowest scores leave, as in `\"highest\": 1`")
      return nil
    }
    guard highest + lowest <= above else {
      findings.report(
        .wrongShape,
        "of \(above + 1) scores \(highest + lowest) would leave, and none would be left", at: node,
        help: "let `above` be at least `highest` and `lowest` together")
      return nil
    }
    return RatingTrim(above: above, highest: highest, lowest: lowest)
  }
}
