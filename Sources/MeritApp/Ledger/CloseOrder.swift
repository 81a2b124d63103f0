import MeritModel

/// Says whether a period's turn has come: periods of a grain one after the other, a coarse one after
/// its parts.
struct CloseOrder {
  let seals: [Seal]
  let calendar: PeriodCalendar
  /// The grains at which the policy pays or grades.
  let grains: Set<Grain>
  /// The first day of the first policy version.
  let first: CalendarDay

  /// Nil where the period may be closed on that day.
  func finding(_ period: Period, closedOn: CalendarDay) -> Diagnostic? {
    if let seal = seals.first(where: { $0.entry.period.name == period.name }) {
      return seal.closedDiagnostic
    }
    if closedOn <= period.end {
      return Diagnostic(
        .periodNotOver, "\(period.name) ends on \(period.end), and \(closedOn) is not after it",
        help: "close it when it is over, on `\(period.end.adding(days: 1))` or later")
    }
    if let last = seals.last, closedOn < last.entry.closedOn {
      return Diagnostic(
        .closedBeforeLastClose,
        "\(closedOn) lies before \(last.entry.closedOn), when \(last.entry.period.name) was closed",
        help: "give the day on which you close: `--on \(last.entry.closedOn)` or later")
    }
    return before(period) ?? parts(period)
  }

  /// The period just before must be closed, where one of its grain ever was.
  private func before(_ period: Period) -> Diagnostic? {
    let same = seals.map(\.entry.period).filter { $0.grain == period.grain }
    guard let last = same.last else { return nil }
    if period.start < last.start {
      return Diagnostic(
        .closeOutOfOrder, "\(period.name) lies before \(last.name), which is closed",
        help: "history is not written anew: a period before the first closed one stays open; "
          + "`merit ledger` shows what is closed")
    }
    let before = calendar.previous(period)
    guard before.name != last.name else { return nil }
    return open(before, period)
  }

  private func parts(_ period: Period) -> Diagnostic? {
    let closed = Set(seals.map(\.entry.period.name))
    for grain in Grain.allCases where grain < period.grain && grains.contains(grain) {
      let missing = calendar.parts(of: period, grain).first { part in
        part.end >= first && !closed.contains(part.name)
      }
      if let missing { return open(missing, period) }
    }
    return nil
  }

  private func open(_ missing: Period, _ period: Period) -> Diagnostic {
    Diagnostic(
      .closeOutOfOrder, "\(missing.name) must be closed before \(period.name)",
      help: "close it first: `merit close \(missing.name)`")
  }
}
