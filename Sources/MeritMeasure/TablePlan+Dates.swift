import MeritImport
import MeritModel
import MeritPolicy

// Which dates count: as cells of the column that decides the period.
extension TablePlan {
  /// The cells from the first of any period or window to the last.
  var hull: WindowBounds {
    WindowBounds(least: reach.first?.least ?? 1, greatest: reach.last?.greatest ?? 0)
  }

  /// Says whether a cell of the date lies in a period or window.
  func isInReach(_ cell: Int64) -> Bool { reach.contains { $0.contains(cell) } }

  /// Says whether another scan accounts for rows of a date.
  func isAccounted(_ cell: Int64) -> Bool { accounted.contains { $0.contains(cell) } }

  /// The dates of the rows that count in any period or window; nil where the table's rows have none
  /// of their own.
  var dateReach: DateReach? {
    guard let date = table.date, date < table.contract.columns.count else { return nil }
    return DateReach(column: date, stretches: reach.map { $0.least...$0.greatest })
  }

  /// The dates of the rows that lie in a period; nil where the table's rows have none of their own.
  func dateReach(of period: Period) -> DateReach? {
    guard let date = table.date, date < table.contract.columns.count else { return nil }
    let bounds = bounds(period.start, period.end)
    return DateReach(
      column: date,
      stretches: bounds.least <= bounds.greatest ? [bounds.least...bounds.greatest] : [])
  }

  /// The stretches of cells that some windows cover together, in order.
  func joined(_ windows: [WindowBounds]) -> [WindowBounds] {
    var joined: [WindowBounds] = []
    for window in windows.sorted(by: { $0.least < $1.least }) where window.least <= window.greatest
    {
      guard let last = joined.last,
        window.least <= last.greatest || window.least == last.greatest + 1
      else {
        joined.append(window)
        continue
      }
      joined[joined.count - 1] = WindowBounds(
        least: last.least, greatest: max(last.greatest, window.greatest))
    }
    return joined
  }

  /// The cells of the date column whose span lies wholly between two days.
  func bounds(_ start: CalendarDay, _ end: CalendarDay) -> WindowBounds {
    guard let date = table.date else { return WindowBounds(least: .min, greatest: .max) }
    let (first, last) = (Int64(start.number), Int64(end.number))
    switch table.columnKind(date) {
    case .datetime:
      return WindowBounds(least: first * 86_400, greatest: (last + 1) * 86_400 - 1)
    case .month: return spans(.month, start, end)
    case .quarter: return spans(.quarter, start, end)
    default: return WindowBounds(least: first, greatest: last)
    }
  }

  private func spans(_ grain: Grain, _ start: CalendarDay, _ end: CalendarDay) -> WindowBounds {
    let calendar = policy.header.calendar
    var cells: [Int64] = []
    var day = start
    while day <= end {
      let part = calendar.period(grain, containing: day)
      if part.start >= start, part.end <= end, let cell = TablePlan.cell(part) {
        cells.append(cell)
      }
      day = part.end.adding(days: 1)
    }
    guard let least = cells.min(), let greatest = cells.max() else {
      return WindowBounds(least: 1, greatest: 0)
    }
    return WindowBounds(least: least, greatest: greatest)
  }

  /// The number of a month or quarter as cells hold it, from its name.
  private static func cell(_ period: Period) -> Int64? {
    let parts = period.name.split(separator: "-")
    guard parts.count == 2, let year = Int64(parts[0]) else { return nil }
    if parts[1].hasPrefix("Q") { return Int64(parts[1].dropFirst()).map { year * 4 + $0 - 1 } }
    return Int64(parts[1]).map { year * 12 + $0 - 1 }
  }
}
