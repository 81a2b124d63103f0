import MeritModel

extension DefinitionReading {
  func prize(_ reader: inout ObjectReader, _ context: ExpressionContext) -> PrizeRule? {
    let withinNode = reader.required("within")
    let within = withinNode.flatMap { findings.choice($0, RankScope.self) }
    let order = (reader.required("by").flatMap { findings.someItems($0) } ?? [])
      .compactMap { orderKey($0, context) }
    let placeNodes = reader.required("places").flatMap { findings.someItems($0) } ?? []
    let places = placeNodes.compactMap(self.places)
    let onlyIf = condition(reader.optional("onlyIf"), context)
    let vacant = reader.word("vacant")
    let ties = ties(&reader)
    guard let within, let withinNode, let ties, !order.isEmpty, places.count == placeNodes.count
    else { return nil }
    checkGroup(within, context.scope, withinNode)
    return PrizeRule(
      within: within, order: order, places: places, onlyIf: onlyIf, movesUp: vacant == "moves-up",
      ties: ties)
  }

  /// A team lies in a company and perhaps a department; a department in a company only.
  private func checkGroup(_ within: RankScope, _ scope: Scope, _ node: JSONNode) {
    let allowed: [RankScope]
    switch scope {
    case .team: allowed = [.company, .department]
    case .department: allowed = [.company]
    default: return
    }
    guard !allowed.contains(within) else { return }
    findings.report(
      .unknownChoice, "a \(scope.rawValue) is not ranked within a \(within.rawValue)", at: node,
      help: "write one of \(allowed.map(\.rawValue).quotedJSON)")
  }

  private func places(_ node: JSONNode) -> PrizePlaces? {
    guard var reader = ObjectReader(node, .prizePlaces, findings) else { return nil }
    let count = reader.required("count").flatMap { sizedCount($0) }
    let pays = reader.required("pays").flatMap {
      findings.amount($0, of: .money, currency: names.currency)
    }
    reader.finish()
    guard let count, let pays else { return nil }
    return PrizePlaces(count: count, pays: pays)
  }

  private func ties(_ reader: inout ObjectReader) -> PrizeTies? {
    let word = reader.word("ties")
    let toNode = reader.optional("to")
    guard let word else { return nil }
    if word != "share", let toNode {
      findings.report(
        .unknownKey, "`to` goes with \"ties\": \"share\" only", at: toNode,
        help: "delete `to`")
    }
    switch word {
    case "each": return .each
    case "next-key": return .nextKey
    default:
      guard let toNode else {
        findings.report(
          .missingKey, "the key `to` is missing", at: reader.node,
          help: "say to which unit a shared prize is split, as in `\"to\": \"0.01\"`")
        return nil
      }
      return unit(toNode).map { .share(unit: $0) }
    }
  }

  /// Reads the unit to which an amount is split.
  func unit(_ node: JSONNode) -> Exact? {
    guard let unit = findings.amount(node, currency: names.currency)?.value else { return nil }
    if unit > .zero { return unit }
    findings.report(.wrongShape, "a unit is above 0", at: node, help: "write it as in `\"0.01\"`")
    return nil
  }

  /// Reads a number, or `bySize` rows that give one for each size of a group.
  func sizedCount(_ node: JSONNode) -> SizedCount? {
    guard case .object = node.content else { return count(node).map { SizedCount($0) } }
    guard var reader = ObjectReader(node, .sizedCount, findings) else { return nil }
    let rows = reader.required("bySize")
    reader.finish()
    return rows.flatMap(sizedRows)
  }

  /// Reads the rows of `bySize` in any order.
  func sizedRows(_ node: JSONNode) -> SizedCount? {
    let items = findings.someItems(node) ?? []
    let rows = items.compactMap(sizedRow)
    guard rows.count == items.count, !rows.isEmpty else { return nil }
    let sorted = rows.sorted {
      ($0.edge, $0.isInclusive ? 0 : 1) < ($1.edge, $1.isInclusive ? 0 : 1)
    }
    for (one, other) in zip(sorted, sorted.dropFirst())
    where one.edge == other.edge && one.isInclusive == other.isInclusive {
      findings.report(
        .sameEdgeTwice, "two rows begin at \(one.edge)", at: node,
        help: "delete one row of `\(one.edge)`, or change its edge")
    }
    return SizedCount(rows: sorted)
  }

  private func sizedRow(_ node: JSONNode) -> SizedCount.SizeRow? {
    guard var reader = ObjectReader(node, .sizeRow, findings) else { return nil }
    let from = reader.optional("from")
    let above = reader.optional("above")
    let count = reader.required("is").flatMap { self.count($0) }
    reader.finish()
    guard let edgeNode = from ?? above, from == nil || above == nil else {
      findings.report(
        .missingKey, "a row has one lower edge", at: node,
        help: "write either `from` (the edge belongs to the row) or `above` (it does not)")
      return nil
    }
    guard let count, let edge = findings.amount(edgeNode, of: .count, currency: "") else {
      return nil
    }
    return SizedCount.SizeRow(edge: edge, isInclusive: from != nil, count: count)
  }

  private func count(_ node: JSONNode) -> Int? {
    guard let count = findings.whole(node) else { return nil }
    if count >= 0 { return count }
    findings.report(
      .wrongShape, "a number of places is not below 0", at: node, help: "write `\(-count)`")
    return nil
  }
}
