extension Evaluation {
  /// A measure over rows that somebody wrote at discretion, within limits.
  func adjustment(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    guard let shape = RowShape(definition), let column = shape.column else {
      throw ReferenceStop("\(use.name) adds up nothing")
    }
    let limits = try (definition["between"]?.items ?? []).map { json -> Fraction? in
      if let table = json["table"]?.text { return try tableValue(table, use).number }
      guard let limit = Amount.read(json) else { throw ReferenceStop("unreadable limit") }
      return limit
    }
    let rows = try rows(of: use, definition, table: shape.table, where: definition["where"]?.text)
    for row in rows {
      guard let amount = row.row.cells[column]?.number else { continue }
      guard let least = limits[0], let greatest = limits[1] else {
        throw ReferenceStop("an adjustment of \(use.subject.id) without a limit")
      }
      if amount < least || greatest < amount {
        throw ReferenceStop("an adjustment of \(use.subject.id) outside its limits")
      }
      for needed in definition["needs"]?.texts ?? []
      where !(row.row.cells[needed]?.isPresent ?? false) {
        throw ReferenceStop("an adjustment of \(use.subject.id) without its \(needed)")
      }
    }
    return try measure(use)
  }
}
