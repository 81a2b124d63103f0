internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Makes the cells of people and groups from what was gathered by person.
struct CellFiller {
  let plan: TablePlan
  let partials: [Partial]
  let files: [String]

  /// The cells of a figure, and the places of those that grew too large.
  func cells(_ use: TablePlan.Use, _ cohort: Cohort) -> (cells: [MeasureCell], overflows: [Int]) {
    var overflows: [Int] = []
    let cells = subjects(use, cohort).enumerated().map { subject, people in
      do {
        return try cell(of: people, use)
      } catch {
        overflows.append(subject)
        return MeasureCell(rows: 0, value: nil)
      }
    }
    return (cells, overflows)
  }

  private func cell(of people: [Int], _ use: TablePlan.Use) throws(ExactError) -> MeasureCell {
    let all = try cell(of: people, use.key)
    guard let part = use.part, all.rows > 0 else { return all }
    let share = try Exact(cell(of: people, part).rows) / Exact(all.rows)
    return MeasureCell(rows: all.rows, value: .number(share))
  }

  /// The sum over all rows, whoever owns them; nil where it grew too large.
  func total(_ key: AggregateKey) -> Exact? {
    guard let cell = try? cell(of: Array(0...plan.isMember.count), key) else { return nil }
    if case .number(let number)? = cell.value { return number }
    return .zero
  }

  /// The rows of a figure; nil where its rows are not kept.
  func rows(_ use: TablePlan.Use, _ cohort: Cohort) throws(ExactError) -> RowList? {
    guard case .rows(let columns) = use.key.what, let place = plan.keys.firstIndex(of: use.key),
      case .rows(let partial) = partials[place]
    else { return nil }
    var subjects = subjects(use, cohort)
    if case .rating = use.needs.shape { subjects = [Array(0...plan.isMember.count)] }
    return try partial.list(of: subjects, columns.map(facts), files: files)
  }

  private func cell(of people: [Int], _ key: AggregateKey) throws(ExactError) -> MeasureCell {
    guard case .value(let function, let column) = key.what,
      let place = plan.keys.firstIndex(of: key)
    else { return MeasureCell(rows: 0, value: nil) }
    return try partials[place].cell(of: people, function, facts(column ?? 0))
  }

  private func facts(_ column: Int) -> ColumnFacts {
    ColumnFacts(kind: plan.table.columnKind(column), scale: plan.scales[column], files: files)
  }

  private func subjects(_ use: TablePlan.Use, _ cohort: Cohort) -> [[Int]] {
    let rule = plan.policy[use.rule]
    if rule.scope == .employee { return cohort.roster.people.indices.map { [$0] } }
    guard let groups = cohort.groups[rule.scope] else { return [] }
    if rule.scope == .customer { return groups.ids.indices.map { [$0] } }
    return groups.members.indices.map { group in
      var people = groups.members[group]
      if use.needs.withSelf, let leader = groups.groupOfPerson.firstIndex(of: group),
        cohort.decidingRow[leader] != nil, !people.contains(leader)
      {
        people.append(leader)
      }
      if let roles = use.needs.roles, let column = cohort.roster.column("role") {
        people = people.filter { roles.contains(cohort.value(column, of: $0).text ?? "") }
      }
      // Rows of a table without owner belong to the company as a whole.
      if !plan.hasOwner(use.key.ownership) { people = [plan.isMember.count] }
      return people
    }
  }
}
