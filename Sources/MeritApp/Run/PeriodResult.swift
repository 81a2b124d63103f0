package import MeritEngine
package import MeritModel
package import MeritPolicy

/// What was read for one period: people, rows by measure, and the account of every row.
package struct PeriodInput: Sendable {
  package let roster: Roster
  package let cohort: Cohort
  package let measures: MeasureTable
  package let accounts: [ConservationAccount]
  package let problems: [RowProblem]
  package let files: [InputFact]

  /// Makes an input.
  package init(
    roster: Roster, cohort: Cohort, measures: MeasureTable, accounts: [ConservationAccount],
    problems: [RowProblem], files: [InputFact]
  ) {
    self.roster = roster
    self.cohort = cohort
    self.measures = measures
    self.accounts = accounts
    self.problems = problems
    self.files = files
  }
}

/// An input file as the manifest names it.
package struct InputFact: Hashable, Sendable {
  package let table: String
  package let file: String
  /// The SHA-256 of its bytes in hexadecimal.
  package let hash: String
  package let rows: Int

  /// Makes a fact.
  package init(table: String, file: String, hash: String, rows: Int) {
    self.table = table
    self.file = file
    self.hash = hash
    self.rows = rows
  }
}

/// A period with everything known of it.
package struct PeriodResult {
  package let input: PeriodInput
  package let calculation: Calculation
  package let calculator: Calculator
  /// The findings of policy, import and calculation that forbid nothing.
  package let diagnostics: [Diagnostic]
  package let policyFile: InputFact
}
