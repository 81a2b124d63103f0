extension Evaluation {
  /// A measure over rows that somebody wrote at discretion, within limits.
  func adjustment(_ use: Use) throws -> Value {
    let definition = try definition(of: use)
    guard let shape = RowShape(definition), let column = shape.column else {
      throw ReferenceStop("\(use.name) adds up nothing")
    }
    let limits = try (definition["between"]?.items ?? []).map { json in
      guard let limit = Amount.read(json) else { throw ReferenceStop("unreadable limit") }
      return limit
    }
    let rows = try rows(of: use, definition, table: shape.table, where: definition["where"]?.text)
    for row in rows {
      guard let amount = row.row.cells[column]?.number else { continue }
      if limits.count == 2, amount < limits[0] || limits[1] < amount {
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
