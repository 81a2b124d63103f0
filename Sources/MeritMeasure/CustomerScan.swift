internal import MeritImport
package import MeritModel
internal import MeritPolicy

/// The customers of a book as they were read, and what there is to say about their file.
package struct CustomerFile: Sendable {
  /// The customers.
  package let list: CustomerList
  let table: WholeTable
  let notes: [RowProblem]
}

extension MeasureScan {
  /// Reads the customers; nil where the policy has none.
  package func customers(of roster: Roster) throws -> CustomerFile? {
    guard let customers = policy.customers,
      let source = sources[policy.inputs[customers.table].name]
    else { return nil }
    let table = try WholeTable(policy, customers.table, source, settings)
    let people = Dictionary(
      roster.people.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { one, _ in one })
    var unknown: [String: (rows: Int, first: SourcePlace)] = [:]
    let list = table.rows.compactMap { row -> (id: String, owner: Int?)? in
      guard let id = row.values[customers.id].text else { return nil }
      guard let owner = customers.owner.flatMap({ row.values[$0].text }) else { return (id, nil) }
      if people[owner] == nil {
        let known = unknown[owner] ?? (0, row.place)
        unknown[owner] = (known.rows + 1, min(known.first, row.place))
      }
      return (id, people[owner])
    }
    let name = policy.inputs[customers.table].name
    let notes = unknown.sorted { $0.value.first < $1.value.first }.map { owner, seen in
      note(owner, seen.rows, seen.first, name)
    }
    return CustomerFile(list: CustomerList(list), table: table, notes: notes)
  }

  private func note(
    _ owner: String, _ rows: Int, _ place: SourcePlace, _ table: String
  ) -> RowProblem {
    let words = rows == 1 ? "one customer" : "\(rows) customers, the first here"
    return RowProblem(
      code: .unknownOwner, severity: DiagnosticCode.unknownOwner.severity, table: table,
      file: place.file, line: place.line ?? 0, column: nil,
      message: "`\(owner)` is not on the roster; \(words)", value: owner)
  }
}
