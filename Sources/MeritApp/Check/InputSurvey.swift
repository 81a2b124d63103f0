import MeritImport
import MeritMeasure
package import MeritModel
package import MeritPolicy

/// What a check of the inputs found in one file.
package struct SurveyedFile: Sendable {
  /// The input's name in the policy.
  package let table: String
  /// The file, relative to the book.
  package let file: String
  /// The form in which it was read, in words.
  package let dialect: String
  package let rowsRead: Int
  package let rowsRejected: Int
}

/// The files of a book as they were read, without anything computed.
package struct InputSurvey: Sendable {
  package let files: [SurveyedFile]
  /// The tables that no measure reads; their files were not opened.
  package let unread: [String]
}

extension PeriodReading {
  /// Reads every file that any period needs: mapping, form, cells, rules for rows and owners.
  ///
  /// Rows that are refused become findings; nothing is computed from the rest.
  ///
  /// The book may map columns for any of the versions.
  package func survey(
    _ policy: CompiledPolicy, among versions: [CompiledPolicy]
  ) throws -> Checked<InputSurvey> {
    var diagnostics = mismatches(policy, among: versions)
    let resolved = try resolvedSources(policy)
    let sources = resolved.sources
    diagnostics += resolved.diagnostics
    guard let table = policy.roster, let source = sources["roster"], !diagnostics.hasErrors else {
      return Checked(nil, diagnostics)
    }
    diagnostics += try proposals(policy)
    let roster = try RosterReader.read(
      table.contract, source, settings: settings, utcOffset: utcOffset(policy))
    let scan = MeasureScan(policy, sources: sources, settings: settings)
    let periods = wholePeriods(policy)
    let customers = try scan.customers(of: roster.roster)
    let result = try scan.run(
      periods.map { Cohort(of: roster.roster, in: $0, customers: customers?.list) },
      customers: customers)
    diagnostics += roster.diagnostics + result.diagnostics
    diagnostics += (resolved.problems + roster.problems + result.problems).filter { problem in
      // Where bad rows stop a run, they are findings already.
      !diagnostics.contains { $0.isSame(as: problem) }
    }.map(\.diagnostic)
    let dialects = roster.dialects.merging(result.dialects) { first, _ in first }
    let accounts = roster.accounts + result.accounts
    let files = accounts.map { account in
      SurveyedFile(
        table: account.table, file: account.file,
        dialect: dialects[account.file]?.description ?? "", rowsRead: account.rowsRead,
        rowsRejected: account.rejected.values.reduce(0, +))
    }
    let read = Set(accounts.map(\.table))
    let unread = policy.inputs.map(\.name).filter { !read.contains($0) }
    return Checked(InputSurvey(files: files, unread: unread), diagnostics)
  }

  /// One period of each grain, as long as the policy holds: every row that any run could use.
  private func wholePeriods(_ policy: CompiledPolicy) -> [Period] {
    let measured = Set(policy.rules.filter { $0.measure != nil }.map(\.grain))
    let header = policy.header
    return Grain.allCases.filter(measured.contains).map { grain in
      Period(
        grain: grain, name: header.effectiveFrom.description, start: header.effectiveFrom,
        end: header.effectiveTo)
    }
  }
}

extension RowProblem {
  /// The problem as a finding, to be shown with those of other files.
  var diagnostic: Diagnostic {
    Diagnostic(
      code, message, at: SourcePlace(file: file, line: line, column: column), severity: severity,
      help: help)
  }
}

extension Diagnostic {
  fileprivate func isSame(as problem: RowProblem) -> Bool {
    code == problem.code && place?.file == problem.file && place?.line == problem.line
  }
}
