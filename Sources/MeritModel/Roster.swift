/// One valid row of the roster.
package struct RosterRow: Hashable, Sendable {
  package let employee: String
  /// The values in the order of the roster's columns.
  package let values: [Value]
  /// The first day on which the row is valid.
  package let validFrom: CalendarDay
  /// The last day on which the row is valid; nil for ever.
  package let validTo: CalendarDay?
  package let place: SourcePlace

  /// Makes a row.
  package init(
    employee: String, values: [Value], validFrom: CalendarDay, validTo: CalendarDay?,
    place: SourcePlace
  ) {
    self.employee = employee
    self.values = values
    self.validFrom = validFrom
    self.validTo = validTo
    self.place = place
  }

  /// The days of a period on which the row is valid; nil if there is none.
  package func days(in period: Period) -> ClosedRange<CalendarDay>? {
    Self.days(from: validFrom, to: validTo, in: period)
  }

  /// The same of a row's dates alone, since a row is large to copy.
  package static func days(
    from validFrom: CalendarDay, to validTo: CalendarDay?, in period: Period
  ) -> ClosedRange<CalendarDay>? {
    let first = max(validFrom, period.start)
    let last = min(validTo ?? period.end, period.end)
    return first <= last ? first...last : nil
  }
}

/// Everybody the book knows, with all their rows; a person is addressed by a dense index.
package struct Roster: Sendable {
  /// The names of the columns, in the order of the rows' values.
  package let columns: [String]
  /// The employee ids in Unicode order; a person's index is the place in this list.
  package let people: [String]
  /// The rows of each person by first valid day.
  package let rows: [[RosterRow]]

  /// Makes a roster from rows in any order.
  package init(columns: [String], rows: [RosterRow]) {
    // Files are mostly in the order of the ids, and so are the ids in the order of their first rows:
    // sorting these costs little.
    var grouped: [String: [RosterRow]] = [:]
    grouped.reserveCapacity(rows.count)
    var ids: [String] = []
    for row in rows {
      if grouped[row.employee] == nil { ids.append(row.employee) }
      grouped[row.employee, default: []].append(row)
    }
    let people = ids.sorted(by: precedes)
    self.columns = columns
    self.people = people
    self.rows = people.map { id in
      (grouped[id] ?? []).sorted { ($0.validFrom, $0.place) < ($1.validFrom, $1.place) }
    }
  }

  private init(columns: [String], people: [String], rows: [[RosterRow]]) {
    self.columns = columns
    self.people = people
    self.rows = rows
  }

  /// The same roster with places for people of closed periods whom it does not know any more; they
  /// have no rows.
  package func including(_ ids: Set<String>) -> Roster {
    let known = Dictionary(uniqueKeysWithValues: zip(people, rows))
    let missing = ids.filter { known[$0] == nil }
    guard !missing.isEmpty else { return self }
    let all = (people + missing).sorted(by: precedes)
    return Roster(columns: columns, people: all, rows: all.map { known[$0] ?? [] })
  }

  /// The place of a column, where the roster has it.
  package func column(_ name: String) -> Int? { columns.firstIndex(of: name) }
}
