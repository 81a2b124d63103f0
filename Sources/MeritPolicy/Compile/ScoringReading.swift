import MeritModel

extension DefinitionReading {
  func indicator(_ reader: inout ObjectReader, _ context: ExpressionContext) -> IndicatorRule? {
    let worth = reader.optional("worth").flatMap { findings.amount($0, currency: "")?.value }
    let shapes = ["attainment", "bands", "curve", "deductions"]
    var found: [(String, JSONNode)] = []
    for shape in shapes {
      if let node = reader.optional(shape) { found.append((shape, node)) }
    }
    guard found.count == 1, let (name, node) = found.first else {
      findings.report(
        .missingKey, found.isEmpty ? "the indicator has no shape" : "the indicator has two shapes",
        at: reader.node,
        help: found.isEmpty
          ? "add exactly one of \(shapes.quoted)"
          : "keep one of \(found.map(\.0).quoted), and make an indicator of its own of the other")
      return nil
    }
    switch name {
    case "attainment": return attainment(node, worth ?? Exact(100), context)
    case "bands": return bandIndicator(node, context)
    case "curve": return curve(node, context)
    default: return deductions(node, context)
    }
  }

  private func attainment(
    _ node: JSONNode, _ worth: Exact, _ context: ExpressionContext
  ) -> IndicatorRule? {
    guard var reader = ObjectReader(node, .attainment, findings) else { return nil }
    let actual = expression(reader.required("actual"), context)
    let target = expression(reader.required("target"), context)
    let atLeast = reader.optional("atLeast").flatMap { findings.share($0) }
    let atMost = reader.optional("atMost").flatMap { findings.share($0) }
    let whenZero = reader.optional("whenZero").flatMap {
      findings.handler($0, names, .definition(.points), context)
    }
    reader.finish()
    guard let actual, let target else { return nil }
    if actual.kind != target.kind, actual.kind != .number, target.kind != .number {
      findings.report(
        .kindMismatch,
        "the actual value is \(actual.kind.name), the target \(target.kind.name)", at: node,
        help:
          "name two values of one kind, or let the target say `\"kind\": \"\(actual.kind.name)\"`")
    }
    return .attainment(
      Attainment(
        actual: actual, target: target, worth: worth, atLeast: atLeast, atMost: atMost,
        whenZero: whenZero))
  }

  private func bandIndicator(_ node: JSONNode, _ context: ExpressionContext) -> IndicatorRule? {
    guard var reader = ObjectReader(node, .bands, findings) else { return nil }
    let of = expression(reader.required("of"), context)
    let rowsNode = reader.required("rows")
    reader.finish()
    guard let of, let rowsNode else { return nil }
    return .bands(of: of, rows: bands(rowsNode, edge: of.kind, value: .points))
  }

  /// Reads bands in any order and gives them from the lowest edge up.
  func bands(_ node: JSONNode, edge: Kind, value: Kind) -> [Band] {
    var rows: [Band] = []
    var edges: [BandEdge: Band] = [:]
    for item in findings.someItems(node) ?? [] {
      guard var reader = ObjectReader(item, .band, findings) else { continue }
      let from = reader.optional("from")
      let above = reader.optional("above")
      let isNode = reader.required("is")
      reader.finish()
      guard let edgeNode = from ?? above, from == nil || above == nil else {
        findings.report(
          .missingKey, "a band has one lower edge", at: item,
          help: "write either `from` (the edge belongs to the band) or `above` (it does not)")
        continue
      }
      guard let isNode, let result = findings.literal(isNode, value, names),
        let number = findings.amount(edgeNode, of: edge, currency: names.currency)
      else { continue }
      let band = Band(
        edge: number, isInclusive: from != nil, value: result, place: findings.place(item))
      let edge = BandEdge(number: number, isInclusive: band.isInclusive)
      if let twin = edges.updateValue(band, forKey: edge) {
        findings.report(
          .sameEdgeTwice, "two bands begin at \(number)", at: item,
          notes: ["the other one is at \(twin.place)"],
          help: "delete \(findings.quoted(item)), or change its edge")
      }
      rows.append(band)
    }
    return rows.sorted {
      ($0.edge, $0.isInclusive ? 0 : 1) < ($1.edge, $1.isInclusive ? 0 : 1)
    }
  }

  private func curve(_ node: JSONNode, _ context: ExpressionContext) -> IndicatorRule? {
    guard var reader = ObjectReader(node, .curve, findings) else { return nil }
    let of = expression(reader.required("of"), context)
    let through = reader.required("through")
    reader.finish()
    guard let of, let through else { return nil }
    var points: [CurvePoint] = []
    var places: Set<Exact> = []
    for item in findings.someItems(through) ?? [] {
      guard var reader = ObjectReader(item, .curvePoint, findings) else { continue }
      let at = reader.required("at").flatMap {
        findings.amount($0, of: of.kind, currency: names.currency)
      }
      let value = reader.required("is").flatMap { findings.amount($0, currency: "")?.value }
      reader.finish()
      guard let at, let value else { continue }
      if !places.insert(at).inserted {
        findings.report(
          .sameEdgeTwice, "two points of the curve stand at \(at)", at: item,
          help: "delete \(findings.quoted(item)), or change its place")
      }
      points.append(CurvePoint(at: at, value: value))
    }
    return points.isEmpty ? nil : .curve(of: of, points: points.sorted { $0.at < $1.at })
  }

  private func deductions(_ node: JSONNode, _ context: ExpressionContext) -> IndicatorRule? {
    guard var reader = ObjectReader(node, .deductions, findings) else { return nil }
    let startAt = reader.required("startAt").flatMap { findings.amount($0, currency: "")?.value }
    let atLeast = reader.optional("atLeast").flatMap { findings.amount($0, currency: "")?.value }
    let lines = reader.required("lines").flatMap { findings.itemsWithIDs($0) } ?? []
    reader.finish()
    guard let startAt else { return nil }
    let read = lines.compactMap { deductionLine($0, context) }
    return .deductions(Deductions(startAt: startAt, lines: read, atLeast: atLeast))
  }

  private func deductionLine(_ node: JSONNode, _ context: ExpressionContext) -> DeductionLine? {
    guard var reader = ObjectReader(node, .deductionLine, findings) else { return nil }
    let id = reader.required("id").flatMap { findings.text($0) }
    let each = expression(reader.required("each"), context)
    let costs = reader.required("costs").flatMap { findings.amount($0, currency: "")?.value }
    let atMost = reader.optional("atMost").flatMap { findings.amount($0, currency: "")?.value }
    let handlers = reader.handlers(findings, names, .step, context)
    reader.finish()
    guard let id, let each, let costs else { return nil }
    findings.agree(handlers, with: each.kind, at: node)
    return DeductionLine(id: id, each: each, costs: costs, atMost: atMost, handlers: handlers)
  }

  func score(_ reader: inout ObjectReader, _ context: ExpressionContext) -> ScoreRule? {
    let needs = reader.optional("reweightNeeds").flatMap { findings.share($0) }
    guard let weights = reader.required("weights"), let items = findings.someItems(weights) else {
      return nil
    }
    let lines = items.map { weightLine($0, context) }
    let read = lines.compactMap { $0 }
    guard read.count == lines.count else { return nil }
    findings.checkSum(of: read.map(\.weight), items, "weight", .weightsNotWhole)
    return ScoreRule(lines: read, reweightNeeds: needs)
  }

  private func weightLine(_ node: JSONNode, _ context: ExpressionContext) -> WeightLine? {
    guard var reader = ObjectReader(node, .weightLine, findings) else { return nil }
    let of = expression(reader.required("of"), context)
    let weight = reader.required("weight").flatMap { findings.share($0) }
    let needsPeriods = reader.optional("needsPeriods").flatMap { findings.whole($0) } ?? 1
    let handlers = reader.handlers(findings, names, .weightLine, context)
    reader.finish()
    guard let of, let weight else { return nil }
    findings.agree(handlers, with: of.kind, at: node)
    return WeightLine(of: of, weight: weight, needsPeriods: needsPeriods, handlers: handlers)
  }

}

/// The lower edge of a band.
private struct BandEdge: Hashable {
  let number: Exact
  let isInclusive: Bool
}
