import MeritModel

extension InputReading {
  /// The most people to whom one row is credited.
  private static let mostCredits = 8

  /// Reads `credits`: several people to whom each row is credited in parts.
  ///
  /// Nil where one of them could not be read.
  func credits(_ node: JSONNode, _ table: InputTable, _ owner: JSONNode?) -> [Credit]? {
    if owner != nil {
      findings.report(
        .unknownKey, "the input has both `owner` and `credits`", at: node,
        help: "keep `owner` for one person, `credits` for several")
    }
    guard let items = findings.someItems(node) else { return nil }
    let credits = items.compactMap { credit($0, table) }
    guard credits.count == items.count else { return nil }
    findings.checkSum(of: credits.map(\.share), items, "share", .sharesNotWhole)
    if credits.count > Self.mostCredits {
      findings.report(
        .wrongShape, "a row is credited to at most \(Self.mostCredits) people", at: node,
        help: "deliver one row for each person instead, with "
          + "`\"owner\": \"\(table.columnName(credits[0].column))\"`")
    }
    return credits
  }

  private func credit(_ node: JSONNode, _ table: InputTable) -> Credit? {
    guard var reader = ObjectReader(node, .credit, findings) else { return nil }
    let ownerNode = reader.required("owner")
    let share = reader.required("share").flatMap { findings.share($0) }
    let whenEmptyNode = reader.optional("whenEmpty")
    let whenEmpty = whenEmptyNode.flatMap { findings.word($0, of: ["to-others", "nobody"]) }
    reader.finish()
    guard let ownerNode, let column = column(ownerNode, table),
      findings.holdsIDs(column, table, ownerNode), let share
    else { return nil }
    if share <= .zero {
      findings.report(
        .wrongShape, "a share is above 0 %", at: node, help: "write it as in `\"50%\"`")
    }
    let isOptional = table.columns[column].isOptional
    if isOptional, whenEmptyNode == nil {
      findings.report(
        .missingKey, "`\(table.columnName(column))` may be empty, and nothing says what then",
        at: node, help: "add `\"whenEmpty\": \"to-others\"` or `\"nobody\"`")
    }
    if !isOptional, let whenEmptyNode {
      findings.report(
        .handlerNeverActs, "`\(table.columnName(column))` is never empty, so this never acts",
        at: whenEmptyNode, help: "delete it, or let the column be optional: `\"id?\"`")
    }
    return Credit(column: column, share: share, spreadsWhenEmpty: whenEmpty == "to-others")
  }
}

extension FindingCollector {
  /// Says whether a column can name people; reports one of another kind.
  func holdsIDs(_ column: Int, _ table: InputTable, _ node: JSONNode) -> Bool {
    let kind = table.columnKind(column)
    if kind == .id || kind == .text { return true }
    report(
      .kindMismatch, "`\(table.columnName(column))` is a \(kind.name), no id of a person", at: node,
      help: table.help(naming: "a column of ids") { $0 == .id || $0 == .text })
    return false
  }
}
