import MeritModel

/// Reads the section `customers`: who the customers are, and which rows are theirs.
struct CustomerReading {
  let names: NameTable
  let findings: FindingCollector

  func customers(_ node: JSONNode?) -> CustomerTable? {
    guard let node, var reader = ObjectReader(node, .customers, findings) else { return nil }
    let tableNode = reader.required("table")
    let idNode = reader.required("id")
    let ownerNode = reader.optional("owner")
    let inNode = reader.required("in")
    reader.finish()
    guard let tableNode, let name = findings.text(tableNode),
      let place = input(name, tableNode)
    else { return nil }
    let table = names.inputs[place]
    let id = idNode.flatMap { self.id($0, table) }
    let owner = ownerNode.map { findings.idColumn($0, of: table, names) }
    let columns = inNode.flatMap(self.columns)
    guard let id, owner.map({ $0 != nil }) ?? true, let columns else { return nil }
    return CustomerTable(table: place, id: id, owner: owner ?? nil, columns: columns)
  }

  private func input(_ name: String, _ node: JSONNode) -> Int? {
    if let place = names.inputs.firstIndex(where: { $0.name == name }), name != "roster" {
      return place
    }
    if names.broken.contains(name) { return nil }
    let others = names.inputs.map(\.name).filter { $0 != "roster" }
    findings.report(
      .unknownName,
      name == "roster"
        ? "the roster lists people, no customers" : "there is no input `\(name.shortened)`",
      at: node,
      help: nearest(to: name, among: others).map { "did you mean `\($0)`?" }
        ?? "the inputs are \(others.map { "`\($0)`" }.joined(separator: ", "))")
    return nil
  }

  /// The key tells customers apart, so no id can stand in two rows.
  private func id(_ node: JSONNode, _ table: InputTable) -> Int? {
    guard let id = findings.idColumn(node, of: table, names) else { return nil }
    if table.key == [id] { return id }
    findings.report(
      .wrongShape, "`\(table.columnName(id))` is not the key of `\(table.name)`", at: node,
      help: "let the input say `\"key\": [\"\(table.columnName(id))\"]`")
    return nil
  }

  private func columns(_ node: JSONNode) -> [Int: Int]? {
    guard var reader = ObjectReader(node, .customerColumns, findings) else { return nil }
    var columns: [Int: Int] = [:]
    var isWhole = true
    for member in reader.all() {
      guard let place = input(member.key, member.node),
        let column = findings.idColumn(member.node, of: names.inputs[place], names)
      else {
        isWhole = false
        continue
      }
      columns[place] = column
    }
    return isWhole ? columns : nil
  }
}
