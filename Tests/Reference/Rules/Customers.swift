extension Evaluation {
  /// The column by which the rows of a table belong to customers.
  func customerColumn(of table: String) throws -> String? {
    for version in versions {
      if let column = version.policy.json["customers"]?["in"]?[table]?.text { return column }
    }
    return nil
  }
}

extension Version {
  /// Every customer of the policy's table, with the person who owns it.
  func customers() throws -> [String: String?] {
    guard let definition = policy.json["customers"] else { return [:] }
    let table = tables[try definition.needText("table")]
    let (id, owner) = (try definition.needText("id"), definition["owner"]?.text)
    var customers: [String: String?] = [:]
    for row in table?.rows ?? [] {
      guard let cell = row.cells[id], cell.isPresent else { continue }
      let owned = owner.flatMap { row.cells[$0] }
      customers[cell.text] = .some(owned.flatMap { $0.isPresent ? $0.text : nil })
    }
    return customers
  }
}
