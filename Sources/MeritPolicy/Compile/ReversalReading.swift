import MeritModel

extension InputReading {
  /// Reads how rows of a table take back others of it.
  func reversal(
    _ node: JSONNode, _ table: InputTable, _ key: [Int], _ date: Int?
  ) -> Reversal? {
    guard var reader = ObjectReader(node, .reversal, findings) else { return nil }
    let keyNode = reader.required("key")
    let withinNode = reader.optional("within")
    reader.finish()
    let within = withinNode.flatMap { findings.window($0) }
    guard let keyNode, let column = column(keyNode, table), (within == nil) == (withinNode == nil),
      isOptional(column, table, keyNode), fits(column, key, table, keyNode)
    else { return nil }
    guard date != nil else {
      findings.report(
        .missingKey, "the rows of `\(table.name)` have no date, so none of them is earlier",
        at: node, help: "add `date` to the input")
      return nil
    }
    return Reversal(column: column, within: within)
  }

  private func isOptional(_ column: Int, _ table: InputTable, _ node: JSONNode) -> Bool {
    let named = table.columns[column]
    if named.isOptional { return true }
    findings.report(
      .wrongShape, "`\(named.name)` is never empty, so every row would take back another",
      at: node, help: "let the cell be empty: `\"\(named.kind.name)?\"`")
    return false
  }

  /// Says whether a column can hold the key of a row.
  private func fits(_ column: Int, _ key: [Int], _ table: InputTable, _ node: JSONNode) -> Bool {
    guard key.count == 1 else {
      findings.report(
        .wrongShape, "one column cannot name a row of `\(table.name)`, whose key is not one column",
        at: node, help: "give the input a `\"key\"` of one column")
      return false
    }
    let texts: [Kind] = [.id, .text]
    let (own, other) = (table.columns[column].kind, table.columns[key[0]].kind)
    guard column != key[0], texts.contains(own), texts.contains(other) else {
      findings.report(
        .kindMismatch,
        "`\(table.columns[column].name)` cannot hold the key `\(table.columns[key[0]].name)`",
        at: node,
        help: table.help(naming: "a column of ids other than the key") { texts.contains($0) })
      return false
    }
    return true
  }
}
