package import MeritEngine
package import MeritModel

/// Everything that the reports of one period are made from.
package struct ReviewFacts: Sendable {
  package let calculation: Calculation
  package let accounts: [ConservationAccount]
  package let problems: [RowProblem]
  package let findings: [Diagnostic]
  package let sources: [SourceFile]
  /// The period before, where its figures are at hand.
  package let previous: PeriodSummary?

  /// Makes the facts.
  package init(
    calculation: Calculation, accounts: [ConservationAccount] = [], problems: [RowProblem] = [],
    findings: [Diagnostic] = [], sources: [SourceFile] = [], previous: PeriodSummary? = nil
  ) {
    self.calculation = calculation
    self.accounts = accounts
    self.problems = problems
    self.findings = findings
    self.sources = sources
    self.previous = previous
  }

  /// The summary of the period itself.
  package var summary: PeriodSummary { PeriodSummary(of: calculation) }

  /// Row problems and findings in one list.
  var problemLines: [ProblemLine] { ProblemLine.lines(problems, findings: findings) }
}

/// A file that the run read.
package struct SourceFile: Hashable, Sendable {
  /// What it is: `policy`, or the name of an input.
  package let role: String
  /// The path relative to the book.
  package let path: String
  /// The number of bytes; nil where it is not known.
  package let byteCount: Int?
  /// The SHA-256 of its bytes in hexadecimal digits.
  package let sha256: String

  /// Makes a file's facts.
  package init(role: String, path: String, byteCount: Int? = nil, sha256: String) {
    self.role = role
    self.path = path
    self.byteCount = byteCount
    self.sha256 = sha256
  }
}
