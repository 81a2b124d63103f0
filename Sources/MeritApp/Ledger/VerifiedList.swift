import MeritModel

/// What verifying found, for the terminal and for scripts.
package struct VerifiedList {
  private let periods: [VerifiedPeriod]

  /// Takes in the periods in the order of their seals.
  package init(_ periods: [VerifiedPeriod]) { self.periods = periods }

  /// A line for each period.
  package var text: String {
    periods.map { period in
      let errors = period.findings.count { $0.severity == .error }
      let result =
        errors == 0 ? "\(period.figures) figures are as they were sealed" : "differs: see above"
      return "\(period.period): \(result)\n"
    }.joined()
  }

  /// The same for scripts.
  package var json: JSONValue {
    .array(
      periods.map { period in
        .object([
          ("period", .text(period.period)), ("seal", .whole(period.number)),
          ("figures", .whole(period.figures)),
          ("sound", .flag(!period.findings.contains { $0.severity == .error })),
        ])
      })
  }
}
