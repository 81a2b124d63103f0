package import MeritModel

/// What the logs of a scan add up to: an account per file, and the findings in the order of rows.
package struct ScanSummary: Sendable {
  package private(set) var accounts: [ConservationAccount] = []
  package private(set) var problems: [RowProblem] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// Adds up the logs of a table, which stand in the order of its files; among the owners those are
  /// looked for whom a mistyped id may mean.
  package init(_ table: OpenTable, _ logs: [ScanLog], owners: OwnerIndex? = nil) {
    diagnostics = table.diagnostics
    for file in table.files {
      let own = logs.filter { $0.file == file.name }
      accounts.append(account(table.contract.name, file, own))
      let notes = table.notes.filter { $0.file == file.name }
      problems +=
        notes + kept(own) + unknownOwners(table, own, owners)
        + absentOwners(table, own) + conversions(table, own)
      diagnostics += findings(own)
      reportAmbiguousDates(table, file, own)
      reportDecimalCommas(table, file, own)
    }
    let names = Set(table.files.map(\.name))
    for file in table.source.files where !names.contains(file.name) {
      accounts.append(ConservationAccount(table: table.contract.name, file: file.name))
    }
    guard table.source.onBadRow == .error else { return }
    diagnostics += problems.filter { RowFault.codes.contains($0.code) }.map { problem in
      Diagnostic(
        problem.code, problem.message,
        at: SourcePlace(file: problem.file, line: problem.line, column: problem.column),
        severity: .error, help: problem.help)
    }
  }

  private func account(
    _ table: String, _ file: OpenFile, _ logs: [ScanLog]
  ) -> ConservationAccount {
    var account = ConservationAccount(table: table, file: file.name)
    account.encoding = file.dialect.encoding.rawValue
    for log in logs {
      account.rowsRead += log.rowsRead
      account.rowsUsed += log.uses[RowUse.used.rawValue]
      for use in RowUse.allCases where use != .used && log.uses[use.rawValue] > 0 {
        account.notUsed[use.reason, default: 0] += log.uses[use.rawValue]
      }
      for (reason, rows) in log.excused {
        account.notUsed["excluded: \(reason)", default: 0] += rows
      }
      for (reason, rows) in log.leftOut where rows > 0 {
        account.notUsed[reason, default: 0] += rows
      }
      for fault in RowFault.allCases where log.faults[Int(fault.rawValue)] > 0 {
        account.rejected[fault.reason, default: 0] += log.faults[Int(fault.rawValue)]
      }
    }
    return account
  }

  private func kept(_ logs: [ScanLog]) -> [RowProblem] {
    let all = logs.flatMap(\.problems).sorted {
      ($0.line, $0.column ?? 0, $0.code.rawValue) < ($1.line, $1.column ?? 0, $1.code.rawValue)
    }
    return Array(all.prefix(ScanLog.limit))
  }

  /// The owners whom a list lacks, with their rows and the money in them.
  private func unknownOwners(
    _ table: OpenTable, _ logs: [ScanLog], _ owners: OwnerIndex?
  ) -> [RowProblem] {
    var unknown: [UnknownOwner: UnknownRows] = [:]
    for log in logs {
      for (owner, seen) in log.unknownOwners {
        if unknown[owner] == nil { unknown[owner] = seen } else { unknown[owner]?.merge(seen) }
      }
    }
    let sorted = unknown.sorted { one, other in
      (one.value.line, one.key.id, one.key.list)
        < (other.value.line, other.key.id, other.key.list)
    }
    let told = sorted.prefix(ScanLog.limit)
    let alike = owners?.lookalikes(of: Set(told.map { IDText.lookalike($0.key.id) })) ?? [:]
    return told.map { owner, seen in
      let rows = seen.rows == 1 ? "one row" : "\(seen.rows) rows, the first here"
      let sums = seen.money.sorted { $0.key < $1.key }.map {
        "; `\(table.contract.columns[$0].name)` \($1.canonicalText)"
      }
      let people = alike[IDText.lookalike(owner.id)] ?? []
      let meant = people.count == 1 ? "; is it `\(people[0])`?" : ""
      return RowProblem(
        code: .unknownOwner, severity: DiagnosticCode.unknownOwner.severity,
        table: table.contract.name, file: logs.first?.file ?? "", line: seen.line, column: nil,
        message: "`\(owner.id)` is not on \(owner.list); \(rows)" + sums.joined() + meant,
        value: owner.id)
    }
  }

  /// The owners who are not on the roster on the days of their rows.
  private func absentOwners(_ table: OpenTable, _ logs: [ScanLog]) -> [RowProblem] {
    var absent: [String: UnknownRows] = [:]
    for log in logs {
      for (owner, seen) in log.absentOwners {
        if absent[owner] == nil { absent[owner] = seen } else { absent[owner]?.merge(seen) }
      }
    }
    let sorted = absent.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }
    return sorted.prefix(ScanLog.limit).map { owner, seen in
      let rows =
        seen.rows == 1 ? "this row, which counts" : "\(seen.rows) rows, which count; the first here"
      return RowProblem(
        code: .rowOutsideEmployment, severity: DiagnosticCode.rowOutsideEmployment.severity,
        table: table.contract.name, file: logs.first?.file ?? "", line: seen.line, column: nil,
        message: "`\(owner)` is not on the roster on the day of \(rows)", value: owner)
    }
  }

  /// The findings of a file; of bytes in no known encoding the first tells enough.
  private func findings(_ logs: [ScanLog]) -> [Diagnostic] {
    let all = logs.flatMap(\.diagnostics)
    let first = all.firstIndex { $0.code == .invalidUTF8 }
    return all.enumerated().filter { $1.code != .invalidUTF8 || $0 == first }.map(\.element)
  }

  private func conversions(_ table: OpenTable, _ logs: [ScanLog]) -> [RowProblem] {
    var all: [ConversionKey: ConversionCount] = [:]
    for log in logs {
      for (key, count) in log.conversions {
        if all[key] == nil { all[key] = count } else { all[key]?.merge(count) }
      }
    }
    let sorted = all.sorted {
      ($0.value.line, $0.key.column, $0.key.conversion.rawValue)
        < ($1.value.line, $1.key.column, $1.key.conversion.rawValue)
    }
    return sorted.map { key, count in
      let isRow = key.column < 0
      let what = isRow ? "row" : "cell"
      let column = isRow ? "" : " of `\(table.contract.columns[key.column].name)`"
      return RowProblem(
        code: .convertedCells, severity: DiagnosticCode.convertedCells.severity,
        table: table.contract.name, file: logs.first?.file ?? "", line: count.line, column: nil,
        message: "\(count.count) \(what)\(count.count == 1 ? "" : "s")\(column) "
          + "\(key.conversion.words)\(count.count == 1 ? "" : "; the first is here")",
        value: count.text)
    }
  }

  private mutating func reportAmbiguousDates(
    _ table: OpenTable, _ file: OpenFile, _ logs: [ScanLog]
  ) {
    for (column, text, line) in first(\.ambiguousDates, in: logs, of: table) {
      diagnostics.append(
        Diagnostic(
          .ambiguousDates, "dates such as `\(text)` in column `\(column)` can be read two ways",
          at: SourcePlace(file: file.name, line: line),
          help:
            "say in merit.json which: `\"format\": \"day-first\"` or `\"format\": \"month-first\"`")
      )
    }
  }

  /// A number with a decimal comma says that the others of its column may be written so, too.
  private mutating func reportDecimalCommas(
    _ table: OpenTable, _ file: OpenFile, _ logs: [ScanLog]
  ) {
    for (column, text, line) in first(\.decimalCommas, in: logs, of: table) {
      diagnostics.append(
        Diagnostic(
          .decimalMarkUnclear,
          "`\(text)` in column `\(column)` has a decimal comma, and merit.json names none",
          at: SourcePlace(file: file.name, line: line),
          notes: ["`1.500` in this column would be read as one and a half"],
          help: "say how the column is written: `\"\(column)\": { \"column\": \"\(column)\", "
            + "\"decimal\": \",\", \"grouping\": \".\" }`; or correct the cell"))
    }
  }

  /// Of each column that has some such cells the first one of the file.
  private func first(
    _ cells: KeyPath<ScanLog, [Int: (line: Int, text: String)]>, in logs: [ScanLog],
    of table: OpenTable
  ) -> [(column: String, text: String, line: Int)] {
    table.contract.columns.enumerated().compactMap { place, column in
      logs.compactMap { $0[keyPath: cells][place] }.min { $0.line < $1.line }
        .map { (column.name, $0.text, $0.line) }
    }
  }
}

extension RowFault {
  /// The codes of all faults.
  static let codes: Set<DiagnosticCode> = Set(allCases.map(\.code))
}
