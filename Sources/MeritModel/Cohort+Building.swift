extension Cohort {
  /// Finds who is in a period, with the customers of the book: a person is, where a roster row is valid on at least one day of it.
  ///
  /// The row valid on the last day decides; if there is none, the row valid latest inside the period.
  /// Where the same rows decide another period of the same roster and customers, `like` saves finding
  /// its groups again: they are those of most days of a month.
  package init(
    of roster: Roster, in period: Period, customers: CustomerList? = nil, like other: Cohort? = nil
  ) {
    let choice = roster.rows.map { Cohort.decidingRow(of: $0, in: period) }
    if let other, !choice.isEmpty, other.choice == choice {
      self.init(
        period: period, roster: roster, members: other.members, decidingRow: other.decidingRow,
        groups: other.groups)
      // The very same array is found equal without a look into it.
      self.choice = other.choice
    } else {
      let deciding = zip(roster.rows, choice).map { rows, place in place.map { rows[$0] } }
      let members = deciding.indices.filter { deciding[$0] != nil }
      let building = GroupBuilding(roster: roster, members: members, decidingRow: deciding)
      var groups = building.all()
      groups[.customer] = customers?.groups(of: Set(members), people: deciding.count)
      self.init(
        period: period, roster: roster, members: members, decidingRow: deciding, groups: groups)
      self.choice = choice
    }
  }

  /// The people of a closed period, by the rows that decided it when it was closed.
  package init(of roster: Roster, in period: Period, decidedBy rows: [String: RosterRow]) {
    let deciding = roster.people.map { rows[$0] }
    let members = deciding.indices.filter { deciding[$0] != nil }
    let building = GroupBuilding(roster: roster, members: members, decidingRow: deciding)
    self.init(
      period: period, roster: roster, members: members, decidingRow: deciding,
      groups: building.all())
  }

  /// The place of the row that decides among those of a person.
  private static func decidingRow(of rows: [RosterRow], in period: Period) -> Int? {
    var best: (place: Int, last: CalendarDay)?
    for (place, row) in rows.enumerated() {
      guard let days = row.days(in: period) else { continue }
      if best.map({ days.upperBound > $0.last }) ?? true { best = (place, days.upperBound) }
    }
    return best?.place
  }

  /// Days of the period on which a valid row gives the person one of the roles.
  package func days(of person: Int, inRoles roles: [String]) -> Int {
    guard let role = roster.column("role") else { return 0 }
    return roster.rows[person].reduce(0) { sum, row in
      guard let days = row.days(in: period), let name = row.values[role].text,
        roles.contains(name)
      else { return sum }
      return sum + days.lowerBound.days(to: days.upperBound) + 1
    }
  }
}

/// Puts the people of a period into their groups.
private struct GroupBuilding {
  let roster: Roster
  let members: [Int]
  let decidingRow: [RosterRow?]

  func all() -> [Scope: Groups] {
    let managers = reports()
    return [
      .team: byColumn("team_id"), .department: byColumn("department_id"), .company: company(),
      .reports: led(managers), .organisation: led(below(managers)),
    ]
  }

  private func company() -> Groups {
    let everybody = Set(members)
    return Groups(
      ids: ["company"], members: [members],
      groupOfPerson: decidingRow.indices.map { everybody.contains($0) ? 0 : nil })
  }

  private func byColumn(_ name: String) -> Groups {
    guard let column = roster.column(name) else {
      return Groups(ids: [], members: [], groupOfPerson: decidingRow.map { _ in nil })
    }
    var people: [String: [Int]] = [:]
    for person in members {
      guard let id = decidingRow[person]?.values[column].text else { continue }
      people[id, default: []].append(person)
    }
    let ids = people.keys.sorted(by: precedes)
    var groupOfPerson = [Int?](repeating: nil, count: decidingRow.count)
    for (group, id) in ids.enumerated() {
      for person in people[id] ?? [] { groupOfPerson[person] = group }
    }
    return Groups(ids: ids, members: ids.map { people[$0] ?? [] }, groupOfPerson: groupOfPerson)
  }

  /// The direct reports of each manager, whether or not the roster knows the manager.
  private func reports() -> [String: [Int]] {
    guard let column = roster.column("manager_id") else { return [:] }
    var reports: [String: [Int]] = [:]
    for person in members {
      guard let id = decidingRow[person]?.values[column].text, id != roster.people[person] else {
        continue
      }
      reports[id, default: []].append(person)
    }
    return reports
  }

  /// Everybody below each manager; a line that closes on itself is walked once.
  private func below(_ reports: [String: [Int]]) -> [String: [Int]] {
    var below: [String: [Int]] = [:]
    for manager in reports.keys {
      var found: Set<Int> = []
      var waiting = reports[manager] ?? []
      while let person = waiting.popLast() {
        guard roster.people[person] != manager, found.insert(person).inserted else { continue }
        waiting += reports[roster.people[person]] ?? []
      }
      below[manager] = found.sorted()
    }
    return below
  }

  private func led(_ people: [String: [Int]]) -> Groups {
    let managers = people.keys.sorted(by: precedes)
    let groups = Dictionary(
      managers.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { one, _ in one })
    return Groups(
      ids: managers, members: managers.map { people[$0] ?? [] },
      groupOfPerson: roster.people.map { groups[$0] })
  }
}
