/// One policy of a book with the rows as its contracts read them.
final class Version {
  let policy: PolicyText
  let tables: [String: InputTable]
  let roster: Roster
  let reach: Reach
  private let lookups: [String: [Lookup]]
  private var passing: [String: [InputRow]] = [:]

  /// The roster is read as the run's own version declares it.
  init(policy: PolicyText, data: [String: [[String: String]]], roster shared: Roster?) throws {
    self.policy = policy
    let builder = try TableBuilder(policy: policy, data: data)
    guard let rosterTable = builder.tables["roster"] else { throw ReferenceStop("no roster") }
    roster = try shared ?? Roster(table: rosterTable)
    tables = try Exclusions(policy: policy, roster: roster).applied(to: builder.tables)
    lookups = builder.lookups
    reach = try Reach(policy: policy)
  }

  /// The rows of a measure's table that pass a condition, looked-up columns of the period included.
  func rows(
    of table: String, where text: String?, in period: Period, knownUntil: Day? = nil
  ) throws -> [InputRow] {
    guard let input = tables[table] else { throw ReferenceStop("no input \(table)") }
    let atEnd = lookups[table] ?? []
    let depends = !atEnd.isEmpty || (text ?? "").contains("period.")
    let key = "\(table) \(text ?? "")"
    if !depends, let known = passing[key] { return known }
    let condition = try text.map(Expression.read)
    let rows = try input.rows.compactMap { row -> InputRow? in
      var row = row
      for lookup in atEnd {
        row.cells[lookup.name] = try lookup.value(
          for: row.cells, periodEnd: knownUntil ?? period.end)
      }
      guard let condition else { return row }
      let scene = RowScene(
        cells: row.cells, policy: policy, period: period, knownUntil: knownUntil)
      return try scene.value(of: condition) == .flag(true) ? row : nil
    }
    if !depends { passing[key] = rows }
    return rows
  }

  func holds(_ period: Period) -> Bool {
    policy.from <= period.end && (policy.to.map { period.end <= $0 } ?? true)
  }
}
