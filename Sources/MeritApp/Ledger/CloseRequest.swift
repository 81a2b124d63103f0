package import MeritModel

/// What a close is asked to do; everything from the outside world is in here.
package struct CloseRequest {
  package var run: RunRequest
  /// Who closes, as given.
  package var closedBy: String
  /// The day of closing, as given.
  package var closedOn: CalendarDay
  /// The codes whose problems were seen, and why they do not matter.
  package var acknowledged: [String]
  package var reason: String

  /// Makes a request.
  package init(
    run: RunRequest, closedBy: String, closedOn: CalendarDay, acknowledged: [String] = [],
    reason: String = ""
  ) {
    self.run = run
    self.closedBy = closedBy
    self.closedOn = closedOn
    self.acknowledged = acknowledged
    self.reason = reason
  }
}

/// A period that may be closed: all checks are done, nothing is written yet.
package struct ClosingPeriod {
  package let result: PeriodResult
  let entry: SealEntry
  let parts: [String: [UInt8]]
  /// The hints that do not forbid to close.
  package let findings: [Diagnostic]
}
