extension Cohort {
  /// The findings D115, one for each person whose line of managers leads back to that person.
  package var closedReportingLines: [Diagnostic] {
    guard let column = roster.column("manager_id") else { return [] }
    let managers = decidingRow.map { row in row.flatMap { $0.values[column].text } }
    let personOfID = Dictionary(
      roster.people.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return members.filter { isClosed(at: $0, managers, personOfID) }.map { person in
      let id = roster.people[person]
      return Diagnostic(
        .reportingLineCloses, "the reporting line of `\(id)` leads back to `\(id)`",
        at: decidingRow[person]?.place, help: "correct `manager_id` in the roster")
    }
  }

  private func isClosed(
    at person: Int, _ managers: [String?], _ personOfID: [String: Int]
  ) -> Bool {
    var seen: Set<Int> = []
    var next = managers[person].flatMap { personOfID[$0] }
    while let manager = next, seen.insert(manager).inserted {
      if manager == person { return true }
      next = managers[manager].flatMap { personOfID[$0] }
    }
    return false
  }
}
