/// Rows with a lower edge, `from` inclusive or `above` exclusive; null is no lower edge at all.
struct Bands {
  let rows: [JSON]

  /// The row that holds a value; nil below the lowest.
  func find(_ value: Fraction) throws -> JSON? {
    var found: (edge: Fraction?, exclusive: Bool, row: JSON)?
    for row in rows {
      let exclusive = row["above"] != nil
      let key = exclusive ? "above" : "from"
      let edge = try row.need(key).isNull ? nil : try row.needAmount(key)
      if let edge, exclusive ? value <= edge : value < edge { continue }
      if let best = found, !Bands.isHigher(edge, exclusive, than: (best.edge, best.exclusive)) {
        continue
      }
      found = (edge, exclusive, row)
    }
    return found?.row
  }

  func row(at value: Fraction) throws -> JSON {
    guard let row = try find(value) else { throw ReferenceStop("\(value) is below every band") }
    return row
  }

  private static func isHigher(
    _ edge: Fraction?, _ exclusive: Bool, than other: (Fraction?, Bool)
  ) -> Bool {
    guard let edge else { return false }
    guard let otherEdge = other.0 else { return true }
    return edge == otherEdge ? exclusive && !other.1 : edge > otherEdge
  }
}
