import MeritModel

extension DefinitionReading {
  /// Reads the seats of the best grades beside bands.
  func limits(
    _ node: JSONNode, _ set: GradeSet, _ context: ExpressionContext
  ) -> GradeLimits? {
    guard var reader = ObjectReader(node, .gradeLimits, findings) else { return nil }
    let within = reader.required("within").flatMap { findings.choice($0, Scope.self) }
    let orderNodes = reader.required("order").flatMap { findings.someItems($0) } ?? []
    let ties = reader.word("ties")
    let seatNodes = reader.required("seats").flatMap { findings.someItems($0) } ?? []
    reader.finish()
    let order = orderNodes.compactMap { orderKey($0, context) }
    let seats = seatNodes.compactMap { limitedSeats($0, set) }
    guard let within, let ties, order.count == orderNodes.count, seats.count == seatNodes.count
    else { return nil }
    checkGrades(seats, set, node)
    return GradeLimits(within: within, order: order, ties: ties, seats: seats)
  }

  private func checkGrades(_ seats: [LimitedSeats], _ set: GradeSet, _ node: JSONNode) {
    var told: Set<[String]> = []
    for row in seats where !told.insert(row.grades.map(\.name)).inserted {
      let names = row.grades.map { "`\($0.name)`" }.joined(separator: ", ")
      findings.report(
        .definedTwice, "the seats of \(names) are given twice", at: node,
        help: "delete one of the two, with its `seats`")
    }
    if let worst = set.grades.last, seats.contains(where: { $0.grades.contains(worst) }) {
      findings.report(
        .wrongShape, "the worst grade `\(worst.name)` cannot be limited", at: node,
        help: "nobody could take the next grade; delete the row of `\"\(worst.name)\"`")
    }
  }

  private func limitedSeats(_ node: JSONNode, _ set: GradeSet) -> LimitedSeats? {
    guard var reader = ObjectReader(node, .limitedSeats, findings) else { return nil }
    let grades = reader.required("is").flatMap { sharing($0, set) }
    let shareNode = reader.optional("share")
    let roundNode = shareNode == nil ? nil : reader.required("round")
    let countNode = reader.optional("count")
    let sizeNode = reader.optional("bySize")
    reader.finish()
    guard [shareNode, countNode, sizeNode].count(where: { $0 != nil }) == 1 else {
      findings.report(
        .missingKey, "the seats of a grade are one of `share`, `count` and `bySize`", at: node,
        help: "keep one of them, for example `\"count\": 2`")
      return nil
    }
    let count: SeatCount?
    if let shareNode {
      count = roundNode.flatMap { share(shareNode, $0) }
    } else {
      count = (countNode.flatMap(sizedCount) ?? sizeNode.flatMap(sizedRows)).map(SeatCount.sized)
    }
    guard let grades, let count else { return nil }
    return LimitedSeats(grades: grades, count: count)
  }

  /// The grade of a row of seats, or those that share them; from the best to the worst.
  private func sharing(_ node: JSONNode, _ set: GradeSet) -> [Grade]? {
    guard case .array = node.content else { return grade(node, set).map { [$0] } }
    guard let items = findings.someItems(node) else { return nil }
    let grades = items.compactMap { grade($0, set) }.sorted { $0.rank < $1.rank }
    guard grades.count == items.count else { return nil }
    guard zip(grades, grades.dropFirst()).allSatisfy({ $0.rank + 1 == $1.rank }) else {
      let between = set.grades[grades[0].rank...grades[grades.count - 1].rank]
      let all = between.map { "\"\($0.name)\"" }.joined(separator: ", ")
      findings.report(
        .wrongShape, "grades that share seats follow each other, each once", at: node,
        help: "write `[\(all)]`")
      return nil
    }
    return grades
  }

  private func share(_ node: JSONNode, _ round: JSONNode) -> SeatCount? {
    guard let share = findings.share(node),
      case .some(.some(let rounding)) = findings.rounding(round)
    else { return nil }
    guard rounding.step == .one else {
      findings.report(
        .wrongShape, "seats are rounded to whole ones", at: round,
        help: "write `\"1 half-up\"`, or another mode with the step 1")
      return nil
    }
    return .share(share, rounding)
  }
}
