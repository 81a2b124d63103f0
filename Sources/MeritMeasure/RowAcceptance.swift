internal import MeritImport
internal import MeritModel

/// Decides which rows of a table that is read once more are accepted in a period: sound, inside it,
/// kept by the row check, not excused, and not dropped for the sake of another row.
struct RowAcceptance: Sendable {
  let marking: RowMarking
  private let plan: TablePlan
  private let exclusions: Exclusions

  init(_ once: OnceMore, in period: Period, _ calendar: PeriodCalendar) {
    plan = once.plan
    exclusions = once.exclusions
    marking = RowMarking(table: once.read.table, period: period, calendar: calendar)
  }

  /// Fills in what the decision reads of a batch.
  func prepare(_ batch: RowBatch, _ passes: OwnerPasses) {
    RowPreparation(plan: plan, batch: batch).run()
    passes.prepare(batch)
  }

  func accepts(_ batch: RowBatch, _ row: Int, _ passes: OwnerPasses) -> Bool {
    guard batch.faults[row] == 0, marking.isInside(batch, row) else { return false }
    let place = RowPlace(file: batch.file, line: batch.lines[row])
    return exclusions[place] == nil && plan.excused?.why(row, batch, passes) == nil
  }
}
