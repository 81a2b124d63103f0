internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Finds rows on days on which their owners are not on the roster.
struct Employment: Sendable {
  /// Whether each person is on the roster on a part of the time only of which rows are used.
  let isInPart: [Bool]
  private let roster: Roster
  private let date: Int
  private let cells: DateCells

  /// Looks for people who are in a period and not on the roster all the time; nil where there are
  /// none.
  init?(
    _ roster: Roster, _ isMember: [Bool], _ hull: TablePlan.WindowBounds, date: Int, _ kind: Kind,
    _ scale: NumberScale, _ calendar: PeriodCalendar
  ) {
    cells = DateCells(kind: kind, scale: scale, calendar: calendar)
    (self.roster, self.date) = (roster, date)
    guard hull.least <= hull.greatest, let first = cells.days(of: hull.least)?.lowerBound,
      let last = cells.days(of: hull.greatest)?.upperBound
    else { return nil }
    isInPart = roster.rows.indices.map { person in
      isMember[person] && !Employment.covers(roster.rows[person], first, last)
    }
    if !isInPart.contains(true) { return nil }
  }

  /// Whether rows of the roster, by their first days, leave no day out.
  private static func covers(
    _ rows: [RosterRow], _ first: CalendarDay, _ last: CalendarDay
  ) -> Bool {
    var next = first
    for row in rows where row.validFrom <= next {
      guard let end = row.validTo else { return true }
      next = max(next, end.adding(days: 1))
    }
    return next > last
  }

  /// Notes a row of which no day is one of its owner's on the roster.
  func note(_ batch: RowBatch, _ row: Int, _ owner: Int) {
    guard let days = cells.days(of: batch.lanes[date][row]),
      !roster.rows[owner].contains(where: { own in
        own.validFrom <= days.upperBound && own.validTo.map { $0 >= days.lowerBound } ?? true
      })
    else { return }
    batch.log.noteAbsence(of: roster.people[owner], line: batch.lines[row])
  }
}

/// What the cells of the column that decides the period mean.
private struct DateCells {
  let kind: Kind
  let scale: NumberScale
  let calendar: PeriodCalendar

  /// The days of a cell.
  func days(of cell: Int64) -> ClosedRange<CalendarDay>? {
    switch RowBatch.scalar(cell, kind, scale, text: "") {
    case .day(let day): return day...day
    case .moment(let moment): return moment.day...moment.day
    case .text(let name): return calendar.period(named: name.string).map { $0.start...$0.end }
    default: return nil
    }
  }
}
