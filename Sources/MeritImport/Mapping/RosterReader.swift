package import MeritModel

/// Reads the roster whole: every row, with all its columns as values.
package struct RosterReader: Sendable {
  /// The roster, and what there is to say about its files.
  package struct Reading: Sendable {
    package let roster: Roster
    package let accounts: [ConservationAccount]
    package let problems: [RowProblem]
    package let diagnostics: [Diagnostic]
    /// The form in which each file was read.
    package let dialects: [String: CSVDialect]
  }

  /// Unchecked, since the one worker of the scan owns it.
  private final class Rows: @unchecked Sendable {
    var rows: [RosterRow] = []
  }

  /// Reads all files of the roster; rows are valid for ever where it has no `valid_from`.
  package static func read(
    _ contract: TableContract, _ source: TableSource, settings: ScanSettings = ScanSettings(),
    utcOffset: @escaping @Sendable (Int64) -> Int = { _ in 0 }
  ) throws -> Reading {
    let table = try OpenTable(contract, source, settings: settings, utcOffset: utcOffset)
    var single = settings
    single.threads = 1
    let columns = contract.columns.map(\.name)
    let places = (
      id: columns.firstIndex(of: "employee_id"), from: columns.firstIndex(of: "valid_from"),
      to: columns.firstIndex(of: "valid_to")
    )
    let names = table.files.map(\.name)
    let scan = TableScan(table, owners: OwnerIndex([]), settings: single)
    let result = try scan.run(makeWorker: { Rows() }) { rows, batch in
      for row in 0..<batch.count where batch.faults[row] == 0 {
        let values = columns.indices.map { batch.value($0, row) }
        rows.rows.append(
          RosterRow(
            employee: places.id.flatMap { values[$0].text } ?? "", values: values,
            validFrom: places.from.flatMap { values[$0].day } ?? firstDay,
            validTo: places.to.flatMap { values[$0].day },
            place: SourcePlace(file: names[batch.file], line: batch.lines[row])))
        batch.log.uses[RowUse.used.rawValue] += 1
      }
    }
    let summary = ScanSummary(table, result.logs)
    let (rows, replaced) = latest(result.workers.flatMap(\.rows), source, contract.name)
    let (distinct, equal) = withoutRepetitions(rows, contract.name)
    let repeated = replaced + equal
    let roster = Roster(columns: columns, rows: distinct)
    return Reading(
      roster: roster,
      accounts: summary.accounts.map { account(repeated, $0) },
      problems: summary.problems + repeated,
      diagnostics: summary.diagnostics + overlaps(roster),
      dialects: Dictionary(
        table.files.map { ($0.name, $0.dialect) }, uniquingKeysWith: { first, _ in first }))
  }

  private static let firstDay = CalendarDay(year: 1, month: 1, day: 1) ?? CalendarDay(number: 0)

  private static func account(_ unused: [RowProblem], _ account: ConservationAccount)
    -> ConservationAccount
  {
    var account = account
    for row in unused where row.file == account.file {
      let use: RowUse = row.code == .supersededRow ? .superseded : .repeated
      account.rowsUsed -= 1
      account.notUsed[use.reason, default: 0] += 1
    }
    return account
  }

  /// Of rows with one first day those of the file that was loaded last, where the book says so.
  private static func latest(
    _ rows: [RosterRow], _ source: TableSource, _ table: String
  ) -> (rows: [RosterRow], replaced: [RowProblem]) {
    guard source.duplicates == .latest else { return (rows, []) }
    let ranks = Dictionary(
      source.files.map { file in (file.name, file.loadedOn.map { Int($0.number) } ?? .min) },
      uniquingKeysWith: { first, _ in first })
    func rank(_ row: RosterRow) -> Int { ranks[row.place.file] ?? .min }
    let groups = Dictionary(grouping: rows) { [$0.employee, $0.validFrom.description] }
    let last = groups.mapValues { $0.map(rank).max() ?? .min }
    var (kept, replaced): ([RosterRow], [RowProblem]) = ([], [])
    for row in rows {
      guard rank(row) < last[[row.employee, row.validFrom.description]] ?? .min else {
        kept.append(row)
        continue
      }
      replaced.append(
        RowProblem(
          code: .supersededRow, severity: DiagnosticCode.supersededRow.severity, table: table,
          file: row.place.file, line: row.place.line ?? 0, column: nil,
          message: "a row of a file that came later stands in its place", value: row.employee))
    }
    return (kept, replaced)
  }

  /// The rows without those that repeat one before them.
  private static func withoutRepetitions(_ rows: [RosterRow], _ table: String) -> (
    rows: [RosterRow], repeated: [RowProblem]
  ) {
    // Only rows of one person can be equal, and most people have one row: of these no value is hashed.
    var counts: [String: Int] = [:]
    counts.reserveCapacity(rows.count)
    for row in rows { counts[row.employee, default: 0] += 1 }
    var first: [[Value]: SourcePlace] = [:]
    var (kept, repeated): ([RosterRow], [RowProblem]) = ([], [])
    kept.reserveCapacity(rows.count)
    for row in rows {
      if counts[row.employee] != 1, let place = first[row.values] {
        repeated.append(
          RowProblem(
            code: .repeatedRow, severity: DiagnosticCode.repeatedRow.severity, table: table,
            file: row.place.file, line: row.place.line ?? 0, column: nil,
            message: "the row repeats \(place)", value: row.employee))
      } else {
        if counts[row.employee] != 1 { first[row.values] = row.place }
        kept.append(row)
      }
    }
    return (kept, repeated)
  }

  private static func overlaps(_ roster: Roster) -> [Diagnostic] {
    roster.rows.flatMap { rows in
      zip(rows, rows.dropFirst()).compactMap { earlier, later in
        guard earlier.validTo.map({ later.validFrom <= $0 }) ?? true else { return nil }
        return Diagnostic(
          .overlappingRosterRows,
          "two rows of `\(later.employee)` are valid on \(later.validFrom)",
          at: later.place, notes: ["the other row is \(earlier.place)"],
          help: "end the earlier row the day before: "
            + "`valid_to` `\(later.validFrom.adding(days: -1))`")
      }
    }
  }
}
