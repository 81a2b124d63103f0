package import MeritModel

/// Reads an identity file: the employee ids behind the names that an export uses.
package enum AliasReader {
  /// Unchecked, since the one worker of the scan owns it.
  private final class Entries: @unchecked Sendable {
    var entries: [(alias: String, id: String, place: SourcePlace)] = []
  }

  /// Reads the column `employee_id` and one with the names that an export uses, `alias` unless another
  /// is asked for; an alias with two ids is an error.
  package static func read(
    _ source: TableSource, named name: String, column: String = "alias"
  ) throws -> (
    aliases: [String: String], diagnostics: [Diagnostic], problems: [RowProblem]
  ) {
    let contract = TableContract(
      name: name,
      columns: [
        // A file with a column for each source has gaps: not everybody has a login everywhere.
        ContractColumn(name: column, kind: .id, isOptional: column != "alias"),
        ContractColumn(name: "employee_id", kind: .id),
      ])
    let table = try OpenTable(contract, source)
    let names = table.files.map(\.name)
    let scan = TableScan(table, owners: OwnerIndex([]), settings: ScanSettings())
    let result = try scan.run(makeWorker: { Entries() }) { entries, batch in
      for row in 0..<batch.count
      where batch.faults[row] == 0 && batch.lanes[0][row] != RowBatch.empty {
        entries.entries.append(
          (
            batch.text(0, row), batch.text(1, row),
            SourcePlace(file: names[batch.file], line: batch.lines[row])
          ))
        batch.log.uses[RowUse.used.rawValue] += 1
      }
    }
    let summary = ScanSummary(table, result.logs)
    var aliases: [String: String] = [:]
    var diagnostics = summary.diagnostics
    for entry in result.workers.flatMap(\.entries) {
      if let known = aliases[entry.alias], known != entry.id {
        diagnostics.append(
          Diagnostic(
            .aliasTwice, "`\(entry.alias)` stands for both `\(known)` and `\(entry.id)`",
            at: entry.place))
      }
      aliases[entry.alias] = entry.id
    }
    return (aliases, diagnostics, summary.problems)
  }
}
