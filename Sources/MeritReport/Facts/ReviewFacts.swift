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
  /// The closed periods that this run corrects.
  package let corrections: [CorrectedPeriod]
  /// The day whose knowledge counts; nil for all that is known.
  package let knownOn: CalendarDay?

  /// Makes the facts.
  package init(
    calculation: Calculation, accounts: [ConservationAccount] = [], problems: [RowProblem] = [],
    findings: [Diagnostic] = [], sources: [SourceFile] = [], previous: PeriodSummary? = nil,
    corrections: [CorrectedPeriod] = [], knownOn: CalendarDay? = nil
  ) {
    self.corrections = corrections
    self.knownOn = knownOn
    self.calculation = calculation
    self.accounts = accounts
    self.problems = problems
    self.findings = findings
    self.sources = sources
    self.previous = previous
  }

  /// What stands behind the title of what answers for another day, which nobody is paid by.
  var titleRemark: String {
    knownOn.map { ", as known on \($0), not for payment" } ?? ""
  }

  /// The summary of the period itself.
  package var summary: PeriodSummary { PeriodSummary(of: calculation) }

  /// What is paid or taken back for closed periods; nil where nothing is corrected, or it does not
  /// fit.
  package var correctionTotal: Exact? {
    guard !corrections.isEmpty else { return nil }
    return corrections.reduce(Exact?.some(.zero)) { sum, corrected in
      guard let sum, let total = corrected.total else { return nil }
      return try? sum + total
    }
  }

  /// The bonuses with the corrections; nil where nothing is corrected.
  package var totalToPay: Exact? {
    guard let corrected = correctionTotal, let total = summary.total else { return nil }
    return try? total + corrected
  }

  /// The earlier periods that the run read in one way.
  func periods(_ role: PeriodRole) -> [String] {
    sources.filter { $0.role == role.rawValue }.map(\.path)
  }

  /// Row problems and findings in one list.
  var problemLines: [ProblemLine] { ProblemLine.lines(problems, findings: findings) }
}

/// A file that the run read.
package struct SourceFile: Hashable, Sendable {
  /// What it is: `policy`, the name of an input, or one of the two kinds of periods.
  package let role: String
  /// The path relative to the book.
  package let path: String
  /// The SHA-256 of its bytes in hexadecimal digits.
  package let sha256: String

  /// Makes a file's facts.
  package init(role: String, path: String, sha256: String) {
    self.role = role
    self.path = path
    self.sha256 = sha256
  }
}

/// In which way a run read an earlier period; the raw value is the role among the sources.
package enum PeriodRole: String, CaseIterable, Sendable {
  /// Closed, its figures read as they were sealed.
  case closed = "closed period"
  /// Closed, and computed once more to find what must be corrected.
  case recomputed = "closed period, computed once more"
  /// Not closed, computed because another one reads it.
  case computed = "computed period"

  /// The words before the list of such periods.
  package var words: String {
    switch self {
    case .closed: "closed periods, as sealed"
    case .recomputed: "closed periods, computed once more"
    case .computed: "periods not closed, computed"
    }
  }
}
