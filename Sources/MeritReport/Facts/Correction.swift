package import MeritModel

/// A closed period that comes out differently with what is known now.
package struct CorrectedPeriod: Hashable, Sendable {
  /// The name of the closed period.
  package let period: String
  /// The number of the state of its figures that this run makes; what was closed first is 1.
  package let revision: Int
  /// How many figures are others.
  package let figureCount: Int
  /// What is paid or taken back, by employee and pay code.
  package let lines: [CorrectionLine]
  /// What has changed since, for the whole period.
  package let causes: [String]

  /// Makes a corrected period.
  package init(
    period: String, revision: Int, figureCount: Int, lines: [CorrectionLine], causes: [String]
  ) {
    self.period = period
    self.revision = revision
    self.figureCount = figureCount
    self.lines = lines
    self.causes = causes
  }

  /// The sum of the differences; nil where it does not fit.
  package var total: Exact? {
    lines.reduce(Exact?.some(.zero)) { sum, line in sum.flatMap { try? $0 + line.difference } }
  }
}

/// What one person gets or gives back for a closed period.
package struct CorrectionLine: Hashable, Sendable {
  package let employee: String
  package let name: String
  package let payCode: String
  /// What was paid so far.
  package let before: Exact
  package let now: Exact
  /// `now` less `before`; negative where something is taken back.
  package let difference: Exact
  /// Why, in words.
  package let cause: String

  /// Makes a line.
  package init(
    employee: String, name: String, payCode: String, before: Exact, now: Exact,
    difference: Exact, cause: String
  ) {
    self.employee = employee
    self.name = name
    self.payCode = payCode
    self.before = before
    self.now = now
    self.difference = difference
    self.cause = cause
  }
}
