internal import MeritModel
internal import MeritPolicy

/// The aggregates whose rows lookups can leave out.
extension TablePlan {
  /// The aggregates of the run's own period and its parts whose rows a lookup can leave out,
  /// with the column that is empty then; of windows that overlap those of the last part.
  func watchedColumns(_ asked: MeasureScan.Asked) -> [Int: Int] {
    guard table.columns.contains(where: { $0.lookup != nil }), let whole = asked.told else {
      return [:]
    }
    let lookups = MissedLookups(table)
    var watched: [Int: Int] = [:]
    for use in uses {
      let period = asked.cohorts[use.cohort].period
      guard let column = aggregated(use), lookups.canMiss(column),
        whole.start <= period.start, period.end <= whole.end,
        !hasWindow(use) || period.end == whole.end,
        let place = keys.firstIndex(of: use.key)
      else { continue }
      watched[place] = column
    }
    return watched
  }

  private func hasWindow(_ use: Use) -> Bool {
    if case .rows(let aggregate) = use.needs.shape { aggregate.window != nil } else { false }
  }

  /// The column whose cells a figure is made of; nil for counts, and for rows that are kept besides.
  private func aggregated(_ use: Use) -> Int? {
    switch (use.key.what, use.needs.shape) {
    case (.value(_, let column), _): column
    case (.rows(let columns), .rating): columns.first
    case (.rows, _): nil
    }
  }

  /// The measures for which a watched aggregate is made.
  func watchers(of place: Int) -> [RuleID] {
    var rules: [RuleID] = []
    for use in uses where use.key == keys[place] && !rules.contains(use.rule) {
      rules.append(use.rule)
    }
    return rules
  }
}
