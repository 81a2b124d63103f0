package import MeritModel

/// A run of periods over which every constant keeps its value.
package struct ConstantStretch: Hashable, Sendable {
  package let first: Period
  package let last: Period

  /// The day whose constants hold in all of it.
  package var day: CalendarDay { last.end }

  /// As `2026-01 … 2026-06`, or the one period's name.
  package var name: String { first == last ? first.name : "\(first.name) … \(last.name)" }
}

extension CompiledPolicy {
  /// The stretches of equal constants among the periods of a grain that the version governs, in
  /// order; only the named constants are looked at.
  package func stretches(of grain: Grain, constants wanted: Set<Int>) -> [ConstantStretch] {
    let periods = lastAndFirst(grain)
    let steps = wanted.flatMap { constants[$0].steps.compactMap(\.from) }
    let changes = Set(steps.map { header.calendar.period(grain, containing: $0) })
      .filter { $0.start > periods.first.start && $0.end <= periods.last.end }
    let starts = [periods.first] + changes.sorted { $0.start < $1.start }
    let ends = starts.dropFirst().map { header.calendar.previous($0) } + [periods.last]
    var stretches: [ConstantStretch] = []
    for (start, end) in zip(starts, ends) {
      if let before = stretches.last, values(wanted, before.day) == values(wanted, end.end) {
        stretches[stretches.count - 1] = ConstantStretch(first: before.first, last: end)
      } else {
        stretches.append(ConstantStretch(first: start, last: end))
      }
    }
    return stretches
  }

  private func lastAndFirst(_ grain: Grain) -> (first: Period, last: Period) {
    let first = header.calendar.period(grain, containing: header.effectiveFrom)
    let end = header.calendar.period(grain, containing: header.effectiveTo)
    let last = end.end <= header.effectiveTo ? end : header.calendar.previous(end)
    // A version shorter than a period governs the one that it begins in, if any.
    return last.start < first.start ? (first, first) : (first, last)
  }

  private func values(_ wanted: Set<Int>, _ day: CalendarDay) -> [Scalar?] {
    wanted.sorted().map { constants[$0].value(on: day) }
  }
}
