internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// The tables that others look values up in, each read once.
struct LookupSources {
  let policy: CompiledPolicy
  let sources: [String: TableSource]
  let roster: Roster
  let settings: ScanSettings
  /// The tables that were read, by their place in the policy; the roster is not among them.
  private(set) var tables: [Int: WholeTable] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// What there is to say about single rows of events.
  var notes: [RowProblem] = []

  init(
    policy: CompiledPolicy, sources: [String: TableSource], roster: Roster, settings: ScanSettings
  ) {
    self.policy = policy
    self.sources = sources
    self.roster = roster
    self.settings = settings
  }

  /// The looked-up columns of a table, in an order in which each comes after those it names.
  mutating func columns(of table: InputTable, _ scales: [NumberScale]) throws -> [LookupColumn] {
    var columns: [LookupColumn] = []
    for (place, column) in table.columns.enumerated() {
      guard let lookup = column.lookup else { continue }
      let rows = try rows(lookup)
      columns.append(
        LookupColumn(
          column: place, lookup: lookup,
          index: LookupIndex(rows, kind: column.kind, scale: scales[place])))
    }
    return columns
  }

  private mutating func rows(_ lookup: Lookup) throws -> [LookupRow] {
    let isRoster = policy.inputs[lookup.table].name == "roster"
    let rows = isRoster ? rosterRows() : try table(lookup.table).rows
    if !isRoster, let validity = lookup.validity {
      for finding in overlaps(rows, lookup, validity) where !diagnostics.contains(finding) {
        diagnostics.append(finding)
      }
    }
    return rows.compactMap { row in
      let key = lookup.key.compactMap { row.values[$0].text }
      guard key.count == lookup.key.count else { return nil }
      let days = lookup.validity.map { LookupSources.days(of: row, $0) }
      return LookupRow(
        key: key, from: days?.from ?? .min, to: days?.to ?? .max, value: row.values[lookup.gives])
    }
  }

  /// The first and the last day of a row, for ever where it names none.
  private static func days(of row: WholeTable.Row, _ validity: Lookup.Validity) -> (
    from: Int64, to: Int64
  ) {
    let to = validity.to.flatMap { row.values[$0].day }
    return (
      row.values[validity.from].day.map { Int64($0.number) } ?? .min,
      to.map { Int64($0.number) } ?? .max
    )
  }

  /// Takes in the customers, which were read before.
  mutating func take(_ customers: CustomerFile) {
    guard let place = policy.customers?.table else { return }
    tables[place] = customers.table
    notes += customers.notes
  }

  /// The whole table at a place of the policy.
  mutating func table(_ place: Int) throws -> WholeTable {
    if let known = tables[place] { return known }
    guard let source = sources[policy.inputs[place].name] else { return WholeTable() }
    let table = try WholeTable(policy, place, source, settings)
    tables[place] = table
    return table
  }

  /// The roster's rows with the policy's columns; the roster may have been read with others.
  private func rosterRows() -> [WholeTable.Row] {
    let columns = (policy.roster?.columns ?? []).map { roster.column($0.name) }
    return roster.rows.joined().map { row in
      WholeTable.Row(
        values: columns.map { $0.map { row.values[$0] } ?? .missing }, place: row.place)
    }
  }

  /// The findings D105: two rows of one key that hold on one day.
  private func overlaps(
    _ rows: [WholeTable.Row], _ lookup: Lookup, _ validity: Lookup.Validity
  ) -> [Diagnostic] {
    let byKey = Dictionary(grouping: rows) { row in lookup.key.map { row.values[$0].text ?? "" } }
    return byKey.flatMap { key, rows -> [Diagnostic] in
      let dated = rows.map { (row: $0, days: LookupSources.days(of: $0, validity)) }
        .sorted { ($0.days.from, $0.row.place) < ($1.days.from, $1.row.place) }
      return zip(dated, dated.dropFirst()).compactMap { earlier, later -> Diagnostic? in
        guard later.days.from <= earlier.days.to else { return nil }
        return Diagnostic(
          .overlappingRosterRows,
          "two rows of `\(key.joined(separator: ", "))` hold on one day",
          at: later.row.place, notes: ["the other row is \(earlier.row.place)"],
          help: "let `valid_to` of the earlier row be the day before the later one begins")
      }
    }.inOrder
  }
}
