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

  /// The earlier periods that the run read, by whether they are closed.
  func periods(_ role: String) -> [String] { sources.filter { $0.role == role }.map(\.path) }

  /// Row problems and findings in one list.
  var problemLines: [ProblemLine] { ProblemLine.lines(problems, findings: findings) }
}

/// A file that the run read.
package struct SourceFile: Hashable, Sendable {
  /// What it is: `policy`, the name of an input, or one of the two kinds of periods.
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

extension String {
  /// The role of a closed period, whose figures were read as they were sealed.
  package static let closedPeriod = "closed period"
  /// The role of a period that was computed because another one reads it.
  package static let computedPeriod = "computed period"
}
