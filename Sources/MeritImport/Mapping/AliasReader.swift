package import MeritModel

/// The names for people that an identity table holds, and what is told of its rows.
package struct AliasReading: Sendable {
  /// The employee ids by the names.
  package var aliases: [String: String] = [:]
  package var diagnostics: [Diagnostic] = []
  package var problems: [RowProblem] = []
  package var accounts: [ConservationAccount] = []
}

/// Reads an identity file: the employee ids behind the names that an export uses.
package enum AliasReader {
  /// Unchecked, since the one worker of the scan owns it.
  private final class Entries: @unchecked Sendable {
    var entries: [(alias: String, id: String, place: SourcePlace)] = []
  }

  /// Reads the column `employee_id` and one with the names that an export uses, `alias` unless another
  /// is asked for; an alias with two ids is an error.
  package static func read(
    _ source: TableSource, named name: String, column: String = "alias",
    settings: ScanSettings = ScanSettings()
  ) throws -> AliasReading {
    let contract = TableContract(
      name: name,
      columns: [
        // A file with a column for each source has gaps: not everybody has a login everywhere.
        ContractColumn(name: column, kind: .id, isOptional: column != "alias"),
        ContractColumn(name: "employee_id", kind: .id),
      ])
    // With one worker the findings come in the order of the file.
    var settings = settings
    settings.threads = 1
    let table = try OpenTable(contract, source, settings: settings)
    let names = table.files.map(\.name)
    let scan = TableScan(table, owners: OwnerIndex([]), settings: settings)
    let result = try scan.run(makeWorker: { Entries() }) { entries, batch in
      for row in 0..<batch.count where batch.faults[row] == 0 {
        batch.log.uses[RowUse.used.rawValue] += 1
        guard batch.lanes[0][row] != RowBatch.empty else { continue }
        entries.entries.append(
          (
            batch.text(0, row), batch.text(1, row),
            SourcePlace(file: names[batch.file], line: batch.lines[row])
          ))
      }
    }
    let summary = ScanSummary(table, result.logs)
    var reading = AliasReading(
      diagnostics: summary.diagnostics, problems: summary.problems, accounts: summary.accounts)
    for entry in result.workers.flatMap(\.entries) {
      if let known = reading.aliases[entry.alias], known != entry.id {
        reading.diagnostics.append(
          Diagnostic(
            .aliasTwice, "`\(entry.alias)` stands for both `\(known)` and `\(entry.id)`",
            at: entry.place,
            help: "delete the wrong one of the two rows, `\(entry.alias),\(known)` or "
              + "`\(entry.alias),\(entry.id)`"))
      }
      reading.aliases[entry.alias] = entry.id
    }
    return reading
  }
}
