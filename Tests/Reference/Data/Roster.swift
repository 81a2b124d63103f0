/// One row of the roster.
struct RosterRow {
  let id: String
  let from: Day
  let to: Day?
  let cells: [String: Value]

  func text(_ column: String) -> String? {
    guard case .text(let text) = cells[column] else { return nil }
    return text
  }

  func isValid(on day: Day) -> Bool {
    from <= day && (to.map { day <= $0 } ?? true)
  }

  func touches(_ period: Period) -> Bool {
    from <= period.end && (to.map { period.start <= $0 } ?? true) && (to.map { from <= $0 } ?? true)
  }
}

/// The roster of all times.
struct Roster {
  let rows: [RosterRow]

  init(table: InputTable) throws {
    rows = try table.rows.map { row in
      guard case .text(let id) = row.cells["employee_id"],
        case .day(let from) = row.cells["valid_from"]
      else { throw ReferenceStop("a roster row without employee_id or valid_from") }
      var to: Day?
      if case .day(let day) = row.cells["valid_to"] { to = day }
      return RosterRow(id: id, from: from, to: to, cells: row.cells)
    }
    try refuseOverlaps()
  }

  private func refuseOverlaps() throws {
    for (id, rows) in Dictionary(grouping: rows, by: \.id) {
      let sorted = rows.sorted { $0.from < $1.from }
      for (earlier, later) in zip(sorted, sorted.dropFirst())
      where earlier.isValid(on: later.from) {
        throw ReferenceStop("two roster rows of \(id) share a day")
      }
    }
  }

  /// The people of a period, each with the deciding row.
  func deciding(in period: Period) -> [String: RosterRow] {
    var people: [String: RosterRow] = [:]
    for row in rows where row.touches(period) {
      if let other = people[row.id], row.from < other.from { continue }
      people[row.id] = row
    }
    return people
  }
}
