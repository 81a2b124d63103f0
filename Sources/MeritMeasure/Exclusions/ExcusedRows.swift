internal import MeritImport
internal import MeritModel
internal import MeritPolicy

/// Takes the rows of a table out that an event excuses.
struct ExcusedRows: Sendable {
  /// Marks a row that is sound and excused; no fault has this number.
  static let mark: UInt8 = 254

  private let times: ExcusedTimes
  private let date: Int
  private let kind: Kind
  /// The days of a month or quarter by its cell, of those that are computed.
  private let spans: [Int64: ClosedRange<Int64>]
  private let hasOwner: Bool
  private let isCredited: Bool

  /// Nil for a table without a date.
  init?(_ times: ExcusedTimes, _ plan: TablePlan) {
    guard let date = plan.table.date else { return nil }
    self.times = times
    self.date = date
    kind = plan.table.columnKind(date)
    spans = ExcusedRows.spans(plan, date)
    hasOwner = plan.table.owner != nil
    isCredited = !plan.table.credits.isEmpty
  }

  private static func spans(_ plan: TablePlan, _ date: Int) -> [Int64: ClosedRange<Int64>] {
    let kind = plan.table.columnKind(date)
    guard kind == .month || kind == .quarter else { return [:] }
    var spans: [Int64: ClosedRange<Int64>] = [:]
    for bounds in plan.reach where bounds.least <= bounds.greatest {
      for cell in bounds.least...bounds.greatest {
        guard case .text(let name)? = RowBatch.scalar(cell, kind, plan.scales[date], text: ""),
          let period = plan.policy.header.calendar.period(named: name.string)
        else { continue }
        spans[cell] = Int64(period.start.number)...Int64(period.end.number)
      }
    }
    return spans
  }

  /// Marks the rows of a batch that are excused, and accounts for them.
  func exclude(_ batch: RowBatch, _ plan: TablePlan, _ passes: OwnerPasses) {
    var counts = [Int](repeating: 0, count: times.reasons.count)
    let lane = batch.lanes[date]
    for row in 0..<batch.count where batch.faults[row] == 0 {
      guard plan.isInReach(lane[row]), let reason = reason(row, batch, passes) else { continue }
      batch.faults[row] = ExcusedRows.mark
      if plan.isAccounted(lane[row]) {
        batch.log.uses[RowUse.outsidePeriod.rawValue] += 1
        continue
      }
      counts[reason] += 1
      note(row, times.reasons[reason], batch)
    }
    for (reason, count) in counts.enumerated() where count > 0 {
      batch.log.excuse(count, times.reasons[reason])
    }
  }

  /// Why a row is excused, in words; nil where it counts.
  func why(_ row: Int, _ batch: RowBatch, _ passes: OwnerPasses) -> String? {
    reason(row, batch, passes).map { times.reasons[$0] }
  }

  private func reason(_ row: Int, _ batch: RowBatch, _ passes: OwnerPasses) -> Int? {
    guard let span = span(batch.lanes[date][row]) else { return nil }
    if let reason = times.reason(span) { return reason }
    if hasOwner { return times.reason(span, of: batch.owners[row]) }
    guard isCredited else { return nil }
    return passes[1].whole.lazy.compactMap { times.reason(span, of: $0[row]) }.first
  }

  private func span(_ cell: Int64) -> RowSpan? {
    if cell == RowBatch.empty { return nil }
    switch kind {
    case .datetime: return RowSpan(moment: cell)
    case .month, .quarter: return spans[cell].map(RowSpan.init(days:))
    default: return RowSpan(days: cell...cell)
    }
  }

  private func note(_ row: Int, _ reason: String, _ batch: RowBatch) {
    guard batch.log.problems.count < ScanLog.limit else { return }
    batch.log.report(
      RowProblem(
        code: .excludedRow, severity: DiagnosticCode.excludedRow.severity, table: batch.log.table,
        file: batch.log.file, line: batch.lines[row], column: nil,
        message: "the row lies in an event that excuses it: \(reason)", value: ""))
  }
}
