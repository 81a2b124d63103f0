internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Makes the cells of people and groups from what was gathered by person.
///
/// Unchecked, since what was gathered is complete and only read from here on.
struct CellFiller: @unchecked Sendable {
  let plan: TablePlan
  let partials: [Partial]
  let files: [String]
  let workers: any Workers

  /// The cells of a figure, and the places of those that grew too large.
  func cells(_ use: TablePlan.Use, _ cohort: Cohort) -> (cells: [MeasureCell], overflows: [Int]) {
    let subjects = subjects(use, cohort)
    let (whole, part) = (source(use.key), use.part.flatMap(source))
    let stretches = workers.split(subjects.count) { places in
      var (cells, overflows): ([MeasureCell], [Int]) = ([], [])
      cells.reserveCapacity(places.count)
      for place in places {
        do throws(ExactError) {
          cells.append(try cell(of: subjects[place], whole, part))
        } catch {
          cells.append(.noRows)
          overflows.append(place)
        }
      }
      return (cells, overflows)
    }
    var (cells, overflows): ([MeasureCell], [Int]) = ([], [])
    cells.reserveCapacity(subjects.count)
    for (some, faults) in stretches {
      cells += some
      overflows += faults
    }
    return (cells, overflows)
  }

  private func cell(
    of people: [Int], _ whole: Source?, _ part: Source?
  ) throws(ExactError) -> MeasureCell {
    let all = try whole?.cell(of: people) ?? .noRows
    guard let part, all.rows > 0 else { return all }
    let share = try Exact(part.cell(of: people).rows) / Exact(all.rows)
    return MeasureCell(rows: all.rows, value: .number(share))
  }

  /// The sum over all rows, whoever owns them; nil where it grew too large.
  func total(_ key: AggregateKey) -> Exact? {
    let everybody = Array(0...plan.isMember.count)
    guard let cell = try? source(key)?.cell(of: everybody) ?? .noRows else { return nil }
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

  /// Where the cells of a figure come from.
  private struct Source: @unchecked Sendable {
    // Unchecked as the filler is.
    let partial: Partial
    let function: AggregateFunction
    let facts: ColumnFacts

    func cell(of people: [Int]) throws(ExactError) -> MeasureCell {
      try partial.cell(of: people, function, facts)
    }
  }

  /// The source of an aggregate; nil where it gathers rows, or was not gathered.
  private func source(_ key: AggregateKey) -> Source? {
    guard case .value(let function, let column) = key.what,
      let place = plan.keys.firstIndex(of: key)
    else { return nil }
    return Source(partial: partials[place], function: function, facts: facts(column ?? 0))
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
      if use.needs.withSelf, let leader = groups.firstReader[group],
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

extension MeasureCell {
  /// The cell of someone without rows.
  fileprivate static let noRows = MeasureCell(rows: 0, value: nil)
}
