/// The people of a period by group of one scope.
package struct Groups: Sendable {
  /// The groups' ids in Unicode order.
  package let ids: [String]
  /// The members of each group, by ascending index of the person.
  package let members: [[Int]]
  /// For each person the group whose value a rule for that person reads: the own team or
  /// department; for `reports` and `organisation` the group that the person leads.
  package let groupOfPerson: [Int?]
  /// For each group the first person who reads it; for `reports` and `organisation` who leads it.
  package let firstReader: [Int?]

  /// Makes groups.
  package init(ids: [String], members: [[Int]], groupOfPerson: [Int?]) {
    self.ids = ids
    self.members = members
    self.groupOfPerson = groupOfPerson
    var firstReader = [Int?](repeating: nil, count: ids.count)
    for (person, group) in groupOfPerson.enumerated().reversed() {
      if let group { firstReader[group] = person }
    }
    self.firstReader = firstReader
  }
}

/// Who is in a period, by which deciding row, and in which groups.
package struct Cohort: Sendable {
  package let period: Period
  package let roster: Roster
  /// The persons in the period, by ascending index.
  package let members: [Int]
  /// For each person of the roster the row that decides; nil if not in the period.
  package let decidingRow: [RosterRow?]
  /// The groups of every scope but `employee`.
  package let groups: [Scope: Groups]
  /// The last day of which something is known; later than the period's where it is looked at again.
  package var knownUntil: CalendarDay
  /// For each person the place of the deciding row among the person's; empty where the ledger says who
  /// was in the period.
  var choice: [Int?] = []

  /// Makes a cohort from its parts; see `Cohort.init(of:in:)` for how they come about.
  package init(
    period: Period, roster: Roster, members: [Int], decidingRow: [RosterRow?],
    groups: [Scope: Groups]
  ) {
    self.period = period
    self.roster = roster
    self.members = members
    self.decidingRow = decidingRow
    self.groups = groups
    knownUntil = period.end
  }

  /// The same people, with groups besides that people do not make up.
  package func withGroups(_ ids: [Scope: [String]]) -> Cohort {
    guard !ids.isEmpty else { return self }
    let more = ids.mapValues { ids in
      Groups(ids: ids, members: ids.map { _ in [] }, groupOfPerson: roster.people.map { _ in nil })
    }
    return Cohort(
      period: period, roster: roster, members: members, decidingRow: decidingRow,
      groups: groups.merging(more) { own, _ in own })
  }

  /// Whether the same rows of the same roster decide both periods.
  package func hasRows(of other: Cohort) -> Bool { !choice.isEmpty && choice == other.choice }

  /// Whether the same row of the same roster decides both periods for a person.
  package func hasRow(of other: Cohort, for person: Int) -> Bool {
    choice.indices.contains(person) && other.choice.indices.contains(person)
      && choice[person] == other.choice[person]
  }

  /// The id of a person, or of a group of a scope, as figures.csv names it.
  package func id(of subject: Int, _ scope: Scope) -> String {
    scope == .employee ? roster.people[subject] : groups[scope]?.ids[subject] ?? ""
  }

  /// The value of a roster column in the person's deciding row; missing where there is none.
  package func value(_ column: Int, of person: Int) -> Value {
    decidingRow[person]?.values[column] ?? .missing
  }
}
