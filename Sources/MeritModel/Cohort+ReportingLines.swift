extension Cohort {
  /// The findings D115, one for each person whose line of managers leads back to that person.
  package var closedReportingLines: [Diagnostic] {
    guard let column = roster.column("manager_id") else { return [] }
    let isClosed = Self.closed(managers(column), from: members)
    return members.filter { isClosed[$0] }.map { person in
      let id = roster.people[person]
      return Diagnostic(
        .reportingLineCloses, "the reporting line of `\(id)` leads back to `\(id)`",
        at: decidingRow[person]?.place, help: "correct `manager_id` in the roster")
    }
  }

  /// For each person who the manager is, by the roster's column with the manager's id.
  private func managers(_ column: Int) -> [Int?] {
    let ids = decidingRow.map { row in row.flatMap { $0.values[column].text } }
    // Few of all are somebody's manager.
    let asked = Set(ids.compactMap(\.self))
    let places = Dictionary(
      roster.people.enumerated().filter { asked.contains($1) }.map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    return ids.map { $0.flatMap { places[$0] } }
  }

  /// For each person whether the line of managers leads back there; each line is walked once.
  private static func closed(_ managers: [Int?], from people: [Int]) -> [Bool] {
    var isClosed = [Bool](repeating: false, count: managers.count)
    var walk = [Int?](repeating: nil, count: managers.count)
    for person in people {
      var next: Int? = person
      while let manager = next, walk[manager] == nil {
        walk[manager] = person
        next = managers[manager]
      }
      // Who is met again in the same walk is on a closed line, with all up to there.
      guard let first = next, walk[first] == person, !isClosed[first] else { continue }
      next = first
      while let manager = next, !isClosed[manager] {
        isClosed[manager] = true
        next = managers[manager]
      }
    }
    return isClosed
  }
}
